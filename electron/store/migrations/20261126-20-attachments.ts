import type { Database } from 'better-sqlite3';

/** Documents that go with the explanation of a finding; the files lie with the originals, by their hash. */
export const name = '20261126-20-attachments';

export function up(db: Database): void {
  db.exec(`
    CREATE TABLE attachment (
      year INTEGER NOT NULL REFERENCES round (year),
      finding TEXT NOT NULL,
      sha256 TEXT NOT NULL,
      -- Of the finding, which may be gone once its cells are corrected; an empty unit is the county.
      unit TEXT NOT NULL,
      return TEXT NOT NULL,
      rule TEXT NOT NULL,
      name TEXT NOT NULL,
      size INTEGER NOT NULL,
      at TEXT NOT NULL,
      actor TEXT NOT NULL,
      -- When it was taken off again: its file stays, for backups and packages of before name it.
      removed TEXT,
      PRIMARY KEY (year, finding, sha256)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX attachment_sha256 ON attachment (sha256);
  `);
}
