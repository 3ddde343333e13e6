import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import * as first from '#electron/store/migrations/20261124-01-first-tables.ts';
import { name, up } from '#electron/store/migrations/20261126-20-attachments.ts';

test(`${name}: explanations stay as they were; after it a finding of a year may have files, each once`, () => {
  const db = new Database(':memory:');
  db.pragma('foreign_keys = ON');
  first.up(db);
  db.exec("INSERT INTO round (year, state, edition, created) VALUES (2015, 'open', 'demo', '')");
  db.exec(
    `INSERT INTO explanation (year, finding, category, text, operands, at, actor)
     VALUES (2015, 'f1', '其他', '执照确为此码', '[]', '', '张填表')`,
  );
  up(db);
  expect(db.prepare('SELECT finding, text FROM explanation').all()).toEqual([
    { finding: 'f1', text: '执照确为此码' },
  ]);
  expect(db.prepare('SELECT count(*) AS count FROM attachment').get()).toEqual({ count: 0 });
  const attach = (year: number, sha256: string): string =>
    `INSERT INTO attachment (year, finding, sha256, unit, return, rule, name, size, at, actor)
     VALUES (${year}, 'f1', '${sha256}', 'U1', 'JC101', 'JC101-01-2', '执照.pdf', 1, '', '张填表')`;
  db.exec(attach(2015, 'a'));
  db.exec(attach(2015, 'b'));
  expect(() => db.exec(attach(2015, 'a'))).toThrow(/UNIQUE/);
  expect(() => db.exec(attach(2014, 'a'))).toThrow(/FOREIGN KEY/);
  db.close();
});
