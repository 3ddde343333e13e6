import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import * as first from '#electron/store/migrations/20261124-01-first-tables.ts';
import { name, up } from '#electron/store/migrations/20261126-10-batch-facts.ts';

test(`${name}: batches and facts stay as they were; after it a batch may have stated facts, each once`, () => {
  const db = new Database(':memory:');
  db.pragma('foreign_keys = ON');
  first.up(db);
  db.exec("INSERT INTO round (year, state, edition, created) VALUES (2015, 'open', 'demo', '')");
  db.exec("INSERT INTO unit (id, kind) VALUES ('U1', '企业')");
  db.exec("INSERT INTO unit_fact (unit, attribute, from_year, value) VALUES ('U1', 'name', 2015, '甲厂')");
  db.exec(
    `INSERT INTO batch (id, year, file, sha256, size, state, reading, answers, rows, at)
     VALUES ('b1', 2015, 'a.xlsx', 'x', 1, 'committed', '{}', '{}', '{}', '')`,
  );
  up(db);
  expect(db.prepare('SELECT id, state FROM batch').all()).toEqual([{ id: 'b1', state: 'committed' }]);
  expect(db.prepare('SELECT value FROM unit_fact').all()).toEqual([{ value: '甲厂' }]);
  expect(db.prepare('SELECT count(*) AS count FROM batch_fact').get()).toEqual({ count: 0 });
  const fact = (batch: string, unit: string): string =>
    `INSERT INTO batch_fact (batch, unit, attribute, from_year, was, value)
     VALUES ('${batch}', '${unit}', 'name', 2015, NULL, '甲厂')`;
  db.exec(fact('b1', 'U1'));
  expect(() => db.exec(fact('b1', 'U1'))).toThrow(/UNIQUE/);
  expect(() => db.exec(fact('none', 'U1'))).toThrow(/FOREIGN KEY/);
  expect(() => db.exec(fact('b1', 'U2'))).toThrow(/FOREIGN KEY/);
  db.close();
});
