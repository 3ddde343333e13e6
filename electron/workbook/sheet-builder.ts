import { Problem } from '#shared/contract/problem.ts';
import type { GridCell, GridRow, Range, Sheet } from '#shared/intake/grid.ts';
import { limits, type Spent } from './limits.ts';
import { RowPacker } from './packed-rows.ts';
import { overBudget } from './zip.ts';

/** Puts a sheet together, row by row in ascending order, and keeps every budget of rows, cells and merges. */
export class SheetBuilder {
  readonly #file: string;
  readonly #part: string;
  readonly #spent: Spent;
  readonly #rows: GridRow[] = [];
  readonly #merges: Range[] = [];
  readonly #packer = new RowPacker();
  #row: { readonly index: number; readonly hidden: boolean; readonly cells: GridCell[] } | null = null;
  #last = -1;
  #blank = 0;
  #covered = 0;

  constructor(file: string, part: string, spent: Spent) {
    this.#file = file;
    this.#part = part;
    this.#spent = spent;
  }

  /** Begins a row; rows and cells come in ascending order. */
  row(index: number, hidden: boolean): void {
    this.endRow();
    if (!Number.isInteger(index) || index <= this.#last || index >= 1_048_576) throw this.damaged();
    this.#row = { index, hidden, cells: [] };
    this.#last = index;
  }

  add(cell: GridCell): void {
    const cells = this.#row?.cells;
    const after = cells?.at(-1)?.column ?? -1;
    if (cells === undefined || !(cell.column > after && cell.column < 16_384)) throw this.damaged();
    this.text(cell.raw);
    cells.push(cell);
    this.#spent.cells += 1;
    if (this.#spent.cells > limits.cells) throw overBudget(this.#file, 'cells', this.#part);
    if (cells.length > limits.columns) throw overBudget(this.#file, 'columns', this.#part);
  }

  /** Looks at the length of a text that is being put together. */
  text(text: string): void {
    if (text.length > limits.text) throw overBudget(this.#file, 'text', this.#part);
  }

  merge(range: Range): void {
    this.#merges.push(range);
    if (this.#merges.length > limits.merges) throw overBudget(this.#file, 'merges', this.#part);
    this.#covered += (range.bottom - range.top + 1) * (range.right - range.left + 1);
    if (this.#covered > limits.mergedCells) throw overBudget(this.#file, 'mergedCells', this.#part);
  }

  endRow(): void {
    const row = this.#row;
    if (row === null) return;
    this.#row = null;
    if (row.cells.length === 0) {
      this.#blank += 1;
      if (this.#blank > limits.blankRows) throw overBudget(this.#file, 'blankRows', this.#part);
      return;
    }
    this.#blank = 0;
    this.#rows.push(this.#packer.pack(row));
    this.#spent.rows += 1;
    if (this.#spent.rows > limits.rows) throw overBudget(this.#file, 'rows', this.#part);
  }

  finish(name: string, hidden: boolean): Sheet {
    this.endRow();
    return { name, hidden, rows: this.#rows, merges: this.#merges };
  }

  damaged(): Problem {
    return new Problem('file.damaged', { file: this.#file, part: this.#part });
  }
}
