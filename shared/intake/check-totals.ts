import type { Asking } from './asking.ts';
import type { ColumnRole } from './columns.ts';
import type { FoundList } from './find-list.ts';
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
  readonly filings: readonly StagedFiling[];
}

/**
 * 合计 rows are no data; they prove the column: what they say must be the sum of what was read. A 小计 sums the rows since
 * the total before it, any other all rows of the table.
 */
export function checkTotals(view: SheetView, cells: CellStager, asking: Asking, totals: Totals): void {
  let previous = -1;
  for (const row of totals.totalRows) {
    const isPart = [...view.row(row).values()].some((cell) => /小\s*计|本页/u.test(cell.raw));
    const from = previous;
    previous = row;
    const summed = isPart
      ? totals.filings.filter((filing) => filing.row > from && filing.row < row)
      : totals.filings;
    for (const column of totals.columns.keys())
      checkCell(view, cells, asking, totals, { row, column, summed });
  }
}

function checkCell(
  view: SheetView,
  cells: CellStager,
  asking: Asking,
  { found, columns }: Totals,
  { row, column, summed }: { row: number; column: number; summed: readonly StagedFiling[] },
): void {
  const { kind, key, code } = columns.get(column) ?? { kind: 'unknown' };
  const cell = view.at(row, column);
  if (kind !== 'cell' || code === undefined || key === undefined || cell?.type !== 'number') return;
  const field = cells.field(code);
  // A share of a total is no sum of shares.
  if (field.type !== 'number' || field.unit === '%') return;
  const unit = found.columns.get(column)?.unit ?? cells.defaultUnit(field, found.headerRows[0] ?? 0);
  const said = cells.read(cell, field, unit);
  if (said.kind !== 'value' || typeof said.value !== 'number') return;
  const values = summed.map((filing) => filing.cells.find((item) => item.key === key));
  if (values.some((value) => value?.question !== undefined)) return;
  const sum = values.reduce(
    (total, value) => total + (typeof value?.value === 'number' ? value.value : 0),
    0,
  );
  const slack =
    tolerance(cell.raw, said) + values.reduce((all, value) => all + tolerance(value?.raw ?? '', value), 0);
  if (Math.abs(sum - said.value) <= slack) return;
  asking.notices.push({
    kind: 'total-differs',
    class: 'C',
    sheet: view.sheet.name,
    cell: view.address(row, column),
    details: { field: field.name.zh, fieldEn: field.name.en, total: String(said.value), sum: String(sum) },
  });
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
