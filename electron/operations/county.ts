import type { Checked } from '#shared/checking/check.ts';
import type { CountyFigures, FilingDocument, UnitDocuments } from '#shared/checking/documents.ts';
import type { Finding } from '#shared/checking/finding.ts';
import { compareYears, type ComparedField } from '#shared/checking/year-on-year.ts';
import type { NameIndex } from '#shared/codes/names.ts';
import { countedStates } from '#shared/tally/counted-states.ts';
import { reachOf } from '#shared/tally/compute.ts';
import { Tally } from '#shared/tally/tally.ts';
import type { Sum } from '#shared/tally/total.ts';
import { changesOf, versionOf, type Subject } from '../store/changes.ts';
import { eachBefore, eachCounted } from '../store/records.ts';
import { countedFilings } from '../store/rounds.ts';
import { unitsAt, type Unit } from '../store/units.ts';
import type { ReadContext, WriteContext } from './context.ts';
import { directoryNames } from './directory-names.ts';
import {
  checkerOf,
  countyDocuments,
  filingsByUnit,
  recheckCounty,
  ruleReach,
  surroundings,
  unitDocuments,
  unitFacts,
} from './documents.ts';
import { KeptResults } from './kept.ts';

/** Every unit with all its documents: for the rules of the county, and for totals. */
class County implements CountyFigures {
  readonly #context: ReadContext;
  readonly #year: number;
  readonly #sums = new Map<number, ReadonlyMap<string, Sum>>();
  #units: readonly UnitDocuments[] | null = null;
  #ids: ReadonlySet<string> | null = null;
  #names: NameIndex | null = null;

  constructor(context: ReadContext, year: number) {
    this.#context = context;
    this.#year = year;
  }

  get units(): readonly UnitDocuments[] {
    return (this.#units ??= countyDocuments(this.#context, this.#year, this.#reach()));
  }

  get names(): NameIndex {
    return (this.#names ??= directoryNames(this.#context.store, this.#year));
  }

  #reach(): number {
    return Math.max(ruleReach, reachOf(this.#context.edition, surroundings(this.#context, this.#year)));
  }

  has(id: string): boolean {
    return (this.#ids ??= new Set(this.units.map((unit) => unit.id))).has(id);
  }

  indicator(code: string, back: number): number | null {
    return this.#sumsOf(back).get(code)?.value ?? null;
  }

  hasReporter(code: string): boolean {
    return (this.#sumsOf(0).get(code)?.counted ?? 0) > 0;
  }

  #sumsOf(back: number): ReadonlyMap<string, Sum> {
    let sums = this.#sums.get(back);
    if (sums === undefined) {
      const here = surroundings(this.#context, this.#year);
      const seen = this.units.map((unit) => ({
        ...unit,
        filing: (code: string, more: number) => unit.filing(code, more + back),
      }));
      // This year as it stands, so that the county's findings don't wait for the last acceptance; last year as accepted.
      sums = new Tally(this.#context.edition, { ...here, year: here.year - back }).sums(
        seen,
        countedStates(back === 0),
      );
      this.#sums.set(back, sums);
    }
    return sums;
  }
}

type FilingsOfReturn = ReturnType<typeof filingsByUnit>;

/**
 * What a unit's rules look at of the others: filings that count, a return at a time, gathered once a rule asks for it and
 * kept until some filing of that return begins or ceases to count. A draft that is being typed changes nothing here, so
 * that after each edit nothing is gathered anew.
 */
class Others implements CountyFigures {
  readonly #context: ReadContext;
  readonly #year: number;
  readonly #seen = new Map<Subject, string>();
  readonly #returns = new Map<string, FilingsOfReturn>();
  #directory: ReadonlyMap<string, Unit> | null = null;
  #names: NameIndex | null = null;
  #units: readonly UnitDocuments[] | null = null;

  constructor(context: ReadContext, year: number) {
    this.#context = context;
    this.#year = year;
  }

  /** Whether nothing that was gathered has changed since. */
  isCurrent({ store, edition }: ReadContext): boolean {
    return (
      edition === this.#context.edition &&
      store === this.#context.store &&
      [...this.#seen].every(([subject, version]) => versionOf(store, subject) === version)
    );
  }

  get units(): readonly UnitDocuments[] {
    return (this.#units ??= [...this.#unitsById().values()].map((unit) => ({
      id: unit.id,
      facts: unitFacts(unit),
      filing: (code, back) => this.#filing(unit.id, code, back),
    })));
  }

  get names(): NameIndex {
    this.#look('directory');
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
    this.#look('directory');
    return (this.#directory ??= unitsAt(this.#context.store, this.#year));
  }

  #filing(unit: string, code: string, back: number): FilingDocument | undefined {
    const key = `${back}/${code}`;
    let filings = this.#returns.get(key);
    if (filings === undefined) {
      const { store } = this.#context;
      const year = this.#year - back;
      this.#look(`${year}/${code}`);
      filings =
        back === 0
          ? filingsByUnit(countedFilings(store, year, code), eachCounted(store, year, code))
          : filingsByUnit([], eachBefore(store, year, { return: code }));
      this.#returns.set(key, filings);
    }
    return filings.get(unit)?.get(code);
  }

  #look(subject: Subject): void {
    if (!this.#seen.has(subject)) this.#seen.set(subject, versionOf(this.#context.store, subject));
  }
}

const others = new Map<string, Others>();

function othersOf(context: ReadContext, year: number): Others {
  const key = `${context.folder}/${year}`;
  const kept = others.get(key);
  if (kept?.isCurrent(context) === true) return kept;
  const gathered = new Others(context, year);
  others.set(key, gathered);
  return gathered;
}

const counties = new KeptResults<WeakRef<County>>();

/**
 * The county of a year as it is now. What one request gathered of it the next one finds again, unless the data has changed
 * or the memory was needed for something else.
 */
function countyOf(context: ReadContext, year: number): County {
  const known = counties.find(context, year)?.deref();
  if (known !== undefined) return known;
  const county = new County(context, year);
  counties.keep(context, year, new WeakRef(county));
  return county;
}

/** Every unit's documents of a year and of the years before that a rule or a table looks back to. */
export function countyUnits(context: ReadContext, year: number): readonly UnitDocuments[] {
  return countyOf(context, year).units;
}

const wide = new KeptResults<Checked>();

/** Findings of the rules that need the whole county, computed in one pass and kept until the data changes. */
export function wideFindings(context: ReadContext, year: number): Checked {
  return (
    wide.find(context, year) ??
    wide.keep(context, year, checkerOf(context, year).checkCounty(countyOf(context, year)))
  );
}

const comparisons = new KeptResults<readonly ComparedField[]>();

/** How each number was compared with last year's over the county, kept until the data changes. */
export function comparedYears(context: ReadContext, year: number): readonly ComparedField[] {
  return (
    comparisons.find(context, year) ??
    comparisons.keep(context, year, compareYears(context.edition, year, countyUnits(context, year)))
  );
}

/** Those of one unit alone: after each edit, without going through the county for what no rule of a unit looks at. */
export function wideFindingsOf(context: ReadContext, year: number, unit: string): readonly Finding[] {
  const known = wide.find(context, year);
  if (known !== undefined) return known.findings.filter((finding) => finding.unit === unit);
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
  return { wide: wideFindings(context, year), compared: comparedYears(context, year) };
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
