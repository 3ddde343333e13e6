import type { Checked, Checker } from '#shared/checking/check.ts';
import type { UnitDocuments } from '#shared/checking/documents.ts';
import type { Finding } from '#shared/checking/finding.ts';
import { YearComparison, type ComparedField } from '#shared/checking/year-on-year.ts';
import { changesSince, newestChange } from '../store/change-log.ts';
import type { ReadContext } from './context.ts';
import { County } from './county-figures.ts';
import { checkerOf } from './documents.ts';
import { inPortions, Portions } from './portions.ts';
import { WideFindings } from './wide-findings.ts';

/** Something that is made of every unit's documents as they stand, in steps. */
export interface Made<T = unknown> {
  readonly name: string;
  /** How many steps it is. */
  readonly total: number;
  readonly steps: (county: County) => Iterator<number, T>;
}

/** What can be asked of a county in memory, each made ready for itself. */
export type Aspect = 'documents' | 'sums' | 'wide' | 'compared' | Made;

/** What was begun so often in vain, because something was written meanwhile, is done at one go. */
const mostBegun = 3;

/** A county in memory with what was found of it, brought up to date change by change. */
export class LivingCounty {
  readonly county: County;
  readonly checker: Checker;
  readonly context: ReadContext;
  readonly #year: number;
  #seen: number;
  /** What the rules of a unit alone find, until one of its filings changes. */
  readonly #local = new Map<string, Checked>();
  #wide: WideFindings | null = null;
  #comparison: { readonly of: YearComparison; readonly comparing: Portions } | null = null;
  /** Made of all documents, by name: given up with every change. */
  readonly #made = new Map<string, Portions>();
  readonly #begun = new Map<string, number>();

  constructor(context: ReadContext, year: number) {
    this.context = context;
    this.#year = year;
    this.#seen = newestChange(context.store);
    this.checker = checkerOf(context, year);
    this.county = new County(context, year);
  }

  /** Takes in what was committed since; false where everything has to be read anew. */
  renew(context: ReadContext): boolean {
    const { store, edition } = this.context;
    if (store !== context.store || edition !== context.edition) return false;
    if (checkerOf(context, this.#year) !== this.checker) return false;
    const years = Array.from({ length: this.county.reach + 1 }, (_, back) => this.#year - back);
    const newest = newestChange(store);
    const changes = changesSince(store, this.#seen, years);
    if (changes.kind === 'everything') return false;
    this.#seen = newest;
    if (changes.kind === 'nothing' || changes.filings.length === 0) return true;
    const touched = this.county.update(changes.filings);
    this.#made.clear();
    this.#wide?.update(touched);
    for (const unit of touched.units.values()) {
      this.#local.delete(unit.id);
      this.#comparison?.of.put(unit);
    }
    return true;
  }

  /** The work that an aspect is made ready by, one after the other: the later is known once the one before is done. */
  *#workOf(aspect: Aspect): Generator<Portions> {
    yield this.county.reading;
    if (aspect === 'documents') return;
    if (aspect === 'compared') {
      yield this.#compared.comparing;
      yield this.#judgedColumns;
      return;
    }
    yield this.county.summing;
    if (aspect === 'sums') return;
    if (aspect === 'wide') {
      yield this.#asItStands({ name: 'totals', total: 2, steps: () => this.county.total() });
      yield this.#judged.judging;
    } else yield this.#asItStands(aspect);
  }

  /** Null once an aspect is ready; else what is worked on, and how much of it all is done, in parts of 1. */
  unready(aspect: Aspect): { readonly work: Portions; readonly share: number } | null {
    const steps = typeof aspect === 'object' ? 3 : { documents: 1, sums: 2, wide: 4, compared: 3 }[aspect];
    let done = 0;
    for (const work of this.#workOf(aspect)) {
      if (!work.isDone) return { work, share: (done + work.done / Math.max(1, work.total)) / steps };
      done += 1;
    }
    return null;
  }

  #asItStands<T>({ name, total, steps }: Made<T>): Portions<T> {
    let work = this.#made.get(name) as Portions<T> | undefined;
    if (work !== undefined) {
      if (work.isDone) this.#begun.delete(name);
      return work;
    }
    this.#made.set(name, (work = new Portions(total, steps(this.county))));
    const begun = (this.#begun.get(name) ?? 0) + 1;
    this.#begun.set(name, begun);
    if (begun > mostBegun) work.finish();
    return work;
  }

  /** What was made of the county, or is made now. */
  made<T>(what: Made<T>): T {
    return this.#asItStands(what).finish();
  }

  get #judged(): WideFindings {
    this.county.reading.finish();
    return (this.#wide ??= new WideFindings(this.checker, this.county));
  }

  get #compared(): { readonly of: YearComparison; readonly comparing: Portions } {
    if (this.#comparison !== null) return this.#comparison;
    const of = new YearComparison(this.context.edition, this.#year);
    const { units } = this.county;
    return (this.#comparison = { of, comparing: new Portions(units.length, comparedBy(of, units)) });
  }

  get #judgedColumns(): Portions<readonly ComparedField[]> {
    const { of } = this.#compared;
    return this.#asItStands({ name: 'columns', total: of.size, steps: () => of.judging() });
  }

  get wide(): Checked {
    return this.#judged.all();
  }

  /** Those of a unit where they are known without going through the county. */
  wideOf(unit: string): readonly Finding[] | null {
    return this.#wide?.judging.isDone === true ? this.#wide.of(unit) : null;
  }

  get compared(): readonly ComparedField[] {
    this.#compared.comparing.finish();
    return this.#judgedColumns.finish();
  }

  /** What the rules that read this unit alone find. */
  checked(unit: UnitDocuments): Checked {
    let checked = this.#local.get(unit.id);
    if (checked === undefined) this.#local.set(unit.id, (checked = this.checker.checkUnit(unit)));
    return checked;
  }
}

function* comparedBy(comparison: YearComparison, units: readonly UnitDocuments[]): Generator<number> {
  for (const some of inPortions(units, 100)) {
    for (const unit of some) comparison.put(unit);
    yield some.length;
  }
}
