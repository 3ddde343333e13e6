import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import * as first from '#electron/store/migrations/20261124-01-first-tables.ts';
import { name, up } from '#electron/store/migrations/20261126-70-batch-names.ts';

test(`${name}: batches stay as they were, and are found by the names of their files`, () => {
  const db = new Database(':memory:');
  first.up(db);
  db.exec("INSERT INTO round (year, state, edition, created) VALUES (2015, 'open', 'demo', '')");
  db.exec(
    `INSERT INTO batch (id, year, file, sha256, size, state, reading, answers, rows, at)
     VALUES ('b1', 2015, 'a.xlsx', 'x', 1, 'committed', '{}', '{}', '{}', '')`,
  );
  up(db);
  expect(db.prepare('SELECT id, file FROM batch').all()).toEqual([{ id: 'b1', file: 'a.xlsx' }]);
  const plan = db
    .prepare<[], { detail: string }>(
      "EXPLAIN QUERY PLAN SELECT id FROM batch WHERE year = 2015 AND file = 'a.xlsx'",
    )
    .all();
  expect(plan.map(({ detail }) => detail)).toEqual([
    expect.stringMatching(/INDEX batch_name \(year=\? AND file=\?\)/),
  ]);
  db.close();
});
