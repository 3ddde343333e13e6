import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Batch } from '#shared/contract/areas/imports.ts';
import { leftoversText } from '#shared/texts/file-words.ts';
import { noticeText } from '#shared/texts/notices.ts';
import { questionText } from '#shared/texts/questions.ts';
import { testService } from '#test/fixtures/service.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';
import { creditCodeIn } from '#test/fixtures/unit-codes.ts';
import { rowsXml, xlsxOf } from '#test/fixtures/xlsx.ts';

const folder = temporaryFolder();
const service = testService(path.join(folder, 'data'), '2016-03-01T08:00:00.000Z');
const known = ['91220101MA0Y12340Q', '长春甲制造有限公司'] as const;
const other = [creditCodeIn('220122', 2), '农安乙食品有限公司'] as const;

let count = 0;
/** Imports a list of JC102 as a file of its own. */
async function imported(
  rows: readonly (readonly (string | number | null)[])[],
  newUnits: 'ask' | 'add' = 'ask',
): Promise<Batch> {
  const name = `${++count}.xlsx`;
  const head = ['统一社会信用代码', '单位名称', '工业总产值', '新产品产值', '从业人员'];
  mkdirSync(path.join(folder, 'in'), { recursive: true });
  const file = path.join(folder, 'in', name);
  writeFileSync(file, xlsxOf({ sheets: [{ name: '表', rows: rowsXml([['单位:千元'], head, ...rows]) }] }));
  const { batches } = await service.answer('import.run', {
    files: [service.tokens.give(file, name)],
    newUnits,
  });
  const [batch] = batches;
  if (batch === undefined) throw new Error('no batch');
  return batch;
}

function kinds(batch: Batch): readonly string[] {
  for (const question of batch.questions)
    for (const language of ['zh', 'en'] as const)
      expect(questionText(question, language)).not.toMatch(/undefined|NaN/);
  return batch.questions.map((question) => `${question.cell ?? ''} ${question.kind}`);
}

beforeAll(async () => {
  await service.open();
  await service.answer('workspace.init', { county: '220122', year: 2015 });
  expect((await imported([[...known, 1000, 300, 50]], 'add')).outcome).toBe('committed');
});
afterAll(() => service.close());

describe('whose row it is', () => {
  it('is asked for a code that the directory does not have, and only suggested by a name', async () => {
    expect(kinds(await imported([[...other, 1, 2, 3]]))).toEqual(['A3 unit-unknown']);
    expect(kinds(await imported([[null, known[1], 1, 2, 3]]))).toEqual(['A3 unit-suggested']);
    expect(kinds(await imported([['9122O1O1MAOY1234OQ', known[1], 1, 2, 3]]))).toEqual(['A3 unit-suggested']);
    expect(kinds(await imported([[null, null, 1, 2, 3]]))).toEqual(['A3 unit-missing']);
  });

  it('is asked where the code is one unit’s and the name another’s, or a new one', async () => {
    const third = [creditCodeIn('220122', 3), '农安己纺织有限公司'] as const;
    expect((await imported([[...third, 5, 4, 3]], 'add')).outcome).toBe('committed');
    expect(kinds(await imported([[known[0], third[1], 1, 2, 3]]))).toEqual(['A3 unit-disagrees']);
    const renamed = await imported([[known[0], '长春新名称装备集团有限公司', 1000, 300, 50]]);
    expect(kinds(renamed)).toEqual(['A3 unit-renamed']);
    expect((await imported([[known[0], '长春甲制造有限责任公司', 1000, 300, 50]])).outcome).toBe('committed');
  });

  it('under a code with a misread letter may be added under the code as it was meant', async () => {
    const code = creditCodeIn('220122', 5);
    const batch = await imported([[code.replace('0', 'O'), '农安庚乳业有限公司', 6, 5, 4]], 'add');
    const [question] = batch.questions;
    expect(question?.choices.map((choice) => choice.code)).toEqual([`add:${code}`, 'skip']);
    const { batch: done } = await service.answer('import.answer', {
      batch: batch.id,
      answers: { [question?.id ?? '']: `add:${code}` },
    });
    expect(done.outcome).toBe('committed');
    const { differences } = await service.answer('import.get', { batch: done.id });
    expect(new Set(differences.map(({ unit }) => unit))).toEqual(new Set([code]));
  });

  it('is not one answer for all rows that say 无', async () => {
    const batch = await imported([
      ['无', known[1], 1, 2, 3],
      ['无', '农安丙机械有限公司', 4, 5, 6],
      ['办理中', '农安丁化工有限公司', 7, 8, 9],
    ]);
    expect(kinds(batch)).toEqual(['A3 unit-suggested', 'A4 unit-unknown', 'A5 unit-unknown']);
  });

  it('that is there twice is taken once with the same figures, and asked with others', async () => {
    const same = await imported(
      [
        [...other, 1, 2, 3],
        [...other, 1, 2, 3],
      ],
      'add',
    );
    expect([same.outcome, same.notices, same.rows.rejected]).toEqual(['committed', 1, 1]);
    const { notices } = await service.answer('import.get', { batch: same.id });
    expect(notices.map((notice) => `${notice.cell ?? ''} ${notice.kind}`)).toEqual(['A4 row-same-twice']);
    for (const notice of notices) expect(noticeText(notice, 'zh')).toContain(other[1]);
    const third = [creditCodeIn('220122', 4), '农安戊酒业有限公司'] as const;
    const twice = await imported(
      [
        [...third, 1, 2, 3],
        [...third, 1, 2, 4],
      ],
      'add',
    );
    expect(kinds(twice)).toEqual(['A3 unit-twice']);
  });
});

describe('what the store holds already', () => {
  it('is replaced by an answer only, and not touched by a blank', async () => {
    const batch = await imported([[...known, 1001, 300, 50]]);
    expect(kinds(batch).map((line) => line.split(' ').at(-1))).toEqual(['replaces']);
    const same = await imported([[...known, 1000, 300, null]]);
    expect([same.outcome, same.rows]).toEqual(['committed', { new: 0, changed: 0, same: 1, rejected: 0 }]);
  });
});

describe('a file with new units and one question', () => {
  it('still adds the new ones once it is answered', async () => {
    const batch = await imported(
      [
        [creditCodeIn('220122', 9), '农安寅木业有限公司', 1, 2, 3],
        [creditCodeIn('220122', 10), '农安丑食品有限公司', 4, '约5', 6],
      ],
      'add',
    );
    expect(kinds(batch)).toEqual(['D4 approximate']);
    const answers = { [batch.questions[0]?.id ?? '']: 'blank' };
    const { batch: done } = await service.answer('import.answer', { batch: batch.id, answers });
    expect([done.outcome, done.rows.new, done.rows.rejected]).toEqual(['committed', 2, 0]);
  });
});

describe('a folder', () => {
  const row = [...known, 1000, 300, 50];
  const head = ['统一社会信用代码', '单位名称', '工业总产值', '新产品产值', '从业人员'];
  const book = (line: string): Buffer =>
    xlsxOf({ sheets: [{ name: '表', rows: rowsXml([[line], head, row]) }] });

  it('has its temporary files named and not read, and files under any name and depth read', async () => {
    const deep = path.join(
      folder,
      'usb',
      ...Array.from({ length: 12 }, (_, level) => `第${level}层文件夹-乡镇报表`),
    );
    mkdirSync(deep, { recursive: true });
    writeFileSync(path.join(folder, 'usb', '~$甲厂.xlsx'), Buffer.alloc(165, 7));
    writeFileSync(path.join(folder, 'usb', '.DS_Store'), Buffer.alloc(10));
    writeFileSync(path.join(folder, 'usb', "甲厂 '#%&+;(最终)𠮷.xlsx"), book('2015年度,单位:千元'));
    writeFileSync(path.join(deep, '乙厂.xlsx'), book('2015年度 单位:千元'));
    const { batches, leftovers } = await service.answer('import.run', {
      files: [service.tokens.give(path.join(folder, 'usb'), 'usb')],
    });
    expect(leftovers).toEqual(['~$甲厂.xlsx']);
    for (const language of ['zh', 'en'] as const)
      expect(leftoversText(leftovers, language)).toMatch(/~\$甲厂\.xlsx/);
    expect(batches.map(({ outcome }) => outcome)).toEqual(['committed', 'committed']);
    expect(batches.map(({ file }) => path.basename(file)).sort()).toEqual(
      ['乙厂.xlsx', "甲厂 '#%&+;(最终)𠮷.xlsx"].sort(),
    );
  });

  it('of one temporary file is nothing to read either', async () => {
    const file = path.join(folder, 'usb', '~$甲厂.xlsx');
    const { batches, leftovers } = await service.answer('import.run', {
      files: [service.tokens.give(file, '~$甲厂.xlsx')],
    });
    expect([batches, leftovers]).toEqual([[], ['~$甲厂.xlsx']]);
  });
});
