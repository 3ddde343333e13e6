import { expect, it } from 'vitest';
import { asked, said, sheetOf, stage, valuesOf, type Written } from '#test/fixtures/grid.ts';

type Row = readonly Written[];

const lines: readonly Row[] = [['2015年', null, '单位:千元'], ['填报单位:长春甲厂']];
const head = ['指标名称', '代码', '本年'];
const last = ['指标名称', '代码', '上年'];
const rows = [
  ['工业总产值', '01', 1000, 900],
  ['营业收入', '05', 950, 800],
  ['利润总额', '08', 5, 4],
] as const;
const values = { '01': 1000, '01.上年': 900, '05': 950, '05.上年': 800, '08': 5, '08.上年': 4 };

it('two blocks may have a year each, also in another order of rows', () => {
  const beside = (order: readonly number[]) =>
    rows.map(([name, code, now], at): Row => {
      const [other, otherCode, , before] = rows[order[at] ?? at] ?? rows[0];
      return [name, code, now, null, other, otherCode, before];
    });
  for (const order of [
    [0, 1, 2],
    [2, 0, 1],
  ]) {
    const file = stage(sheetOf([...lines, [...head, null, ...last], ...beside(order)]));
    expect(asked(file)).toEqual([]);
    expect(valuesOf(file)).toEqual(values);
  }
  const swapped = rows.map(([name, code, now, before]): Row => [name, code, before, null, name, code, now]);
  const file = stage(sheetOf([...lines, [...last, null, ...head], ...swapped]));
  expect(valuesOf(file)).toEqual(values);
});

it('a block that has neither year is said not to be read', () => {
  const plan = rows.map(([name, code, now]): Row => [name, code, now, null, name, code, 7]);
  const file = stage(sheetOf([...lines, [...head, null, '指标名称', '代码', '2016年计划'], ...plan]));
  expect(asked(file)).toEqual([]);
  expect(said(file)).toEqual(['G3 column-unknown']);
  expect(valuesOf(file)).toEqual({ '01': 1000, '05': 950, '08': 5 });
});

it('a row twice is asked about only where the second says another thing', () => {
  const twice = (...second: Row) =>
    stage(sheetOf([...lines, [...head, '上年'], ...rows, ['营业收入', '05', ...second]]));
  for (const second of [[], [950, 800], [950], ['', ' ']]) {
    expect(asked(twice(...second))).toEqual([]);
    expect(valuesOf(twice(...second))).toEqual(values);
  }
  const formula: Written = { raw: '', type: 'error', formula: true, uncomputed: true };
  for (const second of [
    [951, 800],
    [950, 801],
    ['950万元', 800],
    [formula, 800],
  ])
    expect(asked(twice(...second))).toEqual(['B7 column-unclear']);
});

it('units under the years of a row among the items are those of the rows below it', () => {
  const rows = (line: readonly Written[]) =>
    stage(
      sheetOf([
        line,
        ['填报单位:长春甲厂'],
        [...head, '上年'],
        ['一、生产经营', null, '万元', '万元'],
        ['工业总产值', '01', 1000, 900],
        ['营业收入', '05', 950, 800],
        ['二、人员', null, '人', '人'],
        ['从业人员', '09', 50, 40],
        ['三、研发', null, '千元', '千元'],
        ['研究开发费用', '12', 40, 30],
      ]),
    );
  const file = rows(['2015年', '单位:千元']);
  expect(asked(file)).toEqual(['- table-unit', '- table-unit']);
  expect(valuesOf(file)).toMatchObject({
    '01': '?table-unit',
    '05': '?table-unit',
    '09': 50,
    '12': '?table-unit',
  });
  expect(valuesOf(rows(['2015年']))).toMatchObject({ '01': 10_000, '05': 9500, '12': '?table-unit' });
});
