import type { Asking } from './asking.ts';
import type { ColumnRole } from './columns.ts';
import type { FoundList } from './find-list.ts';
import type { GridCell } from './grid.ts';
import type { SheetView } from './sheet-view.ts';
import type { CellStager } from './stage-cell.ts';
import type { StagedCell, StagedFiling } from './staged.ts';

/** What the rows between two others came to under one column, in the field's unit. */
export class Sum {
  value = 0;
  /** What rounding may have it off by. */
  slack = 0;
  /** A question is open among the cells: there is no sum yet. */
  isOpen = false;

  add(cell: StagedCell): void {
    if (cell.question !== undefined) this.isOpen = true;
    if (typeof cell.value === 'number') this.value += cell.value;
    this.slack += tolerance(cell.raw, cell);
  }

  /** Both together. */
  with(other: Sum): Sum {
    const sum = new Sum();
    sum.value = this.value + other.value;
    sum.slack = this.slack + other.slack;
    sum.isOpen = this.isOpen || other.isOpen;
    return sum;
  }

  /** Whether a written number says this sum, as far as rounding goes. */
  isSaidBy(value: number, raw: string, reading: Rounding): boolean {
    return Math.abs(this.value - value) <= this.slack + tolerance(raw, reading);
  }
}

interface Totals {
  readonly found: FoundList;
  readonly columns: ReadonlyMap<
    number,
    { readonly kind: ColumnRole['kind']; readonly key?: string; readonly code?: string }
  >;
  readonly totalRows: readonly number[];
}

/** One figure of a total row, and what the rows that it sums came to. */
interface Total {
  readonly row: number;
  readonly column: number;
  readonly code: string;
  readonly cell: GridCell;
  /** Rows between these are summed. */
  readonly from: number;
  readonly until: number;
  /** One of these is what it says. */
  readonly sums: readonly [Sum, ...Sum[]];
}

/**
 * 合计 rows are no data; they prove the column: what they say must be the sum of what was read. A 小计 sums the rows since
 * the total before it, any other all rows of the table.
 */
export class TotalsCheck {
  readonly #view: SheetView;
  readonly #cells: CellStager;
  readonly #asking: Asking;
  readonly #found: FoundList;
  readonly #columns: Totals['columns'];
  readonly #totals = new Map<string, Total[]>();

  constructor(view: SheetView, cells: CellStager, asking: Asking, { found, columns, totalRows }: Totals) {
    this.#view = view;
    this.#cells = cells;
    this.#asking = asking;
    this.#found = found;
    this.#columns = columns;
    let previous = -1;
    for (const row of totalRows) {
      const isPart = [...view.row(row).values()].some((cell) => /小\s*计|本页/u.test(cell.raw));
      const [from, until] = isPart ? [previous, row] : [-1, Infinity];
      previous = row;
      this.#enter(row, { from, until }, () => [new Sum()]);
    }
  }

  /** A row that was found to be a total below the rows that it sums: what they came to, by key. */
  expect(row: number, sumsOf: (key: string) => Total['sums']): void {
    this.#enter(row, { from: row, until: row }, sumsOf);
  }

  #enter(
    row: number,
    between: { readonly from: number; readonly until: number },
    sumsOf: (key: string) => Total['sums'],
  ): void {
    for (const [column, { kind, key, code }] of this.#columns) {
      const cell = this.#view.at(row, column);
      if (kind !== 'cell' || code === undefined || key === undefined || cell?.type !== 'number') continue;
      const total: Total = { row, column, code, cell, ...between, sums: sumsOf(key) };
      const others = this.#totals.get(key);
      if (others === undefined) this.#totals.set(key, [total]);
      else others.push(total);
    }
  }

  /** Counts a filing in, as it was read. */
  add(filing: StagedFiling): void {
    if (this.#totals.size === 0) return;
    for (const cell of filing.cells) {
      for (const total of this.#totals.get(cell.key) ?? []) {
        if (filing.row <= total.from || filing.row >= total.until) continue;
        total.sums[0].add(cell);
      }
    }
  }

  /** Says which totals differ, once every filing was counted. */
  settle(): void {
    const totals = [...this.#totals.values()].flat();
    for (const total of totals.sort((a, b) => a.row - b.row || a.column - b.column)) this.#check(total);
  }

  #check({ row, column, code, cell, sums }: Total): void {
    const field = this.#cells.field(code);
    // A share of a total is no sum of shares.
    if (field.type !== 'number' || field.unit === '%') return;
    const { columns, headerRows } = this.#found;
    const unit = this.#cells.units.unitOf(field, columns.get(column)?.unit ?? null, headerRows[0] ?? 0, {
      column,
    });
    const said = this.#cells.read(cell, field, unit);
    if (said.kind !== 'value' || typeof said.value !== 'number') return;
    const { value } = said;
    if (sums.some((sum) => sum.isOpen || sum.isSaidBy(value, cell.raw, said))) return;
    this.#asking.notices.push({
      kind: 'total-differs',
      class: 'C',
      sheet: this.#view.sheet.name,
      cell: this.#view.address(row, column),
      details: {
        field: field.name.zh,
        fieldEn: field.name.en,
        total: String(value),
        sum: String(sums[0].value),
      },
    });
  }
}

interface Rounding {
  readonly factor?: number;
  readonly rounded?: boolean;
}

/** What a written number may be off by: half of its last decimal in the field's unit, and half a unit when it was rounded here. */
function tolerance(raw: string, { factor = 1, rounded }: Rounding): number {
  const decimals = raw.includes('.') ? (/\.(\d+)/.exec(raw)?.[1]?.length ?? 0) : 0;
  const written = decimals === 0 ? 0 : (0.5 / 10 ** decimals) * factor;
  return written + (rounded === true ? 0.5 : 0) + 1e-9;
}
