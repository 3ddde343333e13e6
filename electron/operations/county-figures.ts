import type { CountyFigures, UnitDocuments } from '#shared/checking/documents.ts';
import { NameIndex } from '#shared/codes/names.ts';
import { countedStates } from '#shared/tally/counted-states.ts';
import { seenFrom } from '#shared/tally/candidates.ts';
import { reachOf } from '#shared/tally/compute.ts';
import { Tally } from '#shared/tally/tally.ts';
import type { Sum } from '#shared/tally/total.ts';
import type { ChangedFiling } from '../store/change-log.ts';
import type { ReadContext } from './context.ts';
import { CountyDocuments, type Touched } from './county-documents.ts';
import { ruleReach, surroundings } from './documents.ts';

/** Every unit with all its documents: for the rules of the county, and for totals. */
export class County implements CountyFigures {
  readonly reach: number;
  readonly #context: ReadContext;
  readonly #year: number;
  readonly #sums = new Map<number, ReadonlyMap<string, Sum>>();
  #documents: CountyDocuments | null = null;
  #names: NameIndex | null = null;

  constructor(context: ReadContext, year: number) {
    this.#context = context;
    this.#year = year;
    this.reach = Math.max(ruleReach, reachOf(context.edition, surroundings(context, year)));
  }

  get documents(): CountyDocuments {
    return (this.#documents ??= new CountyDocuments(this.#context, this.#year, this.reach));
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

  indicator(code: string, back: number): number | null {
    return this.#sumsOf(back).get(code)?.value ?? null;
  }

  hasReporter(code: string): boolean {
    return (this.#sumsOf(0).get(code)?.counted ?? 0) > 0;
  }

  /** Reads filings anew. */
  update(changed: readonly ChangedFiling[]): Touched {
    this.#sums.clear();
    return this.documents.update(this.#context, changed);
  }

  #sumsOf(back: number): ReadonlyMap<string, Sum> {
    let sums = this.#sums.get(back);
    if (sums === undefined) {
      const here = surroundings(this.#context, this.#year);
      // This year as it stands, so that the county's findings don't wait for the last acceptance; last year as accepted.
      sums = new Tally(this.#context.edition, { ...here, year: here.year - back }).sums(
        back === 0 ? this.units : this.units.map((unit) => seenFrom(unit, back)),
        countedStates(back === 0),
      );
      this.#sums.set(back, sums);
    }
    return sums;
  }
}
