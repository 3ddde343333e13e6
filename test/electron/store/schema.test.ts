import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { migrations } from '#electron/store/migrate.ts';
import { openWritable } from '#electron/store/open.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

const folder = temporaryFolder();
const root = path.resolve(import.meta.dirname, '../../..');
const snapshot = path.join(import.meta.dirname, 'schema.sql');
const sources = path.join(root, 'electron/store/migrations');

/**
 * The tables as all migrations together make them. A change of schema is a new migration, with a test of before and after,
 * and shows here: `NIANBAO_SCHEMA=write` writes the snapshot anew.
 */
test('the schema is the one that was agreed on', () => {
  const store = openWritable(folder, { now: '2016-03-01T08:00:00.000Z' });
  const rows = store.db
    .prepare<[], { sql: string }>(
      'SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type DESC, name',
    )
    .all();
  store.db.close();
  const schema = `${rows.map(({ sql }) => `${sql.replace(/^ {4}/gm, '')};`).join('\n\n')}\n`;
  if (process.env['NIANBAO_SCHEMA'] === 'write') writeFileSync(snapshot, schema);
  expect(schema).toBe(readFileSync(snapshot, 'utf8'));
  for (const { sql } of rows.filter((row) => row.sql.startsWith('CREATE TABLE')))
    expect(sql).toMatch(/STRICT(, WITHOUT ROWID)?$/);
});

test('migrations are known by their names, in the order of the days they were written', () => {
  const files = readdirSync(sources).map((name) => name.replace(/\.ts$/, ''));
  expect(migrations.map(({ name }) => name)).toEqual(files.sort());
  for (const { name } of migrations) expect(name).toMatch(/^20\d{6}-\d{2}-[a-z-]+$/);
});

test.each(migrations.map(({ name }) => name))(
  '%s imports no code of the app and has a test of before and after',
  (name) => {
    const text = readFileSync(path.join(sources, `${name}.ts`), 'utf8');
    const imports = [...text.matchAll(/^import .*$/gm)].map(([line]) => line);
    expect(imports.filter((line) => !/^import type .* from 'better-sqlite3';$/.test(line))).toEqual([]);
    expect(existsSync(path.join(import.meta.dirname, 'migrations', `${name}.test.ts`))).toBe(true);
  },
);
