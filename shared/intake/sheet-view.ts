import { addressOf, type GridCell, type Range, type Sheet } from './grid.ts';

/** A sheet by row and column, with merged headers readable. */
export class SheetView {
  readonly sheet: Sheet;
  readonly #rows: ReadonlyMap<number, ReadonlyMap<number, GridCell>>;
  readonly #hidden: ReadonlySet<number>;

  constructor(sheet: Sheet) {
    this.sheet = sheet;
    this.#hidden = new Set(sheet.rows.filter((row) => row.hidden).map((row) => row.index));
    this.#rows = new Map(
      sheet.rows.map((row) => [row.index, new Map(row.cells.map((cell) => [cell.column, cell]))]),
    );
  }

  rowIndexes(): readonly number[] {
    return this.sheet.rows.map((row) => row.index);
  }

  isHidden(row: number): boolean {
    return this.#hidden.has(row);
  }

  row(index: number): ReadonlyMap<number, GridCell> {
    return this.#rows.get(index) ?? none;
  }

  at(row: number, column: number): GridCell | undefined {
    return this.row(row).get(column);
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
    return this.sheet.merges.find(
      (range) => row >= range.top && row <= range.bottom && column >= range.left && column <= range.right,
    );
  }

  address(row: number, column: number): string {
    return addressOf(row, column);
  }
}

const none: ReadonlyMap<number, GridCell> = new Map();
