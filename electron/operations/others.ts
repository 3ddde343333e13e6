import {
  isCounted,
  type CountyFigures,
  type FilingDocument,
  type UnitDocuments,
} from '#shared/checking/documents.ts';
import type { NameIndex } from '#shared/codes/names.ts';
import type { Moves } from '#shared/tally/territory.ts';
import { versionOf, type Subject } from '../store/changes.ts';
import { eachBefore, eachCounted } from '../store/year-records.ts';
import { countedFilings, filings } from '../store/rounds.ts';
import { unitsAt, type Unit } from '../store/units.ts';
import type { ReadContext } from './context.ts';
import { County } from './county-figures.ts';
import { directoryNames } from './directory-names.ts';
import { filingsByUnit, unitFacts } from './documents.ts';
import { movesOf } from './moves.ts';

/** Filings of one return, as they were gathered, and whose they are. */
interface Gathered {
  readonly subjects: readonly Subject[];
  readonly version: string;
  readonly filings: ReturnType<typeof filingsByUnit>;
  units: readonly UnitDocuments[] | null;
}

type FilingsByUnit = Gathered['filings'];

/**
 * What a unit's rules look at of the others: filings that count, a return at a time, gathered once a rule asks for it and
 * kept until some filing of that return begins or ceases to count. A draft that is being typed changes nothing of them, so
 * that after each edit nothing is gathered anew. Those that don't count are gathered apart, for the few rules that look at
 * a filing as it stands, and kept until something of that return changes.
 */
export class Others implements CountyFigures {
  readonly #context: ReadContext;
  readonly #year: number;
  readonly #directoryVersion: string;
  readonly #returns = new Map<string, Gathered>();
  #directory: ReadonlyMap<string, Unit> | null = null;
  #names: NameIndex | null = null;
  #hasMoves: boolean | null = null;
  #units: readonly UnitDocuments[] | null = null;

  constructor(context: ReadContext, year: number) {
    this.#context = context;
    this.#year = year;
    this.#directoryVersion = versionOf(context.store, 'directory');
  }

  /** Forgets the returns that have changed since they were gathered; whether the rest can be used again. */
  renew({ store, edition }: ReadContext): boolean {
    if (edition !== this.#context.edition || store !== this.#context.store) return false;
    if (versionOf(store, 'directory') !== this.#directoryVersion) return false;
    for (const [key, { subjects, version }] of this.#returns)
      if (versionsOf(store, subjects) !== version) this.#returns.delete(key);
    return true;
  }

  get units(): readonly UnitDocuments[] {
    return (this.#units ??= [...this.#unitsById().values()].map((unit) => ({
      id: unit.id,
      facts: unitFacts(unit),
      filing: (code, back) => this.#filing(unit.id, code, back),
    })));
  }

  countedIn(code: string, back: number): readonly UnitDocuments[] {
    const gathered = this.#gathered(code, back);
    return (gathered.units ??= this.units.filter(({ id }) =>
      isCounted(gathered.filings.get(id)?.get(code)?.state),
    ));
  }

  filedIn(code: string, back: number): readonly UnitDocuments[] {
    if (back > 0) return this.countedIn(code, back);
    const uncounted = this.#uncounted(code);
    return (uncounted.units ??= this.units.filter(({ filing }) => filing(code, 0) !== undefined));
  }

  get names(): NameIndex {
    return (this.#names ??= directoryNames(this.#context.store, this.#year));
  }

  has(id: string): boolean {
    return this.#unitsById().has(id);
  }

  indicator(code: string, back: number): number | null {
    return new County(this.#context, this.#year).indicator(code, back);
  }

  hasReporter(code: string): boolean {
    return new County(this.#context, this.#year).hasReporter(code);
  }

  #unitsById(): ReadonlyMap<string, Unit> {
    return (this.#directory ??= unitsAt(this.#context.store, this.#year));
  }

  #filing(unit: string, code: string, back: number): FilingDocument | undefined {
    const counted = this.#gathered(code, back).filings.get(unit)?.get(code);
    return counted ?? (back > 0 ? undefined : this.#uncounted(code).filings.get(unit)?.get(code));
  }

  #gathered(code: string, back: number): Gathered {
    const year = this.#year - back;
    const { store } = this.#context;
    if (back > 0)
      return this.#kept(`${back}/${code}`, [`${year}/${code}`, ...this.#decidingWhoLeft()], () => {
        const before = new Map(filingsByUnit([], eachBefore(store, year, { return: code })));
        for (const unit of this.#moved.equalTerritory().left) before.delete(unit);
        return before;
      });
    return this.#kept(`${back}/${code}`, [`${year}/${code}`], () =>
      filingsByUnit(countedFilings(store, year, code, true), eachCounted(store, year, code, true)),
    );
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

  /** Nothing where nobody changed counties. */
  #decidingWhoLeft(): readonly Subject[] {
    this.#hasMoves ??= this.#moved.undecided.length > 0;
    if (!this.#hasMoves) return [];
    const year = this.#year;
    return this.#context.edition
      .filled()
      .flatMap(({ code }): Subject[] => [`${year}/${code}`, `${year}/${code}/cells`]);
  }

  #uncounted(code: string): Gathered {
    const year = this.#year;
    const { store } = this.#context;
    return this.#kept(`uncounted/${code}`, [`${year}/${code}`, `${year}/${code}/cells`], () =>
      filingsByUnit(countedFilings(store, year, code, false), eachCounted(store, year, code, false)),
    );
  }

  #kept(key: string, subjects: readonly Subject[], gather: () => FilingsByUnit): Gathered {
    const known = this.#returns.get(key);
    if (known !== undefined) return known;
    const version = versionsOf(this.#context.store, subjects);
    const gathered = { subjects, version, filings: gather(), units: null };
    this.#returns.set(key, gathered);
    return gathered;
  }
}

function versionsOf(store: ReadContext['store'], subjects: readonly Subject[]): string {
  return subjects.map((subject) => versionOf(store, subject)).join(' ');
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
