import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import * as first from '#electron/store/migrations/20261124-01-first-tables.ts';
import { name, up } from '#electron/store/migrations/20261125-02-editions.ts';

test(`${name}: years that say a name stay as they were; after it editions are kept by their hash`, () => {
  const db = new Database(':memory:');
  db.pragma('foreign_keys = ON');
  first.up(db);
  db.exec("INSERT INTO round (year, state, edition, created) VALUES (2015, 'open', 'demo', '')");
  up(db);
  expect(db.prepare('SELECT edition FROM round').all()).toEqual([{ edition: 'demo' }]);
  const kept = (hash: string, base: string): string =>
    `INSERT INTO edition (sha256, kind, name, about, base, body, body_sha256, loaded, who) VALUES ('${hash}', 'edition', 'a', '{}', ${base}, x'00', '', '', '')`;
  db.exec(kept('a1', 'NULL'));
  db.exec(kept('a2', "'a1'"));
  expect(db.prepare("SELECT layers FROM edition WHERE sha256 = 'a2'").get()).toEqual({ layers: '[]' });
  expect(() => db.exec(kept('a1', 'NULL'))).toThrow(/UNIQUE/);
  expect(() => db.exec(kept('a3', "'none'"))).toThrow(/FOREIGN KEY/);
  db.close();
});
