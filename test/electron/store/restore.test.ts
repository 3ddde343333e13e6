import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { finishRestore, replaceWorkspace, startRestore } from '#electron/store/restore.ts';
import { filesBelow } from '#test/fixtures/county-store.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

const root = temporaryFolder();
const now = '2016-03-01T08:00:00.000Z';

describe('putting a backup in place', () => {
  const written = (folder: string, files: Readonly<Record<string, string>>): void => {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    }
  };
  const old = {
    'nianbao.db': 'old',
    'nianbao.db-wal': 'old',
    'originals/aa/1': 'old',
    'packages/1': 'old',
    'backups/b.db': 'b',
  };
  const fresh = { 'nianbao.db': 'new', 'originals/bb/2': 'new', 'keys/k': 'new' };
  const after = {
    'nianbao.db': 'new',
    'originals/bb/2': 'new',
    'keys/k': 'new',
    'backups/b.db': 'b',
    'replaced-20160301T080000/nianbao.db': 'old',
    'replaced-20160301T080000/nianbao.db-wal': 'old',
    'replaced-20160301T080000/originals/aa/1': 'old',
    'replaced-20160301T080000/packages/1': 'old',
  };
  const contents = (folder: string): Record<string, string> =>
    Object.fromEntries(
      filesBelow(folder).map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]),
    );

  it('keeps what was there beside it, under a name of its own each time', () => {
    const folder = path.join(root, 'place');
    written(folder, old);
    written(startRestore(folder), fresh);
    expect(replaceWorkspace(folder, 'all', now)).toBe('replaced-20160301T080000');
    expect(contents(folder)).toEqual(after);
    written(startRestore(folder), { 'nianbao.db': 'newer' });
    expect(replaceWorkspace(folder, 'database', now)).toBe('replaced-20160301T080000-2');
    expect(contents(folder)).toEqual({
      ...after,
      'nianbao.db': 'newer',
      'replaced-20160301T080000-2/nianbao.db': 'new',
    });
  });

  it('cut short after any of its steps, is finished at the next start as if it had not been', () => {
    // The steps that it takes, by the renames that they are; each is whole or not done.
    const aside = 'replaced-20160301T080000';
    const steps = [
      ['nianbao.db', `${aside}/nianbao.db`],
      ['restored/nianbao.db', 'nianbao.db'],
      ['nianbao.db-wal', `${aside}/nianbao.db-wal`],
      ['originals', `${aside}/originals`],
      ['restored/originals', 'originals'],
      ['packages', `${aside}/packages`],
      ['restored/keys', 'keys'],
    ] as const;
    for (let done = 0; done <= steps.length; done++) {
      const folder = path.join(root, `cut ${done}`);
      written(folder, old);
      written(path.join(folder, 'restored'), {
        ...fresh,
        'restore.json': JSON.stringify({
          parts: ['nianbao.db', 'nianbao.db-wal', 'nianbao.db-shm', 'originals', 'packages', 'keys'],
          fresh: ['nianbao.db', 'originals', 'keys'],
          aside,
        }),
      });
      mkdirSync(path.join(folder, aside));
      for (const [from, to] of steps.slice(0, done)) {
        cpSync(path.join(folder, from), path.join(folder, to), { recursive: true });
        rmSync(path.join(folder, from), { recursive: true });
      }
      finishRestore(folder);
      expect([done, contents(folder)]).toEqual([done, after]);
      expect(existsSync(path.join(folder, 'restored'))).toBe(false);
    }
  });

  it('undecided, changes nothing', () => {
    const folder = path.join(root, 'undecided');
    written(folder, old);
    written(startRestore(folder), fresh);
    finishRestore(folder);
    expect(contents(folder)).toMatchObject(old);
  });
});
