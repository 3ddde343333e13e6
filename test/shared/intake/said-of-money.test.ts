import { describe, expect, it } from 'vitest';
import type { Printed } from '#shared/intake/grid.ts';
import type { StagedFile } from '#shared/intake/staged.ts';
import { noticeText } from '#shared/texts/notices.ts';
import { questionText } from '#shared/texts/questions.ts';
import { asked, sheetOf, stage, valuesOf, type Written } from '#test/fixtures/grid.ts';

const unit = ['91220101MA0Y12340Q', '长春甲有限公司'] as const;
const other = ['91220221702345679W', '永吉乙有限公司'] as const;
const head = ['统一社会信用代码', '单位名称', '工业总产值', '新产品产值', '从业人员'] as const;
const row = [...unit, 100, 30, 50] as const;

describe('what stands beside the figures of a row', () => {
  const heads = [...head, '备注'];
  const beside = (remark: string, line: string | null = '单位:千元'): StagedFile =>
    stage(sheetOf([['2015年', null, line], heads, [...row, remark], [...other, 200, 40, 60]]));

  it('says its unit of money where it is no amount: that is asked about against the line above', () => {
    for (const remark of ['万元', '(万元)', '产值单位万元', '按万元填报', '金额为万元', '单位:万元']) {
      const file = beside(remark);
      expect([remark, asked(file)]).toEqual([remark, ['- table-unit']]);
      expect(file.filings.map((filing) => valuesOf(file, filing)['01'])).toEqual(['?table-unit', 200]);
      const alone = beside(remark, null);
      expect(valuesOf(alone)).toEqual({ '01': 1000, '02': 300, '09': 50 });
    }
    for (const remark of ['获补助30万元', '数万元', '元通公司', '1200万元', '万元户'])
      expect([remark, asked(beside(remark))]).toEqual([remark, []]);
  });

  it('is asked about where a row says two, as behind each of its figures', () => {
    const behind = (first: string, second: string): StagedFile =>
      stage(
        sheetOf([
          ['2015年'],
          ['统一社会信用代码', '单位名称', '工业总产值', null, '新产品产值', null, '从业人员'],
          [...unit, 100, first, 30, second, 50],
        ]),
      );
    expect(valuesOf(behind('万元', '万元'))).toEqual({ '01': 1000, '02': 300, '09': 50 });
    expect(asked(behind('万元', '千元'))).toEqual(['- table-unit']);
  });

  it('is the unit of a form’s row, too', () => {
    const form = stage(
      sheetOf([
        ['单位名称:长春甲有限公司', null, null, '单位:千元'],
        ['指标名称', '代码', '本年', '备注'],
        ['工业总产值', '01', 100, '万元'],
        ['新产品产值', '02', 30],
        ['从业人员', '09', 5],
      ]),
    );
    expect(valuesOf(form)).toEqual({ '01': '?table-unit', '02': 30, '09': 5 });
  });
});

describe('a unit of money', () => {
  it('of the row above the names is that of each column', () => {
    const units = [null, null, '万元', '千元', '人'];
    expect(valuesOf(stage(sheetOf([['2015年'], units, head, row])))).toEqual({
      '01': 1000,
      '02': 30,
      '09': 50,
    });
    const file = stage(sheetOf([['单位:元'], [null, null, '万元', '万元', '人'], head, row]));
    expect(valuesOf(file)).toEqual({ '01': 1000, '02': 300, '09': 50 });
    expect(file.tables[0]).toMatchObject({ unitsRow: 1, headerRows: [2] });
    // A line of the unit over a part of the columns is one of all.
    const line = stage(sheetOf([[null, null, '单位:万元', null, '单位:人'], head, row]));
    expect([asked(line), valuesOf(line)]).toEqual([[], { '01': 1000, '02': 300, '09': 50 }]);
  });

  it('above a table is what a sentence, a title or a cell with nothing else says; two that differ are asked about', () => {
    const above: readonly (readonly Written[])[] = [
      ['填报说明:本表金额以万元为单位,人数以人为单位'],
      [null, '产品创新情况(万元)'],
      [null, null, null, '单位:', '万元'],
      [null, null, null, '万元'],
      ['说明:产值为万元'],
    ];
    for (const line of above) {
      expect([line, valuesOf(stage(sheetOf([line, head, row])))]).toEqual([
        line,
        { '01': 1000, '02': 300, '09': 50 },
      ]);
      expect([line, asked(stage(sheetOf([line, ['单位:千元'], head, row])))]).toEqual([
        line,
        ['- table-unit'],
      ]);
    }
    const form = stage(
      sheetOf([
        ['单位名称:长春甲有限公司', null, '单位:千元'],
        [null, '万元', '万元'],
        ['指标名称', '本年', '上年'],
        ['工业总产值', 100, 90],
        ['新产品产值', 30, 20],
        ['利润总额', 5, 4],
      ]),
    );
    expect(valuesOf(form)).toMatchObject({ '01': '?table-unit', '08': '?table-unit' });
  });

  it('in the name of a row, or of a group of rows, is asked about against the line above', () => {
    const named = stage(sheetOf([['单位:千元'], head, [unit[0], `${unit[1]}(万元)`, 100, 30, 50]]));
    expect(valuesOf(named)).toEqual({ '01': '?table-unit', '02': '?table-unit', '09': 50 });
    const group = stage(sheetOf([['单位:千元'], head, ['合隆镇(万元)'], row]));
    expect(group.filings.map((filing) => valuesOf(group, filing)['01']).at(-1)).toBe('?table-unit');
  });

  it('that the program does not know passes for none nowhere', () => {
    const heads = [
      '统一社会信用代码',
      '单位名称',
      '工业总产值',
      '出口交货值 万美元',
      '从业人员',
      '新产品产值',
    ];
    expect(valuesOf(stage(sheetOf([['单位:千元'], heads, [...row, 7]])))).toMatchObject({
      '01': 100,
      '04': '?unit-conflict',
    });
    const form = stage(
      sheetOf([
        ['单位名称:长春甲有限公司', null, '单位:千元'],
        ['指标名称', '代码', '本年'],
        ['工业总产值', '01', 100],
        ['出口交货值(万美元)', '04', 30],
        ['从业人员(百人)', '09', 5],
        ['利润总额', '08', 7],
      ]),
    );
    expect(valuesOf(form)).toEqual({ '01': 100, '04': '?unit-conflict', '09': '?unit-conflict', '08': 7 });
    const bracketed = heads.map((text) => text.replace(' 万美元', '(万美元)'));
    const list = sheetOf([['单位:千元'], bracketed, [...row, 7]]);
    const [question] = stage(list).questions;
    expect(valuesOf(stage(list, { [question?.id ?? '']: 'field:04' }))['04']).toBe('?unit-conflict');
  });

  it('at the end of a header or a name is that of its figures, without brackets, too', () => {
    const heads = [
      '统一社会信用代码',
      '单位名称',
      '工业总产值 万元',
      '新产品产值\n单位:万元',
      '从业人员',
      '利润总额',
    ];
    const list = stage(sheetOf([['单位:千元'], heads, [...row, 7]]));
    expect(valuesOf(list)).toEqual({ '01': 1000, '02': 300, '09': 50, '08': 7 });
    const form = stage(
      sheetOf([
        ['单位名称:长春甲有限公司', null, null, '单位:万元'],
        ['指标名称', '代码', '本年', '上年'],
        ['工业总产值', '01', 100, 90],
        ['利润总额(元)', '08', 70_000, -5000],
        ['新产品产值、千元', '02', 30, 20],
        ['从业人员(人)', '09', 5, 4],
      ]),
    );
    expect(valuesOf(form)).toMatchObject({ '01': 1000, '01.上年': 900, '08': 70, '08.上年': -5, '02': 30 });
    const conflict = stage(
      sheetOf([
        ['单位名称:长春甲有限公司'],
        ['指标名称', '计量单位', '代码', '本年'],
        ['工业总产值(万元)', '千元', '01', 100],
        ['从业人员', '人', '09', 5],
      ]),
    );
    expect(valuesOf(conflict)).toEqual({ '01': '?unit-conflict', '09': 5 });
  });
});

describe('a row of units below the header of a form', () => {
  const form = (units: readonly Written[], line: string | null = '单位:千元'): StagedFile =>
    stage(
      sheetOf([
        ['单位名称:长春甲有限公司', null, null, line],
        ['指标名称', '代码', '本年', '上年'],
        [null, null, ...units],
        ['甲', '乙', 1, 2],
        ['工业总产值', '01', 100, 90],
        ['新产品产值', '02', 30, 20],
        ['从业人员', '09', 5, 4],
      ]),
    );

  it('says the unit of each column, over the line above, and is no item', () => {
    const file = form(['(万元)', '千元']);
    expect(file.tables.map(({ unitsRow, numberRow }) => [unitsRow, numberRow])).toEqual([[2, 3]]);
    expect(valuesOf(file)).toMatchObject({ '01': 1000, '01.上年': 90, '02': 300, '02.上年': 20 });
    const said = file.notices.find(({ kind }) => kind === 'unit-of-header');
    expect(said?.details['places']).toBe('D1 千元、C3 万元');
  });

  it('is that of amounts without a line as well, and says nothing of people', () => {
    const file = form(['万元', '万元'], null);
    expect(valuesOf(file)).toMatchObject({ '01': 1000, '02': 300, '09': 5 });
  });
});

describe('what is printed above or below a sheet', () => {
  const printed = (
    lines: Partial<Printed>,
    above: Written = null,
    heads: readonly Written[] = head,
  ): StagedFile =>
    stage({
      ...sheetOf([['2015年产品创新情况', null, null, above], heads, row]),
      printed: { header: [], footer: [], ...lines },
    });

  const ofUnits = ({ notices }: StagedFile): readonly string[] =>
    notices.map(({ kind }) => kind).filter((kind) => /^unit-(?:printed|above|of-header)$/.test(kind));

  it.each([
    [{ header: ['产品创新情况', '计量单位:万元'] }, '打印页眉 万元', 'print header 万元'],
    [{ header: ['(万元)'] }, '打印页眉 万元', 'print header 万元'],
    [{ footer: ['以上金额单位均为万元'] }, '打印页脚 万元', 'print footer 万元'],
  ])('says the unit of money where nothing on the sheet does, and is named: %j', (lines, zh, en) => {
    const file = printed(lines);
    expect(asked(file)).toEqual([]);
    expect(valuesOf(file)).toEqual({ '01': 1000, '02': 300, '09': 50 });
    const [said] = file.notices.filter(({ kind }) => kind === 'unit-printed');
    expect(said?.cell).toBeUndefined();
    expect(said === undefined ? '' : noticeText(said, 'zh')).toContain(zh);
    expect(said === undefined ? '' : noticeText(said, 'en')).toContain(en);
    const otherwise = stage(
      { ...sheetOf([['2015年产品创新情况'], head, row]), printed: { header: [], footer: [], ...lines } },
      { 'x:表!2/table-unit': 'unit:千元' },
    );
    expect(valuesOf(otherwise)).toEqual({ '01': 100, '02': 30, '09': 50 });
  });

  it('is asked about where the sheet says another', () => {
    const file = printed({ header: ['单位:万元'] }, '单位:千元');
    expect(asked(file)).toEqual(['- table-unit']);
    const [question] = file.questions;
    expect(question?.choices.map(({ code }) => code)).toEqual(['unit:千元', 'unit:万元']);
    expect(question === undefined ? '' : questionText(question, 'zh')).toContain('(D1 千元、打印页眉 万元)');
    expect(question === undefined ? '' : questionText(question, 'en')).toContain('print header 万元');
  });

  it('says nothing new where the sheet says the same, or each amount says its own', () => {
    const same = printed({ header: ['单位:万元'] }, '单位:万元');
    expect([asked(same), ofUnits(same)]).toEqual([[], []]);
    expect(valuesOf(same)['01']).toBe(1000);
    const heads = [...head.slice(0, 2), '工业总产值(万元)', '新产品产值(万元)', '从业人员'];
    const own = printed({ header: ['单位:万元'] }, null, heads);
    expect([asked(own), ofUnits(own)]).toEqual([[], []]);
    const others = printed({ header: ['单位:千元'] }, null, heads);
    expect(valuesOf(others)['01']).toBe(1000);
    expect(ofUnits(others)).toEqual(['unit-of-header']);
  });

  it('is no unit of money where it says something else', () => {
    expect(asked(printed({ header: ['填报单位:元通公司'], footer: ['第 1 页'] }))).toEqual(['- table-unit']);
  });

  it('stands behind a table above on the sheet, and is asked about where that says another', () => {
    const below = (unitLine: string): StagedFile =>
      stage({
        ...sheetOf([
          [unitLine],
          head,
          row,
          [],
          ['统一社会信用代码', '单位名称', '营业收入', '利润总额', '从业人员'],
          [...unit, 5, 6, 7],
        ]),
        printed: { header: ['单位:万元'], footer: [] },
      });
    expect(asked(below('单位:万元'))).toEqual([]);
    expect(ofUnits(below('单位:万元'))).toEqual(['unit-above']);
    expect(asked(below('单位:千元'))).toEqual(['- table-unit', '- table-unit']);
  });
});
