import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { name, up } from '#electron/store/migrations/20261124-01-first-tables.ts';

test(`${name}: an empty database before; after it every table takes a row, and only a sound one`, () => {
  const db = new Database(':memory:');
  db.pragma('foreign_keys = ON');
  expect(db.prepare('SELECT count(*) AS count FROM sqlite_schema').get()).toEqual({ count: 0 });
  up(db);
  db.exec(`
    INSERT INTO setting VALUES ('county.code', '220122');
    INSERT INTO unit VALUES ('U1', '企业');
    INSERT INTO unit_fact VALUES ('U1', 'name', 2015, '甲厂');
    INSERT INTO round (year, state, edition, created) VALUES (2015, 'open', 'demo', '');
    INSERT INTO filing (year, return, unit, state, since) VALUES (2015, 'JC102', 'U1', 'draft', '');
    INSERT INTO record VALUES (2015, 'U1', 'JC102', '', jsonb('{"01":5}'), '[]');
    INSERT INTO batch VALUES ('b1', 2015, 'a.xlsx', 'ff', 1, 'committed', '{}', NULL, '{}', '{}', NULL, '');
    INSERT INTO entry (at, actor, kind, batch, year, unit, return, key, cells)
      VALUES ('', '', 'import', 'b1', 2015, 'U1', 'JC102', '', jsonb('{"01":{"value":5}}'));
    INSERT INTO finding VALUES (2015, 'U1', 'f1', 'JC102', 'JC102-02-1', 'A', '{}');
    INSERT INTO explanation (year, finding, category, text, operands, at, actor) VALUES (2015, 'f1', '', '', '[]', '', '');
    INSERT INTO act (at, who, role, year, act) VALUES ('', '', 'clerk', 2015, 'start');
    INSERT INTO package (year, sequence, kind, file, sha256, size, created) VALUES (2015, 1, '正式', 'a.nbpkg', 'ff', 1, '');
    INSERT INTO sealed VALUES (2015, 'U1', 'JC102', '', jsonb('{"01":5}'));
    INSERT INTO report VALUES (2015, 'ZH301', '{}');
  `);
  const tables = db
    .prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .all();
  for (const table of tables)
    expect([table.name, db.prepare(`SELECT count(*) AS count FROM ${table.name}`).get()]).toEqual([
      table.name,
      { count: 1 },
    ]);
  expect(tables).toHaveLength(14);
  expect(db.prepare("SELECT json(doc) AS doc FROM record WHERE unit = 'U1'").get()).toEqual({
    doc: '{"01":5}',
  });

  for (const unsound of [
    "INSERT INTO unit_fact VALUES ('U2', 'name', 2015, '乙厂')",
    "INSERT INTO filing (year, return, unit, state, since) VALUES (2016, 'JC102', 'U1', 'draft', '')",
    "INSERT INTO record VALUES (2015, 'U1', 'JC101', '', jsonb('{}'), '[]')",
    "INSERT INTO entry (at, actor, kind, batch, year, unit, return, key, cells) VALUES ('', '', 'import', 'b2', 2015, 'U1', 'JC102', '', jsonb('{}'))",
    "INSERT INTO package (year, sequence, kind, file, sha256, size, created) VALUES (2015, 1, '正式', 'b.nbpkg', 'ff', 1, '')",
    "INSERT INTO round (year, state, edition, created) VALUES ('last year', 'open', 'demo', '')",
  ])
    expect(() => db.exec(unsound)).toThrow(/constraint|cannot store|datatype mismatch/);
  db.close();
});
