import type { Output, Parsed } from '#shared/contract/contract.ts';
import { Problem } from '#shared/contract/problem.ts';
import type { Table } from '#shared/returns/definition.ts';
import { fromDirectory } from '#shared/values/unit-facts.ts';
import { carriedKey, columnOf, type CellKey, type Cells } from '#shared/values/cell.ts';
import { letterOf, tableOf, type RecordKey } from '#shared/values/record.ts';
import { commitRecords, type Commit, type RecordAct } from '../store/commit.ts';
import { recordOf, recordsOfFiling, type CellEntry } from '../store/records.ts';
import { eachBefore, lastYearColumn } from '../store/year-records.ts';
import { assertOpen, filing, filingsOf } from '../store/rounds.ts';
import { unitAt, type Unit, type UnitAttribute } from '../store/units.ts';
import { changed } from './as-seen.ts';
import type { WriteContext } from './context.ts';
import { recheckFrom } from './documents.ts';
import { filingAsked } from './filings.ts';
import { yearOf } from './year.ts';

export const carryOverWrites = { 'filing.confirm': confirm };

/**
 * A register goes on: the rows that it had last year, as accepted or sealed, start the new one under the same keys, marked
 * as carried until each was confirmed, changed or ended. Figures of the year alone are left behind. The filing stays due:
 * nobody has filed it yet.
 */
export function carryRegisters(context: WriteContext, year: number): void {
  const acts: RecordAct[] = [];
  for (const record of eachBefore(context.store, year - 1)) {
    const table = context.edition.table(tableOf(record.return, record.key));
    if (table?.register !== true) continue;
    if (filing(context.store, year, record.unit, record.return)?.state !== 'due') continue;
    const cells = Object.entries(record.cells).filter(([key]) => goesOn(context, table, key));
    if (cells.length === 0) continue;
    acts.push({
      unit: record.unit,
      return: record.return,
      key: record.key,
      cells: {
        ...Object.fromEntries(cells.map(([key, value]): [CellKey, CellEntry] => [key, { value }])),
        [carriedKey]: { value: true },
      },
    });
  }
  commitRecords(context.store, { at: context.now, actor: context.actor, kind: 'carry', year }, acts);
}

function goesOn(context: WriteContext, table: Table, key: CellKey): boolean {
  const field = context.edition.field(table.code, key);
  return field !== undefined && field.flow !== true && columnOf(key) === '本年';
}

/** What a form leaves open in its 上年 column is what was accepted last year. A batch that brought the form owns it. */
export function carryLastYear(
  context: WriteContext,
  year: number,
  unit: string,
  returnCode: string,
  batch?: string,
): void {
  const tables = context.edition.return(returnCode)?.tables.filter((table) => table.columns.includes('上年'));
  if (tables === undefined || tables.length === 0) return;
  const before = lastYearColumn(context.store, year, unit, returnCode);
  if (before.size === 0) return;
  const records = recordsOfFiling(context.store, year, unit, returnCode);
  const acts = [...before].flatMap(([key, cells]): RecordAct[] => {
    const table = tables.find((item) => item.code === tableOf(returnCode, key));
    const stored = records.find((record) => record.key === key)?.cells ?? {};
    if (table === undefined) return [];
    const fields = context.edition.fields(table.code);
    const open = Object.entries(cells).filter(
      ([cell]) => stored[cell] === undefined && fields.has(cell.slice(0, -'.上年'.length)),
    );
    return [
      {
        unit,
        return: returnCode,
        key,
        cells: Object.fromEntries(open.map(([cell, value]): [CellKey, CellEntry] => [cell, { value }])),
      },
    ];
  });
  const commit: Commit = {
    at: context.now,
    actor: context.actor,
    kind: 'carry',
    year,
    ...(batch === undefined ? {} : { batch }),
  };
  commitRecords(context.store, commit, acts);
}

/** What a person says of a unit who enters it; anything else that the directory has of it was taken for granted. */
const enteredFacts: readonly UnitAttribute[] = ['name', 'creditCode', 'organisationCode', 'area', 'industry'];

/**
 * What was just said of a unit is not typed a second time: the forms that it owes begin with it, marked as carried until
 * somebody files them. One that was filed, or begun, stays as it is.
 */
export function carryDirectory(context: WriteContext, year: number, unit: string): void {
  const facts = unitAt(context.store, unit, year)?.facts ?? {};
  const acts: RecordAct[] = [];
  for (const { return: code, state } of filingsOf(context.store, year, unit)) {
    if (state !== 'due') continue;
    for (const table of context.edition.return(code)?.tables ?? []) {
      if (table.kind !== 'fixed') continue;
      const key = letterOf(table.code);
      const stored = recordOf(context.store, year, unit, code, key)?.cells ?? {};
      if (Object.keys(stored).length > 0 && stored[carriedKey] !== true) continue;
      const cells = enteredCells(context, table, facts);
      if (cells.length === 0) continue;
      const carried = { [carriedKey]: { value: true } };
      acts.push({ unit, return: code, key, cells: { ...Object.fromEntries(cells), ...carried } });
    }
  }
  const commit: Commit = {
    at: context.now,
    actor: context.actor,
    kind: 'carry',
    year,
    basis: fromDirectory,
  };
  commitRecords(context.store, commit, acts);
}

function enteredCells(
  context: WriteContext,
  table: Table,
  facts: Unit['facts'],
): readonly (readonly [CellKey, CellEntry])[] {
  return [...context.edition.fields(table.code).values()].flatMap(({ code, fact }) => {
    const value = fact !== undefined && enteredFacts.includes(fact) ? facts[fact] : undefined;
    return value === undefined || value === '' ? [] : [[code, { value }] as const];
  });
}

/**
 * Confirms rows that were carried over: they are as they were. Each is a word of its own: one that was settled elsewhere
 * meanwhile is named and left as it is; where there is no other it is refused.
 */
function confirm(context: WriteContext, input: Parsed<'filing.confirm'>): Output<'filing.confirm'> {
  const year = yearOf(context, input);
  const known = filingAsked(context, year, input.unit, input.return);
  assertOpen(context.store, year, known.unit, known.return);
  const cellsOf = (key: RecordKey): Cells =>
    recordOf(context.store, year, known.unit, known.return, key)?.cells ?? {};
  const isCarried = (key: RecordKey): boolean => cellsOf(key)[carriedKey] === true;
  const wanted =
    input.records ??
    recordsOfFiling(context.store, year, known.unit, known.return)
      .map(({ key }) => key)
      .filter(isCarried);
  // The mark stays as long as the row is as it was carried: without it somebody confirmed, changed or ended it meanwhile.
  const settled = wanted.filter((record) => !isCarried(record));
  const isGone = (record: RecordKey): boolean => Object.keys(cellsOf(record)).length === 0;
  const open = wanted.filter(isCarried);
  if (settled.length > 0 && open.length === 0)
    throw new Problem('filing.changed', {
      return: known.return,
      cells: settled
        .filter((record) => !isGone(record))
        .map((record) => changed(context, year, known, record, carriedKey, cellsOf(record))),
      gone: settled.filter(isGone),
    });
  commitRecords(
    context.store,
    { at: context.now, actor: context.actor, kind: 'typed', year },
    open.map((key) => ({
      unit: known.unit,
      return: known.return,
      key,
      cells: { [carriedKey]: { value: null, raw: '' } },
    })),
  );
  if (open.length > 0) recheckFrom(context, year, known.unit);
  return {
    confirmed: open.length,
    left: settled,
    state: filing(context.store, year, known.unit, known.return)?.state ?? known.state,
  };
}
