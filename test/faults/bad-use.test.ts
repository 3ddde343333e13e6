import { renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { generateDemo } from '#electron/demo/generate.ts';
import { originalFile } from '#electron/store/originals.ts';
import type { Service } from '#electron/threads/service.ts';
import { checkText } from '#shared/texts/doctor.ts';
import { problemText } from '#shared/texts/problems.ts';
import { filingsOf, filledYear, passphrase, sealedYear, workbookOf } from '#test/fixtures/crash/acts.ts';
import { readyWorkspace, serviceOf } from '#test/fixtures/crash/base.ts';
import { filesBelow } from '#test/fixtures/county-store.ts';
import { refused } from '#test/fixtures/refusal.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';
import { rowsXml, xlsxOf } from '#test/fixtures/xlsx.ts';

const folder = temporaryFolder();
let data = '';
let service: Service;

beforeAll(async () => {
  data = await readyWorkspace(folder);
  service = serviceOf(data);
  await service.open();
});
afterAll(() => service.close());

function sent(name: string, bytes: Buffer): string {
  const file = path.join(folder, name);
  writeFileSync(file, bytes);
  return service.tokens.give(file, name);
}

describe('a wrong passphrase', () => {
  const round = async () => {
    const { state, sequence } = await service.answer('round.get', { year: sealedYear });
    return { state, sequence, files: filesBelow(path.join(data, 'packages')) };
  };
  const seal = (written: string) =>
    service.answer('package.seal', { year: sealedYear, format: 'json', passphrase: written });

  it('that is too short makes no key, and a second key does not replace the first', async () => {
    const before = (await service.answer('key.get', {})).key?.fingerprint;
    rmSync(path.join(data, 'keys'), { recursive: true });
    const weak = await refused(service.answer('key.new', { passphrase: '1234567' }), 'key.passphrase-weak');
    expect(problemText(weak, 'zh')).toContain('至少要 8 个字符');
    expect(filesBelow(path.join(data, 'keys'))).toEqual([]);
    await service.answer('key.new', { passphrase });
    const made = (await service.answer('key.get', {})).key?.fingerprint;
    expect(made).not.toBe(before);
    await refused(service.answer('key.new', { passphrase: 'another one 1' }), 'key.exists');
    expect((await service.answer('key.get', {})).key?.fingerprint).toBe(made);
  });

  it('seals nothing: no package, no number used, the round as it was signed; the right one seals', async () => {
    await service.answer('round.signoff', { year: sealedYear, role: 'statistics-head', name: '王统计' });
    await service.answer('round.signoff', { year: sealedYear, role: 'office-head', name: '李局长' });
    for (const wrong of ['correct horse 8', '', `${passphrase} `, 'x'.repeat(200)]) {
      const problem = await refused(seal(wrong), 'key.passphrase');
      expect(problemText(problem, 'zh')).toContain('没有封装任何内容');
      // Neither the sentence nor what is behind it says anything about the passphrase.
      expect(JSON.stringify(problem.details)).toBe('{}');
      expect(await round()).toEqual({ state: 'signed-2', sequence: 0, files: [] });
    }
    expect((await seal(passphrase)).sequence).toBe(1);
    expect(await round()).toEqual({ state: 'sealed', sequence: 1, files: ['220122-2015-001.nbpkg'] });
    expect(filesBelow(path.join(data, 'log'))).toEqual([]);
  });
});

describe('an original that was deleted, or altered, in the data folder', () => {
  const unknown = generateDemo().units[9];
  // Its name is new and its code not sound: a question, so that the file is read again with the answer.
  const asking = xlsxOf({
    sheets: [
      {
        rows: rowsXml([
          [`${filledYear}年度,单位:千元`],
          ['统一社会信用代码', '单位名称', '工业总产值', '新产品产值', '从业人员'],
          [`${unknown?.id.slice(0, 17) ?? ''}X`, '吉林省某某厂', 700, 70, 7],
        ]),
      },
    ],
  });
  const spoil = {
    deleted: (file: string) => rmSync(file),
    altered: (file: string) => writeFileSync(file, workbookOf(9)),
  };

  it.each(['deleted', 'altered'] as const)(
    '%s: it is named, nothing is read from it, and the same file again puts it right',
    async (how) => {
      const name = `待确认 ${how}.xlsx`;
      const bytes = Buffer.concat([asking]);
      const { batches } = await service.answer('import.run', {
        year: filledYear,
        files: [sent(name, bytes)],
        newUnits: 'ask',
      });
      const [batch] = batches;
      expect(batch?.outcome).toBe('questions');
      spoil[how](originalFile(data, batch?.sha256 ?? ''));
      const answer = () =>
        service.answer('import.answer', { batch: batch?.id, answers: { 'group:unit-unknown': 'add' } });
      const problem = await refused(answer(), 'intake.original');
      expect(problemText(problem, 'zh')).toContain(
        `“${problem.details.file}”的原文件在数据文件夹中缺失或被改动`,
      );
      await refused(service.answer('import.preview', { batch: batch?.id }), 'intake.original');
      const doctor = await service.answer('care.doctor', {});
      const check = doctor.checks.find((item) => item.check === 'originals');
      expect(check).toMatchObject({ ok: false, detail: problem.details.file });
      expect(check === undefined ? '' : checkText(check, 'zh')).toContain('重新导入');
      // What was committed is not touched by it.
      expect(doctor.checks.filter((item) => !item.ok).map((item) => item.check)).toEqual(['originals']);

      const again = await service.answer('import.run', {
        year: filledYear,
        files: [sent(name, bytes)],
        newUnits: 'ask',
      });
      expect(again.batches[0]).toMatchObject({ id: batch?.id, outcome: 'questions' });
      expect((await service.answer('import.preview', { batch: batch?.id })).totalRows).toBe(3);
      expect(await service.answer('care.doctor', {})).toMatchObject({ healthy: true });
      await service.answer('import.discard', { batch: batch?.id });
    },
  );

  it('of a committed batch: its numbers stay and are counted, the batch can be undone', async () => {
    const token = sent('名单1.xlsx', workbookOf(1));
    const { batches } = await service.answer('import.run', {
      year: filledYear,
      files: [token],
      newUnits: 'add',
    });
    const [batch] = batches;
    rmSync(originalFile(data, batch?.sha256 ?? ''));
    const [unit = ''] = Object.keys(filingsOf(1));
    const cells = await service.answer('cells.list', { year: filledYear, unit });
    expect(cells.cells.map((cell) => [cell.code, cell.value, cell.file])).toEqual(
      Object.entries(filingsOf(1)[unit] ?? {}).map(([code, value]) => [code, value, '名单1.xlsx']),
    );
    // Imported again it is the same file, and its original is back.
    const again = await service.answer('import.run', {
      year: filledYear,
      files: [sent('又.xlsx', workbookOf(1))],
    });
    expect(again.batches[0]?.problem?.code).toBe('intake.same-file');
    expect(await service.answer('care.doctor', {})).toMatchObject({ healthy: true });
    rmSync(originalFile(data, batch?.sha256 ?? ''));
    expect((await service.answer('import.undo', { batch: batch?.id })).kept).toEqual([]);
    expect((await service.answer('cells.list', { year: filledYear, unit })).cells).toEqual([]);
  });
});

test('an import writes nothing where the backup before it cannot be made, and is done once it can', async () => {
  const backups = path.join(data, 'backups');
  const list = () => service.answer('import.list', { year: filledYear });
  const run = () =>
    service.answer('import.run', {
      year: filledYear,
      files: [sent('名单8.xlsx', workbookOf(8))],
      newUnits: 'add',
    });
  const before = await list();
  renameSync(backups, `${backups} aside`);
  writeFileSync(backups, 'a file in place of the folder');
  await expect(run()).rejects.toThrow();
  expect(await list()).toEqual(before);
  rmSync(backups);
  renameSync(`${backups} aside`, backups);
  expect((await run()).batches).toMatchObject([{ outcome: 'committed' }]);
});
