import type { LoadedEdition } from '../returns/edition.ts';
import type { Table } from '../returns/definition.ts';
import { laidAt, type SheetLayout } from '../values/sheet-layout.ts';
import { findAcross, type Across, type AcrossLine } from './find-across.ts';
import { addressOf, columnName, type GridCell, type GridRow, type Range, type Sheet } from './grid.ts';
import { laidAcross, turnedLayout } from './laid-across.ts';
import { SheetView } from './sheet-view.ts';
import type { StagedFiling, StagedTable } from './staged.ts';
import { isLikeUnit, isNoUnit } from './units.ts';

/** One column of the view: the row of the sheet that it stands for, and which of a unit's columns. */
interface Column {
  readonly line: AcrossLine;
  readonly part: number;
}

/**
 * A sheet whose units stand in columns and whose items in rows, seen as a list: a row for each unit, a column for each
 * item, the lines above and the notes where they are. Addresses are those of the sheet.
 */
export class AcrossView extends SheetView {
  readonly #across: Across;
  /** What the clerk said of it. */
  readonly #laid: SheetLayout | null;
  readonly #columns: readonly Column[];
  /** The row of the first unit. */
  readonly #first: number;
  readonly #titles: number;

  /** Null where the sheet holds no such list. */
  static of(view: SheetView, edition: LoadedEdition, year: number): AcrossView | null {
    const across = findAcross(view, edition, year);
    return across === null ? null : new AcrossView(view, across);
  }

  /** As the clerk said that it lies; null where what was said is not enough. */
  static laid(
    view: SheetView,
    laid: SheetLayout,
    table: Table,
    context: { readonly edition: LoadedEdition; readonly year: number },
  ): AcrossView | null {
    const across = laidAcross(view, laid, table, context);
    return across === null ? null : new AcrossView(view, across, laid);
  }

  private constructor(view: SheetView, across: Across, laid: SheetLayout | null = null) {
    const columns = columnsOf(across);
    super(turned(view, across, columns), view.part);
    this.#across = across;
    this.#laid = laid;
    this.#columns = columns;
    this.#first = firstUnit(across);
    this.#titles = across.group === null ? 0 : 1;
  }

  /** What the clerk said of the sheet, as of the list that it is seen as. */
  turnedLayout(laid: SheetLayout, table: Table, year: number): SheetLayout {
    const { top, units, noteRows, group, unitColumn, parts } = this.#across;
    const hasUnits = unitColumn !== null && this.row(top + 1).length > 0;
    const first = this.#first;
    const places = {
      header: group === null ? [top] : [top - 1, top],
      units: hasUnits ? top + 1 : null,
      body: units.map((_, at) => first + at),
      notes: noteRows.map((_, at) => first + units.length + at),
      columns: this.#columns.map(({ line, part }) => ({
        row: line.row,
        words: [line.year, parts[part] ?? ''],
      })),
    };
    return turnedLayout(this, laid, table, places, year);
  }

  /** Where a further table begins below; null without one. */
  get next(): number | null {
    return this.#across.next;
  }

  override address(row: number, column: number): string {
    const { items, group, unitColumn, top, units, noteRows } = this.#across;
    const { line, part } = this.#columns[column] ?? this.#columns[0] ?? {};
    const at = line?.row ?? top;
    const unit = units[row - this.#first];
    if (unit !== undefined) return addressOf(at, unit[part ?? 0] ?? firstOf(unit));
    if (row >= this.#first) {
      const note = noteRows[row - this.#first - units.length];
      return addressOf(note ?? row, Math.max(0, column - this.#columns.length));
    }
    if (row > top) return addressOf(at, unitColumn ?? items);
    if (row === top) return addressOf(at, items);
    if (group !== null && row === top - 1) return addressOf(at, group);
    return addressOf(row + this.#titles, Math.max(0, column - this.#columns.length));
  }

  override columnName(column: number): string {
    return String((this.#columns[column]?.line.row ?? this.#across.top) + 1);
  }

  /** Of a unit: its column, and in which row its table begins: D@3. */
  override rowName(row: number): string {
    const unit = this.#across.units[row - this.#first];
    return unit === undefined ? super.rowName(row) : `${columnName(firstOf(unit))}@${this.#across.top + 1}`;
  }

  override firstCell(row: number): string {
    return this.address(row, 0);
  }

  /** A filing by the column in which it stands. */
  filingOnSheet(filing: StagedFiling): StagedFiling {
    const column = firstOf(this.#across.units[filing.row - this.#first] ?? []);
    return { ...filing, row: column, across: this.#across.top };
  }

  /** The table by the rows and columns of the sheet. */
  tableOnSheet(table: StagedTable): StagedTable {
    const { top, lines, units, noteRows, items, group, unitColumn } = this.#across;
    const [header = top] = table.headerRows;
    const rows = lines.filter(({ isIdentity }) => !isIdentity).map(({ row }) => row);
    const laid = this.#laid?.runs.filter(({ kind }) => kind === 'body') ?? [];
    const bodyFrom = laid[0]?.from ?? Math.min(...rows);
    const bodyTo = laid.at(-1)?.to ?? Math.max(...rows);
    const heads = Array.from({ length: bodyFrom - top }, (_, index) => top + index);
    const used = units.flat().filter((column) => column !== null);
    const left =
      this.#laid === null
        ? []
        : lines.map(({ row }) => row).filter((row) => laidAt(this.#laid?.runs ?? [], row) === null);
    return {
      ...table,
      titleRows: this.sheetTitles(),
      headerRows: [header, ...heads.filter((row) => row !== header)],
      unitsRow: null,
      numberRow: null,
      bodyFrom,
      bodyTo,
      totalRows: [],
      noteRows,
      ...(left.length === 0 ? {} : { leftRows: left }),
      columns: Object.fromEntries<string>([
        ...used.map((column) => [column, 'figures'] as const),
        ...(group === null ? [] : [[group, 'group'] as const]),
        ...(unitColumn === null ? [] : [[unitColumn, 'unit'] as const]),
        [items, 'item'],
      ]),
      across: { top, items, from: Math.min(...used), to: Math.max(...used) },
    };
  }

  sheetTitles(): readonly number[] {
    const { top } = this.#across;
    return this.rowIndexes()
      .map((row) => row + this.#titles)
      .filter((row) => row < top);
  }
}

function firstOf(unit: readonly (number | null)[]): number {
  return unit.find((column) => column !== null) ?? 0;
}

/** Rows of the view: lines above, groups, items, their units; then the units that report, then notes. */
function firstUnit({ top, unitColumn }: Across): number {
  return top + (unitColumn === null ? 1 : 2);
}

function columnsOf({ namesRow, lines, parts }: Across): readonly Column[] {
  const named: AcrossLine[] =
    namesRow === null ? [] : [{ row: namesRow, label: '单位名称', year: '', isIdentity: true }];
  return [...named, ...lines].flatMap((line) =>
    line.isIdentity ? [{ line, part: 0 }] : parts.map((_, part) => ({ line, part })),
  );
}

/** 工业总产值(千元)(上年): the item with the year that stands beside it or above the figures, and its unit if it is given. */
function headerOf({ line, part }: Column, parts: readonly string[], unit: string): string {
  const { label, year, isIdentity } = line;
  const said = [isNoUnit(unit) ? '' : unit, year, parts[part] ?? ''].filter((text) => text !== '');
  return isIdentity ? label : [label, ...said.map((text) => `(${text})`)].join('');
}

function turned(view: SheetView, across: Across, columns: readonly Column[]): Sheet {
  const { top, namesRow, group, unitColumn, parts, units, noteRows } = across;
  const first = firstUnit(across);
  const text = (raw: string, column: number): GridCell => ({ column, raw, type: 'text' });
  const header = (index: number, textOf: (column: Column) => string): GridRow[] => {
    const cells = columns.flatMap((column, at) => {
      const raw = textOf(column);
      return raw === '' ? [] : [text(raw, at)];
    });
    return cells.length === 0 ? [] : [{ index, hidden: false, cells }];
  };
  // Beside the columns of the list: a title is no header of an item.
  const line = (row: number, index: number): GridRow => ({
    index,
    hidden: view.isHidden(row),
    cells: view.row(row).map((cell) => ({ ...cell, column: cell.column + columns.length })),
  });
  const unitOf = ({ line: { row, isIdentity } }: Column): string =>
    unitColumn === null || isIdentity ? '' : view.headerText(row, unitColumn);
  // A single unit of measure makes no row of units.
  const isRow = columns.map(unitOf).filter(isLikeUnit).length >= 2;
  const titles = view.rowIndexes().filter((row) => row < top);
  const rows: GridRow[] = [
    ...titles.map((row) => line(row, row - (group === null ? 0 : 1))),
    ...(group === null
      ? []
      : header(top - 1, ({ line: { row, isIdentity } }) => (isIdentity ? '' : view.headerText(row, group)))),
    ...header(top, (column) => headerOf(column, parts, isRow ? '' : unitOf(column))),
    ...(isRow ? header(top + 1, unitOf) : []),
    ...units.flatMap((unit, at) => unitRow(view, unit, columns, first + at)),
    ...noteRows.map((row, at) => line(row, first + units.length + at)),
  ];
  const hidden = columns.flatMap(({ line: { row } }, at) =>
    row !== namesRow && view.isHidden(row) ? [at] : [],
  );
  return {
    name: view.sheet.name,
    hidden: view.sheet.hidden,
    rows,
    merges: parts.length > 1 ? [] : mergesOf(view, across, columns),
    ...(hidden.length === 0 ? {} : { hiddenColumns: hidden }),
    ...(view.sheet.printed === undefined ? {} : { printed: view.sheet.printed }),
  };
}

/** One unit as a row: its own columns turned. */
function unitRow(
  view: SheetView,
  unit: Across['units'][number],
  columns: readonly Column[],
  index: number,
): GridRow[] {
  const cells: GridCell[] = [];
  const struck: number[] = [];
  const left = new Map<number, string>();
  columns.forEach(({ line, part }, column) => {
    const at = line.isIdentity ? firstOf(unit) : unit[part];
    const cell = at === null || at === undefined ? undefined : view.at(line.row, at);
    if (cell === undefined) return;
    cells.push({ ...cell, column });
    if (view.struckIn(line.row).includes(cell.column)) struck.push(column);
    const rest = view.leftOf(line.row, cell.column);
    if (rest !== undefined) left.set(column, rest);
  });
  if (cells.length === 0) return [];
  const hidden = unit.some((column) => column !== null && view.isColumnHidden(column));
  const marks = { ...(struck.length === 0 ? {} : { struck }), ...(left.size === 0 ? {} : { left }) };
  return [{ index, hidden, cells, ...marks }];
}

/** Merged over several units: the lower rows of a merge down a list. */
function mergesOf(view: SheetView, across: Across, columns: readonly Column[]): readonly Range[] {
  const first = firstUnit(across);
  const rowOf = new Map(across.units.map((unit, at) => [firstOf(unit), first + at]));
  return columns.flatMap(({ line }, column) =>
    view.sheet.merges.flatMap(({ top, left, right }): Range[] => {
      if (top !== line.row || right <= left) return [];
      const [from, to] = [rowOf.get(left), rowOf.get(right)];
      return from === undefined || to === undefined
        ? []
        : [{ top: from, bottom: to, left: column, right: column }];
    }),
  );
}
