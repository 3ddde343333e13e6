import type { CellKey, Cells, CellValue } from '#shared/values/cell.ts';
import {
  compareRecords,
  recordKey,
  returnOf,
  rowNumber,
  rowPath,
  type RecordKey,
} from '#shared/values/record.ts';
import type { ReadableStore } from './open.ts';

/** A record's current values. */
export interface StoredRecord {
  readonly unit: string;
  readonly return: string;
  readonly key: RecordKey;
  readonly cells: Cells;
  readonly rounded: readonly CellKey[];
}

interface Row {
  readonly unit: string;
  readonly return: string;
  readonly key: string;
  readonly doc: string;
  readonly rounded: string;
}

function toRecord(row: Row): StoredRecord {
  return {
    unit: row.unit,
    return: row.return,
    key: row.key,
    cells: JSON.parse(row.doc) as Cells,
    rounded: row.rounded === '[]' ? none : (JSON.parse(row.rounded) as CellKey[]),
  };
}

const none: readonly CellKey[] = [];

const columns = 'unit, return, key, json(doc) AS doc, rounded';

/** Whose filings of a return there are, with the key of each of their records; '' of one without any. */
export function recordKeys(
  store: ReadableStore,
  year: number,
  returnCode: string,
): readonly { readonly unit: string; readonly key: RecordKey }[] {
  return store.db
    .prepare<[number, string], { unit: string; key: RecordKey }>(
      `SELECT unit, coalesce(record.key, '') AS key FROM filing LEFT JOIN record USING (year, unit, return)
       WHERE year = ? AND return = ? ORDER BY unit, 2`,
    )
    .all(year, returnCode);
}

export function recordsOf(store: ReadableStore, year: number, unit: string): readonly StoredRecord[] {
  return store.db
    .prepare<[number, string], Row>(
      `SELECT ${columns} FROM record WHERE year = ? AND unit = ? ORDER BY return, key`,
    )
    .all(year, unit)
    .map(toRecord);
}

export function recordOf(
  store: ReadableStore,
  year: number,
  unit: string,
  returnCode: string,
  key = '',
): StoredRecord | undefined {
  const row = store.db
    .prepare<[number, string, string, string], Row>(
      `SELECT ${columns} FROM record WHERE year = ? AND unit = ? AND return = ? AND key = ?`,
    )
    .get(year, unit, returnCode, key);
  return row === undefined ? undefined : toRecord(row);
}

/** What an act wrote into one cell; null empties it. */
export interface CellEntry {
  readonly value: CellValue | null;
  readonly raw?: string;
  readonly sheet?: string;
  readonly cell?: string;
  /** Factor from the file's unit to the field's, and that unit's name. */
  readonly factor?: number;
  readonly readAs?: string;
  readonly rounded?: boolean;
  /** The value before; absent where there was none. */
  readonly was?: CellValue | null;
}

/** Records of a filing in the order of the form; a row that was taken out has no values and is left out. */
export function recordsOfFiling(
  store: ReadableStore,
  year: number,
  unit: string,
  returnCode: string,
): readonly StoredRecord[] {
  return store.db
    .prepare<[number, string, string], Row>(
      `SELECT ${columns} FROM record WHERE year = ? AND unit = ? AND return = ? ORDER BY key`,
    )
    .all(year, unit, returnCode)
    .map(toRecord)
    .filter((record) => Object.keys(record.cells).length > 0)
    .sort((a, b) => compareRecords(a.key, b.key));
}

/**
 * The next number of a row of a table, below a row where the table stands below another. None is given twice, in no
 * year: a row keeps its number over the years, and the entries of one that is gone stay.
 */
export function nextRow(store: ReadableStore, unit: string, table: string, parent: RecordKey | null): number {
  const above = recordKey(table, ...(parent === null ? [] : rowPath(parent)));
  const depth = rowPath(above).length + 1;
  const rows = store.db
    .prepare<[string, string, string], { key: RecordKey }>(
      // Year by year, as entries are indexed.
      'SELECT DISTINCT key FROM entry WHERE year IN (SELECT year FROM round) AND unit = ? AND return = ? AND key LIKE ? ORDER BY key',
    )
    .all(unit, returnOf(table), `${above}/%`)
    .filter(({ key }) => rowPath(key).length === depth);
  return 1 + rows.reduce((most, { key }) => Math.max(most, rowNumber(key)), 0);
}
