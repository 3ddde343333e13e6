import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { up as first } from '#electron/store/migrations/20261124-01-first-tables.ts';
import { name, up } from '#electron/store/migrations/20261125-01-records-by-return.ts';

test(`${name}: one return of a year is looked for among all its records before, by an index after; nothing is lost`, () => {
  const db = new Database(':memory:');
  first(db);
  db.exec(`
    INSERT INTO unit VALUES ('U1', '企业');
    INSERT INTO round (year, state, edition, created) VALUES (2015, 'open', 'demo', '');
    INSERT INTO filing (year, return, unit, state, since) VALUES (2015, 'JC102', 'U1', 'draft', '');
    INSERT INTO record VALUES (2015, 'U1', 'JC102', '', jsonb('{"01":5}'), '[]');
    INSERT INTO sealed VALUES (2015, 'U1', 'JC102', '', jsonb('{"01":5}'));
  `);
  const ofReturn = (table: string): string =>
    `SELECT unit, key, json(doc) AS doc FROM ${table} WHERE year = 2015 AND return = 'JC102' ORDER BY unit, key`;
  const plan = (table: string): unknown =>
    db.prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${ofReturn(table)}`).all()[0]?.detail;
  for (const table of ['record', 'sealed']) expect(plan(table)).toMatch(/PRIMARY KEY \(year=\?\)$/);
  up(db);
  for (const table of ['record', 'sealed']) {
    expect(plan(table)).toContain(`USING INDEX ${table}_return (year=? AND return=?)`);
    expect(db.prepare(ofReturn(table)).all()).toEqual([{ unit: 'U1', key: '', doc: '{"01":5}' }]);
  }
  db.close();
});
