import type { ReadableStore, WritableStore } from './open.ts';

/** A filing whose values or state were written. */
export interface ChangedFiling {
  readonly year: number;
  readonly unit: string;
  readonly return: string;
}

/** What was written since; `everything` where that can't be told filing by filing. */
export type Changes =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'filings'; readonly filings: readonly ChangedFiling[] }
  | { readonly kind: 'everything' };

/** More than this is read anew in one pass sooner than filing by filing. */
const mostFilings = 500;

/** The number of the newest change that this connection sees. */
export function newestChange({ db }: ReadableStore): number {
  return db.prepare<[], { id: number }>('SELECT coalesce(max(id), 0) AS id FROM change').get()?.id ?? 0;
}

/** Changes of the given years after a number that `newestChange` gave. */
export function changesSince(store: ReadableStore, id: number, years: readonly number[]): Changes {
  const newest = newestChange(store);
  if (newest === id) return { kind: 'nothing' };
  const rows = store.db
    .prepare<[number, string, number], { year: number | null; unit: string | null; return: string | null }>(
      `SELECT DISTINCT year, unit, return FROM change
       WHERE id >= ? AND (year IS NULL OR year IN (SELECT value FROM json_each(?))) ORDER BY 1, 2, 3 LIMIT ?`,
    )
    .all(id + 1, JSON.stringify(years), mostFilings + 1);
  const filings = rows.flatMap(({ year, unit, return: code }) =>
    year === null || unit === null || code === null ? [] : [{ year, unit, return: code }],
  );
  // Without the change that was seen last, others may be missing too.
  const isWhole =
    store.db.prepare<[number], unknown>('SELECT 1 FROM change WHERE id = ?').get(id) !== undefined;
  return !isWhole || filings.length < rows.length || filings.length > mostFilings
    ? { kind: 'everything' }
    : { kind: 'filings', filings };
}

/** Forgets all changes but the newest, before anybody has read what they are about. */
export function trimChanges({ db }: WritableStore): void {
  db.prepare('DELETE FROM change WHERE id < (SELECT max(id) FROM change)').run();
}
