/**
 * The content of one cell, the same in a document of the store, in a staged filing, over the wire and in a package.
 *
 * - a number is in the field's unit, with at most the field's `decimals`; `0` is a *confirmed* zero;
 * - a month is the integer YYYYMM (201512);
 * - a code, a text and a unit key are strings; a flag is a boolean; a multi is a list of codes;
 * - `{ blank }` is a cell left empty for a stated reason. It is never a zero;
 * - a cell that is absent was never filled (未填).
 */
export type CellValue = number | string | boolean | readonly string[] | Blank;

/** A blank with its reason: 不详, 无 (or a mark such as "-", "/"), 不适用. */
export interface Blank {
  readonly blank: BlankReason;
}

export type BlankReason = 'unknown' | 'none' | 'not-applicable';

/**
 * The key of a cell in a document: the field's code, with `.上年` for the 上年 column of a form that has one.
 * The same notation as in the rules: `02`, `02.上年`.
 */
export type CellKey = string;

export type Cells = Readonly<Record<CellKey, CellValue>>;

/** Before the name of a unit that is not in the directory. */
export const outside = '外部:';

/** The mark of a register's row that was carried over and that nobody has confirmed yet; a cell of the record like others. */
export const carriedKey: CellKey = '结转';

/** The same item in the other of the two columns. */
export function otherYear(key: CellKey): CellKey {
  return keyOf(codeOf(key), columnOf(key) === '上年' ? '本年' : '上年');
}

/** The column a key stands in. 本年 is the only column of a form without 上年. */
export type Column = '本年' | '上年';

const lastYear = '.上年';

export function keyOf(code: string, column: Column): CellKey {
  return column === '上年' ? code + lastYear : code;
}

export function codeOf(key: CellKey): string {
  return key.endsWith(lastYear) ? key.slice(0, -lastYear.length) : key;
}

export function columnOf(key: CellKey): Column {
  return key.endsWith(lastYear) ? '上年' : '本年';
}

export function isBlank(value: CellValue | undefined): value is Blank | undefined {
  return value === undefined || (typeof value === 'object' && 'blank' in value);
}

export function sameValue(a: CellValue | undefined, b: CellValue | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined || typeof a !== 'object' || typeof b !== 'object') return false;
  if ('blank' in a) return 'blank' in b && a.blank === b.blank;
  return !('blank' in b) && a.length === b.length && a.every((item, index) => item === b[index]);
}

export function isSameCells(a: Cells, b: Cells): boolean {
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => b[key] !== undefined && sameValue(a[key], b[key]))
  );
}
