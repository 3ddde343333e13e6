import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import * as first from '#electron/store/migrations/20261124-01-first-tables.ts';
import { name, up } from '#electron/store/migrations/20261125-30-recipes.ts';

test(`${name}: batches stay as they were; after it a batch may have a recipe, and the recipe units`, () => {
  const db = new Database(':memory:');
  db.pragma('foreign_keys = ON');
  first.up(db);
  db.exec("INSERT INTO round (year, state, edition, created) VALUES (2015, 'open', 'demo', '')");
  db.exec("INSERT INTO unit (id, kind) VALUES ('U1', '企业')");
  db.exec(
    `INSERT INTO batch (id, year, file, sha256, size, state, reading, answers, rows, at)
     VALUES ('b1', 2015, 'a.xlsx', 'x', 1, 'committed', '{}', '{}', '{}', '')`,
  );
  up(db);
  expect(db.prepare('SELECT id, state FROM batch').all()).toEqual([{ id: 'b1', state: 'committed' }]);
  expect(db.prepare('SELECT count(*) AS count FROM recipe').get()).toEqual({ count: 0 });
  const recipe = (batch: string): string =>
    `INSERT INTO recipe (batch, edition, tables, choices) VALUES ('${batch}', 'demo', '[]', '[]')`;
  db.exec(recipe('b1'));
  db.exec("INSERT INTO recipe_unit (unit, batch) VALUES ('U1', 'b1')");
  expect(() => db.exec(recipe('b1'))).toThrow(/UNIQUE/);
  expect(() => db.exec(recipe('none'))).toThrow(/FOREIGN KEY/);
  expect(() => db.exec("INSERT INTO recipe_unit (unit, batch) VALUES ('U2', 'b1')")).toThrow(/FOREIGN KEY/);
  db.close();
});
