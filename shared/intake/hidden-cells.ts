import { groundOf, listed, type Asking } from './asking.ts';
import type { SheetView } from './sheet-view.ts';

/** A column whose figures are taken, with what its header says. */
interface Column {
  readonly column: number;
  readonly header: string;
}

const answers = [{ code: 'include' }, { code: 'skip' }];

/**
 * Rows and columns that hold figures and that nobody sees when the sheet is opened, by hand or by a filter: one question for
 * the rows of a table and one for its columns. Until it is answered they stand with the others.
 */
export class HiddenCells {
  readonly #view: SheetView;
  readonly #asking: Asking;

  constructor(view: SheetView, asking: Asking) {
    this.#view = view;
    this.#asking = asking;
  }

  /** Rows without those hidden ones that the clerk leaves out. */
  withoutRows(rows: readonly number[]): readonly number[] {
    const hidden = new Set(rows.filter((row) => this.#view.isHidden(row)));
    const [first] = hidden;
    if (first === undefined) return rows;
    const place = this.#view.rowName(first);
    const answer = this.#asking.ask(place, 'hidden-rows', answers, {
      cell: this.#view.address(first, 0),
      details: {
        rows: String(hidden.size),
        which: listed([...hidden].map((row) => this.#view.rowName(row))),
      },
      ground: '',
    });
    return answer === 'skip' ? rows.filter((row) => !hidden.has(row)) : rows;
  }

  /** Of the columns those that are left out, of the hidden ones that hold something in one of the rows. */
  columnsLeftOut(
    columns: readonly Column[],
    rows: readonly number[],
    headerRow: number,
  ): ReadonlySet<number> {
    const hidden = columns.filter(
      ({ column }) =>
        this.#view.isColumnHidden(column) && rows.some((row) => this.#view.text(row, column) !== ''),
    );
    const [first] = hidden;
    if (first === undefined) return new Set();
    const answer = this.#asking.ask(String(headerRow + 1), 'hidden-columns', answers, {
      cell: this.#view.address(headerRow, first.column),
      details: {
        count: String(hidden.length),
        columns: listed(
          hidden.map(
            ({ column, header }) => `${this.#view.columnName(column)} ${header.replace(/\s+/gu, '')}`,
          ),
        ),
      },
      ground: groundOf(...hidden.map(({ header }) => header)),
    });
    return new Set(answer === 'skip' ? hidden.map(({ column }) => column) : []);
  }
}
