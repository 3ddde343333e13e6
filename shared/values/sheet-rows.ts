/** What a row of a sheet was taken for: `other` is no part of the table. */
export const rowKinds = ['title', 'header', 'units', 'body', 'total', 'note', 'other'] as const;
export type RowKind = (typeof rowKinds)[number];

/** Where a table begins and ends in its sheet. Rows count from 0. */
export interface TableRows {
  readonly titleRows: readonly number[];
  readonly headerRows: readonly number[];
  readonly unitsRow: number | null;
  /** The row of 甲 乙 丙 1 2. */
  readonly numberRow: number | null;
  readonly bodyFrom: number;
  readonly bodyTo: number;
  readonly totalRows: readonly number[];
  readonly noteRows: readonly number[];
}

export function rowKindOf(row: number, table: TableRows): RowKind {
  if (table.titleRows.includes(row)) return 'title';
  if (table.headerRows.includes(row) || table.numberRow === row) return 'header';
  if (table.unitsRow === row) return 'units';
  if (table.totalRows.includes(row)) return 'total';
  if (table.noteRows.includes(row)) return 'note';
  return row >= table.bodyFrom && row <= table.bodyTo ? 'body' : 'other';
}
