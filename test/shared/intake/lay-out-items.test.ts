import { describe, expect, it } from 'vitest';
import { allValues, asked, said, sheetOf, stage, valuesOf } from '#test/fixtures/grid.ts';
import { faults, lay } from '#test/fixtures/laid.ts';

describe('a row of a form that the clerk says to be another item', () => {
  const form = () =>
    sheetOf([
      ['单位名称:长春甲有限公司'],
      ['单位:千元'],
      ['指标名称', '单位', '代码', '本年', '上年'],
      ['工业总产值', '千元', '01', 100, 90],
      ['新产品产值', '千元', '02', 30, 20],
      ['新品外销', '千元', '99', 7, 6],
      ['从业人员', '人', '09', 50, 51],
    ]);
  const text = 'form:JC102;header:3;body:4-7';

  it('is that item, with its unit and both years, and is kept as what the sender calls it', () => {
    const file = stage(form(), lay(`${text};6=03`));
    expect([faults(file), asked(file)]).toEqual([[], []]);
    expect(valuesOf(file)).toMatchObject({ '03': 7, '03.上年': 6, '02': 30, '09': 50 });
    expect(said(file)).toEqual([]);
    expect(file.settled.map(({ question, choice }) => [question.ground, choice.code])).toEqual([
      ['JC102|99新品外销', 'field:03'],
    ]);
    expect(file.tables[0]?.headings?.find(({ at }) => at === 'C6')).toMatchObject({ key: '03' });
    // As found it is named, and may be remembered.
    const found = stage(form());
    expect(said(found)).toEqual(['C6 column-unknown']);
    expect(found.tables[0]?.headings?.find(({ at }) => at === 'C6')).toMatchObject({ isStrange: true });
    const told = stage(form(), { 'x:表!C6/column-unclear': 'field:03' });
    expect(valuesOf(told)).toEqual(valuesOf(file));
    // What is no item of the return, or of one year of it, is no answer.
    for (const wrong of ['field:77', 'field:03.上年'])
      expect(said(stage(form(), { 'x:表!C6/column-unclear': wrong }))).toEqual(['C6 column-unknown']);
  });

  it('may be a row that is clear: then which of two rows counts is asked, and the other can be said too', () => {
    const one = stage(form(), lay(`${text};5=01`));
    expect(asked(one)).toEqual(['C5 column-unclear']);
    expect(valuesOf(one)).toMatchObject({ '01': '?column-unclear' });
    expect(one.settled).toEqual([]);
    const both = stage(form(), lay(`${text};4=02;5=01`));
    expect([asked(both), valuesOf(both)]).toMatchObject([[], { '01': 30, '02': 100, '01.上年': 20 }]);
  });

  it('may be left out', () => {
    const file = stage(form(), lay(`${text};5=skip;6=skip`));
    expect(valuesOf(file)).toEqual({ '01': 100, '01.上年': 90, '09': 50, '09.上年': 51 });
    expect(said(file)).toEqual([]);
  });

  it('is of its own block where two stand side by side', () => {
    const sheet = sheetOf([
      ['单位名称:长春甲有限公司', null, null, '单位:千元'],
      ['指标名称', '代码', '本年', '指标名称', '代码', '本年'],
      ['工业总产值', '01', 100, '从业人员', '09', 50],
      ['新产品产值', '02', 30, '新品外销', '99', 7],
    ]);
    const laid = (more: string) => stage(sheet, lay(`form:JC102;header:2;body:3-4;${more}`));
    expect(valuesOf(laid('E4=03'))).toEqual({ '01': 100, '02': 30, '09': 50, '03': 7 });
    expect(valuesOf(laid('4=03'))).toEqual({ '01': 100, '03': 30, '09': 50 });
  });
});

describe('a list with its units in columns that the clerk lays out', () => {
  const sheet = () =>
    sheetOf([
      ['某园区'],
      ['单位:千元'],
      ['指标', '单位', '农安甲机械有限公司', '农安乙食品有限公司', '合计'],
      ['工业总产值', null, 1000, 2000, 3000],
      ['新产品产值', null, 300, 600, 900],
      ['新品外销', null, 7, 8, 15],
      ['从业人员', '人', 50, 60, 110],
      ['核对', null, 1, 1, 2],
    ]);
  const found = 'across:JC102;header:3;body:4-8';

  it('is read as import reads it where the layout is the one that import found', () => {
    const [as, laid] = [stage(sheet()), stage(sheet(), lay(found))];
    expect(faults(laid)).toEqual([]);
    expect(as.tables[0]).toMatchObject({ headerRows: [2], bodyFrom: 3, bodyTo: 7 });
    expect(laid.filings).toEqual(as.filings);
    expect([asked(laid), said(laid)]).toEqual([asked(as), said(as)]);
    const { laid: text, ...table } = laid.tables[0]!;
    expect([text?.text, table]).toEqual([found, as.tables[0]]);
  });

  it('has its borders, its items and its units where the clerk says', () => {
    const file = stage(sheet(), lay('across:JC102;header:3;body:4-7;notes:8;6=03'));
    expect(faults(file)).toEqual([]);
    expect(allValues(file)).toEqual([
      { '01': 1000, '02': 300, '03': 7, '09': 50 },
      { '01': 2000, '02': 600, '03': 8, '09': 60 },
    ]);
    expect(file.filings.map(({ id }) => id)).toEqual(['表!C@3', '表!D@3']);
    expect(file.settled.map(({ choice }) => choice.code)).toEqual(['field:03']);
    expect(said(file)).toEqual(['A8 rows-left']);
    const one = stage(sheet(), lay('across:JC102;header:3;body:4-5;D=skip'));
    expect(allValues(one)).toEqual([{ '01': 1000, '02': 300 }]);
    expect(said(one)).toEqual(['E4 total-differs', 'E5 total-differs', 'A6 rows-left']);
    const left = stage(sheet(), lay('across:JC102;header:3;body:4,7;5=01'));
    expect(faults(left)).toEqual(['item-no-data']);
  });

  it('is one where import finds none: by what is said of its columns and rows', () => {
    const strange = sheetOf([['单位:万元'], ['项', '甲厂', '乙厂'], ['产出', 10, 20], ['新品', 3, 6]]);
    expect(stage(strange).tables).toEqual([]);
    const file = stage(strange, lay('across:JC102;header:2;body:3-4;A=item;3=01;4=02.上年'));
    expect([faults(file), asked(file)]).toEqual([[], []]);
    expect(file.filings.map(({ identity }) => identity.name)).toEqual(['甲厂', '乙厂']);
    expect(allValues(file)).toEqual([
      { '01': 100, '02.上年': 30 },
      { '01': 200, '02.上年': 60 },
    ]);
    expect(faults(stage(strange, lay('across:JC102;header:2;body:3-4;A=item')))).toEqual(['item-absent']);
    expect(faults(stage(strange, lay('across:JC102;header:2;body:3-4;A=02')))).toEqual(['meaning-unknown']);
    expect(faults(stage(strange, lay('across:JC102;header:2;body:3-4;A=item;3=77')))).toEqual([
      'item-unknown',
    ]);
    expect(faults(stage(strange, lay('across:JC103;header:2;body:3-4;A=item;3=01')))).toEqual([
      'table-no-form',
    ]);
  });

  it('has the unit of a line between two items, though that line is left out', () => {
    const turned = sheetOf([
      ['单位:千元'],
      ['指标', '农安甲机械有限公司', '农安乙食品有限公司'],
      ['工业总产值', 1000, 2000],
      ['从业人员', 50, 60],
      ['以下单位:元'],
      ['利润总额', 7000, 8000],
    ]);
    for (const body of ['3-6', '3-4,6'])
      expect(allValues(stage(turned, lay(`across:JC102;header:2;body:${body}`))), body).toEqual([
        { '01': 1000, '09': 50, '08': 7 },
        { '01': 2000, '09': 60, '08': 8 },
      ]);
  });
});
