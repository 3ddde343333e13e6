import { expect, it } from 'vitest';
import { allValues, asked, sheetOf, stage, type Written } from '#test/fixtures/grid.ts';

type Rows = readonly (readonly Written[])[];

const head = ['指标名称', '代码', '本年', '上年'];
const short = [
  ['工业总产值', '01', 1000, 900],
  ['其中:新产品产值', '02', 300, 200],
  ['营业收入', '05', 950, 800],
];
const long = [
  ...short,
  ['利润总额', '08', 7, 6],
  ['从业人员期末人数', '09', 50, 40],
  ['研发项目数', '15', 3, 2],
];
const quality = [
  ['主要产品数', '01', 9, 8],
  ['其中:有标准的产品数', '02', 7, 6],
  ['其中:重点工业产品数', '03', 5, 4],
  ['其中:标准达到国内先进水平的产品数', '04', 3, 2],
];
const withoutCodes = (rows: Rows): Rows => rows.map((row) => row.toSpliced(1, 1));
const values = { '01': 1000, '01.上年': 900, '02': 300, '02.上年': 200, '05': 950, '05.上年': 800 };
const times = (factor: number) =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value * factor]));

const staged = (...rows: Rows) => stage(sheetOf(rows));
const whose = (file: ReturnType<typeof stage>) => file.filings.map(({ identity }) => identity.name);

it.each([
  ['with codes', (rows: Rows) => rows],
  ['without codes', withoutCodes],
])('a longer form of another enterprise below takes nothing from the one above: %s', (_how, of) => {
  const file = staged(
    ['产品创新情况', null, null, '单位:千元'],
    ['填报单位:甲厂'],
    ...of([head, ...short]),
    ['填报单位:乙厂', null, null, '单位:万元'],
    ...of([head, ...long]),
  );
  expect(asked(file)).toEqual([]);
  expect(whose(file)).toEqual(['甲厂', '乙厂']);
  expect(allValues(file)[0]).toEqual(values);
  expect(allValues(file)[1]).toMatchObject({ ...times(10), '08': 70, '09': 50 });
});

it('a form of another return below, with more items, takes nothing from the one above', () => {
  const above = [['填报单位:甲厂', null, null, '单位:千元'], head, ...short];
  const file = staged(...above, ['品牌、标准与质量情况'], ['填报单位:甲厂'], head, ...quality);
  expect(asked(file)).toEqual([]);
  expect(file.filings.map(({ return: code }) => code)).toEqual(['JC102', 'JC109']);
  expect(allValues(file)[0]).toEqual(values);
  expect(whose(file)).toEqual(['甲厂', '甲厂']);
});

it('the lines above a form are its own where no table is above them', () => {
  const file = staged(['填报单位:甲厂', 2015, '单位:千元'], ['从业人员', 50], head, ...short);
  expect(asked(file)).toEqual([]);
  expect(whose(file)).toEqual(['甲厂']);
  expect(allValues(file)).toEqual([values]);
});

it('a form below is another though its columns are elsewhere, and it has codes where the one above has none', () => {
  const above = [
    ['单位:千元'],
    ['填报单位：甲厂'],
    ['序号', '指标名称', '代码', '本年', '上年'],
    ...short.map((row, at) => [at + 1, ...row]),
  ];
  const lines = [
    ['产品创新情况'],
    ['企业名称：乙厂', null, null, '统一社会信用代码：91220221702345679W'],
    ['单位：万元'],
  ];
  for (const below of [
    [head, ...long],
    withoutCodes([head, ...long]),
    [
      ['指标', '计量单位', '指标代码', '本年', '上年'],
      ...long.map((row) => [row[0] ?? null, null, ...row.slice(1)]),
    ],
  ]) {
    const file = staged(...above, ...lines, ...below);
    expect(asked(file)).toEqual([]);
    expect(file.filings.map(({ identity }) => identity)).toEqual([
      { name: '甲厂' },
      { name: '乙厂', creditCode: '91220221702345679W' },
    ]);
    expect(allValues(file)[0]).toEqual(values);
    expect(allValues(file)[1]).toMatchObject({ ...times(10), '09': 50 });
  }
});

it('what stands beside an empty label is no name where it is a label itself, whichever colon it has', () => {
  const file = staged(['填报单位:', '制定机关：省科技厅'], ['单位:千元'], head, ...short);
  expect(file.filings[0]?.identity).toEqual({});
});

it('a year in a line of the form below is no figure of the one above', () => {
  const lines = [['填报单位:乙厂'], ['统一社会信用代码:91220221702345679W', null, '2015年'], ['单位:千元']];
  const below = staged(
    ...[['单位:千元'], ['填报单位:甲厂'], ['指标名称', '计量单位', '本年']],
    ...short.map(([name = '', , value = 0]) => [name, '千元', value]),
    ...lines,
    ...withoutCodes([head.slice(0, 3), ...long.slice(3)]),
  );
  expect(below.filings.map(({ identity }) => identity)).toEqual([
    { name: '甲厂' },
    { name: '乙厂', creditCode: '91220221702345679W' },
  ]);
});

it('a name or a code beside its label is a line of a form below, whatever else stands in the row', () => {
  const file = staged(
    ...[['单位:千元'], ['填报单位:甲厂'], head, ...short],
    ['单位详细名称', '乙厂'],
    ['统一社会信用代码', '91220221702345679W', null, '单位:万元'],
    ...[head, ...long],
  );
  expect(file.filings.map(({ identity }) => identity.name)).toEqual(['甲厂', '乙厂']);
  expect(allValues(file)[1]).toMatchObject(times(10));
});
