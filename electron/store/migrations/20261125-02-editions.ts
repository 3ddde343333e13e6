import type { Database } from 'better-sqlite3';

/** Editions that were loaded, and those that years are under; `round.edition` is the hash of one from now on. */
export const name = '20261125-02-editions';

export function up(db: Database): void {
  db.exec(`
    CREATE TABLE edition (
      -- SHA-256 of the content as canonical JSON, by which packages name it.
      sha256 TEXT PRIMARY KEY,
      -- program, edition, supplement, targets, or layered: an edition with the others over it.
      kind TEXT NOT NULL,
      name TEXT NOT NULL,
      -- Title, years, county, signer and file.
      about TEXT NOT NULL,
      -- Of a layered one: the edition below, and the hashes of the layers in their order.
      base TEXT REFERENCES edition (sha256),
      layers TEXT NOT NULL DEFAULT '[]',
      -- JSON, deflated, and the SHA-256 of the JSON.
      body BLOB NOT NULL,
      body_sha256 TEXT NOT NULL,
      loaded TEXT NOT NULL,
      who TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX edition_order ON edition (loaded, sha256);
  `);
}
