/** What a workbook may cost to read. Checked against the zip's directory and again while inflating. */
export const limits = {
  /** Size of the file. */
  bytes: 50 * 1024 * 1024,
  entries: 2000,
  /** All parts together, unpacked. */
  unpacked: 500 * 1024 * 1024,
  /** Unpacked to packed, of a part larger than a megabyte. */
  ratio: 200,
  sheets: 200,
  /** Rows that hold a cell. */
  rows: 200_000,
  /** Rows without a cell, one after the other. */
  blankRows: 20_000,
  /** Cells in one row. */
  columns: 500,
  cells: 20_000_000,
  strings: 2_000_000,
  /** Characters of one cell. */
  text: 32_767,
  merges: 100_000,
  /** Cells that merged ranges cover, all together: a merge of the whole sheet covers 17 thousand million. */
  mergedCells: 20_000_000,
  /** Characters of a part without a tag among them; what a cell may hold is far less. */
  untagged: 1024 * 1024,
  /** Tags open at a time. */
  depth: 64,
} as const;

/** The budgets that a refusal can name. */
export type Budget = Exclude<keyof typeof limits, 'untagged' | 'depth'>;

/** How much reading has cost so far; a test proves by it that a refusal came in time. */
export interface Spent {
  inflated: number;
  cells: number;
  rows: number;
  strings: number;
}
