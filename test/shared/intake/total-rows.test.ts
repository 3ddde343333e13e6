import { describe, expect, it } from 'vitest';
import type { Sheet } from '#shared/intake/grid.ts';
import { said, sheetOf, stage, type Written } from '#test/fixtures/grid.ts';

const header = ['统一社会信用代码', '单位名称', '工业总产值', '新产品产值', '从业人员', '市场份额'];
const own = ['91220101MA0Y12340Q', '甲厂', 1000, 300, 50, 12];
const other = ['91220221702345679W', '乙厂', 2000, 600, 60, 15];

function list(...rows: readonly (readonly Written[])[]): Sheet {
  return sheetOf([['单位:千元'], header, ...rows]);
}

/** The details of what would be asked about rows that may be totals. */
function totals(sheet: Sheet, answers: Readonly<Record<string, string>> = {}) {
  return stage(sheet, answers).filings.flatMap(({ total }) => (total === undefined ? [] : [total.details]));
}

describe('a row that adds up', () => {
  it('once it is said to be a total is checked against the rows above it, and those alone', () => {
    const answers = { 'x:表!5/total-row': 'total' };
    const third = ['912205811239900160', '丙厂', 400, 0, 7, 3];
    const right = stage(list(own, other, [null, 'Ⅰ类计', 3000, 900, 110], third), answers);
    expect([said(right), right.filings.length, right.tables[0]?.totalRows]).toEqual([[], 3, [4]]);
    const wrong = stage(list(own, other, [null, 'Ⅰ类计', 3000, 900, 111], third), answers);
    expect(said(wrong)).toEqual(['E5 total-differs']);
    expect(wrong.notices[0]?.details).toMatchObject({ total: '111', sum: '110' });
  });

  it('sums the rows since the total before, whatever that is called', () => {
    const third = ['912205811239900160', '丙厂', 400, 0, 7, 3];
    const fourth = [null, '丁厂', 600, 5, 3, 3];
    const sheet = list(own, other, ['小计', null, 3000, 900, 110], third, fourth, [
      null,
      'Ⅱ类计',
      1000,
      5,
      10,
    ]);
    expect(totals(sheet)).toMatchObject([{ row: '8', rows: '2', from: '6', to: '7' }]);
  });

  it('and names nobody is a total unless it is said to be a row, and is in the same words as the question', () => {
    const file = stage(list(own, other, [null, null, 3000, 900, 110]));
    expect([said(file), file.filings.length, file.tables[0]?.totalRows]).toEqual([
      ['A5 total-unnamed'],
      2,
      [4],
    ]);
    const [assumed] = file.assumed;
    expect([assumed?.question.kind, assumed?.choice.code]).toEqual(['total-row', 'total']);
    const row = stage(list(own, other, [null, null, 3000, 900, 110]), {
      [assumed?.question.id ?? '']: 'unit',
    });
    expect([said(row), row.filings.length, row.assumed]).toEqual([[], 3, []]);
    expect(totals(list(own, [null, null, 1000, 300, 50]))).toMatchObject([{ rows: '1' }]);
  });

  it('is not looked for where a sum is in question yet, and is once that is answered', () => {
    const sheet = list(
      own,
      ['91220221702345679W', '乙厂', '约2000', 600, 60],
      [null, 'Ⅰ类计', 3000, 900, 110],
    );
    expect(totals(sheet)).toEqual([]);
    expect(totals(sheet, { 'x:表!C4/approximate': 'value:2000' })).toMatchObject([{ row: '5', count: '3' }]);
  });

  it('is no total where it states facts beside its name, or repeats the name of a unit above', () => {
    const facts = [...header, '主导产品名称'];
    const rows = (...last: readonly Written[]): Sheet =>
      sheetOf([['单位:千元'], facts, [...own, '轴承'], [...other, '齿轮'], last]);
    expect(totals(rows(null, '丙厂', 3000, 900, 110, null, '阀门'))).toEqual([]);
    expect(totals(rows(null, '乙厂', 3000, 900, 110))).toEqual([]);
    expect(totals(rows(null, '丙厂', 3000, 900, 110))).toMatchObject([{ label: '丙厂' }]);
  });
});
