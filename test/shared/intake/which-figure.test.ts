import { describe, expect, it } from 'vitest';
import type { StagedFile } from '#shared/intake/staged.ts';
import { asked, sheetOf, stage, valuesOf, type Written } from '#test/fixtures/grid.ts';

const a = ['91220101MA0Y12340Q', '长春甲有限公司'] as const;
const who = ['统一社会信用代码', '单位名称'] as const;

/** A list with two header rows, the upper of which is not merged, and a third item beside. */
function list(upper: readonly Written[], lower: readonly Written[], figures: readonly Written[]) {
  return sheetOf([
    ['2015年工业企业产品创新情况'],
    ['单位:千元'],
    [...who, ...upper, '利润总额', '研发项目数'],
    [null, null, ...lower],
    [...a, ...figures, 7, 3],
  ]);
}

/** Its values without those of the items beside. */
function read(file: StagedFile): Readonly<Record<string, unknown>> {
  const { '08': _profit, '15': _projects, ...values } = valuesOf(file);
  return values;
}

function headersOf(file: StagedFile): readonly unknown[] {
  return file.notices
    .filter(({ kind }) => kind === 'column-unknown')
    .map(({ cell, details }) => `${cell ?? ''} ${String(details?.['header'])}`);
}

describe('headers below a name that is not merged over them', () => {
  it.each([
    [['本年', '上年'], { '01': 82, '01.上年': 79 }],
    [['2014年', '2015年'], { '01': 79, '01.上年': 82 }],
    [['本期', '上年同期'], { '01': 82, '01.上年': 79 }],
    [['上年实际', '全年累计'], { '01': 79, '01.上年': 82 }],
  ])('%j are two figures of it', (lower, expected) => {
    const file = stage(list(['工业总产值', null], lower, [82, 79]));
    expect(asked(file)).toEqual([]);
    expect(read(file)).toEqual(expected);
  });

  it.each([
    [['本年计划', '本年实际'], { '01': 79 }, ['C3 工业总产值/本年计划']],
    [['本月', '本年累计'], { '01': 79 }, ['C3 工业总产值/本月']],
    [['一季度', '全年'], { '01': 79 }, ['C3 工业总产值/一季度']],
    [['全年', '比上年增长%'], { '01': 82 }, ['D3 工业总产值/比上年增长%']],
    [['年初', '年末'], { '01': 79 }, ['C3 工业总产值/年初']],
  ])('%j are one figure of it, and another measure that is named', (lower, expected, unknown) => {
    const file = stage(list(['工业总产值', null], lower, [82, 79]));
    expect(asked(file)).toEqual([]);
    expect(read(file)).toEqual(expected);
    expect(headersOf(file)).toEqual(unknown);
  });

  it('are of last year’s file where they compare two earlier years: asked once', () => {
    const file = stage(list(['工业总产值', null], ['2013年', '2014年'], [82, 79]));
    expect(asked(file)).toEqual(['- other-year']);
    expect(file.questions[0]?.details).toEqual({ found: '2013、2014', expected: '2015' });
    expect(
      stage(list(['工业总产值', null], ['2013年', '2014年'], [82, 79]), {
        [file.questions[0]?.id ?? '']: 'skip',
      }).filings,
    ).toEqual([]);
  });

  it('are asked about where they say a part of it, with the parts that the form has', () => {
    const file = stage(list(['工业总产值', null], ['合计', '其中:新产品'], [82, 17]));
    expect(asked(file)).toEqual(['D3 column-unclear']);
    expect(file.questions[0]?.choices.map(({ code }) => code)).toEqual(['field:02', 'field:47', 'skip']);
    expect(read(file)).toEqual({ '01': 82 });
  });

  it('are asked about where the name stands over neither, or over the second', () => {
    const file = stage(list([null, '工业总产值'], ['上年', '本年'], [79, 82]));
    expect(asked(file)).toEqual(['C3 column-unclear']);
    expect(file.questions[0]?.choices.map(({ code }) => code)).toEqual(['field:01', 'skip']);
    expect(read(file)).toEqual({ '01': 82 });
    const id = file.questions[0]?.id ?? '';
    const answered = stage(list([null, '工业总产值'], ['上年', '本年'], [79, 82]), { [id]: 'field:01' });
    expect(read(answered)).toEqual({ '01': 82, '01.上年': 79 });
  });

  it('do not take the name of a column that has its own year', () => {
    const file = stage(list(['工业总产值', null], ['本年', '本年'], [82, 79]));
    expect(asked(file)).toEqual(['D3 column-unclear']);
    expect(read(file)).toEqual({ '01': '?column-unclear' });
    const id = file.questions[0]?.id ?? '';
    const answered = stage(list(['工业总产值', null], ['本年', '本年'], [82, 79]), { [id]: 'first' });
    expect(read(answered)).toEqual({ '01': 82 });
  });
});

describe('a second header row whose words no item has', () => {
  it('is no enterprise without a name: its columns are asked about, and left out until then', () => {
    const file = stage(list(['工业总产值', '新产品产值'], ['国内', '全部产品'], [50, 17]));
    expect(asked(file)).toEqual(['C3 column-unclear', 'D3 column-unclear']);
    expect(file.filings.map(({ identity }) => identity.name)).toEqual([a[1]]);
    expect(read(file)).toEqual({});
  });

  it('names what is left out where the item itself stands beside its parts', () => {
    const sheet = sheetOf(
      [
        ['单位:千元'],
        [...who, '工业总产值', null, null, '利润总额', '研发项目数'],
        [null, null, '国内', '国外', '合计'],
        [...a, 50, 32, 82, 7, 3],
      ],
      { merges: ['C2:E2'] },
    );
    const file = stage(sheet);
    expect(asked(file)).toEqual([]);
    expect(read(file)).toEqual({ '01': 82 });
    expect(headersOf(file)).toEqual(['C2 工业总产值/国内', 'D2 工业总产值/国外']);
  });

  it('is not looked for in a row of an enterprise', () => {
    const row = (name: string, ...figures: readonly Written[]) =>
      stage(
        sheetOf([['单位:千元'], [...who, '工业总产值', '新产品产值', '利润总额'], [a[0], name, ...figures]]),
      );
    expect(valuesOf(row(a[1], '见附表', '见附表', '见附表'))).toEqual({
      '01': '?same-as',
      '02': '?same-as',
      '08': '?same-as',
    });
  });
});

describe('a list of one or two items', () => {
  const of = (...columns: readonly (readonly [string, Written])[]) =>
    stage(
      sheetOf([
        ['单位:千元'],
        [...who, ...columns.map(([header]) => header)],
        [...a, ...columns.map(([, figure]) => figure)],
      ]),
    );

  it('is one where they are amounts and all that it has', () => {
    expect(valuesOf(of(['新产品产值', 17], ['新产品出口', 2]))).toEqual({ '02': 17, '07': 2 });
    expect(valuesOf(of(['新产品产值', 17], ['备注', '补报']))).toEqual({ '02': 17 });
  });

  it('is asked about beside columns that no item has', () => {
    expect(asked(of(['新产品产值', 17], ['平台名称', '甲平台']))).toEqual(['- return-unclear']);
  });
});
