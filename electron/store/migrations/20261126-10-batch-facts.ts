import type { Database } from 'better-sqlite3';

/** What the import of a file entered into the directory about units that were known, so that undoing it takes that back too. */
export const name = '20261126-10-batch-facts';

export function up(db: Database): void {
  db.exec(`
    CREATE TABLE batch_fact (
      batch TEXT NOT NULL REFERENCES batch (id),
      unit TEXT NOT NULL REFERENCES unit (id),
      attribute TEXT NOT NULL,
      from_year INTEGER NOT NULL,
      -- The value of the same year before; null where there was none. The same as value: another file had stated it.
      was TEXT,
      value TEXT NOT NULL,
      PRIMARY KEY (batch, unit, attribute, from_year)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX batch_fact_unit ON batch_fact (unit, attribute, from_year);
  `);
}
