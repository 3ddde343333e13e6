import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { automaticBackup, automaticBackups } from '#electron/store/automatic-backup.ts';
import { databaseFile } from '#electron/store/files.ts';
import { openWritable } from '#electron/store/open.ts';
import { saveMadeFile } from '#electron/threads/save.ts';
import type { Service } from '#electron/threads/service.ts';
import { checkText } from '#shared/texts/doctor.ts';
import { problemText } from '#shared/texts/problems.ts';
import { serviceOf } from '#test/fixtures/crash/base.ts';
import { filesBelow } from '#test/fixtures/county-store.ts';
import { damage } from '#test/fixtures/damage.ts';
import { Office, refusalOf, soundUnit } from '#test/fixtures/office.ts';
import { refused } from '#test/fixtures/refusal.ts';
import { noSmallDisk, SmallDisk } from '#test/fixtures/small-disk.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

const root = temporaryFolder();
const base = path.join(root, 'base');
const unit = soundUnit(0);
const readOnly = lockedFolder(path.join(root, 'read-only'));
const readOnlyEmpty = lockedFolder(path.join(root, 'read-only and empty'));
const readOnlyLater = lockedFolder(path.join(root, 'read-only later'), 'while open');

beforeAll(() => {
  const office = new Office(root, 'base');
  office.startYear(2015);
  office.file(unit, 2015);
  automaticBackup(base, '2016-03-01T08:00:00.000Z');
  office.write('filing.correct', {
    year: 2015,
    unit: unit.id,
    return: 'JC102',
    cells: { '36': '77' },
    basis: 'letter',
  });
  office.close();
  writeFileSync(path.join(base, 'kept.txt'), 'beside the data');
});

function copyOf(name: string): string {
  const data = path.join(root, name);
  cpSync(base, data, { recursive: true });
  return data;
}

async function withService<T>(data: string, work: (service: Service) => Promise<T>): Promise<T> {
  const service = serviceOf(data);
  try {
    await service.open();
    return await work(service);
  } finally {
    await service.close();
  }
}

const value = async (service: Service): Promise<unknown> =>
  (await service.answer('filing.get', { year: 2015, unit: unit.id, return: 'JC102' })).cells.find(
    (cell) => cell.key === '36',
  )?.value;

describe('a damaged database', () => {
  const spoil: Readonly<Record<string, (file: string) => void>> = {
    'overwritten in the middle': damage,
    'cut in half': (file) => truncateSync(file, statSync(file).size / 2),
    'something else': (file) => writeFileSync(file, '%PDF-1.4 '.repeat(1000)),
    empty: (file) => truncateSync(file, 0),
    gone: (file) => rmSync(file),
  };

  it.each(Object.keys(spoil))('%s, is found when it is opened, and the last good backup named', (how) => {
    const data = copyOf(`found ${how}`);
    spoil[how]?.(databaseFile(data));
    const before = filesBelow(data);
    const refusal = refusalOf(() => openWritable(data, { now: '2016-03-02T08:00:00.000Z' }));
    expect(refusal).toMatchObject({ code: 'workspace.damaged', details: { backup: '20160301T080000.db' } });
    expect(refusal === null ? '' : problemText(refusal, 'zh')).toMatch(
      /没有做任何改动.*20160301T080000\.db,请用“恢复”取回/,
    );
    // A database that is gone is not made anew in silence.
    expect(filesBelow(data).filter((name) => !/-(wal|shm)$/.test(name))).toEqual(before);
  });

  it.each(['overwritten in the middle', 'gone'])(
    '%s, is told at start; putting the backup back works',
    async (how) => {
      const data = copyOf(how);
      spoil[how]?.(databaseFile(data));
      const beside = filesBelow(data).filter((name) => !name.startsWith('nianbao.db'));
      await withService(data, async (service) => {
        for (const [name, input] of [
          ['workspace.get', {}],
          ['units.list', {}],
          ['workspace.init', { county: '220122', year: 2016 }],
        ] as const)
          await refused(service.answer(name, input), 'workspace.damaged');
        const { checks } = await service.answer('care.doctor', {});
        expect(checks).toEqual([
          { check: 'opens', ok: false, detail: 'workspace.damaged' },
          { check: 'backups', ok: true, detail: '20160301T080000.db' },
        ]);
        if (how !== 'gone') await refused(service.answer('care.restore', {}), 'restore.occupied');
        const { keptAside, county } = await service.answer('care.restore', { replace: true });
        expect(county.name).toBe('农安县');
        // What was done since the backup is gone with the database; everything else is there, the damaged one beside it.
        expect(await value(service)).not.toBe(77);
        expect(await service.answer('care.doctor', {})).toMatchObject({ healthy: true });
        if (how === 'gone') expect(keptAside).toBeNull();
        else expect(existsSync(path.join(data, keptAside ?? '', 'nianbao.db'))).toBe(true);
      });
      expect(filesBelow(data)).toEqual(expect.arrayContaining(beside));
      expect(automaticBackups(data)).toEqual(['20160301T080000.db']);
    },
  );

  it('without a good backup says so, and what to do then', async () => {
    const data = copyOf('without backup');
    damage(databaseFile(data));
    damage(path.join(data, 'backups/20160301T080000.db'));
    await withService(data, async (service) => {
      const problem = await refused(service.answer('workspace.get', {}), 'workspace.damaged');
      expect(problem.details.backup).toBeNull();
      expect(problemText(problem, 'zh')).toContain('不要删除数据文件夹');
      const { checks } = await service.answer('care.doctor', {});
      expect(checks.find((check) => check.check === 'backups')).toMatchObject({ ok: false });
      for (const check of checks) expect(checkText(check, 'zh')).toMatch(/请/);
      await refused(service.answer('care.restore', { replace: true }), 'backup.none');
    });
    expect(readdirSync(data).filter((name) => name.startsWith('re'))).toEqual([]);
  });
});

describe('a backup file', () => {
  const file = path.join(root, '农安县.nbbak');

  it('moves the county to another computer, and back over what is there, which is kept', async () => {
    const from = copyOf('from');
    await withService(from, async (service) => {
      const made = (await service.answer('care.backup', {})).file;
      await saveMadeFile(service.tokens.take(made.token), file);
      await service.answer('filing.correct', {
        year: 2015,
        unit: unit.id,
        return: 'JC102',
        cells: { '36': '78' },
        basis: 'letter',
      });
      // Back: what was done since is in the database that is kept aside.
      const token = (): string => service.tokens.give(file, '农安县.nbbak');
      await refused(service.answer('care.restore', { file: token() }), 'restore.occupied');
      expect(await value(service)).toBe(78);
      const { keptAside } = await service.answer('care.restore', { file: token(), replace: true });
      expect(await value(service)).toBe(77);
      expect(filesBelow(path.join(from, keptAside ?? ''))).toContain('nianbao.db');
    });
    const to = path.join(root, 'to');
    await withService(to, async (service) => {
      const token = service.tokens.give(file, '农安县.nbbak');
      expect(await service.answer('care.restore', { file: token })).toEqual({
        county: { code: '220122', name: '农安县' },
        keptAside: null,
      });
      expect(await value(service)).toBe(77);
      expect(await service.answer('care.doctor', {})).toMatchObject({ healthy: true });
    });
  });

  it('that was cut off changes nothing: the county is open as before', async () => {
    const data = copyOf('cut off');
    const half = path.join(root, '半截.nbbak');
    const whole = readFileSync(file);
    writeFileSync(half, whole.subarray(0, whole.length / 2));
    await withService(data, async (service) => {
      const restore = service.answer('care.restore', {
        file: service.tokens.give(half, '半截.nbbak'),
        replace: true,
      });
      const problem = await refused(restore, 'backup.damaged');
      expect(problemText(problem, 'zh')).toContain('备份“半截.nbbak”不完整');
      expect(await value(service)).toBe(77);
    });
    expect(readdirSync(data).filter((name) => name.startsWith('re'))).toEqual([]);
  });
});

describe('a database of a newer program', () => {
  it('is refused with what to do; a backup can be put in its place and it is kept', async () => {
    const data = copyOf('newer');
    const store = openWritable(data, { now: '2016-03-02T08:00:00.000Z' });
    store.db.prepare("INSERT INTO migration VALUES ('20991231-01-later', '')").run();
    store.db.close();
    await withService(data, async (service) => {
      const problem = await refused(service.answer('workspace.get', {}), 'workspace.newer');
      expect(problemText(problem, 'zh')).toContain('请安装新版年报通;数据未被改动');
      await refused(service.answer('filing.acceptClean', {}), 'workspace.newer');
      const { keptAside } = await service.answer('care.restore', { replace: true });
      expect(await value(service)).not.toBe(77);
      const kept = path.join(data, keptAside ?? '');
      expect(existsSync(databaseFile(kept))).toBe(true);
    });
  });
});

describe('a data folder that can’t be used', () => {
  it('a file in its place, or in the place of a folder above it, is named', async () => {
    const file = path.join(root, 'letter.txt');
    writeFileSync(file, 'dear colleague');
    for (const data of [file, path.join(file, 'data')]) {
      await withService(data, async (service) => {
        expect((await service.answer('workspace.get', {})).exists).toBe(false);
        const problem = await refused(
          service.answer('workspace.init', { county: '220122', year: 2015 }),
          'workspace.unreachable',
        );
        expect(problem.details.folder).toBe(data);
        expect(problemText(problem, 'zh')).toContain('请核对位置');
      });
    }
  });

  it('one that is not there yet is made; nothing is made before somebody asks for it', async () => {
    const data = path.join(root, 'not', 'there', 'yet');
    await withService(data, async (service) => {
      await refused(service.answer('units.list', {}), 'workspace.absent');
      expect(existsSync(data)).toBe(false);
      await service.answer('workspace.init', { county: '220122', year: 2015 });
      expect(existsSync(databaseFile(data))).toBe(true);
    });
  });

  it('a folder without the right to write is named; nothing in it changes, and with the right it opens', async () => {
    const { data, lock } = readOnly;
    cpSync(base, data, { recursive: true });
    const before = filesBelow(data);
    lock(true);
    await withService(data, async (service) => {
      const problem = await refused(service.answer('workspace.get', {}), 'workspace.read-only');
      expect(problem.details.folder).toBe(data);
      expect(problemText(problem, 'zh')).toContain('请换一个可写的文件夹');
      await refused(service.answer('units.add', { name: '甲厂', kind: '机构' }), 'workspace.read-only');
      await refused(service.answer('care.restore', { replace: true }), 'workspace.read-only');
      // Nothing is lost here: a backup put back would be one step too many.
      const { checks } = await service.answer('care.doctor', {});
      expect(checks.map((check) => checkText(check, 'zh'))).toEqual([
        expect.stringMatching(/只能读。请取消只读.*不必恢复备份/),
      ]);
    });
    expect(filesBelow(data)).toEqual(before);
    // Neither is a package or a table saved there, nor half of one.
    const made = { path: path.join(base, 'kept.txt'), name: 'kept.txt' };
    expect((await refused(saveMadeFile(made, data), 'file.unwritable')).details.reason).toBe('read-only');
    lock(false);
    await withService(data, async (service) => expect(await value(service)).toBe(77));
  });

  it('one that becomes read-only while the program runs is named by an examination, and what to do', async () => {
    const { data, lock } = readOnlyLater;
    cpSync(base, data, { recursive: true });
    await withService(data, async (service) => {
      const examined = async () => {
        const { healthy, checks } = await service.answer('care.doctor', {});
        const said = checks.filter(({ ok }) => !ok).map((check) => checkText(check, 'zh'));
        return { healthy, said };
      };
      expect(await examined()).toEqual({ healthy: true, said: [] });
      const before = filesBelow(data);
      lock(true);
      const { healthy, said } = await examined();
      lock(false);
      expect(healthy).toBe(false);
      expect(said).toEqual([
        expect.stringMatching(/^现在不能写入:.*read-only later。改动存不下来;请取消只读/),
      ]);
      expect(await examined()).toEqual({ healthy: true, said: [] });
      expect(filesBelow(data)).toEqual(before);
    });
  });

  it('an empty one without the right to write takes no county', async () => {
    const { data, lock } = readOnlyEmpty;
    lock(true);
    await withService(data, async (service) => {
      await refused(
        service.answer('workspace.init', { county: '220122', year: 2015 }),
        'workspace.read-only',
      );
    });
    // Nor does one that would have to be made in it.
    await withService(path.join(data, 'new'), async (service) => {
      await refused(
        service.answer('workspace.init', { county: '220122', year: 2015 }),
        'workspace.read-only',
      );
    });
    lock(false);
    expect(readdirSync(data)).toEqual([]);
  });
});

/** A folder that can be made read-only: for root, whom no permission stops, as a disk of its own. */
function lockedFolder(
  data: string,
  when: 'before it is opened' | 'while open' = 'before it is opened',
): { readonly data: string; readonly lock: (locked: boolean) => void } {
  if (noSmallDisk() === null) {
    // An examination names a disk with less than 500 MB left too.
    const disk = new SmallDisk(data, when === 'while open' ? 700 : 8);
    return {
      data,
      lock: (locked) => (when === 'while open' ? disk.coverReadOnly(locked) : disk.setReadOnly(locked)),
    };
  }
  mkdirSync(data);
  return { data, lock: (locked) => chmodSync(data, locked ? 0o555 : 0o755) };
}
