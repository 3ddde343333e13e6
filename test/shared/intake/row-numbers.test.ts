import { expect, it } from 'vitest';
import { noticeText } from '#shared/texts/notices.ts';
import { asked, said, sheetOf, stage, valuesOf, type Written } from '#test/fixtures/grid.ts';

type Row = readonly Written[];

const items = [
  ['工业总产值', '01'],
  ['其中:新产品产值', '02'],
  ['其中:高新技术产品产值', '47'],
  ['工业销售产值', '03'],
  ['其中:出口交货值', '04'],
  ['营业收入', '05'],
  ['利润总额', '08'],
] as const;

/** A form with what stands beside its names under 代码. */
const form = (rows: readonly Row[], head: Row = ['指标名称', '代码', '本年']) =>
  stage(sheetOf([['单位:千元'], ['填报单位:长春甲厂'], head, ...rows]));
const numbered = (names: readonly string[], from = 1): readonly Row[] =>
  names.map((name, at) => [name, String(at + from).padStart(2, '0'), (at + 1) * 10]);
const names = items.map(([name]) => name);

it('codes that only count the rows are none, which is said', () => {
  const file = form(numbered(names));
  expect([asked(file), said(file)]).toEqual([[], ['A3 codes-renumbered']]);
  const [notice] = file.notices;
  expect(notice === undefined ? '' : noticeText(notice, 'zh')).toBe(
    '“代码”一栏只是行号,与指标名称对不上,已按指标名称读取。请对照原表核对。',
  );
  expect(valuesOf(file)).toEqual(Object.fromEntries(items.map(([, code], at) => [code, (at + 1) * 10])));
});

it('so are those over two columns of names, and in two blocks', () => {
  const parted = names.map((name, at): Row => {
    const [, part] = /^其中:(.*)$/u.exec(name) ?? [];
    return [...(part === undefined ? [name, null] : ['其中', part]), String(at + 1), (at + 1) * 10];
  });
  const file = form(parted, ['指标名称', null, '代码', '本年']);
  expect([asked(file), said(file)]).toEqual([[], ['A3 codes-renumbered']]);
  expect(valuesOf(file)).toMatchObject({ '01': 10, '02': 20, '47': 30, '03': 40, '08': 70 });
  const rows = numbered(names);
  const beside = rows.slice(0, 4).map((row, at): Row => [...row, ...(rows[at + 4] ?? [])]);
  const head = ['指标名称', '代码', '本年'];
  expect(valuesOf(form(beside, [...head, ...head]))).toMatchObject({ '03': 40, '04': 50, '08': 70 });
});

it('is asked where the names are in another order, where the numbers leave one out, and of the codes of the return', () => {
  const [first = '', second = '', ...rest] = names;
  expect(asked(form(numbered([second, first, ...rest]))).length).toBeGreaterThan(0);
  expect(asked(form(numbered(names).filter((_, at) => at !== 3))).length).toBeGreaterThan(0);
  const right = form(items.map(([name, code], at): Row => [name, code, (at + 1) * 10]));
  expect([asked(right), said(right)]).toEqual([[], []]);
});
