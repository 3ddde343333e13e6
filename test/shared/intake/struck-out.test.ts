import { describe, expect, it } from 'vitest';
import type { GridRow, Sheet } from '#shared/intake/grid.ts';
import { questionText } from '#shared/texts/questions.ts';
import { asked, sheetOf, stage, valuesOf, type Written } from '#test/fixtures/grid.ts';

const header = ['统一社会信用代码', '单位名称', '工业总产值', '新产品产值', '从业人员', '市场份额'];
const codes = ['91220101MA0Y12340Q', '91220221702345679W', '912205811239900160'];

function struck(sheet: Sheet, marks: Readonly<Record<number, Pick<GridRow, 'struck' | 'left'>>>): Sheet {
  return { ...sheet, rows: sheet.rows.map((row) => ({ ...row, ...marks[row.index + 1] })) };
}

const list = (rows: readonly (readonly Written[])[]): Sheet => sheetOf([['单位:千元'], header, ...rows]);
const three = list([
  [codes[0] ?? '', '甲厂', 1000, 300, 50, 12],
  [codes[1] ?? '', '乙厂', 2000, 600, 60, 15],
  [codes[2] ?? '', '丙厂', 3000, 900, 70, 18],
]);

describe('figures that are struck out', () => {
  const sheet = struck(three, { 3: { struck: [2, 3] }, 5: { struck: [2] } });

  it('are asked about once for each column, and stand in no filing meanwhile', () => {
    const file = stage(sheet);
    expect(asked(file)).toEqual(['C3 struck-out', 'D3 struck-out']);
    expect(questionText(file.questions[0] as never, 'zh')).toContain(
      '“工业总产值”一栏有 2 格被划去(C3 1000、C5 3000)',
    );
    expect(file.filings.map((filing) => valuesOf(file, filing)['01'])).toEqual([
      '?struck-out',
      2000,
      '?struck-out',
    ]);
  });

  it('are taken, or left blank, as it was answered for their column', () => {
    const file = stage(sheet, { 'x:表!C2/struck-out': 'blank', 'x:表!D2/struck-out': 'keep' });
    expect(asked(file)).toEqual([]);
    expect(file.filings.map((filing) => valuesOf(file, filing)['01'])).toEqual([
      { blank: 'unknown' },
      2000,
      { blank: 'unknown' },
    ]);
    expect(valuesOf(file)['02']).toBe(300);
  });

  it('are not asked about where they are empty, in columns of no item, or in totals', () => {
    const wide = sheetOf([
      ['单位:千元'],
      [...header, '备注栏'],
      [codes[0] ?? '', '甲厂', '不详', 300, 50, 12, '作废'],
      ['合计', null, null, 300, 50, null, null],
    ]);
    expect(asked(stage(struck(wide, { 3: { struck: [2, 6] }, 4: { struck: [3] } })))).toEqual([]);
  });

  it('of a form are asked about once for each year', () => {
    const form = sheetOf([
      ['单位:千元'],
      ['统一社会信用代码:', codes[0] ?? ''],
      ['指标名称', '代码', '本年', '上年'],
      ['工业总产值', '01', 1000, 900],
      ['新产品产值', '02', 300, 200],
      ['工业销售产值', '03', 980, 890],
      ['出口交货值', '04', 10, 9],
      ['营业收入', '05', 990, 895],
    ]);
    const file = stage(struck(form, { 4: { struck: [2] }, 5: { struck: [2, 3] } }));
    expect(asked(file)).toEqual(['C4 struck-out', 'D5 struck-out']);
  });
});

describe('rows that are struck out from end to end', () => {
  const all = [0, 1, 2, 3, 4, 5];
  const sheet = struck(three, { 4: { struck: all }, 5: { struck: all } });

  it('are asked about once, and no cell of theirs again', () => {
    const file = stage(sheet);
    expect(asked(file)).toEqual(['A4 struck-rows']);
    expect(questionText(file.questions[0] as never, 'en')).toContain('2 rows are struck out');
  });

  it('are left out or counted as it was answered', () => {
    expect(stage(sheet, { 'x:表!4/struck-rows': 'skip' }).filings).toHaveLength(1);
    const counted = stage(sheet, { 'x:表!4/struck-rows': 'include' });
    expect(counted.questions).toEqual([]);
    expect(counted.filings.map((filing) => valuesOf(counted, filing)['01'])).toEqual([1000, 2000, 3000]);
  });
});

describe('a text of which a part is struck out', () => {
  const sheet = (left: string): Sheet =>
    struck(list([[codes[0] ?? '', '甲厂', '1000120万元', 300, 50, 12]]), {
      3: { struck: [2], left: new Map([[2, left]]) },
    });

  it('offers what is left of it, in the unit of the item', () => {
    const [question] = stage(sheet('120万元')).questions;
    expect(question?.choices.map(({ code }) => code)).toEqual(['value:1200', 'blank', 'skip']);
    expect(valuesOf(stage(sheet('120万元'), { 'x:表!C3/struck-part': 'value:1200' }))['01']).toBe(1200);
  });

  it('offers no figure where none is left', () => {
    const [question] = stage(sheet('作废')).questions;
    expect(question?.choices.map(({ code }) => code)).toEqual(['blank', 'skip']);
  });
});
