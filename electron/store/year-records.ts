import { columnOf, keyOf, type CellKey, type Cells } from '#shared/values/cell.ts';
import type { RecordKey } from '#shared/values/record.ts';
import type { ReadableStore } from './open.ts';
import type { StoredRecord } from './records.ts';

interface Row {
  readonly unit: string;
  readonly return: string;
  readonly key: string;
  readonly doc: string;
  readonly rounded: string;
}

const none: readonly CellKey[] = [];

/** Whose cells are read from their text when they are first looked at: of years before, most never are. */
class LateRecord implements StoredRecord {
  readonly unit: string;
  readonly return: string;
  readonly key: RecordKey;
  readonly rounded: readonly CellKey[];
  readonly #doc: string;
  #cells: Cells | null = null;

  constructor(row: Row) {
    this.unit = row.unit;
    this.return = row.return;
    this.key = row.key;
    this.rounded = row.rounded === '[]' ? none : (JSON.parse(row.rounded) as CellKey[]);
    this.#doc = row.doc;
  }

  get cells(): Cells {
    return (this.#cells ??= JSON.parse(this.#doc) as Cells);
  }

  get isEmpty(): boolean {
    return this.#doc === '{}';
  }
}

/** A row that was taken out: its entries stay, its document is empty. */
export function isTakenOut(record: StoredRecord): boolean {
  return record instanceof LateRecord ? record.isEmpty : Object.keys(record.cells).length === 0;
}

/** One pass over a year's documents, by unit and return: of all units, or of some. */
export function* eachRecord(
  store: ReadableStore,
  year: number,
  units?: readonly string[],
): Generator<StoredRecord> {
  const of = units === undefined ? '' : ` AND unit IN ${idsIn}`;
  const rows = store.db
    .prepare<[{ readonly year: number; readonly units: string }], Row>(
      `SELECT unit, return, key, json(doc) AS doc, rounded FROM record WHERE year = @year${of} ORDER BY year, unit, return, key`,
    )
    .iterate({ year, units: JSON.stringify(units ?? []) });
  for (const row of rows) yield new LateRecord(row);
}

/** One pass over a year's documents of one return, whatever became of its filings. */
export function* eachOfReturn(
  store: ReadableStore,
  year: number,
  returnCode: string,
): Generator<StoredRecord> {
  const rows = store.db
    .prepare<[number, string], Row>(
      `SELECT unit, return, key, json(doc) AS doc, rounded FROM record
       WHERE year = ? AND return = ? ORDER BY unit, key`,
    )
    .iterate(year, returnCode);
  for (const row of rows) yield new LateRecord(row);
}

const idsIn = '(SELECT value FROM json_each(@units))';

/** One pass over a year's documents of one return, by unit: of filings that count alone, or of those that don't. */
export function* eachCounted(
  store: ReadableStore,
  year: number,
  returnCode: string,
  counted: boolean,
): Generator<StoredRecord> {
  const rows = store.db
    .prepare<[number, string, number], Row>(
      `SELECT record.unit, record.return, record.key, json(record.doc) AS doc, record.rounded
       FROM record JOIN filing USING (year, unit, return)
       WHERE record.year = ? AND record.return = ? AND filing.state IN ('accepted', 'nil') = ? ORDER BY 1, 3`,
    )
    .iterate(year, returnCode, Number(counted));
  for (const row of rows) yield new LateRecord(row);
}

/**
 * A year as the following years see it: the newest sealed values where the year was sealed, else the accepted filings.
 * With units or a return, only theirs. Of a filing that counts without a row, as a register with nothing to report, there is
 * one that is empty: none is a number, where nothing filed is not.
 */
export function* eachBefore(
  store: ReadableStore,
  year: number,
  only: { readonly unit?: string; readonly units?: readonly string[]; readonly return?: string } = {},
): Generator<StoredRecord> {
  const sealed = store.db
    .prepare<[number], { found: number }>('SELECT EXISTS (SELECT 1 FROM sealed WHERE year = ?) AS found')
    .get(year);
  // Conditions of their own: with ones that may be void, a unit's records are looked for among all.
  const of = (table: string): string =>
    (only.unit === undefined ? '' : ` AND ${table}.unit = @unit`) +
    (only.units === undefined ? '' : ` AND ${table}.unit IN ${idsIn}`) +
    (only.return === undefined ? '' : ` AND ${table}.return = @return`);
  const source =
    sealed?.found === 1
      ? `SELECT unit, return, key, json(doc) AS doc, '[]' AS rounded FROM sealed WHERE year = @year${of('sealed')}`
      : `SELECT record.unit, record.return, record.key, json(record.doc) AS doc, record.rounded
         FROM record JOIN filing USING (year, unit, return)
         WHERE record.year = @year${of('record')} AND filing.state IN ('accepted', 'nil')
         UNION ALL ${withoutRows(of('filing'))}`;
  const rows = store.db
    .prepare<
      [{ readonly year: number; readonly unit?: string; readonly units: string; readonly return?: string }],
      Row
    >(`${source} ORDER BY 1, 2, 3`)
    .iterate({ ...only, year, units: JSON.stringify(only.units ?? []) });
  for (const row of rows) yield new LateRecord(row);
}

/** The filings of a year that count and have no row, each as one that is empty. */
export function withoutRows(more = ''): string {
  return `SELECT filing.unit, filing.return, '' AS key, '{}' AS doc, '[]' AS rounded FROM filing
    WHERE filing.year = @year${more} AND filing.state IN ('accepted', 'nil')
      AND NOT EXISTS (SELECT 1 FROM record
        WHERE record.year = filing.year AND record.unit = filing.unit AND record.return = filing.return)`;
}

/** The 上年 column of a unit's form as the year before has it, by record: its 本年 values under the keys of 上年. */
export function lastYearColumn(
  store: ReadableStore,
  year: number,
  unit: string,
  returnCode: string,
): ReadonlyMap<RecordKey, Cells> {
  const records = new Map<RecordKey, Cells>();
  for (const record of eachBefore(store, year - 1, { unit, return: returnCode })) {
    const thisYear = Object.entries(record.cells).filter(([key]) => columnOf(key) === '本年');
    records.set(record.key, Object.fromEntries(thisYear.map(([key, value]) => [keyOf(key, '上年'), value])));
  }
  return records;
}
