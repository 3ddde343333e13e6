import { addressOf, columnName, type GridCell, type GridRow, type Range, type Sheet } from './grid.ts';

const recentRows = 64;

/** A sheet by row and column, with merged headers readable. */
export class SheetView {
  readonly sheet: Sheet;
  readonly #rows: ReadonlyMap<number, GridRow>;
  /** The rows looked at last. A sheet may have too many to keep them all so. */
  readonly #recentRows = new Map<number, readonly GridCell[]>();
  readonly #indexes: readonly number[];
  readonly #hidden: ReadonlySet<number>;
  /** Whether any cell is struck out. */
  readonly hasStruck: boolean;
  /** Merged ranges from the top down, and how far down the ones so far reach: where to stop looking. */
  readonly #merges: readonly Range[];
  readonly #deepest: readonly number[];
  /** Ranges of the rows looked at last. */
  readonly #recent = new Map<number, readonly Range[]>();
  /** The rightmost column that holds a cell; -1 for an empty sheet. */
  readonly lastColumn: number;
  /** Of a table that stands beside another: the column in which it begins. Part of the ids of what is asked about it. */
  readonly part: string | undefined;

  constructor(sheet: Sheet, part?: string) {
    this.sheet = sheet;
    this.part = part;
    this.#indexes = sheet.rows.map((row) => row.index);
    this.#hidden = new Set(sheet.rows.filter((row) => row.hidden).map((row) => row.index));
    this.hasStruck = sheet.rows.some((row) => row.struck !== undefined);
    this.#rows = new Map(sheet.rows.map((row) => [row.index, row]));
    this.#merges = [...sheet.merges].sort((a, b) => a.top - b.top);
    this.lastColumn = sheet.rows.reduce(
      (most, row) => Math.max(most, row.lastColumn ?? row.cells.at(-1)?.column ?? -1),
      -1,
    );
    let deepest = -1;
    this.#deepest = this.#merges.map((range) => (deepest = Math.max(deepest, range.bottom)));
  }

  /** The same sheet, as if it held these rows only; addresses stay what they are. */
  between(from: number, to: number): SheetView {
    const rows = this.sheet.rows.filter((row) => row.index >= from && row.index < to);
    return new SheetView({ ...this.sheet, rows }, this.part);
  }

  /** The same sheet, as if it held only the cells for which `isOf` is true: those of one of several tables side by side. */
  only(isOf: (row: number, cell: GridCell) => boolean, part: string | undefined): SheetView {
    const rows = this.sheet.rows.flatMap((row): GridRow[] => {
      const { index, hidden, struck, left } = row;
      const cells = row.cells.filter((cell) => isOf(index, cell));
      const marks = {
        ...(struck === undefined ? {} : { struck }),
        ...(left === undefined ? {} : { left }),
      };
      return cells.length === 0 ? [] : [{ index, hidden, cells, ...marks }];
    });
    return new SheetView({ ...this.sheet, rows }, part);
  }

  /** Rows that hold a cell, in ascending order. */
  rowIndexes(): readonly number[] {
    return this.#indexes;
  }

  isHidden(row: number): boolean {
    return this.#hidden.has(row);
  }

  /** Columns of the cells of a row that are struck out, in whole or in part. */
  struckIn(row: number): readonly number[] {
    return this.#rows.get(row)?.struck ?? [];
  }

  /** What is left of a text that is struck out in part. */
  leftOf(row: number, column: number): string | undefined {
    return this.#rows.get(row)?.left?.get(column);
  }

  isColumnHidden(column: number): boolean {
    return this.sheet.hiddenColumns?.includes(column) === true;
  }

  columnName(column: number): string {
    return columnName(column);
  }

  /** The cells of a row, in ascending order of column. */
  row(index: number): readonly GridCell[] {
    const recent = this.#recentRows.get(index);
    if (recent !== undefined) return recent;
    const row = this.#rows.get(index);
    if (row === undefined) return none;
    const { cells } = row;
    if (this.#recentRows.size >= recentRows) this.#recentRows.clear();
    this.#recentRows.set(index, cells);
    return cells;
  }

  /** The cell of a row that has no other; of a long sheet few have to be made for it. */
  onlyCellOf(index: number): GridCell | undefined {
    const row = this.#rows.get(index);
    return row !== undefined && (row.count ?? row.cells.length) === 1 ? this.row(index)[0] : undefined;
  }

  at(row: number, column: number): GridCell | undefined {
    const cells = this.row(row);
    // Where none before it is left out, a cell stands at its column.
    const own = cells[column];
    if (own?.column === column) return own;
    let low = 0;
    let high = Math.min(cells.length, column);
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((cells[middle]?.column ?? 0) < column) low = middle + 1;
      else high = middle;
    }
    const found = cells[low];
    return found?.column === column ? found : undefined;
  }

  text(row: number, column: number): string {
    return this.at(row, column)?.raw.trim() ?? '';
  }

  /** The text of a header cell: its own, or that of the merged range it lies in. Blank cells beside are not merged. */
  headerText(row: number, column: number): string {
    const own = this.text(row, column);
    if (own !== '') return own;
    const range = this.mergeAt(row, column);
    return range === undefined ? '' : this.text(range.top, range.left);
  }

  /** A body cell; within a real vertical merge the merged value applies to each of its rows. */
  bodyCell(row: number, column: number): GridCell | undefined {
    const own = this.at(row, column);
    if (own !== undefined) return own;
    const range = this.mergeAt(row, column);
    return range === undefined || range.left !== column ? undefined : this.at(range.top, column);
  }

  mergeAt(row: number, column: number): Range | undefined {
    return this.#mergesIn(row).find((range) => column >= range.left && column <= range.right);
  }

  /** The rightmost column that a merged range in the row reaches; -1 without one. */
  mergedTo(row: number): number {
    return this.#mergesIn(row).reduce((most, range) => Math.max(most, range.right), -1);
  }

  address(row: number, column: number): string {
    return addressOf(row, column);
  }

  /** A row as ids and sentences name it: 7. */
  rowName(row: number): string {
    return String(row + 1);
  }

  /** The cell in which a row of a list begins. */
  firstCell(row: number): string {
    return `${this.part ?? 'A'}${row + 1}`;
  }

  #mergesIn(row: number): readonly Range[] {
    const recent = this.#recent.get(row);
    if (recent !== undefined) return recent;
    let [low, high] = [0, this.#merges.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#merges[middle]?.top ?? 0) <= row) low = middle + 1;
      else high = middle;
    }
    const ranges: Range[] = [];
    for (let index = low - 1; index >= 0 && (this.#deepest[index] ?? -1) >= row; index--) {
      const range = this.#merges[index];
      if (range !== undefined && range.bottom >= row) ranges.push(range);
    }
    if (this.#recent.size >= recentRows) this.#recent.clear();
    this.#recent.set(row, ranges);
    return ranges;
  }
}

const none: readonly GridCell[] = [];
