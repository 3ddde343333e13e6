import type { Checked, Checker } from '#shared/checking/check.ts';
import type { UnitDocuments } from '#shared/checking/documents.ts';
import type { Finding } from '#shared/checking/finding.ts';
import { YearComparison, type ComparedField } from '#shared/checking/year-on-year.ts';
import type { EqualTerritory } from '#shared/tally/territory.ts';
import type { Sum } from '#shared/tally/total.ts';
import { changesSince, newestChange } from '../store/change-log.ts';
import { isReadOnly, type ReadableStore } from '../store/open.ts';
import { unitsAt, type Unit } from '../store/units.ts';
import type { ReadContext } from './context.ts';
import { County } from './county-figures.ts';
import { checkerOf, unitDocuments } from './documents.ts';
import { othersOf } from './others.ts';
import { inPortions, Portions } from './portions.ts';
import { WideFindings } from './wide-findings.ts';

/** What can be asked of a county in memory, each made ready for itself. */
type Aspect = 'documents' | 'sums' | 'wide' | 'compared';

/** A county in memory with what was found of it, brought up to date change by change. */
class LivingCounty {
  readonly county: County;
  readonly checker: Checker;
  readonly context: ReadContext;
  readonly #year: number;
  #seen: number;
  #wide: WideFindings | null = null;
  #comparison: { readonly of: YearComparison; readonly comparing: Portions } | null = null;

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
    this.#wide?.update(touched);
    for (const unit of touched.units.values()) this.#comparison?.of.put(unit);
    return true;
  }

  /** The work that an aspect is made ready by, one after the other: the later is known once the one before is done. */
  *#workOf(aspect: Aspect): Generator<Portions> {
    yield this.county.reading;
    if (aspect === 'sums' || aspect === 'wide') yield this.county.summing;
    if (aspect === 'wide') yield this.#judged.judging;
    if (aspect === 'compared') yield this.#compared.comparing;
  }

  /** Null once an aspect is ready; else what is worked on, and how much of it all is done, in parts of 1. */
  unready(aspect: Aspect): { readonly work: Portions; readonly share: number } | null {
    const steps = { documents: 1, sums: 2, wide: 3, compared: 2 }[aspect];
    let done = 0;
    for (const work of this.#workOf(aspect)) {
      if (!work.isDone) return { work, share: (done + work.done / Math.max(1, work.total)) / steps };
      done += 1;
    }
    return null;
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

  get wide(): Checked {
    return this.#judged.all();
  }

  /** Those of a unit where they are known without going through the county. */
  wideOf(unit: string): readonly Finding[] | null {
    return this.#wide?.judging.isDone === true ? this.#wide.of(unit) : null;
  }

  get compared(): readonly ComparedField[] {
    const { of, comparing } = this.#compared;
    comparing.finish();
    return of.fields();
  }
}

function* comparedBy(comparison: YearComparison, units: readonly UnitDocuments[]): Generator<number> {
  for (const some of inPortions(units, 100)) {
    for (const unit of some) comparison.put(unit);
    yield some.length;
  }
}

/** Thrown where whoever asks can be answered later: an aspect of the county is to be made ready first. */
export class CountyUnready extends Error {
  readonly year: number;
  readonly county: LivingCounty;
  readonly aspect: Aspect;

  constructor(year: number, county: LivingCounty, aspect: Aspect) {
    super(`${aspect} of ${year} not ready`);
    this.year = year;
    this.county = county;
    this.aspect = aspect;
  }
}

/**
 * Goes on making ready what was asked for by a portion at least, over the data as it is now. Null when it is to be asked for again: it is ready,
 * or the county was read anew meanwhile; else how much is done, in parts of 1.
 */
export function makeReady(
  context: ReadContext,
  { year, county, aspect }: CountyUnready,
  isOver: () => boolean,
): number | null {
  if (knownCounty(context, year) !== county) return null;
  for (let unready = county.unready(aspect); unready !== null; unready = county.unready(aspect)) {
    unready.work.goOn(isOver);
    if (isOver()) return unready.share;
  }
  return null;
}

interface Kept {
  readonly year: number;
  readonly what: LivingCounty;
}

/** One of each connection: of another year nobody is likely to ask soon. */
const living = new WeakMap<ReadableStore['db'], Kept>();

function knownCounty(context: ReadContext, year: number): LivingCounty | undefined {
  const { db } = context.store;
  const kept = living.get(db);
  if (kept?.year !== year) return undefined;
  // Kept again only once it was brought up to date whole.
  living.delete(db);
  if (!kept.what.renew(context)) return undefined;
  living.set(db, kept);
  return kept.what;
}

/**
 * The county of a year as it is now. A connection that only reads keeps it in memory; one that writes sees what may never
 * be committed, so that it reads it anew.
 */
function livingCounty(context: ReadContext, year: number, aspect: Aspect): LivingCounty {
  const what = knownCounty(context, year) ?? readAnew(context, year);
  if (context.mayWait === true && what.unready(aspect) !== null) throw new CountyUnready(year, what, aspect);
  return what;
}

function readAnew(context: ReadContext, year: number): LivingCounty {
  living.delete(context.store.db);
  const what = new LivingCounty(context, year);
  if (isReadOnly(context.store)) living.set(context.store.db, { year, what });
  return what;
}

/** Every unit's documents of a year and of the years before that a rule or a table looks back to. */
export function countyUnits(context: ReadContext, year: number): readonly UnitDocuments[] {
  return livingCounty(context, year, 'sums').county.units;
}

/** Which filings of years before the year is compared with. */
export function countyTerritory(context: ReadContext, year: number): EqualTerritory {
  return livingCounty(context, year, 'documents').county.territory;
}

/** Every indicator of the county as it stands. */
export function countySums(context: ReadContext, year: number): ReadonlyMap<string, Sum> {
  return livingCounty(context, year, 'sums').county.sums;
}

/** Every unit's documents, and what judges its own rules. */
export function countyInMemory(
  context: ReadContext,
  year: number,
): { readonly units: readonly UnitDocuments[]; readonly checker: Checker } {
  const { county, checker } = livingCounty(context, year, 'documents');
  return { units: county.units, checker };
}

/** The directory of a year, as it is in memory already where the county is. */
export function countyDirectory(context: ReadContext, year: number): ReadonlyMap<string, Unit> {
  return knownCounty(context, year)?.county.directory ?? unitsAt(context.store, year);
}

/** Findings of the rules that need the whole county. */
export function wideFindings(context: ReadContext, year: number): Checked {
  return livingCounty(context, year, 'wide').wide;
}

/** How each number was compared with last year's over the county. */
export function comparedYears(context: ReadContext, year: number): readonly ComparedField[] {
  return livingCounty(context, year, 'compared').compared;
}

/** Those of one unit alone: without going through the county where nothing of it is known yet. */
export function wideFindingsOf(context: ReadContext, year: number, unit: string): readonly Finding[] {
  const known = knownCounty(context, year)?.wideOf(unit);
  if (known !== undefined && known !== null) return known;
  return checkerOf(context, year).checkAmong(unitDocuments(context, year, unit), othersOf(context, year))
    .findings;
}

/** What is found of a county as a whole. */
export interface CountyFindings {
  readonly wide: Checked;
  readonly compared: readonly ComparedField[];
}

/** Both as they stand. */
export function countyFindings(context: ReadContext, year: number): CountyFindings {
  const { wide } = livingCounty(context, year, 'wide');
  return { wide, compared: comparedYears(context, year) };
}
