import { describe, expect, it } from 'vitest';
import { questionText } from '#shared/texts/questions.ts';
import { asked, sheetOf, stage, valuesOf } from '#test/fixtures/grid.ts';

const header = ['统一社会信用代码', '单位名称', '工业总产值', '新产品产值', '从业人员', '厂长津贴'];
const list = sheetOf(
  [
    ['单位:千元'],
    header,
    ['91220101MA0Y12340Q', '甲厂', 1000, 300, 50, 7],
    ['91220221702345679W', '乙厂', 2000, 600, 60, 8],
    ['合计', null, 3000, 900, 110, null],
  ],
  { hiddenRows: [4, 5] },
);
const form = sheetOf(
  [
    ['单位:千元'],
    ['统一社会信用代码:', '91220101MA0Y12340Q'],
    ['指标名称', '代码', '本年', '上年'],
    ['工业总产值', '01', 1000, 900],
    ['新产品产值', '02', 300, 200],
    ['工业销售产值', '03', 980, 890],
    ['出口交货值', '04', 10, 9],
    ['营业收入', '05', 990, 895],
    ['新产品销售收入', '06', null, null],
  ],
  { hiddenRows: [5, 9] },
);

describe('hidden rows and columns', () => {
  const sheet = { ...list, hiddenColumns: [0, 3, 4, 5] };

  it('are asked about once each, by name', () => {
    const file = stage(sheet);
    expect(asked(file)).toEqual(['A4 hidden-rows', 'D2 hidden-columns']);
    expect(file.questions.map((question) => questionText(question, 'zh'))).toEqual([
      '有 1 行被隐藏或筛选(第 4 行),打开文件时看不到。是否计入?',
      '有 2 列被隐藏(D 新产品产值、E 从业人员),打开文件时看不到,其中有数。是否计入?',
    ]);
  });

  it('are counted or left out as it was answered, and totals are proved by all that is counted', () => {
    const all = { 'x:表!4/hidden-rows': 'include', 'x:表!2/hidden-columns': 'include' };
    const counted = stage(sheet, all);
    expect(counted.questions).toEqual([]);
    expect(counted.notices.map(({ kind }) => kind)).toEqual(['column-unknown']);
    expect(counted.filings.map((filing) => valuesOf(counted, filing))).toEqual([
      { '01': 1000, '02': 300, '09': 50 },
      { '01': 2000, '02': 600, '09': 60 },
    ]);
    const left = stage(sheet, { ...all, 'x:表!2/hidden-columns': 'skip' });
    expect(left.questions).toEqual([]);
    expect(left.filings.map((filing) => valuesOf(left, filing))).toEqual([{ '01': 1000 }, { '01': 2000 }]);
  });

  it('of a form are asked about where they hold something', () => {
    expect(asked(stage(form))).toEqual(['A5 hidden-rows']);
    expect(valuesOf(stage(form, { 'x:表!5/hidden-rows': 'skip' }))['02']).toBeUndefined();
    const years = { ...form, hiddenColumns: [3] };
    const answers = { 'x:表!5/hidden-rows': 'include', 'x:表!3/hidden-columns': 'skip' };
    expect(asked(stage(years, { 'x:表!5/hidden-rows': 'include' }))).toEqual(['D3 hidden-columns']);
    expect(Object.keys(valuesOf(stage(years, answers)))).toEqual(['01', '02', '03', '04', '05']);
  });
});
