import { describe, expect, it } from 'vitest';
import { notActual, planOrPart } from '#shared/intake/not-actual.ts';
import { questionText } from '#shared/texts/questions.ts';
import { allValues, asked, sheetOf, stage, valuesOf, type Written } from '#test/fixtures/grid.ts';
import { a, b, head } from '#test/fixtures/laid.ts';

describe('a remark says that figures are no actual ones of the year', () => {
  it.each([
    ['计划数', '计划', '2016年计划', '年初计划', '任务数', '目标值', '预算'],
    ['预计', '预计数', '预估', '估计数', '暂估', '全年预计', '预计全年完成', '12月预计数', '本年预计'],
    [
      '1-6月',
      '1—9月数',
      '2015年1-6月',
      '2015.1-6月',
      '一至六月',
      '上半年累计',
      '三季度',
      '截至9月底',
      '10月份累计数',
    ],
    ['上年数', '去年同期', '沿用上年数', '2014年数', '2014年实际数'],
    [
      '(预计数)',
      '以上均为预计数',
      '产值为预计数',
      '工业总产值预计数',
      '利润总额系估算',
      '暂按预计数填报',
      '按计划数填',
    ],
    ['含12月预计数', '其中12月为预计数', '预计数,企业正在搬迁', '本年数为预计数'],
  ])('%s', (...texts) => {
    expect(texts.filter((text) => notActual(text, 2015) === null)).toEqual([]);
  });

  it.each([
    ['计划外', '计划单列', '国家计划项目', '2016年计划扩产', '预计2016年投产', '目标企业', '增长目标'],
    ['比计划增长', '低于预计数', '人数较计划数少', '完成计划', '超额完成计划数', '达到目标值', '按计划完成'],
    ['非预计数', '不是计划数', '未按计划', '实际数', '2015年实际数', '1-12月', '截至12月底', '已审'],
    ['2014年', '6月份', '6月投产', '3-5月停产', '上半年停产', '2014年投产', '与上年持平', '上年新增'],
    // The items are defined without it.
    ['不含税', '含税'],
  ])('but not %s', (...texts) => {
    expect(texts.filter((text) => notActual(text, 2015) !== null)).toEqual([]);
  });
});

const list = (header: string | null, ...remarks: readonly (string | null)[]) =>
  sheetOf([
    ['2015年度企业创新情况'],
    ['单位:千元'],
    [...head, header],
    ...[a, b].map((who, at): readonly Written[] => [...who, 100 + at, 30, 50, remarks[at] ?? null]),
  ]);

describe('rows of a list that a remark says to be no actual figures', () => {
  it.each(['备注', '说明', '数据口径', '期别', null])('are asked about, once for all: %s', (header) => {
    const sheet = list(header, '预计数,企业正在搬迁', '1-6月');
    const file = stage(sheet);
    expect(asked(file)).toEqual(['F4 other-year']);
    expect(file.questions.map((question) => questionText(question, 'zh'))).toEqual([
      '第 4、5 行写着“预计数”、“1-6月”,不是全年的实际数,现在填报的是 2015 年。这些数不导入,还是记为 2015 年的数?请对照原表。',
    ]);
    expect(stage(list(header, null, '上半年'), { 'x:表!F3/other-year': 'skip' }).filings).toHaveLength(1);
    expect(allValues(stage(sheet, { 'x:表!F3/other-year': 'keep' }))).toEqual([
      { '01': 100, '02': 30, '09': 50 },
      { '01': 101, '02': 30, '09': 50 },
    ]);
  });

  it('are none that only speak of a plan, or of a thing that has one', () => {
    expect(asked(stage(list('备注', '2016年计划扩产', '比计划增长10%')))).toEqual([]);
    expect(asked(stage(list('主要产品', '计划', '目标')))).toEqual([]);
  });

  it('are told apart from those of a column of years', () => {
    const file = stage(
      sheetOf([
        ['单位:千元'],
        [...head, '年份', '备注'],
        [...a, 100, 30, 50, '2014', null],
        [...b, 200, 60, 70, '2015', '估计数'],
      ]),
    );
    expect(asked(file)).toEqual(['F3 other-year', 'G4 other-year']);
    const [earlier, estimated] = file.questions.map(({ details }) => details);
    expect(earlier).toMatchObject({ found: '2014', rows: '3' });
    expect(estimated).toMatchObject({ found: '', rows: '4', texts: '估计数' });
  });

  it('may be one cell merged over several', () => {
    const sheet = { ...list('备注', '预计数'), merges: [{ top: 3, left: 5, bottom: 4, right: 5 }] };
    expect(stage(sheet).questions[0]?.details).toMatchObject({ rows: '4、5' });
  });
});

const form = (header: string | null, remark: string, label = '新产品产值') =>
  sheetOf([
    ['2015年度产品创新情况'],
    ['填报单位:长春甲有限公司', null, null, '单位:千元'],
    ['指标名称', '代码', '计量单位', '本年', header],
    ['工业总产值', '01', '千元', 100],
    [label, '02', '千元', 30, remark],
    ['利润总额', '08', '千元', 5],
  ]);

describe('items of a form that a remark says to be no actual figures', () => {
  it.each(['备注', '情况说明', null])('are asked about, and may be left out: %s', (header) => {
    const file = stage(form(header, '计划数'));
    expect(asked(file)).toEqual(['E5 other-year']);
    const left = stage(form(header, '计划数'), { 'x:表!E3/other-year': 'skip' });
    expect(valuesOf(left)).toEqual({ '01': 100, '08': 5 });
    expect(asked(stage(form(header, '比计划增长')))).toEqual([]);
  });

  it('are those of one block where two stand side by side', () => {
    const heads = ['指标名称', '代码', '本年', '备注'];
    const sheet = sheetOf([
      ['填报单位:长春甲有限公司', null, null, null, '单位:千元'],
      [...heads, ...heads],
      ['工业总产值', '01', 100, null, '利润总额', '08', 5, '预计'],
      ['新产品产值', '02', 30, null, '从业人员', '09', 50, null],
    ]);
    expect(asked(stage(sheet))).toEqual(['H3 other-year']);
    expect(valuesOf(stage(sheet, { 'x:表!H2/other-year': 'skip' }))).toEqual({
      '01': 100,
      '02': 30,
      '09': 50,
    });
  });

  it.each([
    '新产品产值计划数',
    '新产品产值(预计)',
    '新产品产值(1-6月)',
    '预计新产品产值',
    '2014年新产品产值',
  ])('are asked about by what they call themselves, and never remembered: %s', (label) => {
    const file = stage(form('备注', '', label));
    expect(asked(file)).toEqual(['B5 column-unclear']);
    expect(file.questions[0]?.ground).toBeUndefined();
    expect(valuesOf(file)).toEqual({ '01': 100, '08': 5 });
  });

  it('are not those that name the year that is filled', () => {
    expect(asked(stage(form('备注', '', '2015年新产品产值')))).toEqual([]);
  });
});

describe('a line that says of all figures that they are no actual ones', () => {
  it.each([
    '注:以上均为1-11月数',
    '报告期:1-11月',
    '本表数据为预计数',
    '2015年产品创新计划表',
    '企业情况表(预计)',
  ])('is asked about above and below: %s', (line) => {
    const rows = [head, [...a, 100, 30, 50]];
    expect(asked(stage(sheetOf([['单位:千元'], [line], ...rows])))).toEqual(['- other-year']);
    expect(asked(stage(sheetOf([['单位:千元'], ...rows, [line]])))).toEqual(['- other-year']);
  });

  it.each(['2015年计划执行情况表', '科技计划项目情况', '填表说明:本年、上年均按年报口径', '报告期:1-12月'])(
    'is not %s',
    (line) => {
      expect(planOrPart(line)).toBeNull();
    },
  );
});

describe('a row among those of a list that only says a year or a plan', () => {
  const parted = (first: string, second: string) =>
    stage(sheetOf([['单位:千元'], head, [first], [...a, 100, 30, 50], [second], [...b, 200, 60, 70]]));

  it.each([
    ['一、实际', '二、计划', { texts: '计划', rows: '6', unsaid: '6' }],
    ['2015年', '2014年', { found: '2014', rows: '6', unsaid: '6' }],
    ['全年', '上半年', { texts: '上半年', rows: '6', unsaid: '6' }],
  ])('is of those below it: %s, %s', (first, second, details) => {
    const file = parted(first, second);
    expect(asked(file)).toEqual(['A6 other-year']);
    expect(file.questions[0]?.details).toMatchObject(details);
    expect(file.filings.map(({ identity }) => identity.name)).toEqual([a[1], b[1]]);
  });

  it('is none that names a place or a kind of enterprises', () => {
    expect(asked(parted('合隆镇', '规模以上企业'))).toEqual([]);
  });
});
