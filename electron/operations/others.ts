import {
  isCounted,
  type CountyFigures,
  type FilingDocument,
  type UnitDocuments,
} from '#shared/checking/documents.ts';
import type { Place } from '#shared/checking/among.ts';
import { exchangedIn } from '#shared/checking/unit-lists.ts';
import type { NameIndex } from '#shared/codes/names.ts';
import type { Moves } from '#shared/tally/territory.ts';
import { changesSince, newestChange, type ChangedFiling } from '../store/change-log.ts';
import { versionOf } from '../store/changes.ts';
import { eachBefore, eachCounted } from '../store/year-records.ts';
import { countedFilings, filings } from '../store/rounds.ts';
import { unitsAt, type Unit } from '../store/units.ts';
import type { ReadContext } from './context.ts';
import { County } from './county-figures.ts';
import { directoryNames } from './directory-names.ts';
import { filingsByUnit, filingsSeen, ruleReach, unitFacts } from './documents.ts';
import { movesOf } from './moves.ts';

/** Filings of one return by unit, and whose they are, until one of them changes. */
interface Gathered {
  readonly filings: Map<string, FilingDocument>;
  units: readonly UnitDocuments[] | null;
}

type FilingsByUnit = ReturnType<typeof filingsByUnit>;

/**
 * What a unit's rules look at of the others: filings that count, a return at a time, gathered once a rule asks for it. Those
 * that don't count are gathered apart, for the few rules that look at a filing as it stands. From then on only the filings
 * that change are read anew: everything else stays the same object, so that what was made of it can be kept by it.
 */
export class Others implements CountyFigures {
  readonly #context: ReadContext;
  readonly #year: number;
  readonly #directoryVersion: string;
  readonly #counted = new Map<Place, Gathered>();
  /** Of this year, by return. */
  readonly #uncounted = new Map<string, Gathered>();
  #seen: number;
  #directory: ReadonlyMap<string, Unit> | null = null;
  #names: NameIndex | null = null;
  #hasMoves: boolean | null = null;
  #units: readonly UnitDocuments[] | null = null;
  #unitsById: ReadonlyMap<string, UnitDocuments> | null = null;

  constructor(context: ReadContext, year: number) {
    this.#context = context;
    this.#year = year;
    this.#directoryVersion = versionOf(context.store, 'directory');
    this.#seen = newestChange(context.store);
  }

  /** Takes in what was written since; false where everything has to be gathered anew. */
  renew({ store, edition }: ReadContext): boolean {
    if (edition !== this.#context.edition || store !== this.#context.store) return false;
    // It changes with a transaction that was taken back too, and with what another connection wrote.
    if (versionOf(store, 'directory') !== this.#directoryVersion) return false;
    const newest = newestChange(store);
    const years = Array.from({ length: ruleReach + 1 }, (_, back) => this.#year - back);
    const changes = changesSince(store, this.#seen, years);
    if (changes.kind === 'everything') return false;
    this.#seen = newest;
    if (changes.kind === 'filings') for (const filing of changes.filings) this.#exchange(filing);
    return true;
  }

  #exchange({ year, unit, return: code }: ChangedFiling): void {
    const back = this.#year - year;
    const now = filingsSeen(this.#context, this.#year, back, unit).get(unit)?.get(code);
    // Who has left depends on what is filed this year.
    if (back === 0 && this.#hasMoves === true)
      for (const place of this.#counted.keys()) if (!place.endsWith('@0')) this.#counted.delete(place);
    const isNowCounted = isCounted(now?.state);
    const counted = this.#counted.get(`${code}@${back}`);
    if (counted !== undefined && (isNowCounted || counted.filings.has(unit))) {
      put(counted, unit, isNowCounted ? now : undefined);
      this.#follow(counted, unit, isNowCounted);
    }
    if (back > 0) return;
    const uncounted = this.#uncounted.get(code);
    if (uncounted === undefined) return;
    put(uncounted, unit, isNowCounted ? undefined : now);
    // Its list is of filings in any state.
    this.#follow(uncounted, unit, now !== undefined);
  }

  #follow(gathered: Gathered, id: string, isIn: boolean): void {
    const unit = gathered.units === null ? undefined : this.#byId.get(id);
    if (gathered.units !== null && unit !== undefined)
      gathered.units = exchangedIn(gathered.units, { unit, isIn }, this.units);
  }

  get units(): readonly UnitDocuments[] {
    return (this.#units ??= [...this.#directoryById().values()].map((unit) => ({
      id: unit.id,
      facts: unitFacts(unit),
      filing: (code, back) => this.#filing(unit.id, code, back),
    })));
  }

  get #byId(): ReadonlyMap<string, UnitDocuments> {
    return (this.#unitsById ??= new Map(this.units.map((unit) => [unit.id, unit])));
  }

  countedIn(code: string, back: number): readonly UnitDocuments[] {
    const gathered = this.#gathered(code, back);
    return (gathered.units ??= this.units.filter(({ id }) => gathered.filings.has(id)));
  }

  filedIn(code: string, back: number): readonly UnitDocuments[] {
    if (back > 0) return this.countedIn(code, back);
    const uncounted = this.#gatheredUncounted(code);
    return (uncounted.units ??= this.units.filter(({ filing }) => filing(code, 0) !== undefined));
  }

  get names(): NameIndex {
    return (this.#names ??= directoryNames(this.#context.store, this.#year));
  }

  has(id: string): boolean {
    return this.#directoryById().has(id);
  }

  indicator(code: string, back: number): number | null {
    return new County(this.#context, this.#year).indicator(code, back);
  }

  hasReporter(code: string): boolean {
    return new County(this.#context, this.#year).hasReporter(code);
  }

  #directoryById(): ReadonlyMap<string, Unit> {
    return (this.#directory ??= unitsAt(this.#context.store, this.#year));
  }

  #filing(unit: string, code: string, back: number): FilingDocument | undefined {
    const counted = this.#gathered(code, back).filings.get(unit);
    return counted ?? (back > 0 ? undefined : this.#gatheredUncounted(code).filings.get(unit));
  }

  #gathered(code: string, back: number): Gathered {
    const place: Place = `${code}@${back}`;
    let known = this.#counted.get(place);
    if (known === undefined) {
      const own = ofReturn(code, back === 0 ? this.#ofThisYear(code, true) : this.#before(code, back));
      if (back > 0 && this.#haveMoved) for (const unit of this.#moved.equalTerritory().left) own.delete(unit);
      this.#counted.set(place, (known = { filings: own, units: null }));
    }
    return known;
  }

  #gatheredUncounted(code: string): Gathered {
    let known = this.#uncounted.get(code);
    if (known === undefined)
      this.#uncounted.set(
        code,
        (known = { filings: ofReturn(code, this.#ofThisYear(code, false)), units: null }),
      );
    return known;
  }

  #before(code: string, back: number): FilingsByUnit {
    return filingsByUnit([], eachBefore(this.#context.store, this.#year - back, { return: code }));
  }

  #ofThisYear(code: string, counted: boolean): FilingsByUnit {
    const { store } = this.#context;
    return filingsByUnit(
      countedFilings(store, this.#year, code, counted),
      eachCounted(store, this.#year, code, counted),
    );
  }

  get #haveMoved(): boolean {
    return (this.#hasMoves ??= this.#moved.undecided.length > 0);
  }

  /** Whoever changed counties, by the directory and by what the units have of this year at the moment. */
  get #moved(): Moves {
    let states: FilingsByUnit | null = null;
    const stateOf = (unit: string, code: string): FilingDocument | undefined =>
      (states ??= filingsByUnit(filings(this.#context.store, this.#year), [])).get(unit)?.get(code);
    return movesOf(
      this.#context,
      this.#year,
      this.units.map((unit) => ({
        ...unit,
        filing: (code, back) => (back === 0 ? stateOf(unit.id, code) : undefined),
      })),
    );
  }
}

function ofReturn(code: string, filings: FilingsByUnit): Map<string, FilingDocument> {
  const own = new Map<string, FilingDocument>();
  for (const [unit, returns] of filings) {
    const filing = returns.get(code);
    if (filing !== undefined) own.set(unit, filing);
  }
  return own;
}

function put({ filings: known }: Gathered, unit: string, filing: FilingDocument | undefined): void {
  if (filing === undefined) known.delete(unit);
  else known.set(unit, filing);
}

const others = new Map<string, Others>();

export function othersOf(context: ReadContext, year: number): Others {
  const key = `${context.folder}/${year}`;
  const kept = others.get(key);
  if (kept?.renew(context) === true) return kept;
  const gathered = new Others(context, year);
  others.set(key, gathered);
  return gathered;
}
