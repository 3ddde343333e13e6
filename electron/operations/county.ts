import { joined, type Checked, type Checker, type RulesAmong } from '#shared/checking/check.ts';
import type { UnitDocuments } from '#shared/checking/documents.ts';
import type { Finding } from '#shared/checking/finding.ts';
import { compareYears, YearComparison, type ComparedField } from '#shared/checking/year-on-year.ts';
import { changesOf } from '../store/changes.ts';
import { changesSince, newestChange } from '../store/change-log.ts';
import { isReadOnly, type ReadableStore } from '../store/open.ts';
import { unitsAt, type Unit } from '../store/units.ts';
import type { ReadContext, WriteContext } from './context.ts';
import type { Touched } from './county-documents.ts';
import { County } from './county-figures.ts';
import { checkerOf, recheckCounty, unitDocuments } from './documents.ts';
import { othersOf } from './others.ts';

/** What the wide rules found, by unit and by what they look at: what did not change for a unit is not judged again. */
class WideFindings {
  readonly #checker: Checker;
  readonly #county: County;
  readonly #byPart = new Map<RulesAmong, Map<string, Checked>>();
  #all: Checked | null = null;

  constructor(checker: Checker, county: County) {
    this.#checker = checker;
    this.#county = county;
    for (const part of checker.among) this.#judge(part, county.units);
  }

  update({ units, filings, counted }: Touched): void {
    this.#all = null;
    for (const part of this.#checker.among) {
      const { reads } = part;
      const isForAll =
        reads.figures ||
        [...reads.counted].some((place) => counted.has(place)) ||
        [...reads.filings].some((place) => filings.has(place));
      this.#judge(part, isForAll ? this.#county.units : units.values());
    }
  }

  /** Those of the county first, then unit by unit. */
  all(): Checked {
    if (this.#all !== null) return this.#all;
    const parts = [...this.#byPart.values()];
    this.#all = joined([
      this.#checker.checkFigures(this.#county),
      ...this.#county.units.flatMap(({ id }) => parts.flatMap((units) => units.get(id) ?? [])),
    ]);
    return this.#all;
  }

  of(unit: string): readonly Finding[] {
    return [...this.#byPart.values()].flatMap((units) => units.get(unit)?.findings ?? []);
  }

  #judge(part: RulesAmong, units: Iterable<UnitDocuments>): void {
    const known = this.#byPart.get(part) ?? new Map<string, Checked>();
    this.#byPart.set(part, known);
    for (const unit of units) {
      const checked = this.#checker.checkAmong(unit, this.#county, part);
      if (checked.findings.length + checked.undecided === 0) known.delete(unit.id);
      else known.set(unit.id, checked);
    }
  }
}

/** A county in memory with what was found of it, brought up to date change by change. */
class LivingCounty {
  readonly county: County;
  readonly checker: Checker;
  readonly context: ReadContext;
  readonly #year: number;
  #seen: number;
  #wide: WideFindings | null = null;
  #comparison: YearComparison | null = null;

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
    for (const unit of touched.units.values()) this.#comparison?.put(unit);
    return true;
  }

  get wide(): Checked {
    return (this.#wide ??= new WideFindings(this.checker, this.county)).all();
  }

  /** Those of a unit where they are known without going through the county. */
  wideOf(unit: string): readonly Finding[] | null {
    return this.#wide?.of(unit) ?? null;
  }

  get compared(): readonly ComparedField[] {
    if (this.#comparison === null) {
      this.#comparison = new YearComparison(this.context.edition, this.#year);
      for (const unit of this.county.units) this.#comparison.put(unit);
    }
    return this.#comparison.fields();
  }
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
function livingCounty(context: ReadContext, year: number): LivingCounty {
  const known = knownCounty(context, year);
  if (known !== undefined) return known;
  living.delete(context.store.db);
  const what = new LivingCounty(context, year);
  if (isReadOnly(context.store)) living.set(context.store.db, { year, what });
  return what;
}

/** Every unit's documents of a year and of the years before that a rule or a table looks back to. */
export function countyUnits(context: ReadContext, year: number): readonly UnitDocuments[] {
  return livingCounty(context, year).county.units;
}

/** The directory of a year, as it is in memory already where the county is. */
export function countyDirectory(context: ReadContext, year: number): ReadonlyMap<string, Unit> {
  return knownCounty(context, year)?.county.documents.directory ?? unitsAt(context.store, year);
}

/** Findings of the rules that need the whole county. */
export function wideFindings(context: ReadContext, year: number): Checked {
  return livingCounty(context, year).wide;
}

/** How each number was compared with last year's over the county. */
export function comparedYears(context: ReadContext, year: number): readonly ComparedField[] {
  return livingCounty(context, year).compared;
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
  const { wide, compared } = livingCounty(context, year);
  return { wide, compared };
}

/** Judges every rule anew over one reading of the county; what was found of it as a whole. */
export function recheckAll(context: WriteContext, year: number): CountyFindings {
  const read = new County(context, year);
  const before = changesOf(context.store);
  recheckCounty(context, year, undefined, read.units);
  // A filing that was taken back to draft no longer counts.
  const county = changesOf(context.store) === before ? read : new County(context, year);
  return {
    wide: checkerOf(context, year).checkCounty(county),
    compared: compareYears(context.edition, year, county.units),
  };
}
