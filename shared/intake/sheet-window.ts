import { cellAt } from '../values/address.ts';
import { rowKindIn, type RowKind } from '../values/sheet-rows.ts';
import type { GridCell, Range, Workbook } from './grid.ts';
import { SheetView } from './sheet-view.ts';
import type { StagedTable } from './staged.ts';

/** A part of a sheet around one cell, as the file has it: what a person needs to find it there. */
export interface SheetWindow {
  readonly sheet: string;
  /** The cell, counted from 0. */
  readonly marked: { readonly row: number; readonly column: number };
  /** Columns and rows that are shown, in ascending order; between two that are no neighbours something is left out. */
  readonly columns: readonly number[];
  readonly rows: readonly WindowRow[];
  /** Merged ranges that reach into the window, with the text that all of each shows. */
  readonly merges: readonly (Range & { readonly text: string })[];
}

export interface WindowRow {
  readonly index: number;
  readonly hidden: boolean;
  readonly kind: RowKind;
  readonly cells: readonly WindowCell[];
}

/** A cell's stored text, cut where it is long. */
export interface WindowCell extends Pick<GridCell, 'column' | 'type' | 'formula'> {
  readonly text: string;
  /** Struck out, all or a part of it. */
  readonly struck?: boolean;
}

const rowsAround = 6;
const columnsAround = 4;
/** Rows of title and header above the cell, the nearest ones. */
const headRows = 10;
const identityColumns = 2;
const longestText = 120;
const identities: readonly string[] = ['creditCode', 'organisationCode', 'name', 'parent'];

/**
 * The window around `cell`, an address such as C7: rows and columns near it, the title and header of its table, and the
 * columns that say whose row it is. Null where the workbook has no such sheet or `cell` is no address.
 */
export function windowOf(
  workbook: Workbook,
  { sheet: name, cell, tables }: WindowAsked,
): { readonly window: SheetWindow; readonly marked: GridCell | null } | null {
  const sheet = workbook.sheets.find((item) => item.name === name);
  const at = cellAt(cell);
  if (sheet === undefined || at === null) return null;
  const view = new SheetView(sheet);
  const ofSheet = tables.filter((item) => item.sheet === name);
  const table = tableAround(ofSheet, at.row);
  const lastRow = Math.max(at.row, view.rowIndexes().at(-1) ?? 0);
  const rows = merged(headOf(table, at.row), range(at.row, rowsAround, lastRow));
  const columns = merged(
    identityOf(table),
    range(at.column, columnsAround, Math.max(at.column, view.lastColumn)),
  );
  const struck = new Map(sheet.rows.map((row) => [row.index, row.struck]));
  return {
    window: {
      sheet: name,
      marked: at,
      columns,
      rows: rows.map((index) => ({
        index,
        hidden: view.isHidden(index),
        kind: rowKindIn(index, ofSheet),
        cells: columns.flatMap((column) => shown(view.at(index, column), struck.get(index))),
      })),
      merges: sheet.merges
        .filter(({ top, left, bottom, right }) =>
          rows.some((row) => row >= top && row <= bottom && columns.some((c) => c >= left && c <= right)),
        )
        .map((merge) => ({ ...merge, text: cut(view.text(merge.top, merge.left)) })),
    },
    marked: view.bodyCell(at.row, at.column) ?? null,
  };
}

export interface WindowAsked {
  readonly sheet: string;
  readonly cell: string;
  /** Where tables were found in the file. */
  readonly tables: readonly StagedTable[];
}

function tableAround(tables: readonly StagedTable[], row: number): StagedTable | undefined {
  return tables.find((table) => row >= table.bodyFrom && row <= table.bodyTo) ?? tables[0];
}

function headOf(table: StagedTable | undefined, row: number): readonly number[] {
  if (table === undefined) return [];
  const { titleRows, headerRows, unitsRow, numberRow } = table;
  return merged(
    [...titleRows, ...headerRows],
    [unitsRow, numberRow].filter((each) => each !== null),
  )
    .filter((each) => each < row)
    .slice(-headRows);
}

/** Of a list, where the row names its unit, or its item; a form names its items beside the figures. */
function identityOf(table: StagedTable | undefined): readonly number[] {
  if (table?.layout !== 'list') return [];
  if (table.across !== undefined) return [table.across.items];
  return Object.entries(table.columns)
    .flatMap(([column, role]) => (identities.includes(role) ? [Number(column)] : []))
    .slice(0, identityColumns);
}

function range(middle: number, around: number, last: number): readonly number[] {
  const [from, to] = [Math.max(0, middle - around), Math.min(last, middle + around)];
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

function merged(some: readonly number[], others: readonly number[]): readonly number[] {
  return [...new Set([...some, ...others])].sort((a, b) => a - b);
}

function shown(cell: GridCell | undefined, struck: readonly number[] = []): readonly WindowCell[] {
  if (cell === undefined) return [];
  const { column, type, raw, formula } = cell;
  return [
    {
      column,
      type,
      text: cut(raw),
      ...(formula === true ? { formula } : {}),
      ...(struck.includes(column) ? { struck: true } : {}),
    },
  ];
}

function cut(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText)}…` : text;
}
