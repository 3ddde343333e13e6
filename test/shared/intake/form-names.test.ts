import { expect, it } from 'vitest';
import { asked, said, sheetOf, stage, valuesOf, type Written } from '#test/fixtures/grid.ts';

type Row = readonly Written[];

const lines: readonly Row[] = [['2015年', null, '单位:千元'], ['填报单位:长春甲厂']];
const form = (rows: readonly Row[], merges: readonly string[] = []) =>
  stage(sheetOf([...lines, ['指标名称', null, '本年'], ['工业总产值', null, 1000], ...rows], { merges }));

it.each([[[]], [['A3:B3']]])('a name without a code may stand in two cells (merged header: %s)', (merges) => {
  const rows: readonly Row[] = [
    ['其中', '新产品产值', 300],
    [null, '高新技术产品产值', 30],
    ['研究开发人员', '合计', 10],
    [null, '其中:全时人员', 5],
    ['专利申请数', '发明专利', 3],
  ];
  const file = form(rows, merges);
  expect(asked(file)).toEqual([]);
  expect(valuesOf(file)).toEqual({ '01': 1000, '02': 300, '47': 30, '10': 10, '11': 5, '25': 3 });
});

it('what two cells name that do not belong together is asked about', () => {
  const file = form([
    ['营业收入', null, 950],
    ['利润总额', null, 5],
    ['专利授权', '发明专利', 3],
    ['机构人员', '外聘', 2],
  ]);
  expect(asked(file)).toEqual(['A7 column-unclear', 'A8 column-unclear']);
  expect(file.questions.map(({ choices }) => choices[0]?.code)).toEqual(['field:25', 'field:19']);
  expect(valuesOf(file)).toEqual({ '01': 1000, '05': 950, '08': 5 });
});

it('units in a column without a header are those of the rows', () => {
  const rows = (unit: string): readonly Row[] => [
    ['营业收入', unit, 950],
    ['利润总额', unit, 5],
    ['从业人员', '人', 50],
  ];
  const of = (unit: string) =>
    stage(
      sheetOf([['填报单位:长春甲厂'], ['指标名称', null, '本年'], ['工业总产值', unit, 1000], ...rows(unit)]),
    );
  expect(asked(of('万元'))).toEqual([]);
  expect(valuesOf(of('万元'))).toEqual({ '01': 10_000, '05': 9500, '08': 50, '09': 50 });
  const beside = form(rows('万元'));
  expect(valuesOf(beside)).toMatchObject({ '05': 9500, '09': 50 });
});

it('a row of text figures that names no item is said', () => {
  const file = form([
    ['营业收入', null, '950'],
    ['其中:新产品', null, '300'],
    ['利润总额', null, '5'],
  ]);
  expect(said(file)).toEqual(['A6 column-unknown']);
  expect(valuesOf(file)).toEqual({ '01': 1000, '05': 950, '08': 5 });
});

it('同上 and 〃 below a unit are that unit', () => {
  const file = stage(
    sheetOf([
      ['填报单位:长春甲厂'],
      ['指标名称', '计量单位', '指标代码', '本年金额'],
      ['工业总产值', '万元', '01', 1000],
      ['营业收入', '〃', '05', 950],
      ['一、人员'],
      ['从业人员', '人', '09', 50],
      ['研究开发人员', '同上', '10', 5],
      ['利润总额', null, '08', 7],
      ['研究开发费用', '〃', '12', 8],
    ]),
  );
  expect(valuesOf(file)).toEqual({
    ...{ '01': 10_000, '05': 9500, '09': 50, '10': 5 },
    ...{ '08': '?table-unit', '12': '?unit-conflict' },
  });
});

it('the mark of a note behind a name is no part of it', () => {
  for (const mark of ['①', ' ②', '*', '【注1】', '(注)', '[1]'])
    expect([
      mark,
      valuesOf(
        form([
          [`营业收入${mark}`, null, 950],
          ['利润总额', null, 5],
        ]),
      ),
    ]).toEqual([mark, { '01': 1000, '05': 950, '08': 5 }]);
});
