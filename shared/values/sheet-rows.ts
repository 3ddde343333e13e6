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
  /** Rows within the body that the clerk leaves out. */
  readonly leftRows?: readonly number[];
}

/** What a row of a sheet is by the tables that were found on it: of that which claims it. */
export function rowKindIn(row: number, tables: readonly TableRows[]): RowKind {
  for (const table of tables) {
    const kind = rowKindOf(row, table);
    if (kind !== 'other') return kind;
  }
  return 'other';
}

export function rowKindOf(row: number, table: TableRows): RowKind {
  if (table.titleRows.includes(row)) return 'title';
  if (table.headerRows.includes(row) || table.numberRow === row) return 'header';
  if (table.unitsRow === row) return 'units';
  if (table.totalRows.includes(row)) return 'total';
  if (table.noteRows.includes(row)) return 'note';
  if (table.leftRows?.includes(row) === true) return 'other';
  return row >= table.bodyFrom && row <= table.bodyTo ? 'body' : 'other';
}
