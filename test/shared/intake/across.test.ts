import { describe, expect, it } from 'vitest';
import type { Notice } from '#shared/intake/staged.ts';
import { noticeText } from '#shared/texts/notices.ts';
import { questionText } from '#shared/texts/questions.ts';
import { allValues, asked, said, sheetOf, stage, valuesOf, type Written } from '#test/fixtures/grid.ts';

const [one, other] = ['91220101MA0Y12340Q', '91220221702345679W'];
const names: readonly Written[] = ['指标名称', '农安甲机械有限公司', '农安乙食品有限公司', '合计'];
const line: readonly Written[] = ['单位:千元'];
const items: readonly (readonly Written[])[] = [
  ['工业总产值', 1000, 2000, 3000],
  ['新产品产值', 300, 600, 900],
  ['从业人员', 50, 60, 110],
];

/** Each filing by the cell that names it, with its values. */
function read(rows: readonly (readonly Written[])[], options: Parameters<typeof sheetOf>[1] = {}) {
  const file = stage(sheetOf(rows, options));
  return {
    file,
    filings: file.filings.map((filing) => [filing.id, filing.identity.name, valuesOf(file, filing)]),
  };
}

describe('a list with its units in columns', () => {
  it('may turn to another unit of money between two items, which is of those below alone', () => {
    const { file, filings } = read([
      line,
      names,
      ...items,
      ['以下单位:元'],
      ['利润总额', 7000, 8000, 15_000],
    ]);
    expect(filings.map(([, , values]) => values)).toEqual([
      { '01': 1000, '02': 300, '09': 50, '08': 7 },
      { '01': 2000, '02': 600, '09': 60, '08': 8 },
    ]);
    expect(said(file)).toContain('A6 unit-below');
    expect(noticeText(file.notices[0] as Notice, 'en')).toBe(
      'This line says the unit of money of what follows: 元 for row 7; those above were read as before. Where that is wrong, change the answer under “Answered”.',
    );
    expect(file.assumed.map(({ question, choice }) => [question.id, choice.code])).toEqual([
      ['x:表!6/table-unit', 'unit:元'],
    ]);
    const turned = [line, names, ...items, ['以下单位:元'], ['利润总额', 7000, 8000, 15_000]];
    const otherwise = stage(sheetOf(turned), { 'x:表!6/table-unit': 'unit:千元' });
    expect(otherwise.filings.map((filing) => valuesOf(otherwise, filing)['08'])).toEqual([7000, 8000]);
  });

  it('may say below the items that the figures of a unit are no actual ones', () => {
    const { file } = read([line, names, ...items, ['备注', null, '预计数']]);
    expect(asked(file)).toEqual(['C6 other-year']);
    expect(file.questions.map((question) => questionText(question, 'zh'))[0]).toContain('C 列写着“预计数”');
    const left = stage(sheetOf([line, names, ...items, ['备注', null, '预计数']]), {
      [file.questions[0]?.id ?? '']: 'skip',
    });
    expect(left.filings.map(({ identity }) => identity.name)).toEqual(['农安甲机械有限公司']);
  });

  it('may have the plan of each unit beside what it came to', () => {
    const { file, filings } = read(
      [
        line,
        ['指标', '农安甲机械有限公司', null, '农安乙食品有限公司', null],
        [null, '计划', '实际', '计划', '实际'],
        ['工业总产值', 1100, 1000, 2100, 2000],
        ['新产品产值', 310, 300, 610, 600],
        ['从业人员', 55, 50, 65, 60],
      ],
      { merges: ['A2:A3', 'B2:C2', 'D2:E2'] },
    );
    expect(asked(file)).toEqual([]);
    expect(filings.map(([, , values]) => values)).toEqual([
      { '01': 1000, '02': 300, '09': 50 },
      { '01': 2000, '02': 600, '09': 60 },
    ]);
    expect(said(file)).toEqual(['A4 column-unknown', 'A5 column-unknown', 'A6 column-unknown']);
  });

  it('asks where an item below such a line says another unit itself, and takes no figure before', () => {
    const sheet = sheetOf([
      ['单位:千元'],
      ['指标', '单位', '农安甲机械有限公司', '农安乙食品有限公司'],
      ['工业总产值', null, 1000, 2000],
      ['从业人员', '人', 50, 60],
      ['以下单位:元'],
      ['新产品产值', '千元', 300, 600],
      ['利润总额', null, 7000, 8000],
    ]);
    const file = stage(sheet);
    expect(asked(file)).toEqual(['A5 table-unit']);
    const [question] = file.questions;
    expect(question?.choices.map(({ code }) => code)).toEqual(['unit:元', 'unit:千元', 'as-said']);
    expect(questionText(question!, 'zh')).toBe(
      '表上几处写的金额单位不同(A5 元、A6 千元),涉及第 6–7 行的金额,是哪一种?请向填报单位核实。',
    );
    const read = (answer: string) => {
      const again = stage(sheet, { [question!.id]: answer });
      return again.filings.map((filing) => valuesOf(again, filing));
    };
    expect(allValues(file)).toMatchObject([
      { '01': 1000, '09': 50, '02': '?table-unit', '08': '?table-unit' },
      { '01': 2000, '09': 60 },
    ]);
    expect(read('as-said')[0]).toEqual({ '01': 1000, '09': 50, '02': 300, '08': 7 });
    expect(read('unit:千元')[0]).toEqual({ '01': 1000, '09': 50, '02': 300, '08': 7000 });
  });

  it('asks about a unit of money that stands over the names of its units', () => {
    const { file } = read([line, [null, '万元', '千元'], names, ...items]);
    expect(asked(file)).toEqual(['- table-unit']);
  });

  it('is read as one with its units in rows, by the cells of the sheet', () => {
    const { file, filings } = read([line, names, ...items]);
    expect(filings).toEqual([
      ['表!B@2', '农安甲机械有限公司', { '01': 1000, '02': 300, '09': 50 }],
      ['表!C@2', '农安乙食品有限公司', { '01': 2000, '02': 600, '09': 60 }],
    ]);
    expect(file.filings[1]?.cells.map(({ key, cell }) => [key, cell])).toEqual([
      ['01', 'C3'],
      ['02', 'C4'],
      ['09', 'C5'],
    ]);
    expect(file.filings[1]).toMatchObject({ row: 2, across: 1 });
    expect([asked(file), said(file)]).toEqual([[], []]);
    expect(file.tables).toMatchObject([
      { layout: 'list', titleRows: [0], headerRows: [1], bodyFrom: 2, bodyTo: 4, across: { from: 1, to: 3 } },
    ]);
  });

  it('may have codes, units of measure, codes of items, groups and notes', () => {
    const { file, filings } = read(
      [
        ['2015年度企业创新情况表'],
        ['类别', '指标名称', '计量单位', '代码', '农安甲机械有限公司', '农安乙食品有限公司', '备注'],
        [null, '统一社会信用代码', '—', null, one, other],
        ['一、产出', '工业总产值', '万元', '01', 100, 200, '含税'],
        [null, '新产品产值', '千元', '02', 300, 600],
        ['二、人员', '从业人员', '人', '09', 50, '约60'],
        [null, '占地面积', '平方米', null, 7, 8],
        ['注:1.本表按年报口径填报。'],
        ['单位负责人:', null, '填表人:', '王五', 20160301],
      ],
      { merges: ['A1:G1', 'A4:A5', 'A6:A7'] },
    );
    expect(filings).toEqual([
      ['表!E@2', '农安甲机械有限公司', { '01': 1000, '02': 300, '09': 50 }],
      ['表!F@2', '农安乙食品有限公司', { '01': 2000, '02': 600, '09': '?approximate' }],
    ]);
    expect(file.filings.map(({ identity }) => identity.creditCode)).toEqual([one, other]);
    expect(asked(file)).toEqual(['F6 approximate']);
    expect(said(file)).toEqual(['B7 column-unknown', 'E4 unit-converted']);
    expect(noticeText(file.notices[0] ?? fail(), 'zh')).toBe('“占地面积”不是本表指标,没有导入。');
    expect(file.tables).toMatchObject([{ noteRows: [7, 8], bodyFrom: 3, bodyTo: 6 }]);
  });

  it('has its group tell the unit of money, and only of money', () => {
    const { filings } = read(
      [
        ['类别', '指标', '农安甲机械有限公司', '农安乙食品有限公司'],
        ['经营情况(万元)', '工业总产值', 100, 200],
        [null, '新产品产值', 30, 60],
        [null, '从业人员', 50, 60],
      ],
      { merges: ['A2:A4'] },
    );
    expect(filings.map(([, , values]) => values)).toEqual([
      { '01': 1000, '02': 300, '09': 50 },
      { '01': 2000, '02': 600, '09': 60 },
    ]);
  });

  it('takes a unit of measure that is said of one item alone', () => {
    const { file, filings } = read([
      ['指标', '计量单位', '农安甲机械有限公司', '农安乙食品有限公司'],
      ['工业总产值', '万元', 100, 200],
      ['从业人员', null, 50, 60],
      ['专利申请数', null, 7, 8],
    ]);
    expect(filings.map(([, , values]) => values)).toMatchObject([
      { '01': 1000, '09': 50 },
      { '01': 2000, '09': 60 },
    ]);
    expect(asked(file)).toEqual([]);
  });

  const twoYears: readonly (readonly Written[])[] = [
    ['单位:千元'],
    ['指标', '农安甲机械有限公司', null, '农安乙食品有限公司', null],
    [null, '本年', '上年', '本年', '上年'],
    ['工业总产值', 1000, 900, 2000, 1900],
    ['新产品产值', 300, 200, 600, 500],
    ['从业人员', 50, null, 60, null],
  ];
  const both = [
    { '01': 1000, '01.上年': 900, '02': 300, '02.上年': 200, '09': 50 },
    { '01': 2000, '01.上年': 1900, '02': 600, '02.上年': 500, '09': 60 },
  ];

  it.each([
    ['merged', ['B2:C2', 'D2:E2']],
    ['written once, as in a text file', []],
  ])('may have two years below each name, %s', (_, merges) => {
    const { file, filings } = read(twoYears, { merges });
    expect(filings.map(([, , values]) => values)).toEqual(both);
    expect(file.filings[1]?.cells.find(({ key }) => key === '01.上年')?.cell).toBe('E4');
    expect(asked(file)).toEqual([]);
  });

  it('may have two years beside each item, or in its name', () => {
    const beside = read([
      line,
      ['指标', '年份', '农安甲机械有限公司', '农安乙食品有限公司'],
      ['工业总产值', '本年', 1000, 2000],
      [null, '上年', 900, 1900],
      ['新产品产值', '本年', 300, 600],
      [null, '上年', 200, 500],
      ['从业人员', '本年', 50, 60],
    ]);
    expect(beside.filings.map(([, , values]) => values)).toEqual(both);
    const named = read([
      line,
      names.slice(0, 3),
      ['工业总产值(本年)', 1000, 2000],
      ['工业总产值(上年)', 900, 1900],
      ['2015年新产品产值', 300, 600],
      ['2014年新产品产值', 200, 500],
      ['从业人员', 50, 60],
    ]);
    expect(named.filings.map(([, , values]) => values)).toEqual(both);
  });

  it('says what stands below a name that is neither year', () => {
    const { file, filings } = read([
      line,
      ['指标', '农安甲机械有限公司', null, null, '农安乙食品有限公司', null, null],
      [null, '本年', '上年', '比上年增长%', '本年', '上年', '比上年增长%'],
      ['工业总产值', 1000, 900, 11, 2000, 1900, 5],
      ['新产品产值', 300, 200, 50, 600, 500, 20],
      ['从业人员', 50, null, null, 60, null, null],
    ]);
    expect(filings.map(([, , values]) => values)).toEqual(both);
    expect(said(file).filter((notice) => notice.endsWith('column-unknown'))).toHaveLength(3);
  });

  it('proves its total column, takes one without a name for one, and asks about one of another name', () => {
    const wrong = read([line, names, ['工业总产值', 1000, 2000, 3001], ...items.slice(1)]);
    expect(said(wrong.file)).toEqual(['D3 total-differs']);
    const unnamed = read([line, [...names.slice(0, 3), null], ...items]);
    expect(said(unnamed.file)).toEqual(['D2 total-unnamed']);
    expect(unnamed.file.notices.map((notice) => noticeText(notice, 'zh'))).toEqual([
      'D 列没有写单位,各数(3 工业总产值、4 新产品产值、5 从业人员)都等于B–C 列之和,作为合计,没有计入。',
    ]);
    const ofClass = read([line, [...names.slice(0, 3), 'Ⅰ类企业计'], ...items]);
    const [question] = ofClass.file.filings.flatMap(({ total }) => total ?? []);
    expect(questionText(question ?? fail(), 'zh')).toBe(
      'D 列“Ⅰ类企业计”,3 个数都等于B–C 列中 2 列之和(3 工业总产值、4 新产品产值、5 从业人员),像是合计。是合计吗?合计不导入,只用来核对。',
    );
  });

  it('asks about money whose unit nothing says, and about hidden columns and rows by their places', () => {
    const { file } = read([names, ...items]);
    expect(asked(file)).toEqual(['- table-unit']);
    const hidden = stage({
      ...sheetOf([line, names, ...items], { hiddenRows: [4] }),
      hiddenColumns: [1],
    });
    expect(hidden.questions.map((question) => questionText(question, 'zh'))).toEqual([
      '有 1 列被隐藏或筛选(B 列),打开文件时看不到。是否计入?',
      '有 1 行被隐藏(4 新产品产值),打开文件时看不到,其中有数。是否计入?',
    ]);
  });

  it('asks about a figure merged over two units, and about an item that is there twice', () => {
    const { file } = read([line, names.slice(0, 3), ['工业总产值', 1000, null], ...items.slice(1)], {
      merges: ['B3:C3'],
    });
    expect(asked(file)).toEqual(['C3 same-as']);
    const twice = read([line, names, ...items, items[0] ?? []]);
    expect(asked(twice.file)).toEqual(['A6 column-unclear']);
  });

  it('may go on below with further units, which is said, and asked about where one is there again with other figures', () => {
    const further = (first: string, output = 1000) => [
      line,
      ['单位名称', '农安甲机械有限公司', '农安乙食品有限公司'],
      ...items.map((row) => row.slice(0, 3)),
      ['单位:千元'],
      ['单位名称', first, '农安丁化工有限公司'],
      ['工业总产值', output, 2000],
      ...items.slice(1).map((row) => row.slice(0, 3)),
    ];
    const apart = read(further('农安丙建材有限公司')).file;
    expect([asked(apart), said(apart)]).toEqual([[], ['- tables-both']]);
    expect(asked(read(further('农安甲机械有限公司')).file)).toEqual([]);
    const { file } = read(further('农安甲机械有限公司', 1001));
    expect(file.questions.map(({ kind, choices }) => [kind, choices.map(({ code }) => code)])).toEqual([
      ['table-twice', ['sheet:表!2', 'sheet:表!7', 'both']],
    ]);
    expect(new Set(file.filings.map(({ id }) => id))).toEqual(
      new Set(['表!B@2', '表!C@2', '表!B@7', '表!C@7']),
    );
  });

  it.each<[string, readonly (readonly Written[])[]]>([
    ['one enterprise', [line, ['指标', '农安甲机械有限公司'], ...items.map((row) => row.slice(0, 2))]],
    ['years', [line, ['指标', '2013年', '2014年', '2015年'], ...items]],
    ['quarters', [line, ['指标', '一季度', '二季度', '三季度'], ...items]],
    ['plan and result', [line, ['指标', '全年计划', '实际完成', '增长%'], ...items]],
    ['areas', [line, ['指标', '长春市', '吉林市', '四平市'], ...items]],
    [
      'explanations',
      [
        ['指标', '含义', '计算办法'],
        ...items.map(([name = null]): readonly Written[] => [name, '按年报口径', '见制度第 3 页']),
      ],
    ],
  ])('is not seen in a table of %s', (_, rows) => {
    const { file } = read(rows);
    expect(file.filings).toEqual([]);
    expect(said(file)).toEqual(['- sheet-without-table']);
  });

  it('is seen in a form that repeats the years for each unit', () => {
    const { file, filings } = read(
      [
        line,
        [null, null, '农安甲机械有限公司', null, '农安乙食品有限公司', null],
        ['指标', '代码', '本年', '上年', '本年', '上年'],
        ['工业总产值', '01', 1000, 900, 2000, 1900],
        ['新产品产值', '02', 300, 200, 600, 500],
        ['从业人员', '09', 50, null, 60, null],
      ],
      { merges: ['C2:D2', 'E2:F2'] },
    );
    expect(filings.map(([, , values]) => values)).toEqual(both);
    expect(asked(file)).toEqual([]);
  });
});

function fail(): never {
  throw new Error('none');
}

describe('enterprises in columns below 项目, with both years of each and of all', () => {
  const head = ['项目', '计量单位', '代码', '长春甲有限公司', null, '永吉乙有限公司', null, '合计', null];
  const years = [null, null, null, '上年', '本年', '上年', '本年', '上年', '本年'];
  const codes = ['统一社会信用代码', null, null, '91220101MA0Y12340Q', null, '91220221702345679W', null];
  const items = [
    ['工业总产值', '千元', '01', 90, 100, 190, 200, 280, 300],
    ['新产品产值', '千元', '02', 20, 30, 40, 50, 60, 80],
    ['从业人员', '人', '09', 5, 6, 7, 8, 12, 14],
  ];
  const merges = ['D1:E1', 'F1:G1', 'H1:I1'];

  it.each([
    ['codes below the years', [years, codes]],
    ['codes above the years', [codes, years]],
    ['no codes', [years]],
  ])('are read, and not the sums of all for those of the first: %s', (_how, heads) => {
    const file = stage(sheetOf([head, ...heads, ...items], { merges }));
    expect(asked(file)).toEqual([]);
    expect(file.filings.map((filing) => [filing.identity.name, valuesOf(file, filing)])).toEqual([
      ['长春甲有限公司', { '01.上年': 90, '01': 100, '02.上年': 20, '02': 30, '09.上年': 5, '09': 6 }],
      ['永吉乙有限公司', { '01.上年': 190, '01': 200, '02.上年': 40, '02': 50, '09.上年': 7, '09': 8 }],
    ]);
  });
});
