import { describe, expect, it } from 'vitest';
import type { Sheet } from '#shared/intake/grid.ts';
import type { StagedFile } from '#shared/intake/staged.ts';
import { questionText } from '#shared/texts/questions.ts';
import { asked, said, sheetOf, stage, valuesOf, type Written } from '#test/fixtures/grid.ts';

const items = [
  ['工业总产值(当年价格)', '千元', '01'],
  ['其中:新产品产值', '千元', '02'],
  ['工业销售产值', '千元', '03'],
  ['营业收入', '千元', '05'],
  ['利润总额', '千元', '08'],
] as const;

const top: readonly (readonly Written[])[] = [
  ['工业企业产品创新情况'],
  ['统一社会信用代码:91220101MA0Y12340Q', null, null, '2015年'],
  ['单位详细名称:长春甲有限公司', null, null, '计量单位:千元'],
];

/** A form whose columns of figures hold row × 10 + column. */
function form(headers: readonly (readonly Written[])[], labels = ['指标名称', '计量单位', '代码']): Sheet {
  const [first = [], ...more] = headers;
  const width = Math.max(...headers.map((header) => header.length));
  return sheetOf([
    ...top,
    [...labels, ...first],
    ...more.map((header) => [null, null, null, ...header]),
    ...items.map(([name, unit, code], row) => [
      name,
      unit,
      code,
      ...Array.from({ length: width }, (_, column) => (row + 1) * 10 + column),
    ]),
  ]);
}

/** The figures of the first item. */
function first(file: StagedFile): Readonly<Record<string, unknown>> {
  const values = Object.entries(valuesOf(file)).filter(([key]) => key.startsWith('01'));
  return Object.fromEntries(values);
}

function leftOut(file: StagedFile): readonly unknown[] {
  return file.notices
    .filter(({ kind }) => kind === 'column-unknown')
    .map(({ cell, details }) => `${cell ?? ''} ${String(details?.['header'])}`);
}

describe('the columns of a form', () => {
  it.each([
    [[['本年', '上年']], { '01': 10, '01.上年': 11 }, []],
    [[['2014年', '2015年']], { '01': 11, '01.上年': 10 }, []],
    [[['本年计划', '本年实际']], { '01': 11 }, ['D4 本年计划']],
    [[['本月', '本年累计', '上年同期']], { '01': 11, '01.上年': 12 }, ['D4 本月']],
    [[['2013年', '2014年', '2015年']], { '01': 12, '01.上年': 11 }, ['D4 2013年']],
    [[['一季度', '二季度', '全年']], { '01': 12 }, ['D4 一季度', 'E4 二季度']],
    [[['12月', '1-12月', '上年1-12月']], { '01': 11, '01.上年': 12 }, ['D4 12月']],
    [[['本年', '比上年增长%', '上年']], { '01': 10, '01.上年': 12 }, ['E4 比上年增长%']],
  ])('%j are read by what they say', (headers, expected, unknown) => {
    const file = stage(form(headers));
    expect(asked(file)).toEqual([]);
    expect(first(file)).toEqual(expected);
    expect(leftOut(file)).toEqual(unknown);
  });

  it.each([
    [
      [
        ['本年', null, '上年'],
        ['计划', '实际', '实际'],
      ],
      { '01': 11, '01.上年': 12 },
      ['D4 本年/计划'],
    ],
    [
      [
        ['数量', null],
        ['上年', '本年'],
      ],
      { '01': 11, '01.上年': 10 },
      [],
    ],
    [
      [
        ['本年', null, null],
        ['国内', '国外', '合计'],
      ],
      { '01': 12 },
      ['D4 本年/国内', 'E4 本年/国外'],
    ],
  ])('may have a second row of headers: %j', (headers, expected, unknown) => {
    const file = stage(form(headers));
    expect(asked(file)).toEqual([]);
    expect(first(file)).toEqual(expected);
    expect(leftOut(file)).toEqual(unknown);
  });

  it('that compare two earlier years are of last year’s file: asked once', () => {
    const file = stage(form([['2013年', '2014年']]));
    expect(asked(file)).toEqual(['- other-year']);
    expect(file.questions[0]?.details).toEqual({ found: '2013、2014', expected: '2015' });
  });

  it.each([
    [[['本年计划']], '本年计划'],
    [[['计划数(千元)']], '计划数(千元)'],
    [[['全年预计', '备注']], '全年预计'],
    [[['本年计划', '比上年增长%']], '本年计划'],
    [[['2016年计划']], '2016年计划'],
    [[['1-9月', '下年计划']], '1-9月'],
    [[['本年计划', '上年实际']], '本年计划'],
    [
      [
        ['2015年', null],
        ['预计完成数', '增长%'],
      ],
      '2015年/预计完成数',
    ],
  ])('that are nothing but a plan are asked about: %j', (headers, said) => {
    const sheet = form(headers);
    const file = stage(sheet);
    expect(asked(file)).toEqual([headers.length > 1 ? 'D5 other-year' : 'D4 other-year']);
    const [question] = file.questions;
    expect(question?.details).toEqual({ period: said, expected: '2015' });
    expect(question === undefined ? '' : questionText(question, 'zh')).toContain(
      `表上写着“${said}”,不像全年的实际数;现在填报的是 2015 年全年。请向填报单位核实。`,
    );
    expect(stage(sheet, { [question?.id ?? '']: 'skip' }).filings).toEqual([]);
    expect(first(stage(sheet, { [question?.id ?? '']: 'keep' }))).toMatchObject({ '01': 10 });
  });

  it.each([[[['比上年增长%']]], [[['一季度', '二季度']]], [[['上年计划', '下年计划']]]])(
    'are none where they are of another measure, or nobody knows of which part: %j',
    (headers) => {
      expect(stage(form(headers)).tables).toEqual([]);
    },
  );
});

describe('the rows of a form', () => {
  const figures = (row: number): readonly Written[] => [(row + 1) * 10, (row + 1) * 10 + 1];

  it('are told by their names where no column has codes', () => {
    const sheet = sheetOf([
      ...top,
      ['指标名称', '计量单位', '本年', '上年'],
      ...items.map(([name, unit], row) => [name, unit, ...figures(row)]),
      ['自设指标', '千元', 7, 8],
    ]);
    const file = stage(sheet);
    expect(asked(file)).toEqual([]);
    expect(first(file)).toEqual({ '01': 10, '01.上年': 11 });
    expect(Object.keys(valuesOf(file))).toHaveLength(10);
    expect(leftOut(file)).toEqual(['A10 自设指标']);
  });

  it('may have their names behind the codes, and their units behind the figures', () => {
    const sheet = sheetOf([
      ...top.slice(0, 2),
      ['单位详细名称:长春甲有限公司'],
      ['代码', '指标名称', '上年', '本年', '计量单位'],
      ...items.map(([name, , code], row) => [code, name, ...figures(row), row === 1 ? '万元' : '千元']),
    ]);
    const file = stage(sheet);
    expect(asked(file)).toEqual([]);
    expect(first(file)).toEqual({ '01': 11, '01.上年': 10 });
    expect(valuesOf(file)['02']).toBe(210);
  });

  it('whose codes are numbered anew are told by their names, which is said, and never shifted', () => {
    const sheet = sheetOf([
      ...top,
      ['指标名称', '计量单位', '代码', '本年', '上年'],
      ...items.map(([name, unit], row) => [name, unit, `0${row + 1}`, ...figures(row)]),
    ]);
    const file = stage(sheet);
    expect(asked(file)).toEqual([]);
    expect(said(file)).toContain('A4 codes-renumbered');
    expect(
      Object.keys(valuesOf(file))
        .filter((key) => !key.includes('.'))
        .sort(),
    ).toEqual(items.map(([, , code]) => code).sort());
  });
});

it('a form below another is of the unit that the line between them names, with a colon or without', () => {
  const form = (name: readonly string[], output: number) => [
    name,
    ['指标名称', '代码', '本年'],
    ['工业总产值', '01', output],
    ['新产品产值', '02', 30],
    ['利润总额', '08', 5],
  ];
  for (const label of [['单位名称', '乙厂'], ['单位名称:乙厂'], ['单位名称:', '乙厂']]) {
    const file = stage(sheetOf([['单位:千元'], ...form(['单位名称', '甲厂'], 100), ...form(label, 200)]));
    const read = file.filings.map((filing) => [filing.identity.name, valuesOf(file, filing)['01']]);
    expect(read).toEqual([
      ['甲厂', 100],
      ['乙厂', 200],
    ]);
  }
});
