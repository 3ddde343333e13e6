import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { originalFile } from '#electron/store/originals.ts';
import type { Batch } from '#shared/contract/areas/imports.ts';
import type { Output } from '#shared/contract/contract.ts';
import { problemText } from '#shared/texts/problems.ts';
import { pictureText, rungsOf } from '#shared/texts/provenance.ts';
import { biffOf } from '#test/fixtures/biff.ts';
import { enterprises } from '#test/bench/data/enterprises.ts';
import { testService } from '#test/fixtures/service.ts';
import { documentOf, runHere } from '#test/fixtures/terminal.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';
import { rowsXml, xlsxOf, zipOf } from '#test/fixtures/xlsx.ts';

const units = enterprises(120);
const unitAt = (index: number): { readonly id: string; readonly name: string } => {
  const unit = units[index];
  if (unit === undefined) throw new Error(`no unit ${index}`);
  return { id: unit.creditCode, name: unit.name };
};

const folder = temporaryFolder();
const data = path.join(folder, 'data');
const service = testService(data, '2016-03-01T08:00:00.000Z');

beforeAll(async () => {
  mkdirSync(path.join(folder, 'in'));
  await service.open();
  await service.answer('workspace.init', { county: '220122', year: 2015 });
});
afterAll(() => service.close());

const head = ['统一社会信用代码', '单位名称', '工业总产值', '新产品产值', '出口交货值', '从业人员'];
type Cells = readonly (string | number | null)[];
const rowOf = (index: number, ...cells: Cells): Cells => {
  const { id, name } = unitAt(index);
  return [id, name, ...cells];
};

async function imported(name: string, bytes: Uint8Array | string): Promise<Batch> {
  const file = path.join(folder, 'in', name);
  writeFileSync(file, bytes);
  const { batches } = await service.answer('import.run', {
    files: [service.tokens.give(file, name)],
    newUnits: 'add',
  });
  const [batch] = batches;
  if (batch === undefined) throw new Error('no batch');
  return batch;
}

type Told = Output<'provenance.get'>;
const told = (index: number, key: string, more: object = {}): Promise<Told> =>
  service.answer('provenance.get', { unit: unitAt(index).id, return: 'JC102', key, ...more });
const ladder = (found: Told, language: 'zh' | 'en' = 'zh') =>
  rungsOf(found, language).map(({ kind, text }) => `${kind} ${text}`);

/** The rows of the picture as they are seen: row number, kind, the shown cells. */
const seen = ({ picture }: Told) =>
  picture?.rows.map(
    ({ index, kind, cells }) => `${index + 1} ${kind}: ${cells.map((cell) => cell.text).join(' | ')}`,
  );

describe('the place in the sheet', () => {
  it('shows the cell among its neighbours, under its header, and each step of the reading', async () => {
    const rows = Array.from({ length: 12 }, (_, index) =>
      rowOf(index, index === 6 ? '1,530.26' : 1000 + index, 300 + index, '无', 50),
    );
    const merge = '<mergeCells count="1"><mergeCell ref="A1:F1"/></mergeCells>';
    const batch = await imported(
      '汇总.xlsx',
      xlsxOf({
        sheets: [
          {
            name: '汇总表',
            rows: rowsXml([['工业企业产品创新情况 2015年'], ['单位:万元'], head, ...rows]),
            after: merge,
          },
        ],
      }),
    );
    expect([batch.outcome, batch.questions]).toEqual(['committed', []]);
    const found = await told(6, '01');
    expect(found).toMatchObject({
      unitName: unitAt(6).name,
      value: 15303,
      problem: null,
      picture: { sheet: '汇总表', marked: { row: 9, column: 2 }, columns: [0, 1, 2, 3, 4, 5] },
    });
    // Six rows either way, and above them what heads the columns.
    expect(found.picture?.rows.map(({ index }) => index + 1)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
    ]);
    expect(seen(found)?.[0]).toBe('1 title: 工业企业产品创新情况 2015年');
    expect(seen(found)?.[2]).toBe(`3 header: ${head.join(' | ')}`);
    expect(seen(found)?.[9]).toBe(`10 body: ${unitAt(6).id} | ${unitAt(6).name} | 1,530.26 | 306 | 无 | 50`);
    expect(found.picture?.merges).toEqual([
      { top: 0, left: 0, bottom: 0, right: 5, text: '工业企业产品创新情况 2015年' },
    ]);
    expect(ladder(found)).toEqual([
      'place 汇总.xlsx › 汇总表!C10',
      'raw 原文“1,530.26”',
      'step 写成文字的数,按数读取',
      'step 由万元换算为千元:× 10',
      'step 四舍五入到整数',
      'value 读作 15,303 千元',
    ]);
    expect(ladder(await told(6, '04'))).toEqual([
      'place 汇总.xlsx › 汇总表!E10',
      'raw 原文“无”',
      'step 表示没有数,按空(无)记,不作 0',
      'value 读作 无',
    ]);
    for (const line of ladder(found, 'en').slice(2)) expect(line).not.toMatch(/[一-龥]|undefined|NaN/);
  });

  it('keeps to a window of a long and wide list, with the rows’ names and the head of the columns', async () => {
    const names = Array.from({ length: 18 }, (_, index) => `备注${index}`);
    const rows = Array.from({ length: 60 }, (_, index) => [
      ...rowOf(index + 20, null, null, null, null),
      ...names.map((_, column) => `x${column}`),
      7000 + index,
    ]);
    await imported(
      '长.xlsx',
      xlsxOf({
        sheets: [{ name: '表', rows: rowsXml([['单位:千元'], [...head, ...names, '利润总额'], ...rows]) }],
      }),
    );
    const found = await told(60, '08');
    const { picture } = found;
    expect(picture?.columns).toEqual([0, 1, 20, 21, 22, 23, 24]);
    expect(picture?.rows.map(({ index }) => index + 1)).toEqual([
      1,
      2,
      ...Array.from({ length: 13 }, (_, i) => 37 + i),
    ]);
    expect(picture?.rows.at(8)?.cells.at(-1)).toEqual({ column: 24, type: 'number', text: '7040' });
  });

  it.each([
    [
      '导出.csv',
      () => [['单位:千元'], head, rowOf(100, 11, 12, 13, 14)].map((row) => row.join(',')).join('\r\n'),
      100,
    ],
    [
      '旧表.xls',
      () =>
        biffOf({
          version: 8,
          sheets: [{ name: '表', rows: [['单位:千元'], head, rowOf(101, 11, 12, 13, 14)] }],
        }),
      101,
    ],
    [
      '网页.xls',
      () =>
        `<html><meta charset="utf-8"><table>${[['单位:千元'], head, rowOf(102, 11, 12, 13, 14)]
          .map((row) => `<tr>${row.map((cell) => `<td>${cell ?? ''}</td>`).join('')}</tr>`)
          .join('')}</table></html>`,
      102,
    ],
    ['开放.ods', () => odsOf([['单位:千元'], head, rowOf(103, 11, 12, 13, 14)]), 103],
    [
      '打包.zip',
      () =>
        zipOf({
          '甲/报表.xlsx': xlsxOf({
            sheets: [{ name: '表', rows: rowsXml([['单位:千元'], head, rowOf(104, 11, 12, 13, 14)]) }],
          }),
        }),
      104,
    ],
  ] as const)('is found again in %s', async (name, bytes, index) => {
    expect((await imported(name, bytes())).outcome).toBe('committed');
    const found = await told(index, '02');
    expect(found.problem).toBeNull();
    expect(found.picture?.marked).toEqual({ row: 2, column: 3 });
    const row = found.picture?.rows.find((item) => item.index === 2);
    expect(row?.cells.find((cell) => cell.column === 3)?.text).toBe('12');
    expect(found.acts.map(({ file, cell }) => [file, cell])).toEqual([
      [name === '打包.zip' ? '打包.zip/甲/报表.xlsx' : name, 'D3'],
    ]);
  });
});

describe('how the number came to be', () => {
  it('is told by the clerk’s answers, the corrections and their basis, in the order of time', async () => {
    const sheet = rowsXml([['单位:千元'], head, rowOf(110, '约1530', 300, 1400, 50)]);
    const asked = await imported('约数.xlsx', xlsxOf({ sheets: [{ name: '表', rows: sheet }] }));
    const [question] = asked.questions;
    expect(question?.kind).toBe('approximate');
    await service.answer('import.answer', {
      batch: asked.id,
      answers: { [question?.id ?? '']: 'value:1530' },
      newUnits: 'add',
    });
    await service.answer('filing.correct', {
      unit: unitAt(110).id,
      return: 'JC102',
      cells: { '01': '1600' },
      basis: 'letter',
      reason: '更正函第3号',
    });
    const found = await told(110, '01');
    expect(ladder(found)).toEqual([
      'place 约数.xlsx › 表!C3',
      'raw 原文“约1530”',
      'answer 导入时问:“约1530”不是确定的数。请向填报单位核实后填写,或按空记。答:按 1530 千元',
      'value 读作 1,530 千元',
      'value 更正为 1,600 千元(原为 1,530 千元),依据:更正函,更正函第3号',
    ]);
    // What is pictured is still the enterprise's own cell.
    expect(found.picture?.marked).toEqual({ row: 2, column: 2 });
    expect(found.acts.at(-1)).toMatchObject({ kind: 'correction', at: '2016-03-01T08:00:00.000Z' });
  });

  it('is not told of an item that the form does not have', async () => {
    await expect(told(110, '99')).rejects.toEqual(expect.objectContaining({ code: 'filing.field-absent' }));
  });

  it('says that a typed number has no sheet, and that an empty cell was never filled', async () => {
    const unit = unitAt(110).id;
    await service.answer('filing.set', { unit, return: 'JC102', cells: { '08': '77' } });
    const typed = await told(110, '08');
    expect([typed.pictured, typed.picture, typed.problem]).toEqual([null, null, null]);
    expect(ladder(typed)).toEqual(['value 手工填写 77 千元']);
    expect(pictureText(typed, 'zh')).toContain('不是从文件导入的');
    expect(pictureText(await told(110, '07'), 'en')).toContain('Nothing was ever filled in');
  });

  it('shows the sheet of an import that was undone, and says so', async () => {
    const sheet = rowsXml([['单位:千元'], head, rowOf(111, 900, 300, 800, 50)]);
    const batch = await imported('撤销.xlsx', xlsxOf({ sheets: [{ name: '表', rows: sheet }] }));
    await service.answer('import.undo', { batch: batch.id });
    const found = await told(111, '01');
    expect(found.value).toBeNull();
    expect(found.picture?.marked).toEqual({ row: 2, column: 2 });
    expect(ladder(found)).toEqual([
      'place 撤销.xlsx › 表!C3(这次导入已撤销)',
      'raw 原文“900”',
      'value 读作 900 千元',
      'value 撤销“撤销.xlsx”的导入,恢复为 空',
    ]);
    expect(pictureText(found, 'zh')).toContain('已撤销');
  });

  it('stands without the picture where the original is lost or was altered, and says what to do', async () => {
    const sheet = rowsXml([['单位:万元'], head, rowOf(112, 900, 300, 800, 50)]);
    const batch = await imported('丢失.xlsx', xlsxOf({ sheets: [{ name: '表', rows: sheet }] }));
    const kept = originalFile(data, batch.sha256);
    writeFileSync(kept, xlsxOf({ sheets: [{ name: '表', rows: rowsXml([['别的']]) }] }));
    const altered = await told(112, '01');
    expect([altered.picture, altered.problem?.code]).toEqual([null, 'intake.original']);
    rmSync(kept);
    const lost = await told(112, '01');
    expect([lost.picture, lost.problem?.code]).toEqual([null, 'intake.original']);
    expect(ladder(lost)).toEqual([
      'place 丢失.xlsx › 表!C3',
      'raw 原文“900”',
      'step 由万元换算为千元:× 10',
      'value 读作 9,000 千元',
    ]);
    if (lost.problem !== null) expect(problemText(lost.problem, 'zh')).toContain('再导入一次');
  });

  it('pictures an earlier file when its act is asked for', async () => {
    const sheet = rowsXml([['单位:千元'], head, rowOf(110, 1700, 310, 1500, 55)]);
    const second = await imported('重报.xlsx', xlsxOf({ sheets: [{ name: '表', rows: sheet }] }));
    const [question] = second.questions;
    expect(question?.kind).toBe('replaces');
    await service.answer('import.answer', { batch: second.id, answers: { [question?.id ?? '']: 'file' } });
    const newest = await told(110, '01');
    expect(newest.acts.map(({ id, file }) => [id === newest.pictured, file])).toEqual([
      [false, '约数.xlsx'],
      [false, null],
      [true, '重报.xlsx'],
    ]);
    const first = await told(110, '01', { act: newest.acts[0]?.id });
    expect(first.pictured).toBe(newest.acts[0]?.id);
    expect(first.picture?.rows.find((row) => row.index === 2)?.cells.at(2)?.text).toBe('约1530');
  });
});

it('is told in the terminal too: the way, and the sheet with the cell in brackets', async () => {
  const unit = unitAt(6).id;
  await service.close();
  const ran = await runHere(['where', `${unit}/JC102`, '01', '--data', data]);
  expect(ran.code).toBe(0);
  expect(ran.out).toContain('  由万元换算为千元:× 10\n');
  expect(ran.out).toContain('\tA\tB\tC\tD\tE\tF\n');
  expect(ran.out).toContain(`\n10\t${unit}\t${unitAt(6).name}\t[1,530.26]\t306\t无\t50\n`);
  const json = documentOf<Told>(await runHere(['where', `${unit}/JC102`, '01', '--data', data, '--json']));
  expect(json.picture?.marked).toEqual({ row: 9, column: 2 });
  const lost = await runHere(['where', `${unitAt(112).id}/JC102`, '01', '--data', data, '--lang', 'en']);
  expect(lost.out).toContain('Import the same file again');
});

/** A minimal OpenDocument spreadsheet of texts and numbers. */
function odsOf(rows: readonly Cells[]): Buffer {
  const cell = (value: string | number | null): string =>
    value === null
      ? '<table:table-cell/>'
      : typeof value === 'number'
        ? `<table:table-cell office:value-type="float" office:value="${value}"><text:p>${value}</text:p></table:table-cell>`
        : `<table:table-cell office:value-type="string"><text:p>${value}</text:p></table:table-cell>`;
  const body = rows.map((row) => `<table:table-row>${row.map(cell).join('')}</table:table-row>`).join('');
  return zipOf({
    mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
    'content.xml': `<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="表">${body}</table:table></office:spreadsheet></office:body></office:document-content>`,
  });
}
