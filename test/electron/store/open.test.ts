import Database from 'better-sqlite3';
import { copyFileSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { automaticBackup, automaticBackups, isSound } from '#electron/store/automatic-backup.ts';
import { databaseFile } from '#electron/store/files.ts';
import { acquireLock } from '#electron/store/lock.ts';
import { logBug } from '#electron/store/log.ts';
import { migrate, migrations } from '#electron/store/migrate.ts';
import { openReadable, openWritable, type ReadableStore } from '#electron/store/open.ts';
import { startRestore } from '#electron/store/restore.ts';
import { problemText } from '#shared/texts/problems.ts';
import { act, at, countyStore } from '#test/fixtures/county-store.ts';
import { refusalOf } from '#test/fixtures/office.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

const root = temporaryFolder();
const place = (name: string): string => path.join(root, name);

const settings = ({ db }: ReadableStore): Record<string, unknown> =>
  Object.fromEntries(
    ['journal_mode', 'synchronous', 'foreign_keys', 'trusted_schema', 'cell_size_check', 'query_only'].map(
      (name) => [name, db.pragma(name, { simple: true })],
    ),
  );
/** synchronous 2 is FULL. */
const promised = {
  journal_mode: 'wal',
  synchronous: 2,
  foreign_keys: 1,
  trusted_schema: 0,
  cell_size_check: 1,
};

describe('a data folder', () => {
  it.skipIf(process.platform === 'win32')('that is made is for the eyes of its person alone', () => {
    const folder = path.join(place('new'), 'data');
    acquireLock(folder, 'test', at).release();
    openWritable(folder, { now: at }).db.close();
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    logBug(place('logged'), new Error('x'));
    startRestore(place('restored'));
    for (const name of ['logged', 'restored']) expect(statSync(place(name)).mode & 0o777).toBe(0o700);
  });
});

describe('every connection', () => {
  it('keeps what it was told when the database is new, and when it is opened again', () => {
    for (let times = 0; times < 3; times++) {
      const writer = openWritable(place('settings'), { now: at });
      const reader = openReadable(place('settings'));
      expect(settings(writer)).toEqual({ ...promised, query_only: 0 });
      expect(settings(reader)).toEqual({ ...promised, query_only: 1 });
      reader.db.close();
      writer.db.close();
    }
  });

  it('would be less without that: a WAL database that is opened again plainly is not FULL, and checks no keys', () => {
    const plain = new Database(databaseFile(place('settings')));
    plain.pragma('synchronous = 1');
    expect(settings({ db: plain } as ReadableStore)).not.toEqual({ ...promised, query_only: 0 });
    plain.close();
  });

  it('refuses to write where it only reads, and rows that name what is not there', () => {
    const store = countyStore(place('keys'), ['U1']);
    const reader = openReadable(place('keys'));
    expect(() => reader.db.prepare("INSERT INTO setting VALUES ('a', 'b')").run()).toThrow(/readonly/);
    expect(() =>
      store.db
        .prepare(
          "INSERT INTO filing (year, return, unit, state, since) VALUES (2015, 'JC101', 'X', 'due', '')",
        )
        .run(),
    ).toThrow(/FOREIGN KEY/);
    reader.db.close();
    store.db.close();
  });
});

describe('a database with something of somebody else in it', () => {
  it.each([
    ['a trigger', "CREATE TRIGGER odd AFTER INSERT ON entry BEGIN UPDATE record SET doc = jsonb('{}'); END"],
    ['a view', 'CREATE VIEW odd AS SELECT 1'],
    ['a table', 'CREATE TABLE odd (text TEXT)'],
    ['a table less', 'DROP TABLE report'],
  ])('is not opened, and is no good backup: %s', (what, sql) => {
    const folder = place(what);
    const store = countyStore(folder, ['U1']);
    const good = automaticBackup(folder, at);
    store.db.exec(sql);
    store.db.close();
    expect(refusalOf(() => openWritable(folder, { now: at }))).toEqual({
      code: 'workspace.damaged',
      details: { report: 'schema', backup: good },
    });
    expect(isSound(databaseFile(folder))).toBe(false);
  });
});

describe('a database of a newer program', () => {
  const folder = place('newer');
  it('is refused with what to do, and not a byte of it is changed', () => {
    const store = countyStore(folder, ['U1']);
    act(store, { kind: 'typed' }, { U1: { '01': { value: 5 } } });
    store.db.prepare("INSERT INTO migration (name, at) VALUES ('20991231-01-from-the-future', '')").run();
    store.db.close();
    const before = readFileSync(databaseFile(folder));
    const refusal = refusalOf(() => openWritable(folder, { now: at }));
    expect(refusal).toEqual({ code: 'workspace.newer', details: { found: '20991231-01-from-the-future' } });
    expect(refusal === null ? '' : problemText(refusal, 'zh')).toContain('请安装新版年报通');
    expect(readFileSync(databaseFile(folder)).equals(before)).toBe(true);
    expect(automaticBackups(folder)).toEqual([]);
  });
});

describe('a database that waits for a migration', () => {
  it('is copied first, and the copy is as it was', () => {
    const folder = place('older');
    mkdirSync(folder);
    // As an older program left it: the first of today's migrations, and no other.
    const old = new Database(databaseFile(folder));
    const [first] = migrations;
    old.exec('CREATE TABLE migration (name TEXT PRIMARY KEY, at TEXT NOT NULL) STRICT, WITHOUT ROWID');
    first?.up(old);
    old.prepare('INSERT INTO migration (name, at) VALUES (?, ?)').run(first?.name, at);
    old.close();
    openWritable(folder, { now: at }).db.close();
    const [backup] = automaticBackups(folder);
    expect(backup).toBe('20160301T080000.db');
    copyFileSync(path.join(folder, 'backups', backup ?? ''), place('copy.db'));
    const copy = new Database(place('copy.db'), { readonly: true });
    expect(copy.prepare('SELECT name FROM migration').all()).toEqual([{ name: first?.name }]);
    copy.close();
  });

  it('has all of it or nothing: one that fails half way leaves the database as it was', () => {
    const folder = place('failing');
    mkdirSync(folder);
    // A table of the same name as one of the last that the first migration makes.
    const odd = new Database(databaseFile(folder));
    odd.exec('CREATE TABLE report (text TEXT) STRICT');
    expect(() => migrate(odd, at)).toThrow(/already exists/);
    odd.close();
    const after = new Database(databaseFile(folder));
    const tables = after
      .prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
      .all();
    expect(tables.map(({ name }) => name)).toEqual(['migration', 'report']);
    expect(after.prepare('SELECT count(*) AS count FROM migration').get()).toEqual({ count: 0 });
    after.exec('DROP TABLE report');
    after.close();
    const store = openWritable(folder, { now: at });
    expect(store.db.prepare('SELECT name FROM migration ORDER BY name').all()).toEqual(
      migrations.map(({ name }) => ({ name })),
    );
    store.db.close();
  });
});
