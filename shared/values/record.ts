/**
 * The key of a record within a return. A fixed table has one record: '' of the main table, the table's letter of another
 * (`A`). A row of a floating table has a number, given once and never again within its filing, behind the letter: `/3`,
 * `B/3`; a row of a table below it has one more: `M/3/2`.
 */
export type RecordKey = string;

/** Between the parts of a 键 that several fields make. */
export const keySeparator = ' / ';

/** The letter of a table that is not its return's main one; '' of the main one. */
export function letterOf(table: string): string {
  return table.slice(5);
}

export function returnOf(table: string): string {
  return table.slice(0, 5);
}

export function recordKey(table: string, ...rows: readonly number[]): RecordKey {
  return letterOf(table) + rows.map((row) => `/${row}`).join('');
}

/** The table of a record: JC105 and `M/3/2` → JC105M. */
export function tableOf(returnCode: string, key: RecordKey): string {
  const slash = key.indexOf('/');
  return returnCode + (slash < 0 ? key : key.slice(0, slash));
}

/** The numbers of a row and of those above it: `M/3/2` → [3, 2]; none of a fixed table. */
export function rowPath(key: RecordKey): readonly number[] {
  return key.split('/').slice(1).map(Number);
}

/** The number of a row among its neighbours; 0 of a fixed table. */
export function rowNumber(key: RecordKey): number {
  return rowPath(key).at(-1) ?? 0;
}

/** Whether a row stands directly below another: `M/3/2` below `/3`. */
export function isBelow(child: RecordKey, parent: RecordKey): boolean {
  const [of, above] = [rowPath(child), rowPath(parent)];
  return of.length === above.length + 1 && above.every((row, index) => of[index] === row);
}

/** Tables by their letter, rows by number: the order of the form. */
export function compareRecords(a: RecordKey, b: RecordKey): number {
  const [x, y] = [a.split('/'), b.split('/')];
  if (x[0] !== y[0]) return (x[0] ?? '') < (y[0] ?? '') ? -1 : 1;
  for (let index = 1; index < Math.max(x.length, y.length); index++) {
    const difference = Number(x[index] ?? 0) - Number(y[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
