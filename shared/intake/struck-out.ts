import { listed, type Asking } from './asking.ts';
import type { GridCell } from './grid.ts';
import { blankOf } from './read-cell.ts';
import type { SheetView } from './sheet-view.ts';

/** What is known of a cell that is struck out as a whole. */
export type Struck =
  | { readonly kind: 'keep' }
  | { readonly kind: 'blank' }
  | { readonly kind: 'open'; readonly question: string };

/**
 * A line through a figure may mean that it no longer counts, or that another beside it does: it is neither taken nor left out
 * without a word. Whole rows are asked about once for the table, single cells once for each column.
 */
export class StruckOut {
  readonly #view: SheetView;
  readonly #asking: Asking;
  readonly #struck = new Map<string, Struck>();

  constructor(view: SheetView, asking: Asking) {
    this.#view = view;
    this.#asking = asking;
  }

  /** Rows without those that are struck out from end to end and that the clerk leaves out. */
  withoutRows(rows: readonly number[], columns: readonly number[]): readonly number[] {
    const struck = this.#rowsIn(rows).filter((row) => {
      const filled = this.#filled(row, columns);
      return filled.length > 0 && filled.every(({ column }) => this.#isStruck(row, column));
    });
    const [first] = struck;
    if (first === undefined) return rows;
    const answer = this.#asking.ask(
      this.#view.rowName(first),
      'struck-rows',
      [{ code: 'skip' }, { code: 'include' }],
      {
        cell: this.#view.address(first, this.#filled(first, columns)[0]?.column ?? 0),
        details: { count: String(struck.length), rows: listed(struck.map((row) => this.#view.rowName(row))) },
      },
    );
    for (const row of struck)
      for (const column of columns) this.#struck.set(placeOf(row, column), { kind: 'keep' });
    const left = new Set(answer === 'skip' ? struck : []);
    return rows.filter((row) => !left.has(row));
  }

  /** Asks about the cells of a column that stands under a header; a row that was asked about as a whole is settled. */
  askColumn(rows: readonly number[], column: number, headerRow: number, header: string): void {
    const cells = this.#rowsIn(rows).flatMap((row) => {
      const isNew = this.#isStruck(row, column) && !this.#struck.has(placeOf(row, column));
      return isNew ? this.#filled(row, [column]).map((cell) => ({ row, cell })) : [];
    });
    const [first] = cells;
    if (first === undefined) return;
    const place = this.#view.address(headerRow, column);
    const address = (row: number): string => this.#view.address(row, column);
    const answer = this.#asking.ask(place, 'struck-out', [{ code: 'keep' }, { code: 'blank' }], {
      cell: address(first.row),
      details: {
        header: header.replace(/\s+/gu, ''),
        count: String(cells.length),
        cells: listed(cells.map(({ row, cell }) => `${address(row)} ${cell.raw.trim()}`)),
      },
    });
    const struck: Struck =
      answer === 'keep' || answer === 'blank'
        ? { kind: answer }
        : { kind: 'open', question: this.#asking.id(place, 'struck-out') };
    for (const { row } of cells) this.#struck.set(placeOf(row, column), struck);
  }

  /** How a cell that is struck out as a whole is to be taken; null for any other. */
  at(row: number, column: number): Struck | null {
    return this.#struck.get(placeOf(row, column)) ?? null;
  }

  #rowsIn(rows: readonly number[]): readonly number[] {
    return this.#view.hasStruck ? rows.filter((row) => this.#view.struckIn(row).length > 0) : [];
  }

  #isStruck(row: number, column: number): boolean {
    return this.#view.struckIn(row).includes(column) && this.#view.leftOf(row, column) === undefined;
  }

  #filled(row: number, columns: readonly number[]): readonly GridCell[] {
    return columns.flatMap((column) => {
      const cell = this.#view.at(row, column);
      return cell === undefined || blankOf(cell.raw) !== null ? [] : [cell];
    });
  }
}

function placeOf(row: number, column: number): string {
  return `${row},${column}`;
}
