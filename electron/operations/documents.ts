import { Checker, type Checked } from '#shared/checking/check.ts';
import type { FilingDocument, UnitDocuments, UnitFacts } from '#shared/checking/documents.ts';
import { surroundingsOf, type Surroundings } from '#shared/checking/surroundings.ts';
import { compareRecords, tableOf } from '#shared/values/record.ts';
import type { FilingState } from '#shared/values/states.ts';
import type { LoadedEdition } from '#shared/returns/edition.ts';
import { countyAt } from '../store/settings.ts';
import { replaceFindings, unitsFound } from '../store/findings.ts';
import { recordsOf, type StoredRecord } from '../store/records.ts';
import { eachBefore, eachRecord, isTakenOut } from '../store/year-records.ts';
import {
  filings,
  filingsAmong,
  filingsOf,
  rounds,
  setUndecided,
  undecidedAt,
  type Filing,
} from '../store/rounds.ts';
import { unitAt, unitIds, unitsAt, type Unit } from '../store/units.ts';
import type { ReadContext, WriteContext } from './context.ts';
import { Demotion } from './demote.ts';
import { editionAt } from './year-edition.ts';

/** How many years back a rule can look (`@-3`). */
export const ruleReach = 3;

export function surroundings(context: ReadContext, year: number): Surroundings {
  return surroundingsOf(countyAt(context.store, year)?.code ?? '', year);
}

const checkers = new WeakMap<LoadedEdition, Map<string, Checker>>();

export function checkerOf(context: ReadContext, year: number): Checker {
  const edition = editionAt(context.store, year);
  const own = checkers.get(edition) ?? new Map<string, Checker>();
  checkers.set(edition, own);
  const key = `${countyAt(context.store, year)?.code ?? ''}/${year}`;
  let checker = own.get(key);
  if (checker === undefined) own.set(key, (checker = new Checker(edition, surroundings(context, year))));
  return checker;
}

/** A year's filings by unit and return. */
type FilingsByUnit = ReadonlyMap<string, ReadonlyMap<string, FilingDocument>>;

interface Gathered {
  readonly state: FilingState;
  readonly tables: Map<string, StoredRecord[]>;
}

/** Years before come without states: what they have is accepted. */
export function filingsByUnit(
  states: Iterable<Pick<Filing, 'unit' | 'return' | 'state'>>,
  records: Iterable<StoredRecord>,
): FilingsByUnit {
  const units = new Map<string, Map<string, Gathered>>();
  const gathered = (unit: string, code: string, state: FilingState): Gathered => {
    let returns = units.get(unit);
    if (returns === undefined) units.set(unit, (returns = new Map<string, Gathered>()));
    let filing = returns.get(code);
    if (filing === undefined) returns.set(code, (filing = { state, tables: new Map() }));
    return filing;
  };
  for (const { unit, return: code, state } of states) gathered(unit, code, state);
  for (const record of records) {
    const { tables } = gathered(record.unit, record.return, 'accepted');
    if (isTakenOut(record)) continue;
    const table = tableOf(record.return, record.key);
    const rows = tables.get(table);
    if (rows === undefined) tables.set(table, [record]);
    else rows.push(record);
  }
  for (const returns of units.values())
    for (const { tables } of returns.values())
      for (const rows of tables.values())
        if (rows.length > 1) rows.sort((x, y) => compareRecords(x.key, y.key));
  return units;
}

/** What the rules may ask of the directory, by the name behind 单位. */
export function unitFacts({ kind, facts }: Unit): UnitFacts {
  const code = facts.creditCode ?? facts.organisationCode;
  return {
    类型: kind,
    状态: facts.status ?? '1',
    名称: facts.name ?? '',
    ...(code === undefined ? {} : { 代码: code }),
    ...(facts.industry === undefined ? {} : { 行业: facts.industry }),
    ...(facts.area === undefined ? {} : { 区划: facts.area }),
    ...(facts.size === undefined ? {} : { 规模: facts.size }),
  };
}

function toDocuments(unit: Unit, years: readonly FilingsByUnit[]): UnitDocuments {
  const own = years.map((year) => year.get(unit.id));
  return { id: unit.id, facts: unitFacts(unit), filing: (code, back) => own[back]?.get(code) };
}

/** The filings that a year sees of `back` years before; with a unit or several, theirs alone. */
export function filingsSeen(
  { store }: ReadContext,
  year: number,
  back: number,
  of?: string | readonly string[],
): FilingsByUnit {
  if (typeof of === 'string')
    return back > 0
      ? filingsByUnit([], eachBefore(store, year - back, { unit: of }))
      : filingsByUnit(filingsOf(store, year, of), recordsOf(store, year, of));
  if (back > 0)
    return filingsByUnit([], eachBefore(store, year - back, of === undefined ? {} : { units: of }));
  const own = of === undefined ? filings(store, year) : filingsAmong(store, year, of);
  return filingsByUnit(own, eachRecord(store, year, of));
}

/** A year and the `reach` years before; with a unit or several, their filings alone. */
function yearsOf(
  context: ReadContext,
  year: number,
  reach: number,
  of?: string | readonly string[],
): readonly FilingsByUnit[] {
  return Array.from({ length: reach + 1 }, (_, back) => filingsSeen(context, year, back, of));
}

/** One unit's documents of a year and the years before. */
export function unitDocuments(context: ReadContext, year: number, id: string): UnitDocuments {
  const unit = unitAt(context.store, id, year) ?? { id, kind: '企业', facts: {} };
  return toDocuments(unit, yearsOf(context, year, ruleReach, id));
}

/** Every unit's documents of a year and, in one pass each, of the `reach` years before. */
export function countyDocuments(
  context: ReadContext,
  year: number,
  reach = ruleReach,
): readonly UnitDocuments[] {
  const years = yearsOf(context, year, reach);
  return [...unitsAt(context.store, year).values()].map((unit) => toDocuments(unit, years));
}

/** Units whose documents are in the memory at a time: few enough to be collected while they are young. */
const unitsAtOnce = 25;

/** The same for one unit after the other, by id: of the whole directory, or of some. */
function* eachDocuments(
  context: ReadContext,
  year: number,
  only: ReadonlySet<string> | undefined,
): Generator<UnitDocuments> {
  const ids = only === undefined ? unitIds(context.store) : [...only].sort();
  for (let from = 0; from < ids.length; from += unitsAtOnce) {
    const some = ids.slice(from, from + unitsAtOnce);
    const years = yearsOf(context, year, ruleReach, some);
    for (const unit of unitsAt(context.store, year, some).values()) yield toDocuments(unit, years);
  }
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

/** What the unit's own rules of class A and B would find in `changed` that they do not find in the unit as it is. */
export function newFaults(
  context: ReadContext,
  year: number,
  unit: UnitDocuments,
  changed: UnitDocuments,
): readonly string[] {
  const checker = checkerOf(context, year);
  const idsOf = (documents: UnitDocuments): readonly string[] =>
    checker
      .checkUnit(documents)
      .findings.flatMap(({ id, class: grade }) => (grade === 'A' || grade === 'B' ? [id] : []));
  const known = new Set(idsOf(unit));
  return idsOf(changed).filter((id) => !known.has(id));
}

/** What is kept of the units of a year, read in one pass: of most nothing is to be written. */
interface KeptBefore {
  readonly undecided: ReadonlyMap<string, number | null>;
  readonly found: ReadonlySet<string>;
}

function keepFindings(
  context: WriteContext,
  year: number,
  unit: string,
  { findings, undecided }: Checked,
  demotion: Demotion,
  known?: KeptBefore,
): void {
  if (findings.length > 0 || known?.found.has(unit) !== false)
    replaceFindings(context.store, year, unit, findings);
  if (known?.undecided.get(unit) !== undecided) setUndecided(context.store, year, unit, undecided);
  demotion.apply(context, unit, findings);
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

/** Judges every unit's own rules anew in one pass over the documents, which may be at hand; with `only`, those of some units. */
export function recheckCounty(
  context: WriteContext,
  year: number,
  only?: ReadonlySet<string>,
  units: Iterable<UnitDocuments> = eachDocuments(context, year, only),
): void {
  const checker = checkerOf(context, year);
  const demotion = new Demotion(context, year);
  const known = {
    undecided: undecidedAt(context.store, year),
    found: unitsFound(context.store, year),
  };
  for (const documents of units) {
    if (only !== undefined && !only.has(documents.id)) continue;
    keepFindings(context, year, documents.id, checker.checkUnit(documents), demotion, known);
  }
}

/** After a year was sealed anew: the open years that read it as last year. */
export function recheckLater(context: WriteContext, year: number): void {
  for (const round of rounds(context.store)) {
    if (round.year > year && round.year <= year + ruleReach && round.state === 'open')
      recheckCounty(context, round.year);
  }
}
