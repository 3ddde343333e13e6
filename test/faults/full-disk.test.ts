import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { automaticBackups } from '#electron/store/automatic-backup.ts';
import { saveMadeFile } from '#electron/threads/save.ts';
import type { Service } from '#electron/threads/service.ts';
import { isProblem } from '#shared/contract/problem.ts';
import { problemText } from '#shared/texts/problems.ts';
import { filledYear, passphrase, sealedYear, workbookOf } from '#test/fixtures/crash/acts.ts';
import { baseUnits, readyWorkspace, serviceOf } from '#test/fixtures/crash/base.ts';
import { filesBelow } from '#test/fixtures/county-store.ts';
import { refused } from '#test/fixtures/refusal.ts';
import { noSmallDisk, SmallDisk } from '#test/fixtures/small-disk.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

const folder = temporaryFolder();
const lacking = noSmallDisk();
const unit = baseUnits[0]?.id ?? '';
const place = { year: filledYear, unit, return: 'JC102' };

const disk = lacking === null ? new SmallDisk(path.join(folder, 'disk'), 24) : null;
let data = '';
let service: Service;

function small(): SmallDisk {
  if (disk === null) throw new Error('no small disk');
  return disk;
}

beforeAll(async () => {
  if (lacking !== null) return;
  data = await readyWorkspace(small().folder);
  service = serviceOf(data);
  await service.open();
  await service.answer('filing.set', { ...place, cells: { '01': '500' } });
  return () => service.close();
}, 120_000);

const output = async (): Promise<unknown> =>
  (await service.answer('filing.get', place)).cells.find((cell) => cell.key === '01')?.value;
const unfinished = (): readonly string[] =>
  filesBelow(data).filter((name) => /\.part|^made\/|^restor/.test(name));
const healthy = async (): Promise<readonly string[]> =>
  (await service.answer('care.doctor', {})).checks
    // The small disk never has the room that a county needs.
    .filter((check) => !check.ok && check.check !== 'space')
    .map((check) => `${check.check} ${check.detail}`);
function sent(name: string, bytes: Buffer): string {
  const file = path.join(folder, name);
  writeFileSync(file, bytes);
  return service.tokens.give(file, name);
}

describe('on a full disk', () => {
  it('an edit is refused, what was saved before is there, and with room it is saved', async ({ skip }) => {
    skip(lacking !== null, lacking ?? '');
    small().fill();
    const others = ['03', '05', '08', '09', '12', '15', '17', '24', '30', '36'];
    const set = (value: string) =>
      service.answer('filing.set', {
        ...place,
        cells: Object.fromEntries(['01', ...others].map((code) => [code, value])),
      });
    // Some pages of the log are allocated already and may take an act or two.
    const saved: unknown[] = [500];
    let problem: { details: { folder: string } } | null = null;
    for (let value = 600; problem === null && value < 700; value++) {
      try {
        await set(String(value));
        saved.push(value);
      } catch {
        problem = await refused(set(String(value)), 'workspace.disk-full');
      }
    }
    expect(problem?.details.folder).toBe(data);
    expect(await output()).toBe(saved.at(-1));
    small().empty();
    await set('999');
    expect(await output()).toBe(999);
    expect(await healthy()).toEqual([]);
  });

  it('an import is refused before anything of it is written when there is no room for the backup', async ({
    skip,
  }) => {
    skip(lacking !== null, lacking ?? '');
    const before = automaticBackups(data);
    small().fill();
    const token = sent('名单1.xlsx', workbookOf(1));
    await refused(
      service.answer('import.run', { year: filledYear, files: [token], newUnits: 'add' }),
      'workspace.disk-full',
    );
    expect(automaticBackups(data)).toEqual(before);
    expect(unfinished()).toEqual([]);
    small().empty();
    const again = sent('名单1.xlsx', workbookOf(1));
    const { batches } = await service.answer('import.run', {
      year: filledYear,
      files: [again],
      newUnits: 'add',
    });
    expect(batches.map((batch) => batch.outcome)).toEqual(['committed']);
    expect(await healthy()).toEqual([]);
  });

  it('an import that runs out of room on the way is all or nothing, file by file, and can be done again', async ({
    skip,
  }) => {
    skip(lacking !== null, lacking ?? '');
    const backup = statSync(path.join(data, 'backups', automaticBackups(data)[0] ?? '')).size;
    // A comment behind the zip: a workbook that takes up some room.
    const large = (number: number): Buffer => {
      const bytes = workbookOf(number);
      const comment = randomBytes(60_000);
      const whole = Buffer.concat([bytes, comment]);
      whole.writeUInt16LE(comment.length, bytes.length - 2);
      return whole;
    };
    // The same bytes both times: what was taken before the room ran out is then the same file.
    const numbers = [2, 3, 4, 5, 6, 7, 8, 9].map((number) => [number, large(number)] as const);
    const run = async (): Promise<Record<string, string>> => {
      const files = numbers.map(([number, bytes]) => sent(`名单${number}.xlsx`, bytes));
      const { batches } = await service.answer('import.run', { year: filledYear, files, newUnits: 'add' });
      return Object.fromEntries(batches.map((batch) => [batch.file, batch.problem?.code ?? batch.outcome]));
    };
    small().fill(3 * backup + 200_000);
    // Either the files are refused one by one, or the writer has no room left even to say so.
    const ends = await run().catch((error: unknown) => {
      expect(isProblem(error, 'workspace.disk-full')).toBe(true);
      return {};
    });
    const committed = (await service.answer('import.list', { year: filledYear })).batches.filter(
      (batch) => batch.outcome === 'committed',
    );
    expect(committed.length).toBeLessThan(1 + numbers.length);
    for (const end of Object.values(ends)) expect(end).toMatch(/^(committed|workspace\.disk-full)$/);
    expect(unfinished()).toEqual([]);
    small().empty();
    expect(await healthy()).toEqual([]);
    for (const end of Object.values(await run())) expect(end).toMatch(/^(committed|intake\.same-file)$/);
    const { counts } = await service.answer('import.list', { year: filledYear });
    expect(counts).toMatchObject({ committed: 1 + numbers.length, refused: 0 });
    expect(await healthy()).toEqual([]);
  });

  it('a backup is refused and no half of one is left', async ({ skip }) => {
    skip(lacking !== null, lacking ?? '');
    for (const left of [0, 150_000, 400_000]) {
      small().fill(left);
      await refused(service.answer('care.backup', {}), 'workspace.disk-full');
      expect(unfinished()).toEqual([]);
      small().empty();
    }
    const { file } = await service.answer('care.backup', {});
    expect(file.name).toMatch(/\.nbbak$/);
  });

  it('nothing is sealed, the round stays signed, and with room it is sealed as number one', async ({
    skip,
  }) => {
    skip(lacking !== null, lacking ?? '');
    const round = async () => {
      const { state, sequence } = await service.answer('round.get', { year: sealedYear });
      return { state, sequence, files: filesBelow(path.join(data, 'packages')) };
    };
    await service.answer('round.signoff', { year: sealedYear, role: 'statistics-head', name: '王统计' });
    await service.answer('round.signoff', { year: sealedYear, role: 'office-head', name: '李局长' });
    const seal = () => service.answer('package.seal', { year: sealedYear, format: 'both', passphrase });
    for (const left of [0, 20_000]) {
      small().fill(left);
      await refused(seal(), 'workspace.disk-full');
      expect(await round()).toEqual({ state: 'signed-2', sequence: 0, files: [] });
      small().empty();
    }
    const { sequence, file } = await seal();
    expect(sequence).toBe(1);
    expect(await round()).toEqual({ state: 'sealed', sequence: 1, files: ['220122-2015-001.nbpkg'] });

    // And the stick that the package is to go to is full.
    const stick = path.join(small().folder, 'stick');
    mkdirSync(stick);
    small().fill();
    const made = service.tokens.take(file.token);
    const problem = await refused(saveMadeFile(made, `${stick}${path.sep}`), 'file.unwritable');
    expect(problem.details.reason).toBe('disk-full');
    expect(problemText(problem, 'zh')).toContain('没有留下不完整的文件');
    expect(filesBelow(stick)).toEqual([]);
    small().empty();
    expect(existsSync(await saveMadeFile(made, `${stick}${path.sep}`))).toBe(true);
    expect(await healthy()).toEqual([]);
  });
});
