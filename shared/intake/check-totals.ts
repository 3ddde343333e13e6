import type { Asking } from './asking.ts';
import type { ColumnRole } from './columns.ts';
import type { FoundList } from './find-list.ts';
import type { GridCell } from './grid.ts';
import type { SheetView } from './sheet-view.ts';
import type { CellStager } from './stage-cell.ts';
import type { StagedFiling } from './staged.ts';

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
  sum: number;
  slack: number;
  /** A question is open among the cells: there is no sum yet. */
  isOpen: boolean;
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
  readonly #totals = new Map<string, Total[]>();

  constructor(view: SheetView, cells: CellStager, asking: Asking, { found, columns, totalRows }: Totals) {
    this.#view = view;
    this.#cells = cells;
    this.#asking = asking;
    this.#found = found;
    let previous = -1;
    for (const row of totalRows) {
      const isPart = [...view.row(row).values()].some((cell) => /小\s*计|本页/u.test(cell.raw));
      const [from, until] = isPart ? [previous, row] : [-1, Infinity];
      previous = row;
      for (const [column, { kind, key, code }] of columns) {
        const cell = view.at(row, column);
        if (kind !== 'cell' || code === undefined || key === undefined || cell?.type !== 'number') continue;
        const total: Total = { row, column, code, cell, from, until, sum: 0, slack: 0, isOpen: false };
        const others = this.#totals.get(key);
        if (others === undefined) this.#totals.set(key, [total]);
        else others.push(total);
      }
    }
  }

  /** Counts a filing in, as it was read. */
  add(filing: StagedFiling): void {
    if (this.#totals.size === 0) return;
    for (const cell of filing.cells) {
      for (const total of this.#totals.get(cell.key) ?? []) {
        if (filing.row <= total.from || filing.row >= total.until) continue;
        if (cell.question !== undefined) total.isOpen = true;
        if (typeof cell.value === 'number') total.sum += cell.value;
        total.slack += tolerance(cell.raw, cell);
      }
    }
  }

  /** Says which totals differ, once every filing was counted. */
  settle(): void {
    const totals = [...this.#totals.values()].flat();
    for (const total of totals.sort((a, b) => a.row - b.row || a.column - b.column)) this.#check(total);
  }

  #check({ row, column, code, cell, sum, slack, isOpen }: Total): void {
    const field = this.#cells.field(code);
    // A share of a total is no sum of shares.
    if (field.type !== 'number' || field.unit === '%') return;
    const { columns, headerRows } = this.#found;
    const unit = this.#cells.unitOf(field, columns.get(column)?.unit ?? null, headerRows[0] ?? 0, {
      column,
    });
    const said = this.#cells.read(cell, field, unit);
    if (said.kind !== 'value' || typeof said.value !== 'number' || isOpen) return;
    if (Math.abs(sum - said.value) <= slack + tolerance(cell.raw, said)) return;
    this.#asking.notices.push({
      kind: 'total-differs',
      class: 'C',
      sheet: this.#view.sheet.name,
      cell: this.#view.address(row, column),
      details: { field: field.name.zh, fieldEn: field.name.en, total: String(said.value), sum: String(sum) },
    });
  }
}

/** What a written number may be off by: half of its last decimal in the field's unit, and half a unit when it was rounded here. */
function tolerance(
  raw: string,
  reading: { readonly factor?: number; readonly rounded?: boolean } | undefined,
): number {
  const decimals = /\.(\d+)/.exec(raw)?.[1]?.length ?? 0;
  const written = decimals === 0 ? 0 : (0.5 / 10 ** decimals) * (reading?.factor ?? 1);
  return written + (reading?.rounded === true ? 0.5 : 0) + 1e-9;
}
