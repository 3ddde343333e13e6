import { describe, expect, it } from 'vitest';
import { allValues, asked, said, sheetOf, stage, valuesOf, type Written } from '#test/fixtures/grid.ts';

const a = ['91220101MA0Y12340Q', '长春甲有限公司'] as const;
const b = ['91220221702345679W', '永吉乙有限公司'] as const;
const c = ['912205811239900160', '梅河口丙有限公司'] as const;
const head = ['序号', '统一社会信用代码', '单位名称', '工业总产值', '新产品产值', '从业人员'] as const;

/** Title, 单位:千元, header, rows: the plainest list. */
function plain(rows: readonly (readonly Written[])[], unit = '单位:千元', header: readonly Written[] = head) {
  return sheetOf([['2015年度企业创新情况表'], [unit], header, ...rows]);
}

describe('a list with one enterprise per row', () => {
  it('is read with one header row', () => {
    const file = stage(
      plain([
        [1, ...a, 1000, 300, 50],
        [2, ...b, '2,000', '无', 0],
      ]),
    );
    expect(asked(file)).toEqual(['E5 none-mark']);
    expect(file.filings.map((filing) => [filing.id, filing.identity, valuesOf(file, filing)])).toEqual([
      ['表!4', { creditCode: a[0], name: a[1] }, { '01': 1000, '02': 300, '09': 50 }],
      ['表!5', { creditCode: b[0], name: b[1] }, { '01': 2000, '02': '?none-mark', '09': 0 }],
    ]);
    expect(file.filings[0]?.cells[0]).toEqual({
      key: '01',
      raw: '1000',
      sheet: '表',
      cell: 'D4',
      value: 1000,
    });
    expect(file.tables[0]).toMatchObject({
      return: 'JC102',
      layout: 'list',
      titleRows: [0, 1],
      headerRows: [2],
      bodyFrom: 3,
      bodyTo: 4,
      columns: { 0: 'index', 1: 'creditCode', 2: 'name', 3: '01', 4: '02', 5: '09' },
    });
  });

  it('is read with two header rows, units, 甲乙丙, codes, totals, notes and signatures', () => {
    const sheet = sheetOf(
      [
        ['2015年度工业企业产品创新情况'],
        ['填报单位:农安县', null, null, '单位:万元'],
        [],
        [
          '序号',
          '统一社会信用代码',
          '单位名称',
          '工业总产值(当年价格)',
          null,
          '其中:新产品产值',
          null,
          '从业人员',
          null,
        ],
        [null, null, null, '本年', '上年', '本年', '上年', '本年', '上年'],
        [null, null, null, '千元', '千元', '千元', '千元', '人', '人'],
        ['甲', '乙', '丙', '1', '2', '3', '4', '5', '6'],
        [null, null, null, '01', '01', '02', '02', '09', '09'],
        [1, ...a, 1000, 900, 300, 200, 50, 51],
        [2, ...b, 2000, 1800, 100, 0, 60, 61],
        [null, null, '小计', 3000, 2700, 400, 200, 110, 112],
        [3, ...c, 500, 400, 0, 0, 10, 9],
        ['合计', null, null, 3500, 3100, 400, 200, 120, 121],
        ['注:1.本表由法人单位填报。'],
        ['单位负责人:', null, null, '填表人:张三', null, '报出日期:2016年3月1日'],
      ],
      { merges: ['A1:I1', 'A4:A5', 'B4:B5', 'C4:C5', 'D4:E4', 'F4:G4', 'H4:I4'] },
    );
    const file = stage(sheet);
    expect(asked(file)).toEqual([]);
    // The line above says 千元, and the row of units 万元.
    expect(said(file)).toEqual(['D2 unit-of-header']);
    expect(allValues(file)).toEqual([
      { '01': 1000, '01.上年': 900, '02': 300, '02.上年': 200, '09': 50, '09.上年': 51 },
      { '01': 2000, '01.上年': 1800, '02': 100, '02.上年': 0, '09': 60, '09.上年': 61 },
      { '01': 500, '01.上年': 400, '02': 0, '02.上年': 0, '09': 10, '09.上年': 9 },
    ]);
    expect(file.tables[0]).toMatchObject({
      headerRows: [3, 4],
      unitsRow: 5,
      numberRow: 6,
      bodyFrom: 8,
      totalRows: [10, 12],
      noteRows: [13, 14],
    });
  });

  it('reads the year before by its number, and leaves growth and plans out with a notice', () => {
    const file = stage(
      plain([[1, ...a, 1000, 900, '11%', 1200]], '单位:千元', [
        '序号',
        '统一社会信用代码',
        '单位名称',
        '工业总产值',
        '2014年工业总产值',
        '增长率',
        '工业总产值(2016年计划)',
        '新产品产值',
      ]),
    );
    expect(valuesOf(file)).toEqual({ '01': 1000, '01.上年': 900 });
    expect(said(file)).toEqual(['F3 column-unknown', 'G3 column-unknown']);
  });
});

describe('units of a list', () => {
  const row = [1, ...a, 100, 30, 50];
  const values = (unit: string, header: readonly Written[]) => valuesOf(stage(plain([row], unit, header)));
  const named = (suffix: string): readonly Written[] => [
    ...head.slice(0, 3),
    `工业总产值${suffix}`,
    '新产品产值',
    '从业人员(人)',
  ];

  it('come from the header of the column before the line above the table', () => {
    expect(values('单位:千元', named(''))).toEqual({ '01': 100, '02': 30, '09': 50 });
    expect(values('单位:万元', named(''))).toEqual({ '01': 1000, '02': 300, '09': 50 });
    expect(values('单位:千元', named('(万元)'))).toEqual({ '01': 1000, '02': 30, '09': 50 });
    expect(values('计量单位：万元', named('(千元)'))).toEqual({ '01': 100, '02': 300, '09': 50 });
    expect(values('单位:元', named('（亿元）'))).toEqual({
      '01': 10_000_000,
      '02': '?rounds-away',
      '09': 50,
    });
  });

  it('are asked once when nothing says them; no figure of money has a value until then', () => {
    const file = stage(plain([row, [2, ...b, 200, 60, 5]], '填报单位:元通公司', head));
    expect(asked(file)).toEqual(['- table-unit']);
    expect(valuesOf(file)).toEqual({ '01': '?table-unit', '02': '?table-unit', '09': 50 });
    const [question] = file.questions;
    const answered = stage(plain([row], '填报单位:元通公司', head), { [question?.id ?? '']: 'unit:万元' });
    expect(valuesOf(answered)).toEqual({ '01': 1000, '02': 300, '09': 50 });
    expect(answered.filings[0]?.cells[0]).toMatchObject({ factor: 10, readAs: '万元' });
    expect(said(answered)).toEqual(['D4 unit-converted', 'E4 unit-converted']);
  });

  it('that contradict each other are asked, of a column cell by cell, of the whole table once', () => {
    const units = [null, null, null, '千元', '万元', '人'];
    const file = stage(
      sheetOf([['2015年'], [...head.slice(0, 3), '工业总产值(万元)', '新产品产值', '从业人员'], units, row]),
    );
    expect(valuesOf(file)).toEqual({ '01': '?unit-conflict', '02': 300, '09': 50 });
    const lines = stage(sheetOf([['单位:千元', null, '单位:万元'], head, row]));
    expect(valuesOf(lines)).toEqual({ '01': '?table-unit', '02': '?table-unit', '09': 50 });
    expect(lines.questions).toMatchObject([{ details: { said: '千元、万元' } }]);
    const [question] = lines.questions;
    const answered = stage(sheetOf([['单位:千元', null, '单位:万元'], head, row]), {
      [question?.id ?? '']: 'unit:万元',
    });
    expect(valuesOf(answered)).toEqual({ '01': 1000, '02': 300, '09': 50 });
  });

  it('may be said by a note below, which is asked about where a column says another', () => {
    for (const note of [
      '以上金额单位均为万元',
      '注:单位:万元',
      '说明:本表金额以万元为单位。',
      '备注：货币计量单位为人民币万元',
    ]) {
      const file = stage(sheetOf([['2015年'], head, row, [note]]));
      expect([note, asked(file), valuesOf(file)]).toEqual([note, [], { '01': 1000, '02': 300, '09': 50 }]);
      expect(file.filings).toHaveLength(1);
    }
    const own = [...head.slice(0, 3), '工业总产值(千元)', '新产品产值', '从业人员'];
    const sheet = sheetOf([['2015年'], own, row, ['注:以上金额单位均为万元']]);
    const [question, ...more] = stage(sheet).questions;
    expect([question?.kind, more]).toEqual(['table-unit', []]);
    expect(question?.details).toEqual({ said: '千元、万元', places: 'D2 千元、A4 万元', columns: 'D' });
    expect(valuesOf(stage(sheet))).toEqual({ '01': '?table-unit', '02': 300, '09': 50 });
    const answered = stage(sheet, { [question?.id ?? '']: 'unit:千元' });
    expect(valuesOf(answered)).toEqual({ '01': 100, '02': 300, '09': 50 });
  });

  it('that the program does not know never pass for none', () => {
    const units = [null, null, null, '万美元', '千元', '千人'];
    expect(valuesOf(stage(sheetOf([['单位:千元'], head, units, row])))).toEqual({
      '01': '?unit-conflict',
      '02': 30,
      '09': '?unit-conflict',
    });
    const file = stage(
      plain([row], '单位:千元', [
        ...head.slice(0, 3),
        '工业总产值(万美元)',
        '新产品产值',
        '利润',
        '从业人员(千人)',
      ]),
    );
    expect(asked(file)).toEqual(['D3 column-unclear', 'G3 column-unclear']);
    expect(valuesOf(file)).toEqual({ '02': 30, '08': 50 });
  });

  it('merged over several columns apply to each; the unit of a group does not reach its counts', () => {
    const file = stage(
      sheetOf(
        [
          ['序号', '统一社会信用代码', '单位名称', '经营情况(万元)', null, null],
          [null, null, null, '工业总产值', '新产品产值', '从业人员'],
          [1, ...a, 1, 2, 3],
        ],
        { merges: ['D1:F1', 'A1:A2', 'B1:B2', 'C1:C2'] },
      ),
    );
    expect(valuesOf(file)).toEqual({ '01': 10, '02': 20, '09': 3 });
    const units = sheetOf([head, [null, null, null, '万元', null, '人'], [1, ...a, 1, 2, 3]], {
      merges: ['D2:E2'],
    });
    expect(valuesOf(stage(units))).toEqual({ '01': 10, '02': 20, '09': 3 });
  });
});

describe('rows above and below the names', () => {
  const names = [...head.slice(0, 5), '从业人员'];
  const row = [1, ...a, 100, 30, 50];

  it('belong to the header where they change the year or the measure of the columns', () => {
    const above = (group: string) =>
      sheetOf([['单位:千元'], [null, null, null, group], names, row], { merges: ['D2:F2'] });
    expect(valuesOf(stage(above('上年')))).toEqual({ '01.上年': 100, '02.上年': 30, '09.上年': 50 });
    expect(valuesOf(stage(above('本年实际')))).toEqual({ '01': 100, '02': 30, '09': 50 });
    expect(valuesOf(stage(above('经营情况')))).toEqual({ '01': 100, '02': 30, '09': 50 });
    expect(stage(above('2015年计划')).filings).toEqual([]);
  });

  it('are years as numbers, too', () => {
    const years = [null, null, null, 2015, 2014, 2015];
    const sheet = sheetOf([['单位:千元'], [...head.slice(0, 4), null, '从业人员'], years, row], {
      merges: ['A2:A3', 'B2:B3', 'C2:C3', 'D2:E2'],
    });
    expect(valuesOf(stage(sheet))).toEqual({ '01': 100, '01.上年': 30, '09': 50 });
  });

  it('are no part of it when they are a title, whose year is asked about', () => {
    const titled = (title: string) => sheetOf([[title], names, row], { merges: ['A1:F1'] });
    expect(asked(stage(titled('2014年度企业创新情况表(单位:千元)')))).toEqual(['- other-year']);
    expect(valuesOf(stage(titled('2015年度企业创新情况表(单位:万元)')))).toEqual({
      '01': 1000,
      '02': 300,
      '09': 50,
    });
  });
});

describe('columns that are not clear', () => {
  it('are asked when one stands there twice, also after a year word', () => {
    const header = [...head, '新产品产值(本年)'];
    const row = [1, ...a, 1000, 300, 50, 310];
    const file = stage(plain([row], '单位:千元', header));
    expect(asked(file)).toEqual(['G3 column-unclear']);
    const id = file.questions[0]?.id ?? '';
    // Neither counts until it is answered: the rest may be written before.
    expect(valuesOf(file)['02']).toBe('?column-unclear');
    expect(valuesOf(stage(plain([row], '单位:千元', header), { [id]: 'this' }))['02']).toBe(310);
    expect(valuesOf(stage(plain([row], '单位:千元', header), { [id]: 'first' }))['02']).toBe(300);
  });

  it('keep the year that their header says when the clerk names the field', () => {
    const header = [...head.slice(0, 4), '新产品产值(含税)', '从业人员', '利润'];
    const two = sheetOf(
      [
        ['单位:千元'],
        header,
        [null, null, null, '本年', '上年', '本年', '本年'],
        [1, ...a, 1000, 300, 50, 7],
      ],
      { merges: ['A2:A3', 'B2:B3', 'C2:C3'] },
    );
    const [question] = stage(two).questions;
    expect(question?.choices.map((choice) => choice.code)).toEqual(['field:02', 'skip']);
    const file = stage(two, { [question?.id ?? '']: 'field:02' });
    expect(valuesOf(file)).toEqual({ '01': 1000, '02.上年': 300, '09': 50, '08': 7 });
  });

  it('never take the name of another table side by side for their own', () => {
    const header = [...head, null, '单位名称', '工业总产值', '新产品产值'];
    const row = [1, ...a, 1000, 300, 50, null, '别的公司', 9, 8];
    const file = stage(plain([row], '单位:千元', header));
    expect([asked(file), said(file)]).toEqual([[], ['- tables-both']]);
    const question = file.assumed[0]?.question;
    const first = stage(plain([row], '单位:千元', header), {
      [question?.id ?? '']: question?.choices[0]?.code ?? '',
    });
    expect(first.filings.map(({ identity }) => identity.name)).toEqual([a[1]]);
    expect(valuesOf(first)).toEqual({ '01': 1000, '02': 300, '09': 50 });
  });
});
