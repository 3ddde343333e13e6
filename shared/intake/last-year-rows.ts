import { columnOf, type Column } from '../values/cell.ts';
import { labelOf } from './called-totals.ts';
import { identityOf, type DecidedColumn } from './decide-columns.ts';
import type { ListRows } from './list-rows.ts';
import { plainLabel } from './row-labels.ts';
import type { SheetView } from './sheet-view.ts';
import { yearOfRow, yearsOfRows } from './year-rows.ts';

type Rows = Pick<ListRows, 'body' | 'totalRows' | 'partRows'>;

/** What is known of a list whose rows may say years. */
export interface RowsOfYears extends Rows {
  readonly columns: ReadonlyMap<number, DecidedColumn>;
  /** The column that says the year of each row; null without one. */
  readonly yearColumn: number | null;
  readonly year: number;
  /** Whether the columns say whose the rows are; else they are all of the unit above them. */
  readonly isIdentified: boolean;
  /** Whether the clerk found the years to be exchanged: the keys of the columns are those of the other year. */
  readonly areSwapped: boolean;
}

/** The rows of a list, of which some hold last year's figures of others. */
export interface PairedRows extends Rows {
  /** The row of a unit's figures of this year, and that of last year. */
  readonly lastOf: ReadonlyMap<number, number>;
}

/**
 * Rows that hold last year's figures of the unit of another row: 上年 beside 本年 of the same enterprise, as a column of years
 * says, or 上年同期 in place of a name below each enterprise. Null where there is none, or the list has columns of 上年 itself.
 */
export function lastYearRows(view: SheetView, rows: RowsOfYears): PairedRows | null {
  const { columns, yearColumn, year, isIdentified, areSwapped, body, totalRows, partRows } = rows;
  if (yearColumn === null && partRows.length === 0) return null;
  const current: Column = areSwapped ? '上年' : '本年';
  if ([...columns.values()].some((role) => role.kind === 'cell' && columnOf(role.key) !== current))
    return null;
  const all = [...body, ...partRows].sort((a, b) => a - b);
  const years = yearColumn === null ? null : yearsOfRows(view, all, yearColumn, year);
  const said = (row: number): ReturnType<typeof yearOfRow> =>
    years?.get(row)?.said ?? yearOfRow(view, row, yearColumn, year);
  const setAside = new Set(partRows);
  // In place of a name, of rows that were set aside for it.
  const isLast = (row: number): boolean =>
    yearColumn === null
      ? setAside.has(row) && yearOfRow(view, row, labelOf(view, row), year) === '上年'
      : said(row) === '上年';
  const last = all.filter(isLast);
  if (last.length === 0) return null;
  const others = new Set(last);
  const ofThisYear = body.filter((row) => !others.has(row) && (yearColumn === null || said(row) === '本年'));
  // Of two rows that say the same of whose they are nobody knows which one it is that last year's row goes with.
  const byName = new Map<string, number | undefined>();
  for (const row of ofThisYear) {
    const name = nameOf(view, row, columns);
    byName.set(name, byName.has(name) ? undefined : row);
  }
  const currents = new Set(ofThisYear);
  const above = new Map(view.rowIndexes().map((row, index, indexes) => [row, indexes[index - 1] ?? -1]));
  const lastOf = new Map<number, number>();
  for (const row of last) {
    const name = yearColumn === null ? '' : nameOf(view, row, columns);
    const before = above.get(row) ?? -1;
    const beside = currents.has(before) ? before : undefined;
    const only = !isIdentified && ofThisYear.length === 1 ? ofThisYear[0] : undefined;
    const owner = only ?? (name === '' ? beside : byName.get(name));
    if (owner !== undefined && !lastOf.has(owner)) lastOf.set(owner, row);
  }
  // Without a column of years 上年同期 below the last enterprise may be that of all: each must have one.
  if (lastOf.size === 0 || (yearColumn === null && lastOf.size < ofThisYear.length)) return null;
  const taken = new Set(lastOf.values());
  const compared = yearColumn === null ? [] : all.filter((row) => said(row) === 'compared');
  const lastTotals = totalRows.filter((row) => said(row) === '上年' || said(row) === 'compared');
  const leftOut = new Set([...compared, ...lastTotals]);
  return {
    lastOf,
    body: [...new Set([...body, ...taken])].filter((row) => !leftOut.has(row)).sort((a, b) => a - b),
    totalRows: totalRows.filter((row) => !leftOut.has(row)),
    partRows: [...new Set([...partRows, ...leftOut])].filter((row) => !taken.has(row)).sort((a, b) => a - b),
  };
}

/** Whose a row is by all that it says of that; empty of one that says nothing. */
function nameOf(view: SheetView, row: number, columns: ReadonlyMap<number, DecidedColumn>): string {
  const said = [...columns].flatMap(([column, role]) => {
    const of = identityOf(role);
    return of === undefined || of === 'area' ? [] : [plainLabel(view.bodyCell(row, column)?.raw ?? '')];
  });
  return said.every((text) => text === '') ? '' : said.join('|');
}
