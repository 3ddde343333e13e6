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

describe('a summary below a list', () => {
  const list = [['单位:千元'], head, [...a, 100, 30, 50], [...b, 200, 40, 60], []];
  const summary = [
    ['乡镇', '企业数', '工业总产值'],
    ['合隆镇', 1, 100],
    ['开安镇', 1, 200],
  ];

  it.each([
    ['alone', summary, 'A7 rows-unread'],
    ['with a title', [['分乡镇汇总'], ...summary], 'A8 rows-unread'],
  ])('ends it, and is said: %s', (_how, below, notice) => {
    const file = stage(sheetOf([...list, ...below]));
    expect([asked(file), said(file), file.filings.length]).toEqual([[], [notice], 2]);
  });

  it('does not, where it is rows of the list behind a blank one', () => {
    const file = stage(sheetOf([...list, ['912205811239900160', '梅河口丙有限公司', 300, 50, 70]]));
    expect([asked(file), said(file), file.filings.length]).toEqual([[], [], 3]);
  });
});

it('a header of two rows is known again at the top of each page by the upper one', () => {
  const heads = [
    ['代码', '单位名称', '研发活动', null, '从业人员'],
    [null, null, '研发人员', '研发费用', null],
  ];
  const file = stage(
    sheetOf([['单位:千元'], ...heads, [...a, 10, 30, 50], page, ...heads, [...b, 20, 40, 60]]),
  );
  expect(asked(file)).toEqual([]);
  expect(file.filings.map((filing) => [filing.identity.creditCode, valuesOf(file, filing)])).toEqual([
    [a[0], { '09': 50, '10': 10, '12': 30 }],
    [b[0], { '09': 60, '10': 20, '12': 40 }],
  ]);
});
