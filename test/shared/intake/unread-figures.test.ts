import { describe, expect, it } from 'vitest';
import { asked, said, sheetOf, stage, valuesOf } from '#test/fixtures/grid.ts';
import { a, b } from '#test/fixtures/laid.ts';

const head = ['统一社会信用代码', '单位名称', '工业总产值', '新产品产值', '从业人员'];
const page = ['2015年工业企业创新情况汇总表'];

it('a line with a day over the columns of a list is no header: the rows above a repeated one are read', () => {
  const lines = [page, ['填报单位:县工信局', null, '2016年1月10日'], ['单位:千元']];
  const file = stage(sheetOf([...lines, head, [...a, 100, 30, 50], page, head, [...b, 200, 40, 60]]));
  expect(asked(file)).toEqual([]);
  expect(file.filings.map((filing) => valuesOf(file, filing))).toEqual([
    { '01': 100, '02': 30, '09': 50 },
    { '01': 200, '02': 40, '09': 60 },
  ]);
});

describe('figures that nothing reads', () => {
  it('are said where their column has no header', () => {
    const file = stage(
      sheetOf([['单位:千元'], head, [...a, 100, 30, 50, 70], [...b, 200, 40, 60, null], ['合计', null, 300]]),
    );
    expect(said(file)).toEqual(['F3 column-headless']);
    expect(file.notices[0]?.details).toEqual({ column: 'F', cells: '1' });
  });

  it('are not where they only count the rows', () => {
    const rows = [...[a, b].entries()].map(([at, unit]) => [at + 1, ...unit, 100, 30, 50]);
    expect(said(stage(sheetOf([['单位:千元'], [null, ...head], ...rows])))).toEqual([]);
  });

  it('are said where a sheet goes on without a header', () => {
    const first = sheetOf([['单位:千元'], head, [...a, 100, 30, 50]], { name: '一' });
    const file = stage([first, sheetOf([[...b, 200, 40, 60]], { name: '二' })]);
    expect(said(file)).toEqual(['A1 rows-unread']);
    expect(file.notices[0]).toMatchObject({ sheet: '二', class: 'C', details: { count: '1', rows: '1' } });
  });
});
