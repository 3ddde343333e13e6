import { Problem } from '#shared/contract/problem.ts';
import { noteChange } from './changes.ts';
import type { ReadableStore, WritableStore } from './open.ts';
import { withoutRows } from './year-records.ts';

export interface StoredPackage {
  readonly year: number;
  readonly sequence: number;
  readonly kind: string;
  readonly file: string;
  readonly sha256: string;
  readonly size: number;
  readonly created: string;
  readonly replaces: number | null;
  readonly deliveredOn: string | null;
  readonly deliveredTo: string | null;
}

const columns =
  'year, sequence, kind, file, sha256, size, created, replaces, delivered_on AS deliveredOn, delivered_to AS deliveredTo';

/** Packages of a year, oldest first. */
export function packagesAt(store: ReadableStore, year: number): readonly StoredPackage[] {
  return store.db
    .prepare<[number], StoredPackage>(`SELECT ${columns} FROM package WHERE year = ? ORDER BY sequence`)
    .all(year);
}

export function packageAt(store: ReadableStore, year: number, sequence: number): StoredPackage {
  const found = store.db
    .prepare<[number, number], StoredPackage>(
      `SELECT ${columns} FROM package WHERE year = ? AND sequence = ?`,
    )
    .get(year, sequence);
  if (found === undefined) throw new Problem('package.absent', { sequence });
  return found;
}

export function addPackage(
  store: WritableStore,
  value: Omit<StoredPackage, 'deliveredOn' | 'deliveredTo'>,
): void {
  store.db
    .prepare(
      `INSERT INTO package (year, sequence, kind, file, sha256, size, created, replaces)
       VALUES (@year, @sequence, @kind, @file, @sha256, @size, @created, @replaces)`,
    )
    .run(value);
}

export function setDelivered(
  store: WritableStore,
  year: number,
  sequence: number,
  on: string,
  to: string,
): void {
  store.db
    .prepare('UPDATE package SET delivered_on = ?, delivered_to = ? WHERE year = ? AND sequence = ?')
    .run(on, to, year, sequence);
}

/** Keeps the values as they were sealed; they are what the next year reads as last year. */
export function keepSealed(store: WritableStore, year: number): void {
  noteChange(store, 'all');
  store.db.prepare('DELETE FROM sealed WHERE year = ?').run(year);
  store.db
    .prepare(
      `INSERT INTO sealed (year, unit, return, key, doc)
       SELECT record.year, record.unit, record.return, record.key, record.doc
       FROM record JOIN filing USING (year, unit, return)
       WHERE record.year = @year AND filing.state IN ('accepted', 'nil')
       UNION ALL SELECT @year, unit, return, key, jsonb(doc) FROM (${withoutRows()})`,
    )
    .run({ year });
}

export function storedReport(store: ReadableStore, year: number, report: string): unknown {
  const row = store.db
    .prepare<[number, string], { body: string }>('SELECT body FROM report WHERE year = ? AND report = ?')
    .get(year, report);
  return row === undefined ? null : (JSON.parse(row.body) as unknown);
}

export function keepReport(store: WritableStore, year: number, report: string, body: unknown): void {
  store.db
    .prepare(
      'INSERT INTO report (year, report, body) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET body = excluded.body',
    )
    .run(year, report, JSON.stringify(body));
}

export function dropReports(store: WritableStore, year: number): void {
  store.db.prepare('DELETE FROM report WHERE year = ?').run(year);
}
