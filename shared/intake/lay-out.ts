import type { Table } from '../returns/definition.ts';
import { codeOf } from '../values/cell.ts';
import { laidAt, parseLayout, type LayoutFault, type SheetLayout } from '../values/sheet-layout.ts';
import { withTurns } from './across-units.ts';
import { AcrossView } from './across-view.ts';
import { listed, type Asking } from './asking.ts';
import type { FoundTable } from './find-table.ts';
import { isNumberRow } from './header-rows.ts';
import type { LaidAnswer } from './laid-answers.ts';
import { faultOfColumns, faultOfPlaces, faultOfReturn, faultOfRows } from './laid-checks.ts';
import { headerRowsOf, laidTable } from './laid-out.ts';
import type { SheetView } from './sheet-view.ts';
import type { StageContext } from './stage.ts';
import type { Notice, StagedTable } from './staged.ts';

/** A layout that fits its sheet, with the rows that are its table's, and that table. */
export interface Laid {
  readonly view: SheetView;
  readonly layout: SheetLayout;
  readonly found: FoundTable;
  /** Of a list whose units stand in columns: how its places are found on the sheet again, and what it says between items. */
  readonly across?: { readonly view: AcrossView; readonly turns: (asking: Asking) => FoundTable };
}

/** What the clerk said of the table that begins with `rest`, whose next one begins at `next`; or why it cannot be. */
export function layOut(
  rest: SheetView,
  { first, text }: LaidAnswer,
  next: number,
  context: StageContext,
): Laid | { readonly fault: LayoutFault } {
  const parsed = parseLayout(text);
  if ('fault' in parsed) return parsed;
  const { layout } = parsed;
  const begins = Math.max(first, rest.rowIndexes()[0] ?? 0);
  const misplaced = faultOfReturn(layout, context) ?? faultOfPlaces(rest, layout, { first: begins, next });
  const table = context.edition.table(layout.table);
  if (misplaced !== null || table === undefined)
    return { fault: misplaced ?? { code: 'table-unknown', details: { table: layout.table } } };
  const view = rest.between(0, (layout.runs.at(-1)?.to ?? 0) + 1);
  if (layout.kind === 'across') return layAcross(view, layout, table, context);
  const found = laidTable(view, layout, table, context);
  const fault = faultOfRows(view, layout, found, table, context);
  return fault === null ? { view, layout, found } : { fault };
}

/** The same of a list whose units stand in columns: its view is that of the list that it is seen as. */
function layAcross(
  sheet: SheetView,
  layout: SheetLayout,
  table: Table,
  context: StageContext,
): Laid | { readonly fault: LayoutFault } {
  const { edition, year } = context;
  const view = AcrossView.laid(sheet, layout, table, context);
  const absent: LayoutFault = { code: 'item-absent', details: { table: table.code, kind: 'across' } };
  if (view === null) return { fault: absent };
  const turned = view.turnedLayout(layout, table, year);
  const list = laidTable(view, turned, table, context);
  if (list.kind !== 'list' || turned.runs.every(({ kind }) => kind !== 'body')) return { fault: absent };
  const fault = faultOfColumns(turned, list, table);
  if (fault !== null) return { fault: { ...fault, details: { ...fault.details, kind: 'across' } } };
  const turns = (asking: Asking): FoundTable => withTurns(view, list, edition.fields(table.code), asking);
  return { view, layout, found: list, across: { view, turns } };
}

export function noPlace({ id }: LaidAnswer): LayoutFault {
  return { code: 'place-absent', details: { id } };
}

/** The rightmost column that a layout speaks of; -1 without one. */
export function lastColumnOf({ text }: LaidAnswer): number {
  const parsed = parseLayout(text);
  return 'fault' in parsed ? -1 : Math.max(-1, ...parsed.layout.columns.keys());
}

/** Where the header of a layout begins. */
export function topOf({ text, first }: LaidAnswer): number {
  const parsed = parseLayout(text);
  return 'fault' in parsed ? first : (headerRowsOf(parsed.layout)[0] ?? first);
}

/** What columns with figures are called, of each kind of table. */
const rolesOfFigures = { form: /^[本上]年$/u, list: /^\d\d[a-z]?$/, across: /^figures$/ };

/** Rows with figures below the columns of a laid table that it does not read: set aside, called notes, or below it. */
export function noticeOfLeft(
  view: SheetView,
  { runs, kind }: SheetLayout,
  { sheet, columns, headerRows }: StagedTable,
): Notice | null {
  const isItem = (role: string | undefined): boolean =>
    role !== undefined && rolesOfFigures[kind].test(codeOf(role));
  const top = headerRows[0] ?? 0;
  const left = view.rowIndexes().filter((row) => {
    const said = laidAt(runs, row);
    if (row <= top || (said !== null && said !== 'note') || isNumberRow(view, row)) return false;
    return view.row(row).some(({ column, type }) => type === 'number' && isItem(columns[column]));
  });
  const [first] = left;
  if (first === undefined) return null;
  return {
    kind: 'rows-left',
    class: 'C',
    sheet,
    cell: view.address(first, 0),
    details: { count: String(left.length), rows: listed(left.map((row) => String(row + 1))) },
  };
}
