import type { LoadedEdition } from '../returns/edition.ts';
import type { Table } from '../returns/definition.ts';
import { fieldsOf } from '../returns/tables.ts';
import { columnOf, keyOf } from '../values/cell.ts';
import { itemPlace, type RowRun, type SheetLayout } from '../values/sheet-layout.ts';
import { columnsBehind, unitsIn } from './across-columns.ts';
import { identityNames } from './columns.ts';
import {
  columnOfItems,
  groupBefore,
  isPartsRow,
  linesIn,
  namesAnItem,
  rowOfNames,
  type Across,
} from './find-across.ts';
import { isNumberRow } from './header-rows.ts';
import { comparableHeader, isYearAlone, saysOtherMeasure, yearSaid } from './header-words.ts';
import { identityMeant } from './laid-checks.ts';
import { headerRowsOf, rowsOfKind } from './laid-out.ts';
import { totalLabel } from './row-labels.ts';
import type { SheetView } from './sheet-view.ts';
import { moneyInNote } from './units.ts';

/** What the clerk said of the rows of items, counted from 0. */
function saidOfRows({ items }: SheetLayout): ReadonlyMap<number, string> {
  return new Map([...items].map(([place, meaning]) => [itemPlace(place).row, meaning]));
}

/**
 * How a list whose units stand in columns lies by what the clerk said of it; of what was not said the headers tell. Null where
 * no column has the names of items, or it is not clear which columns are those of one unit.
 */
export function laidAcross(
  view: SheetView,
  laid: SheetLayout,
  table: Table,
  { edition, year }: { readonly edition: LoadedEdition; readonly year: number },
): Across | null {
  const said = saidOfRows(laid);
  const header = headerRowsOf(laid);
  const body = rowsOfKind(view, laid, 'body');
  const columnSaid = (meaning: string): number | null =>
    [...laid.columns].find(([, each]) => each === meaning)?.[0] ?? null;
  const items =
    columnSaid('item') ?? columnOfItems(view, [...header, ...body], namesAnItem(edition, year), 1);
  if (items === null) return null;
  const nameOf = (meaning: string | undefined): string => fieldsOf(table).get(meaning ?? '')?.name.zh ?? '';
  const labelOf = (row: number): string => view.headerText(row, items) || nameOf(said.get(row));
  const identityOf = (row: number): string | undefined =>
    said.has(row) ? identityMeant(said.get(row)) : identityNames.get(comparableHeader(labelOf(row)));
  const own = [...header, ...body];
  const isNamed = own.some((row) => identityOf(row) === 'name');
  const namesRow = isNamed ? null : rowOfNames(view, header, items, 0);
  const partsRow = own.find((row) => isPartsRow(view, row, items)) ?? null;
  const first = header[0] ?? 0;
  const last = Math.max(...body);
  // A line that says a unit of money is of the items below it, whether it is data or not.
  const turns = view.rowIndexes().filter((row) => row > first && row < last && saysMoney(view, row));
  const isItem = (row: number): boolean =>
    row !== namesRow && row !== partsRow && !isNumberRow(view, row) && labelOf(row) !== '';
  const used = [...new Set([...header.filter((row) => identityOf(row) !== undefined), ...body, ...turns])]
    .filter(isItem)
    .sort((a, b) => a - b);
  const heads = [...header, ...body.filter((row) => identityOf(row) !== undefined)];
  const figures = body.filter((row) => identityOf(row) === undefined && isItem(row));
  const behind = columnsBehind(view, items, { heads, figures });
  const isOpen = (column: number | null): column is number => column !== null && !laid.columns.has(column);
  const unitColumn = columnSaid('unit') ?? (isOpen(behind.unitColumn) ? behind.unitColumn : null);
  const yearColumn = columnSaid('year') ?? (isOpen(behind.yearColumn) ? behind.yearColumn : null);
  const before = groupBefore(view, items, used);
  const group = columnSaid('group') ?? (isOpen(before) ? before : null);
  const columns = [
    ...behind.columns.filter((column) => isOpen(column)),
    ...[...laid.columns].flatMap(([column, meaning]) => (meaning === 'figures' ? [column] : [])),
  ].sort((a, b) => a - b);
  const grouped = unitsIn(view, columns, { heads: heads.filter((row) => row !== partsRow), partsRow });
  if (grouped === null || grouped.units.length === 0) return null;
  const lines = linesIn(view, used, yearColumn, labelOf).map((line) => ({
    ...line,
    isIdentity: identityOf(line.row) !== undefined,
  }));
  const noteRows = rowsOfKind(view, laid, 'note');
  return { top: first, namesRow, lines, items, group, unitColumn, ...grouped, noteRows, next: null };
}

function saysMoney(view: SheetView, row: number): boolean {
  return view.row(row).some(({ type, raw }) => type === 'text' && moneyInNote(raw) !== null);
}

/** A column of the list that it is seen as: the row of the sheet, and which of a unit's columns. */
interface Turned {
  readonly row: number;
  readonly words: readonly string[];
}

/** The rows and columns of the list that it is seen as. */
export interface TurnedPlaces {
  readonly header: readonly number[];
  readonly units: number | null;
  /** The rows of the units, and of the notes. */
  readonly body: readonly number[];
  readonly notes: readonly number[];
  readonly columns: readonly Turned[];
}

/** What the clerk said, as of the list that it is seen as. */
export function turnedLayout(
  view: SheetView,
  laid: SheetLayout,
  table: Table,
  { header, units, body, notes, columns }: TurnedPlaces,
  year: number,
): SheetLayout {
  const said = saidOfRows(laid);
  const run = (kind: RowRun['kind'], row: number): RowRun => ({ kind, from: row, to: row });
  const isTotal = (row: number): boolean =>
    view.row(row).some(({ raw }) => totalLabel.test(comparableHeader(raw)));
  const meanings = columns.flatMap(({ row, words }, column): (readonly [number, string])[] => {
    const meaning = said.get(row);
    if (meaning === undefined) return [];
    return [[column, fieldsOf(table).has(meaning) ? keyIn(meaning, words, table, year) : meaning]];
  });
  return {
    kind: 'list',
    table: laid.table,
    runs: [
      ...header.map((row) => run('header', row)),
      ...(units === null ? [] : [run('units', units)]),
      ...body.map((row) => run(isTotal(row) ? 'total' : 'body', row)),
      ...notes.map((row) => run('note', row)),
    ],
    columns: new Map(meanings),
    items: new Map(),
  };
}

/** The item that a row is, of the year that stands beside it or above the figures. */
function keyIn(code: string, words: readonly string[], table: Table, year: number): string {
  const parts = words.map(comparableHeader).filter((word) => word !== '');
  if (parts.some(saysOtherMeasure)) return 'skip';
  const years = new Set(parts.filter(isYearAlone).map((part) => yearSaid(part, year)));
  const [column = '本年'] = years;
  if (years.size > 1 || column === null || column === 'other') return 'skip';
  if (!table.columns.includes(column)) return 'skip';
  return keyOf(code, columnOf(code) === '上年' ? '上年' : column);
}
