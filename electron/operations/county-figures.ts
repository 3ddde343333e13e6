import type { CountyFigures, UnitDocuments } from '#shared/checking/documents.ts';
import { NameIndex } from '#shared/codes/names.ts';
import { countedStates } from '#shared/tally/counted-states.ts';
import { seenFrom } from '#shared/tally/candidates.ts';
import { reachOf } from '#shared/tally/compute.ts';
import { Tally } from '#shared/tally/tally.ts';
import { withoutLeft, type EqualTerritory } from '#shared/tally/territory.ts';
import type { Sum } from '#shared/tally/total.ts';
import type { ChangedFiling } from '../store/change-log.ts';
import type { Unit } from '../store/units.ts';
import type { ReadContext } from './context.ts';
import { CountyDocuments, type Touched } from './county-documents.ts';
import { ruleReach, surroundings } from './documents.ts';
import { inPortions, Portions } from './portions.ts';

/** Every unit with all its documents: for the rules of the county, and for totals. */
export class County implements CountyFigures {
  readonly reach: number;
  readonly #context: ReadContext;
  readonly #year: number;
  readonly #sums = new Map<number, ReadonlyMap<string, Sum>>();
  #documents: CountyDocuments | null = null;
  #summing: Portions | null = null;
  #names: NameIndex | null = null;

  constructor(context: ReadContext, year: number) {
    this.#context = context;
    this.#year = year;
    this.reach = Math.max(ruleReach, reachOf(context.edition, surroundings(context, year)));
  }

  get documents(): CountyDocuments {
    this.reading.finish();
    return this.#begun;
  }

  get #begun(): CountyDocuments {
    return (this.#documents ??= new CountyDocuments(this.#context, this.#year, this.reach));
  }

  /** The reading of the documents, which whatever is asked for finishes. */
  get reading(): Portions {
    return this.#begun.reading;
  }

  /** What each filing adds to the county's figures: known beforehand, they are soon added up. */
  get summing(): Portions {
    return (this.#summing ??= new Portions(this.units.length, this.#sum()));
  }

  *#sum(): Generator<number> {
    for (const some of inPortions(this.units, 100)) {
      for (const back of [0, 1]) this.#tally(back).lookAhead(seen(some, back), countedStates(back === 0));
      yield some.length;
    }
  }

  /** The totals that the rules of the county ask for, year by year. */
  *total(): Generator<number> {
    for (const back of [0, 1]) {
      this.#sumsOf(back);
      yield 1;
    }
  }

  /** Known before the documents are read. */
  get directory(): ReadonlyMap<string, Unit> {
    return this.#begun.directory;
  }

  get units(): readonly UnitDocuments[] {
    return this.documents.units;
  }

  get names(): NameIndex {
    return (this.#names ??= new NameIndex(
      this.units.map(({ id, facts }) => ({ id, name: facts['名称'] ?? '' })),
    ));
  }

  has(id: string): boolean {
    return this.documents.has(id);
  }

  countedIn(code: string, back: number): readonly UnitDocuments[] {
    return this.documents.countedIn(code, back);
  }

  filedIn(code: string, back: number): readonly UnitDocuments[] {
    return this.documents.filedIn(code, back);
  }

  /** Every indicator of this year as it stands. */
  get sums(): ReadonlyMap<string, Sum> {
    return this.#sumsOf(0);
  }

  indicator(code: string, back: number): number | null {
    return this.#sumsOf(back).get(code)?.value ?? null;
  }

  hasReporter(code: string): boolean {
    return (this.#sumsOf(0).get(code)?.counted ?? 0) > 0;
  }

  /** Reads filings anew. */
  update(changed: readonly ChangedFiling[]): Touched {
    this.#sums.clear();
    return this.#begun.update(this.#context, changed);
  }

  #sumsOf(back: number): ReadonlyMap<string, Sum> {
    let sums = this.#sums.get(back);
    if (sums === undefined)
      this.#sums.set(back, (sums = this.#totalled(back, withoutLeft(this.units, this.territory))));
    return sums;
  }

  get territory(): EqualTerritory {
    return this.documents.territory;
  }

  /** This year as it stands, so that the county's findings don't wait for the last acceptance; last year as accepted. */
  #totalled(back: number, units: readonly UnitDocuments[]): ReadonlyMap<string, Sum> {
    return this.#tally(back).sums(seen(units, back), countedStates(back === 0));
  }

  #tally(back: number): Tally {
    const here = surroundings(this.#context, this.#year);
    return new Tally(this.#context.edition, { ...here, year: here.year - back });
  }
}

function seen(units: readonly UnitDocuments[], back: number): readonly UnitDocuments[] {
  return back === 0 ? units : units.map((unit) => seenFrom(unit, back));
}
