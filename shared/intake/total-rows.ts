import { listed, type Asking } from './asking.ts';
import { isAmount, Sum, TotalsCheck } from './check-totals.ts';
import type { ColumnRole, IdentityColumn } from './columns.ts';
import type { FoundList } from './find-list.ts';
import { blankOf } from './read-cell.ts';
import type { SheetView } from './sheet-view.ts';
import type { CellStager } from './stage-cell.ts';
import type { Question, StagedCell, StagedFiling } from './staged.ts';

interface Body {
  readonly found: FoundList;
  readonly columns: ReadonlyMap<
    number,
    {
      readonly kind: ColumnRole['kind'];
      readonly key?: string;
      readonly code?: string;
      readonly identity?: IdentityColumn;
    }
  >;
  /** Rows that are called totals, from the top down. */
  readonly totalRows: readonly number[];
}

/** Rows that may be summed by the next total. */
interface Run {
  readonly rows: number;
  readonly first: number;
  readonly last: number;
}

/** A column of an item, with what its rows came to since the last total and before it. */
interface Column {
  readonly name: string;
  readonly isIdentity: boolean;
  readonly isAmount: boolean;
  part: Sum;
  before: Sum;
}

interface Amount {
  readonly cell: StagedCell;
  readonly value: number;
  readonly column: Column;
}

const noRows: Run = { rows: 0, first: 0, last: 0 };
const answers = [{ code: 'total' }, { code: 'unit' }, { code: 'skip' }];
/** A single figure may be that of another unit by chance. */
const leastAmounts = 2;

/**
 * The total rows of a list: what they say is checked, and those that are not called totals (Ⅰ类企业计, or no name at all)
 * are found: rows without a code of which every figure is the sum of the rows since the total before, or of all rows
 * above. One pass over the rows, with sums that run along.
 */
export class TotalRows {
  readonly #view: SheetView;
  readonly #asking: Asking;
  readonly #check: TotalsCheck;
  readonly #called: readonly number[];
  readonly #answered: number[] = [];
  readonly #columns = new Map<string, Column>();
  /** Columns of items: what stands in them is no label. */
  readonly #items = new Set<number>();
  readonly #names = new Set<string>();
  #whole = noRows;
  #part = noRows;
  #passed = 0;

  constructor(view: SheetView, cells: CellStager, asking: Asking, body: Body) {
    this.#view = view;
    this.#asking = asking;
    this.#check = new TotalsCheck(view, cells, asking, body);
    this.#called = body.totalRows;
    for (const [column, { key, code, identity }] of body.columns) {
      if (key === undefined || code === undefined) continue;
      const field = cells.items.field(code);
      const header = (body.found.columns.get(column)?.header ?? '').replace(/\s+/gu, '');
      if (identity === undefined) this.#items.add(column);
      this.#columns.set(key, {
        name: `${view.columnName(column)} ${header}`,
        isIdentity: identity !== undefined,
        isAmount: isAmount(field),
        part: new Sum(),
        before: new Sum(),
      });
    }
  }

  /** Whether the row was answered to be a total: it proves the rows above, and is none of them. */
  isTotal(row: number): boolean {
    this.#pass(row);
    if (this.#asking.answerTo(this.#view.rowName(row), 'total-row') !== 'total') return false;
    this.#answered.push(row);
    this.#endPart();
    this.#check.total(row);
    return true;
  }

  /**
   * Counts a row in; `isUnnamed`: it says nothing of whose it is. The question instead where it may be a total: what is one
   * counts for nothing, but where it only repeats a single row above, that is too little to tell. A row that names nobody and
   * sums several can be nothing else: it is a total, which is said.
   */
  add(filing: StagedFiling, isUnnamed: boolean): Question | 'total' | null {
    const question = this.#questionAbout(filing, isUnnamed);
    if (question?.details['label'] === '' && question.details['rows'] !== '1') {
      const { sheet, cell = '', details } = question;
      this.#asking.assume(question, { code: 'total' });
      this.#asking.notices.push({ kind: 'total-unnamed', class: 'D', sheet, cell, details });
      this.#answered.push(filing.row);
      this.#endPart();
      return 'total';
    }
    if (question !== null && question.details['rows'] !== '1') {
      this.#endPart();
      return question;
    }
    if (!isUnnamed && filing.identity.name !== undefined) this.#names.add(filing.identity.name);
    this.#part = grown(this.#part, filing.row);
    this.#whole = grown(this.#whole, filing.row);
    for (const cell of filing.cells) {
      const column = this.#columns.get(cell.key);
      if (column?.isAmount === true) column.part.add(cell);
    }
    return question;
  }

  /** Says which totals differ, once every row was counted; gives the total rows from the top down. */
  settle(): readonly number[] {
    this.#pass(Infinity);
    this.#endPart();
    this.#check.settle();
    return [...this.#called, ...this.#answered].sort((a, b) => a - b);
  }

  /** Each row that is called a total ends the stretch above it. */
  #pass(row: number): void {
    while ((this.#called[this.#passed] ?? Infinity) < row) {
      this.#endPart();
      this.#check.total(this.#called[this.#passed] ?? row);
      this.#passed += 1;
    }
  }

  #endPart(): void {
    const { rows, first, last } = this.#part;
    this.#check.stretch({
      rows: rows === 0 ? null : { first, last },
      sums: new Map([...this.#columns].map(([key, { part }]) => [key, part])),
    });
    this.#part = noRows;
    for (const column of this.#columns.values()) {
      column.before = column.before.with(column.part);
      column.part = new Sum();
    }
  }

  #questionAbout(filing: StagedFiling, isUnnamed: boolean): Question | null {
    const { creditCode, organisationCode, key, lostCode } = isUnnamed ? {} : filing.identity;
    if ((creditCode ?? organisationCode ?? key ?? lostCode ?? filing.parent) !== undefined) return null;
    const place = this.#view.rowName(filing.row);
    if (this.#whole.rows === 0 || this.#asking.answerTo(place, 'total-row') === 'unit') return null;
    const amounts = this.#amounts(filing.cells);
    const label = this.#label(filing, isUnnamed);
    if (amounts === null || label === null || this.#names.has(label)) return null;
    const summed = this.#summed(amounts);
    if (summed === null) return null;
    const rows = String(summed.rows);
    return this.#asking.question(this.#asking.id(place, 'total-row'), 'total-row', answers, {
      cell: this.#view.firstCell(filing.row),
      filing: filing.id,
      details: {
        row: place,
        label,
        count: String(amounts.length),
        columns: listed(amounts.map(({ column }) => column.name)),
        rows,
        from: this.#view.rowName(summed.first),
        to: this.#view.rowName(summed.last),
      },
      group: rows === '1' ? 'total-row/one' : 'total-row',
    });
  }

  /** The figures of a row that may be sums; null where they are too few, or one of its cells is in question. */
  #amounts(cells: readonly StagedCell[]): readonly Amount[] | null {
    const amounts: Amount[] = [];
    for (const cell of cells) {
      if (cell.question !== undefined) return null;
      const column = this.#columns.get(cell.key);
      if (typeof cell.value === 'number' && column?.isAmount === true)
        amounts.push({ cell, value: cell.value, column });
    }
    return amounts.length >= leastAmounts && amounts.some(({ value }) => value !== 0) ? amounts : null;
  }

  /** What a row calls itself, or nothing; null where it says more than one thing: a total has no facts. */
  #label({ row, cells, identity }: StagedFiling, isUnnamed: boolean): string | null {
    const texts = isUnnamed || identity.name === undefined ? [] : [identity.name];
    for (const { key, value, raw } of cells)
      if (
        (typeof value === 'string' || typeof value === 'boolean') &&
        this.#columns.get(key)?.isIdentity === false
      )
        texts.push(raw.trim());
    if (texts.length > 1) return null;
    const [text] = texts;
    // Beside the columns of names and items, such as under that of codes.
    const first = this.#view
      .row(row)
      .find(({ column, raw }) => !this.#items.has(column) && /\p{L}/u.test(raw) && blankOf(raw) === null);
    return text ?? first?.raw.trim() ?? '';
  }

  /** The rows of which every amount is the sum: those since the last total, or all. */
  #summed(amounts: readonly Amount[]): Run | null {
    const isSumOf = (sumOf: (column: Column) => Sum): boolean =>
      amounts.every(({ cell, value, column }) => {
        const sum = sumOf(column);
        return !sum.isOpen && sum.isSaidBy(value, cell.raw, cell);
      });
    if (this.#part.rows > 0 && isSumOf(({ part }) => part)) return this.#part;
    return isSumOf(({ part, before }) => part.with(before)) ? this.#whole : null;
  }
}

function grown({ rows, first }: Run, row: number): Run {
  return { rows: rows + 1, first: rows === 0 ? row : first, last: row };
}
