import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { createHash } from 'node:crypto';
import Database from 'better-sqlite3';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  automaticBackup,
  automaticBackups,
  latestGoodBackup,
  sweepBackups,
} from '#electron/store/automatic-backup.ts';
import { unpackBackup, writeBackup } from '#electron/store/backup.ts';
import { databaseFile } from '#electron/store/files.ts';
import { keepOriginal } from '#electron/store/originals.ts';
import { recordOf } from '#electron/store/records.ts';
import { abandonRestore, replaceWorkspace, startRestore } from '#electron/store/restore.ts';
import { openReadable } from '#electron/store/open.ts';
import { isProblem, type ProblemMessage } from '#shared/contract/problem.ts';
import { act, countyStore, filesBelow, returnCode } from '#test/fixtures/county-store.ts';
import { damage } from '#test/fixtures/damage.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

const root = temporaryFolder();
const about = {
  created: '2016-03-01T08:00:00.000Z',
  program: 'test',
  county: { code: '220122', name: '农安县' },
};
const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const stamp = (day: number): string => `2016-03-${String(day).padStart(2, '0')}T08:00:00.000Z`;

async function refusalAfter(work: () => Promise<unknown>): Promise<ProblemMessage | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (isProblem(error)) return error.toMessage();
    throw error;
  }
}

function valueIn(file: string): unknown {
  const db = new Database(file, { readonly: true });
  try {
    return db.prepare<[], { doc: string }>('SELECT json(doc) AS doc FROM record').get()?.doc;
  } finally {
    db.close();
  }
}

describe('automatic backups', () => {
  const folder = path.join(root, 'automatic');
  const store = countyStore(folder, ['U1']);
  afterAll(() => store.db.close());
  const set = (value: number): void => void act(store, { kind: 'typed' }, { U1: { '01': { value } } });

  it('hold the database as it was at each time; the ten newest are kept, and nothing unfinished', () => {
    for (let day = 1; day <= 13; day++) {
      set(day);
      expect(automaticBackup(folder, stamp(day))).toBe(`201603${String(day).padStart(2, '0')}T080000.db`);
    }
    expect(automaticBackups(folder)).toHaveLength(10);
    expect(automaticBackups(folder).at(-1)).toBe('20160304T080000.db');
    for (const name of automaticBackups(folder))
      expect(valueIn(path.join(folder, 'backups', name))).toBe(`{"01":${Number(name.slice(6, 8))}}`);
    expect(filesBelow(path.join(folder, 'backups'))).toHaveLength(10);
  });

  it('keep the one just made where the clock was set back', () => {
    expect(automaticBackup(folder, '2001-01-01T00:00:00.000Z')).toBe('20010101T000000.db');
    expect(automaticBackups(folder)).toContain('20010101T000000.db');
    expect(automaticBackups(folder)).toHaveLength(10);
  });

  it('a damaged database makes none and pushes none out', () => {
    const copy = path.join(root, 'damaged');
    cpSync(folder, copy, { recursive: true });
    rmSync(`${databaseFile(copy)}-wal`, { force: true });
    rmSync(`${databaseFile(copy)}-shm`, { force: true });
    store.db.pragma('wal_checkpoint(TRUNCATE)');
    cpSync(databaseFile(folder), databaseFile(copy));
    damage(databaseFile(copy));
    const before = automaticBackups(copy);
    for (let day = 20; day < 32; day++) {
      const failure = (() => {
        try {
          return automaticBackup(copy, stamp(day));
        } catch (error) {
          return isProblem(error) ? error.code : (error as { code: string }).code;
        }
      })();
      expect(failure).toMatch(/^workspace\.damaged$|^SQLITE_CORRUPT/);
    }
    expect(automaticBackups(copy)).toEqual(before);
    expect(filesBelow(path.join(copy, 'backups'))).toHaveLength(10);
  });

  it('the latest good one is the newest that is sound', () => {
    const [newest = '', next = ''] = automaticBackups(folder);
    expect(latestGoodBackup(folder)).toBe(newest);
    damage(path.join(folder, 'backups', newest));
    expect(latestGoodBackup(folder)).toBe(next);
    for (const name of automaticBackups(folder))
      writeFileSync(path.join(folder, 'backups', name), 'no database');
    expect(latestGoodBackup(folder)).toBeNull();
  });

  it('what a copy that was cut short left behind is swept', () => {
    for (const name of ['20160401T080000.db.part', '20160401T080000.db.part-journal'])
      writeFileSync(path.join(folder, 'backups', name), 'half');
    const kept = automaticBackups(folder);
    sweepBackups(folder);
    expect(filesBelow(path.join(folder, 'backups')).map((name) => name)).toEqual([...kept].sort());
  });
});

describe('a backup file', () => {
  const folder = path.join(root, 'from');
  const file = path.join(root, '农安县.nbbak');
  const store = countyStore(folder, ['U1']);
  afterAll(() => store.db.close());
  const original = Buffer.from('an original');
  const sha256 = sha256Of(original);

  it('moves everything to another computer: database, originals, packages and keys', async () => {
    act(store, { kind: 'typed' }, { U1: { '01': { value: 42 } } });
    await keepOriginal(folder, original, sha256);
    for (const [name, text] of [
      ['packages/220122-2015-001.nbpkg', 'a package'],
      ['packages/220122-2015-002.nbpkg.part', 'half a package'],
      ['keys/signing.pem', 'a certificate'],
      ['made/1/backup.nbbak', 'not this'],
      ['log/nianbao.log', 'not this either'],
    ] as const) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    }
    await writeBackup(folder, file, about);
    // In one piece, and nothing beside it.
    expect(readdirSync(root).filter((name) => name.startsWith('农安县'))).toEqual(['农安县.nbbak']);
    const to = path.join(root, 'to');
    mkdirSync(to);
    await unpackBackup(file, '农安县.nbbak', startRestore(to));
    expect(replaceWorkspace(to, 'all', about.created)).toBeNull();
    expect(filesBelow(to)).toEqual([
      'keys/signing.pem',
      'nianbao.db',
      `originals/${sha256.slice(0, 2)}/${sha256}`,
      'packages/220122-2015-001.nbpkg',
    ]);
    const moved = openReadable(to);
    expect(recordOf(moved, 2015, 'U1', returnCode)?.cells).toEqual({ '01': 42 });
    moved.db.close();
  });

  it('cut off anywhere, or with any part of it changed, is refused by name, or is read as it was', async () => {
    const whole = readFileSync(file);
    const spoilt: [string, Buffer][] = [];
    for (let part = 0; part < 64; part += 3)
      spoilt.push([`cut at ${part} of 64`, whole.subarray(0, Math.floor((whole.length * part) / 64))]);
    for (let part = 1; part < 24; part++) {
      const changed = Buffer.from(whole);
      const place = Math.floor((whole.length * part) / 24);
      changed.writeUInt8(changed.readUInt8(place) ^ 0x41, place);
      spoilt.push([`changed at ${part} of 24`, changed]);
    }
    const into = path.join(root, 'spoilt');
    const hashes = (): readonly string[] =>
      filesBelow(into).map((name) => `${name} ${sha256Of(readFileSync(path.join(into, name)))}`);
    mkdirSync(into);
    await unpackBackup(file, 'whole', startRestore(into));
    const sound = hashes();
    let read = 0;
    for (const [how, bytes] of spoilt) {
      const name = `${how}.nbbak`;
      writeFileSync(path.join(root, name), bytes);
      const refusal = await refusalAfter(() => unpackBackup(path.join(root, name), name, startRestore(into)));
      if (refusal !== null)
        expect([how, refusal]).toMatchObject([how, { code: 'backup.damaged', details: { file: name } }]);
      else {
        // A date or an attribute of the zip: nothing that is taken from it.
        expect([how, hashes()]).toEqual([how, sound]);
        read += 1;
      }
    }
    expect(read).toBeLessThan(4);
  });

  it('of a newer program is refused, and so is what is no backup', async () => {
    const parts = unzipSync(readFileSync(file));
    const index = JSON.parse(strFromU8(parts['backup.json'] ?? new Uint8Array())) as object;
    const refused = async (name: string, bytes: Uint8Array): Promise<ProblemMessage | null> => {
      writeFileSync(path.join(root, name), bytes);
      return refusalAfter(() => unpackBackup(path.join(root, name), name, startRestore(folder)));
    };
    const withIndex = (changes: object): Uint8Array =>
      zipSync({ ...parts, 'backup.json': strToU8(JSON.stringify({ ...index, ...changes })) });
    expect(await refused('same.nbbak', withIndex({}))).toBeNull();
    const future = '20991231-01-from-the-future';
    expect(await refused('future.nbbak', withIndex({ migrations: [future] }))).toEqual({
      code: 'backup.newer',
      details: { file: 'future.nbbak', found: future },
    });
    expect((await refused('format.nbbak', withIndex({ formatVersion: 2 })))?.code).toBe('backup.newer');
    expect((await refused('letter.nbbak', strToU8('dear colleague')))?.code).toBe('backup.damaged');
    const escaping = zipSync({ ...parts, '../outside': strToU8('x') });
    expect((await refused('escaping.nbbak', escaping))?.code).toBe('backup.damaged');
    const added = zipSync({ ...parts, 'packages/added': strToU8('x') });
    expect(await refused('added.nbbak', added)).toMatchObject({
      code: 'backup.damaged',
      details: { part: 'packages/added' },
    });
    const absent = await refusalAfter(() =>
      unpackBackup(path.join(root, 'absent'), 'absent', startRestore(folder)),
    );
    expect(absent?.code).toBe('backup.absent');
    abandonRestore(folder);
  });

  it('is not made of a damaged database, and the file of that name stays away', async () => {
    const bad = path.join(root, 'bad');
    store.db.pragma('wal_checkpoint(TRUNCATE)');
    cpSync(folder, bad, { recursive: true });
    damage(databaseFile(bad));
    const target = path.join(root, 'bad.nbbak');
    await expect(writeBackup(bad, target, about)).rejects.toThrow();
    expect(filesBelow(root).filter((name) => name.startsWith('bad.nbbak'))).toEqual([]);
  });
});
