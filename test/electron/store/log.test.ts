import Database from 'better-sqlite3';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { logBug, logTrace, traceOf } from '#electron/store/log.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

const folder = temporaryFolder();
const secrets = ['吉林某机械有限公司', '180400', 'correct horse 9'];
const said = `${secrets.join(' ')}\n    at 长春甲厂 (C4)\n   at ${secrets[2]}`;

function thrown(make: () => unknown): unknown {
  try {
    make();
    throw new Error('nothing was thrown');
  } catch (error) {
    return error;
  }
}

test('the log has an error’s name, code and places under its reference, and nothing that it says', () => {
  const db = new Database(':memory:');
  db.exec('CREATE TABLE t (name TEXT UNIQUE)');
  const errors: readonly unknown[] = [
    new Error(said),
    new TypeError(said, { cause: new Error(said) }),
    Object.assign(new Error(said), { code: 'EPIPE', path: said }),
    thrown(() => JSON.parse(`{"${said}`)),
    thrown(() => db.prepare(`SELECT ${secrets[1]} FROM "${secrets[0]}"`)),
    said,
    { name: said },
    undefined,
  ];
  db.close();
  const references = errors.map((error) => logBug(folder, error));
  logTrace(folder, traceOf(new RangeError(said)));
  const log = readFileSync(path.join(folder, 'log/nianbao.log'), 'utf8');
  for (const secret of [...secrets, '长春甲厂']) expect(log).not.toContain(secret);
  for (const reference of references) expect(log).toContain(`bug ${reference}`);
  expect(new Set(references).size).toBe(errors.length);
  expect(log).toMatch(/bug [0-9a-f]{8} SqliteError SQLITE_ERROR\n\s+at /);
  expect(log).toMatch(/bug [0-9a-f]{8} Error EPIPE\n\s+at .*log\.test\.ts:\d+:\d+/);
});

test('the log starts anew at a megabyte, and one before it is kept', () => {
  const deep = (depth: number): Error => (depth === 0 ? new Error('x') : deep(depth - 1));
  const sizes = (): Record<string, number> =>
    Object.fromEntries(
      readdirSync(path.join(folder, 'log')).map((name) => [
        name,
        statSync(path.join(folder, 'log', name)).size,
      ]),
    );
  Error.stackTraceLimit = 200;
  for (let times = 0; times < 400 && sizes()['nianbao.1.log'] === undefined; times++)
    logBug(folder, deep(200));
  const rotated = sizes();
  expect(rotated['nianbao.1.log']).toBeGreaterThan(1024 * 1024);
  expect(rotated['nianbao.log']).toBeLessThan(100 * 1024);
  for (let times = 0; times < 400; times++) logBug(folder, deep(200));
  Error.stackTraceLimit = 10;
  expect(Object.keys(sizes()).sort()).toEqual(['nianbao.1.log', 'nianbao.log']);
  for (const size of Object.values(sizes())) expect(size).toBeLessThan(1.2 * 1024 * 1024);
});

test('where nothing can be written, the reference is given all the same', () => {
  const file = path.join(folder, 'log/nianbao.log');
  expect(logBug(file, new Error('x'))).toMatch(/^[0-9a-f]{8}$/);
});
