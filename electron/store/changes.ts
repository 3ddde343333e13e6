import type { ReadableStore } from './open.ts';

/**
 * What what is kept in memory was gathered from: the directory, of it who there is and under which names alone, or the
 * filings of a return in a year that count;
 * with `/cells` behind, what is in a return's records, also while they don't count.
 */
export type Subject = 'directory' | 'names' | `${number}/${string}`;

/** How often each connection has changed each of them itself; what others changed shows in `data_version`. */
const counts = new WeakMap<ReadableStore['db'], Map<Subject | 'all', number>>();

/** Stays the same as long as nothing that it was asked about has changed. */
export function versionOf({ db }: ReadableStore, subject: Subject): string {
  const own = counts.get(db);
  // As a statement that is kept: compiled anew each time it would take longer than what it saves.
  const others = db.prepare<[], { data_version: number }>('PRAGMA data_version').get()?.data_version;
  return `${others ?? 0}/${own?.get('all') ?? 0}/${own?.get(subject) ?? 0}`;
}

/** Stays the same as long as nothing at all was noted. */
export function changesOf({ db }: ReadableStore): number {
  let all = 0;
  for (const count of counts.get(db)?.values() ?? []) all += count;
  return all;
}

/** To be called with every change; with `all` where that may be anything, as when a transaction is rolled back. */
export function noteChange({ db }: ReadableStore, subject: Subject | 'all'): void {
  const own = counts.get(db) ?? new Map<Subject | 'all', number>();
  counts.set(db, own.set(subject, (own.get(subject) ?? 0) + 1));
}
