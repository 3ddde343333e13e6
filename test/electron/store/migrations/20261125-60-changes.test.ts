import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { up as first } from '#electron/store/migrations/20261124-01-first-tables.ts';
import { name, up } from '#electron/store/migrations/20261125-60-changes.ts';

test(`${name}: what is written into filings, the directory and sealed years is noted; nothing is lost`, () => {
  const db = new Database(':memory:');
  first(db);
  db.exec(`
    INSERT INTO unit VALUES ('U1', '企业');
    INSERT INTO round (year, state, edition, created) VALUES (2015, 'open', 'demo', '');
    INSERT INTO filing (year, return, unit, state, since) VALUES (2015, 'JC102', 'U1', 'draft', '');
    INSERT INTO record VALUES (2015, 'U1', 'JC102', '', jsonb('{"01":5}'), '[]');
  `);
  up(db);
  const record = db.prepare('SELECT year, unit, return, key, json(doc) AS doc FROM record');
  expect(record.all()).toEqual([{ year: 2015, unit: 'U1', return: 'JC102', key: '', doc: '{"01":5}' }]);

  const filing = { year: 2015, unit: 'U1', return: 'JC102' };
  const directory = { year: null, unit: null, return: null };
  const sealed = { year: 2015, unit: null, return: null };
  const written = (sql: string): unknown => {
    const before = db.prepare<[], { id: number }>('SELECT max(id) AS id FROM change').get()?.id;
    db.exec(sql);
    return db.prepare('SELECT year, unit, return FROM change WHERE id > ? ORDER BY id').all(before);
  };
  const where = "WHERE year = 2015 AND unit = 'U1' AND return = 'JC102'";
  expect(written(`UPDATE record SET doc = jsonb('{"01":6}') ${where}`)).toEqual([filing]);
  expect(written(`UPDATE filing SET state = 'accepted' ${where}`)).toEqual([filing]);
  expect(written(`UPDATE filing SET undecided = 3 ${where}`)).toEqual([]);
  expect(written('INSERT INTO sealed SELECT year, unit, return, key, doc FROM record')).toEqual([sealed]);
  // Row by row, and noted once.
  expect(written("INSERT INTO sealed VALUES (2015, 'U2', 'JC102', '', jsonb('{}'))")).toEqual([]);
  expect(written(`DELETE FROM record ${where}; DELETE FROM filing ${where}`)).toEqual([filing, filing]);
  expect(written("INSERT INTO unit VALUES ('U2', '企业')")).toEqual([directory]);
  expect(written("INSERT INTO unit_fact VALUES ('U2', 'name', 2015, '甲')")).toEqual([]);
  expect(
    written(`
      INSERT INTO filing (year, return, unit, state, since) VALUES (2015, 'JC102', 'U1', 'due', '');
      INSERT INTO record VALUES (2015, 'U1', 'JC102', '', jsonb('{}'), '[]');
      UPDATE unit_fact SET value = '乙';
      DELETE FROM sealed;
    `),
  ).toEqual([filing, filing, directory, sealed]);
  db.close();
});
