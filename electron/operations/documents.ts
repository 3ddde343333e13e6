import { Checker, type Checked } from '#shared/checking/check.ts';
import {
  tablesOf,
  type FilingDocument,
  type UnitDocuments,
  type UnitFacts,
} from '#shared/checking/documents.ts';
import { surroundingsOf, type Surroundings } from '#shared/checking/surroundings.ts';
import { Tally } from '#shared/tally/tally.ts';
import { countedStates, reachOf } from '#shared/tally/compute.ts';
import { countyOf } from '../store/settings.ts';
import { replaceFindings } from '../store/findings.ts';
import { eachBefore, eachRecord, recordsOf, type StoredRecord } from '../store/records.ts';
import { filings, filingsOf, rounds, setUndecided, type Filing } from '../store/rounds.ts';
import { unitAt, unitsAt, type Unit } from '../store/units.ts';
import type { ReadContext, WriteContext } from './context.ts';
import { Demotion } from './demote.ts';

/** How many years back a rule can look (`@-3`). */
const ruleReach = 3;

export function surroundings(context: ReadContext, year: number): Surroundings {
  return surroundingsOf(countyOf(context.store)?.code ?? '', year);
}

const checkers = new Map<string, Checker>();

function checkerOf(context: ReadContext, year: number): Checker {
  const key = `${countyOf(context.store)?.code ?? ''}/${year}`;
  let checker = checkers.get(key);
  if (checker === undefined)
    checkers.set(key, (checker = new Checker(context.edition, surroundings(context, year))));
  return checker;
}

type Years = readonly Map<string, Map<string, FilingDocument>>[];

function gather(years: Years, back: number, unit: string, code: string, filing: FilingDocument): void {
  const byUnit = years[back];
  if (byUnit === undefined) return;
  const returns = byUnit.get(unit) ?? new Map<string, FilingDocument>();
  returns.set(code, filing);
  byUnit.set(unit, returns);
}

function collect(
  years: Years,
  back: number,
  states: readonly Pick<Filing, 'unit' | 'return' | 'state'>[],
  records: Iterable<StoredRecord>,
): void {
  const rows = new Map<string, StoredRecord[]>();
  for (const record of records) {
    // A row that was taken out: its entries stay, its document is empty.
    if (Object.keys(record.cells).length === 0) continue;
    const key = `${record.unit}/${record.return}`;
    const list = rows.get(key);
    if (list === undefined) rows.set(key, [record]);
    else list.push(record);
  }
  const seen = new Set<string>();
  for (const { unit, return: code, state } of states) {
    seen.add(`${unit}/${code}`);
    gather(years, back, unit, code, { state, tables: tablesOf(code, rows.get(`${unit}/${code}`) ?? []) });
  }
  // Years before come without states: what they have is accepted.
  for (const [key, list] of rows) {
    const [first] = list;
    if (!seen.has(key) && first !== undefined)
      gather(years, back, first.unit, first.return, {
        state: 'accepted',
        tables: tablesOf(first.return, list),
      });
  }
}

/** What the rules may ask of the directory, by the name behind 单位. */
export function unitFacts({ kind, facts }: Unit): UnitFacts {
  return {
    类型: kind,
    状态: facts.status ?? '1',
    名称: facts.name ?? '',
    ...(facts.industry === undefined ? {} : { 行业: facts.industry }),
    ...(facts.area === undefined ? {} : { 区划: facts.area }),
    ...(facts.size === undefined ? {} : { 规模: facts.size }),
  };
}

function toDocuments(unit: Unit, years: Years): UnitDocuments {
  return {
    id: unit.id,
    facts: unitFacts(unit),
    filing: (code, back) => years[back]?.get(unit.id)?.get(code),
  };
}

const emptyYears = (reach: number): Years =>
  Array.from({ length: reach + 1 }, () => new Map<string, Map<string, FilingDocument>>());

/** One unit's documents of a year and the years before. */
export function unitDocuments(context: ReadContext, year: number, id: string): UnitDocuments {
  const { store } = context;
  const years = emptyYears(ruleReach);
  collect(years, 0, filingsOf(store, year, id), recordsOf(store, year, id));
  for (let back = 1; back <= ruleReach; back++) collect(years, back, [], eachBefore(store, year - back, id));
  const unit = unitAt(store, id, year) ?? { id, kind: '企业', facts: {} };
  return toDocuments(unit, years);
}

/** Every unit's documents of a year and, in one pass each, of the `reach` years before. */
export function countyDocuments(
  context: ReadContext,
  year: number,
  reach = ruleReach,
): readonly UnitDocuments[] {
  const { store } = context;
  const years = emptyYears(reach);
  collect(years, 0, filings(store, year), eachRecord(store, year));
  for (let back = 1; back <= reach; back++) collect(years, back, [], eachBefore(store, year - back));
  return [...unitsAt(store, year).values()].map((unit) => toDocuments(unit, years));
}

/** Judges a unit's own rules anew and keeps the findings, in the transaction of the change. */
export function recheckUnit(context: WriteContext, year: number, unit: string): void {
  keepFindings(
    context,
    year,
    unit,
    checkerOf(context, year).checkUnit(unitDocuments(context, year, unit)),
    new Demotion(context, year),
  );
}

function keepFindings(
  context: WriteContext,
  year: number,
  unit: string,
  { findings, undecided }: Checked,
  demotion: Demotion,
): void {
  replaceFindings(context.store, year, unit, findings);
  setUndecided(context.store, year, unit, undecided);
  demotion.apply(unit, findings);
}

/** After a filing's values or state changed: its unit this year, and the years after, which read it as last year. */
export function recheckFrom(context: WriteContext, year: number, unit: string): void {
  for (const round of rounds(context.store)) {
    if (
      round.year === year ||
      (round.year > year && round.year <= year + ruleReach && round.state === 'open')
    )
      recheckUnit(context, round.year, unit);
  }
}

/** One pass over the county is cheaper than unit by unit from about here. */
const manyUnits = 50;

/** After a batch: its units, in this year and the open ones after it. */
export function recheckUnits(context: WriteContext, year: number, units: ReadonlySet<string>): void {
  if (units.size < manyUnits) {
    for (const unit of units) recheckFrom(context, year, unit);
    return;
  }
  for (const round of rounds(context.store)) {
    if (
      round.year === year ||
      (round.year > year && round.year <= year + ruleReach && round.state === 'open')
    )
      recheckCounty(context, round.year, units);
  }
}

/** Judges every unit's own rules anew in one pass over the documents; with `only`, those of some units. */
export function recheckCounty(context: WriteContext, year: number, only?: ReadonlySet<string>): void {
  const checker = checkerOf(context, year);
  const demotion = new Demotion(context, year);
  for (const documents of countyDocuments(context, year)) {
    if (only !== undefined && !only.has(documents.id)) continue;
    keepFindings(context, year, documents.id, checker.checkUnit(documents), demotion);
  }
}

/** After a year was sealed anew: the open years that read it as last year. */
export function recheckLater(context: WriteContext, year: number): void {
  for (const round of rounds(context.store)) {
    if (round.year > year && round.year <= year + ruleReach && round.state === 'open')
      recheckCounty(context, round.year);
  }
}

const wide = new Map<string, { readonly version: string; readonly checked: Checked }>();

/** Findings of the rules that need the whole county, computed in one pass and kept until the data changes. */
export function wideFindings(context: ReadContext, year: number): Checked {
  const { db } = context.store;
  const dataVersion = db.pragma('data_version', { simple: true }) as number;
  const changes =
    db.prepare<[], { changes: number }>('SELECT total_changes() AS changes').get()?.changes ?? 0;
  const version = `${dataVersion}/${changes}`;
  const key = `${context.folder}/${year}`;
  const known = wide.get(key);
  if (known?.version === version) return known.checked;
  const here = surroundings(context, year);
  const units = countyDocuments(context, year, Math.max(ruleReach, reachOf(context.edition, here)));
  const sums = [0, 1].map((back) =>
    new Tally(context.edition, { ...here, year: year - back }).sums(
      units.map((unit) => ({
        ...unit,
        filing: (code: string, more: number) => unit.filing(code, more + back),
      })),
      // This year as it stands, so that the county's findings don't wait for the last acceptance; last year as accepted.
      countedStates(back === 0),
    ),
  );
  const checked = checkerOf(context, year).checkCounty({
    units,
    indicator: (code, back) => sums[back]?.get(code)?.value ?? null,
    hasReporter: (code) => (sums[0]?.get(code)?.counted ?? 0) > 0,
  });
  wide.set(key, { version, checked });
  return checked;
}
