import type { CellView, Held } from '#shared/contract/areas/filings.ts';
import type { Field, Table } from '#shared/returns/definition.ts';
import { carriedKey, isBlank } from '#shared/values/cell.ts';
import { compareRecords, isBelow, tableOf, type RecordKey } from '#shared/values/record.ts';
import { showValue } from '#shared/values/show.ts';
import type { GridCell } from '../../../ui/grid/model.ts';
import { textOf } from '../CellInput.tsx';
import type { Filing } from '../FilingForm.tsx';
import { fieldsOf, type Naming } from './table-columns.ts';

export interface TableRow {
  readonly record: RecordKey;
  readonly isCarried: boolean;
  readonly cells: ReadonlyMap<string, CellView>;
}

/** The rows of a floating table, of one row above where it stands below another table. */
export function rowsOf(filing: Filing, table: Table, parent: RecordKey | null): readonly TableRow[] {
  const rows = new Map<RecordKey, Map<string, CellView>>();
  for (const cell of filing.cells) {
    if (tableOf(filing.return, cell.record) !== table.code || cell.value === null) continue;
    if (parent !== null && !isBelow(cell.record, parent)) continue;
    const row = rows.get(cell.record) ?? new Map<string, CellView>();
    rows.set(cell.record, row.set(cell.key, cell));
  }
  return [...rows]
    .map(([record, cells]) => ({ record, cells, isCarried: cells.get(carriedKey)?.value === true }))
    .sort((a, b) => compareRecords(a.record, b.record));
}

/** How many rows of the filing stand below some of its rows. */
export function countBelow(filing: Filing, below: Table | undefined, records: readonly RecordKey[]): number {
  if (below === undefined) return 0;
  return records.reduce((sum, record) => sum + rowsOf(filing, below, record).length, 0);
}

/** Rows with those below them, each with all that is seen in it: they are taken out only as they are seen. */
export function seenRows(
  filing: Filing,
  below: Table | undefined,
  records: readonly RecordKey[],
): { record: RecordKey; seen: Record<string, Held> }[] {
  const members =
    below === undefined
      ? []
      : records.flatMap((record) => rowsOf(filing, below, record).map((row) => row.record));
  return [...records, ...members].map((record) => ({
    record,
    seen: Object.fromEntries(
      filing.cells.filter((cell) => cell.record === record).map((cell) => [cell.key, cell.value]),
    ),
  }));
}

/** What a row is called: the content of its first field. */
export function nameOf(row: TableRow, table: Table, naming: Naming, unnamed: string): string {
  const [field] = fieldsOf(table);
  const cell = field === undefined ? undefined : row.cells.get(field.code);
  if (field === undefined || cell === undefined) return unnamed;
  return gridCell(field, cell, naming).shown;
}

export function gridCells(row: TableRow, table: Table, naming: Naming): Readonly<Record<string, GridCell>> {
  return Object.fromEntries(
    fieldsOf(table).flatMap((field) => {
      const cell = row.cells.get(field.code);
      return cell === undefined ? [] : [[field.code, gridCell(field, cell, naming)] as const];
    }),
  );
}

function gridCell(field: Field, cell: CellView, { lists, units, language }: Naming): GridCell {
  const isGuarded = cell.source?.kind === 'import' || cell.source?.kind === 'correction';
  const look: 'rounded' | 'blank' | null = cell.rounded
    ? 'rounded'
    : isBlank(cell.value ?? undefined)
      ? 'blank'
      : null;
  const marks = { value: cell.value, isGuarded, ...(look === null ? {} : { look }) };
  if (field.type === 'unit' && typeof cell.value === 'string') {
    const unit = units.find((item) => item.id === cell.value);
    const isOnly = units.filter((item) => item.name === unit?.name).length === 1;
    return {
      text: unit !== undefined && isOnly ? unit.name : cell.value,
      shown: unit?.name ?? cell.value,
      ...marks,
    };
  }
  const list = lists.find((item) => item.name === field.list);
  const shown = showValue(
    cell.value,
    field,
    language,
    (code) => list?.items.find((item) => item.code === code)?.name[language],
  );
  return { text: textOf(cell), shown, ...marks };
}
