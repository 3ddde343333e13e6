import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { saveMadeFile } from '#electron/threads/save.ts';
import { newWorkbook } from '#electron/workbook/new-workbook.ts';
import { logHead, logLines } from '#shared/texts/import-log.ts';
import { localTime } from '#shared/values/moment.ts';
import { soundUnit } from '#test/fixtures/office.ts';
import { testService } from '#test/fixtures/service.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';
import { documentOf, runHere } from '#test/fixtures/terminal.ts';
import { rowsXml, xlsxOf } from '#test/fixtures/xlsx.ts';

const folder = temporaryFolder();
const data = path.join(folder, 'data');
const service = testService(data, '2016-03-01T08:00:00.000Z');
const head = ['统一社会信用代码', '单位名称', '工业总产值', '新产品产值', '从业人员', '备注'];
const [one, two] = [soundUnit(0), soundUnit(1)];

beforeAll(async () => {
  mkdirSync(path.join(folder, 'in'));
  mkdirSync(path.join(folder, 'out'));
  await service.open();
  await service.answer('workspace.init', { county: '220122', year: 2015 });
  const rows = [
    ['单位:万元'],
    head,
    [one.creditCode, one.name, '约1530', 300, 50, '甲'],
    [two.creditCode, two.name, 900.26, 200, 40, '乙'],
  ];
  const sheet = xlsxOf({ sheets: [{ name: '汇总表', rows: rowsXml(rows) }] });
  const files = [
    ['汇总.xlsx', sheet],
    ['函.xlsx', xlsxOf({ sheets: [{ name: '函', rows: rowsXml([['关于报送的函']]) }] })],
  ] as const;
  const tokens = files.map(([name, bytes]) => {
    const file = path.join(folder, 'in', name);
    writeFileSync(file, bytes);
    return service.tokens.give(file, name);
  });
  const { batches } = await service.answer('import.run', { files: tokens, newUnits: 'add' });
  const asked = batches.find((batch) => batch.outcome === 'questions');
  const [question] = asked?.questions ?? [];
  await service.answer('import.answer', {
    batch: asked?.id,
    answers: { [question?.id ?? '']: 'value:15300' },
    newUnits: 'add',
  });
});
afterAll(() => service.close());

it('says of each file what was found, written, answered and noticed, or why nothing was', async () => {
  const log = await service.answer('import.log', {});
  expect([log.county, log.year, log.total]).toEqual(['农安县', 2015, 2]);
  const told = Object.fromEntries(
    log.files.map((file) => [
      logHead(file, 'zh'),
      logLines(file, 'zh').map(({ part, where, text }) => `${part} ${where} ${text}`),
    ]),
  );
  expect(told['汇总.xlsx · 已入库']).toEqual([
    '报表 汇总表 JC102,数据在第 3–4 行',
    ...[one, two]
      .toSorted((a, b) => (a.creditCode < b.creditCode ? -1 : 1))
      .map(({ name }) => `写入 汇总表 ${name} JC102:3 格`),
    '已确认 汇总表!C3 “约1530”不是确定的数。请向填报单位核实后填写,或按空记。答:按 15300 千元',
    expect.stringMatching(/^提示 汇总表.*备注/),
    expect.stringMatching(/^提示 汇总表!D3 .*万元/),
    expect.stringMatching(/^提示 汇总表!C4 .*四舍五入为 9003/),
    expect.stringMatching(/^提示 汇总表!C4 .*万元/),
  ]);
  expect(told['函.xlsx · 未能导入']).toEqual([
    expect.stringMatching(/^未能导入 {2}“函.xlsx”里没有认出哪一种报表/),
  ]);
  for (const file of log.files)
    for (const { part, text } of logLines(file, 'en')) expect(`${part} ${text}`).not.toMatch(/undefined|NaN/);
});

it('keeps saying what a file wrote after it was undone, and that it was', async () => {
  const { files } = await service.answer('import.log', {});
  const batch = files.find(({ outcome }) => outcome === 'committed')?.batch;
  await service.answer('import.undo', { batch });
  const [file, ...others] = (await service.answer('import.log', { batch })).files;
  expect(others).toEqual([]);
  expect([file?.outcome, file?.takenTotal, file?.taken[0]?.cells]).toEqual(['undone', 2, 3]);
});

it('is saved as a workbook, and said in the terminal', async () => {
  const { file } = await service.answer('import.writeLog', {});
  expect(file.name).toBe('导入记录 农安县 2015.xlsx');
  const saved = await saveMadeFile(service.tokens.take(file.token), `${path.join(folder, 'out')}${path.sep}`);
  const book = await newWorkbook();
  await book.xlsx.readFile(saved);
  const rows = book.worksheets[0]?.getSheetValues() as (readonly unknown[] | undefined)[];
  expect(rows[1]?.[1]).toBe('农安县 2015 年 导入记录');
  const answered = rows.find((row) => row?.[4] === '已确认');
  expect(answered?.slice(1)).toEqual([
    '汇总.xlsx',
    '已撤销',
    localTime('2016-03-01T08:00:00.000Z'),
    '已确认',
    '汇总表!C3',
    '“约1530”不是确定的数。请向填报单位核实后填写,或按空记。答:按 15300 千元',
  ]);
  await service.close();
  const ran = await runHere(['import-log', '--data', data]);
  expect(ran.out).toContain(
    '  已确认\t汇总表!C3\t“约1530”不是确定的数。请向填报单位核实后填写,或按空记。答:按 15300 千元\n',
  );
  expect(ran.out).toContain(`已撤销\t${localTime('2016-03-01T08:00:00.000Z')}\n`);
  expect(ran.out).not.toContain('共 ');
  const json = documentOf<{ files: readonly unknown[]; total: number }>(
    await runHere(['import-log', '--data', data, '--json']),
  );
  expect([json.files.length, json.total]).toEqual([2, 2]);
});

it('is cut to the newest files in the terminal, says so, and gives all when they are wanted', async () => {
  const many = path.join(folder, 'many');
  mkdirSync(many);
  for (let index = 0; index < 21; index++)
    writeFileSync(
      path.join(many, `${String(index)}.xlsx`),
      xlsxOf({ sheets: [{ name: '函', rows: rowsXml([[`第 ${index} 号函`]]) }] }),
    );
  await runHere(['import', many, '--data', data]);
  const { out } = await runHere(['import-log', '--data', data]);
  expect(out.match(/^\S+\t/gm)).toHaveLength(20);
  expect(out).toMatch(/以上是最近 20 个文件,全年共 23 个.*import-log <批次>.*--all.*--out f\.xlsx。\n$/);
  const all = await runHere(['import-log', '--data', data, '--all', '--json']);
  expect(documentOf<{ files: readonly unknown[] }>(all).files).toHaveLength(23);
}, 120_000);
