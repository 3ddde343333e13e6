import type { Database } from 'better-sqlite3';

/** What the import of a file taught about its sender: how the tables are laid out, and what was answered about reading them. */
export const name = '20261125-30-recipes';

export function up(db: Database): void {
  db.exec(`
    CREATE TABLE recipe (
      batch TEXT PRIMARY KEY REFERENCES batch (id),
      -- The edition of the year: the codes of its items are what the answers name.
      edition TEXT NOT NULL,
      -- Tables with their headings, and answered questions; JSON.
      tables TEXT NOT NULL,
      choices TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- The units whose filings the file held: by them the sender is known again.
    CREATE TABLE recipe_unit (
      unit TEXT NOT NULL REFERENCES unit (id),
      batch TEXT NOT NULL REFERENCES recipe (batch),
      PRIMARY KEY (unit, batch)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX recipe_unit_batch ON recipe_unit (batch);
  `);
}
