import type { Database } from 'better-sqlite3';

/** Rules and totals that go through one return of a county need not go through all of them. */
export const name = '20261125-01-records-by-return';

export function up(db: Database): void {
  db.exec(`
    CREATE INDEX record_return ON record (year, return, unit, key);
    CREATE INDEX sealed_return ON sealed (year, return, unit, key);
  `);
}
