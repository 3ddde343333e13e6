import { describe, expect, it } from 'vitest';
import { allValues, asked, said, sheetOf, stage, valuesOf, type Written } from '#test/fixtures/grid.ts';

const whose = ['91220101MA0Y12340Q', '甲厂'] as const;
const names = ['统一社会信用代码', '单位名称', '工业总产值', '新产品产值', '从业人员'] as const;

function list(
  header: readonly Written[],
  codes: readonly Written[],
  ...rows: readonly (readonly Written[])[]
) {
  return sheetOf([['单位:千元'], header, codes, ...rows]);
}

describe('a row of codes below the names of a list', () => {
  it('is none of its rows', () => {
    for (const codes of [
      ['甲', '乙', '01', '02', '09'],
      [null, null, '01', '02', '09'],
      ['甲', '乙', 1, 2, 9],
    ]) {
      const file = stage(list(names, codes, [...whose, 30, 20, 5]));
      expect(asked(file)).toEqual([]);
      expect(allValues(file)).toEqual([{ '01': 30, '02': 20, '09': 5 }]);
      expect(file.tables[0]?.numberRow).toBe(2);
    }
  });

  it('tells columns whose header has words of the item’s name, or none, and asks about others', () => {
    const header = [...names.slice(0, 2), '产值情况', '', '人员', '新产品收入', '其它'];
    const file = stage(list(header, ['甲', '乙', '01', '02', '09', '06', '08'], [...whose, 30, 20, 5, 4, 3]));
    expect(valuesOf(file)).toEqual({ '01': 30, '02': 20, '09': 5, '06': 4 });
    expect(asked(file)).toEqual(['G2 column-unclear']);
    expect(file.questions[0]?.choices.map(({ code }) => code)).toEqual(['field:08', 'skip']);
    const answered = stage(
      list(header, ['甲', '乙', '01', '02', '09', '06', '08'], [...whose, 30, 20, 5, 4, 3]),
      { 'x:表!G2/column-unclear': 'field:08' },
    );
    expect(valuesOf(answered)).toMatchObject({ '08': 3 });
  });

  it('asks where it names another item than the header, and tells of two that have one name', () => {
    const file = stage(list(names, ['甲', '乙', '01', '02', '10'], [...whose, 30, 20, 5]));
    expect(valuesOf(file)).toEqual({ '01': 30, '02': 20 });
    expect(file.questions.map(({ cell, choices }) => [cell, choices.map(({ code }) => code)])).toEqual([
      ['E2', ['field:10', 'field:09', 'skip']],
    ]);
  });

  it('changes no plan and no year', () => {
    const header = [...names.slice(0, 3), '新产品产值计划', '营业收入', '上年营业收入'];
    const file = stage(list(header, ['甲', '乙', '01', '02', '05', '05'], [...whose, 30, 20, 5, 4]));
    expect(valuesOf(file)).toEqual({ '01': 30, '05': 5, '05.上年': 4 });
    expect([asked(file), said(file)]).toEqual([[], ['D2 column-unknown']]);
  });

  it('only counts the columns where it counts', () => {
    const header = [...names.slice(0, 3), '营业收入', '利润总额', '备 注'];
    for (const numbers of [
      ['甲', '乙', 1, 2, 3, 4],
      ['甲', '乙', '01', '02', '03', '04'],
    ]) {
      const file = stage(list(header, numbers, [...whose, 30, 20, 5, '无']));
      expect([asked(file), valuesOf(file)]).toEqual([[], { '01': 30, '05': 20, '08': 5 }]);
    }
  });

  it('holds where the clerk lays the table out', () => {
    const header = [...names.slice(0, 2), '产值情况', '新产品产值', '人员'];
    const sheet = list(header, ['甲', '乙', '01', '02', '09'], [...whose, 30, 20, 5]);
    const file = stage(sheet, { 'x:表!1/layout': 'list:JC102;header:2;number:3;body:4' });
    expect([asked(file), valuesOf(file)]).toEqual([[], { '01': 30, '02': 20, '09': 5 }]);
  });
});
