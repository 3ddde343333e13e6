import { describe, expect, it } from 'vitest';
import { choiceText } from '#shared/texts/choices.ts';
import { questionText } from '#shared/texts/questions.ts';
import { asked, said, sheetOf, stage, valuesOf, type Written } from '#test/fixtures/grid.ts';

/** A form of which a column is headed by a unit of money and nothing else. */
function form(header: readonly Written[], rows: readonly (readonly Written[])[], line: string | null = null) {
  const items = [
    ['工业总产值', '01'],
    ['新产品产值', '02'],
    ['从业人员', '09'],
  ];
  return sheetOf([
    ['单位名称:甲厂'],
    [line],
    ['指标名称', '代码', ...header],
    ...rows.map((row, index) => [...(items[index] ?? []), ...row]),
  ]);
}

const converted = { '01': 300, '02': 200, '09': 5 };

describe('a column headed by a unit of money alone', () => {
  it.each([
    [
      ['本年', '(万元)'],
      [[30], [20], [5]],
    ],
    [
      ['（万元）', '本年'],
      [
        [null, 30],
        [null, 20],
        [null, 5],
      ],
    ],
    [
      ['本年', '万元', '备注'],
      [[30, null, '快报'], [20], [5]],
    ],
    [['(万元)'], [[30], [20], [5]]],
    [['金额(万元)'], [[30], [20], [5]]],
  ] as const)('%j says the unit of the figures of money beside it, or of its own', (header, rows) => {
    const file = stage(form(header, rows));
    expect([valuesOf(file), asked(file)]).toEqual([converted, []]);
  });

  it('says that of both years, and of a form without codes', () => {
    const both = stage(
      form(
        ['本年', '上年', '(万元)'],
        [
          [30, 29],
          [20, 19],
          [5, 4],
        ],
      ),
    );
    expect(valuesOf(both)).toEqual({ ...converted, '01.上年': 290, '02.上年': 190, '09.上年': 4 });
    const bare = stage(
      sheetOf([
        ['单位名称:甲厂'],
        ['指标名称', '本年', '(万元)'],
        ['工业总产值', 30],
        ['新产品产值', 20],
        ['从业人员', 5],
      ]),
    );
    expect(valuesOf(bare)).toEqual(converted);
  });

  it('is asked about where it has some of the figures that 本年 lacks: each may be taken for the items of its unit', () => {
    const sheet = form(
      ['本年', '(万元)'],
      [
        [null, 30],
        [300, 20],
        [5, 7],
      ],
      '单位:千元',
    );
    const file = stage(sheet);
    expect(asked(file)).toEqual(['D3 column-unclear']);
    const [question] = file.questions;
    expect(question?.choices.map((choice) => choiceText(choice, question, 'zh'))).toEqual([
      '用前面那列',
      '用这一列',
      '两列都用,按计量单位',
    ]);
    expect(question === undefined ? '' : questionText(question, 'zh')).toBe(
      '列“(万元)”与 C3 列是同一年的数,用哪一列?各是各的指标的,选两列都用:每项指标用与它的计量单位相符的那一列。',
    );
    const id = 'x:表!D3=C3/column-unclear';
    const each = stage(sheet, { [id]: 'each' });
    expect(valuesOf(each)).toEqual(converted);
    expect(said(each)).toEqual([
      'D4 unit-converted',
      'C5 column-unknown',
      'D5 unit-converted',
      'D6 column-unknown',
    ]);
    expect(valuesOf(stage(sheet, { [id]: 'this' }))).toEqual({ ...converted, '09': 7 });
  });

  it('is asked about beside columns of counts, of which each is for its items', () => {
    const sheet = form(['(人)', '(项)', '(万元)', '备注'], [[null, null, 30], [null, null, 20, '快报'], [5]]);
    expect(asked(stage(sheet))).toEqual(['D3 column-unclear', 'E3 column-unclear']);
    const answers = { 'x:表!D3=C3/column-unclear': 'each', 'x:表!E3=C3/column-unclear': 'each' };
    expect(valuesOf(stage(sheet, answers))).toEqual(converted);
  });

  it('is asked about with its year over two columns', () => {
    const sheet = sheetOf(
      [
        ['单位名称:甲厂'],
        [null],
        ['指标名称', '代码', '本年', null, '上年', null],
        [null, null, '数量', '金额(万元)', '数量', '金额(万元)'],
        ['工业总产值', '01', null, 30, null, 29],
        ['新产品产值', '02', null, 20, null, 19],
        ['从业人员', '09', 5, null, 4],
      ],
      { merges: ['C3:D3', 'E3:F3'] },
    );
    const answers = { 'x:表!D3=C3/column-unclear': 'each', 'x:表!F3=E3/column-unclear': 'each' };
    expect(valuesOf(stage(sheet, answers))).toEqual({
      ...converted,
      ...{ '01.上年': 290, '02.上年': 190, '09.上年': 4 },
    });
  });

  it('stands in a header row of a list beside 本年, which is no unit', () => {
    const file = stage(
      sheetOf([
        ['统一社会信用代码', '单位名称', '工业总产值', '新产品产值', '从业人员'],
        [null, null, '(万元)', '(万元)', '本年'],
        ['91220101MA0Y12340Q', '长春甲有限公司', 30, 20, 5],
      ]),
    );
    expect([asked(file), valuesOf(file)]).toEqual([[], converted]);
  });

  it('is left out, which is said, where 本年 has figures too', () => {
    const file = stage(
      form(
        ['本年', '(万元)'],
        [
          [300, 30],
          [200, 20],
          [5, null],
        ],
        '单位:千元',
      ),
    );
    expect([valuesOf(file), said(file)]).toEqual([converted, ['D3 column-unknown']]);
  });

  it('and another unit beside it are no unit: it is asked', () => {
    const file = stage(form(['本年(千元)', '(万元)'], [[300], [200], [5]]));
    expect(valuesOf(file)).toEqual({ '01': '?unit-conflict', '02': '?unit-conflict', '09': 5 });
    const two = stage(
      form(
        ['(千元)', '(万元)'],
        [
          [300, 30],
          [200, 20],
          [5, 5],
        ],
      ),
    );
    expect(two.filings).toEqual([]);
  });
});

it('a column of numbers of the rows is no column of figures, nor of codes', () => {
  for (const numbers of ['行次', '序号', '栏次']) {
    const sheet = sheetOf([
      ['单位名称:甲厂'],
      ['单位:千元'],
      ['指标名称', numbers, '本年', '上年'],
      ['工业总产值', 1, 100, 90],
      ['新产品产值', 2, 30, 20],
      ['从业人员', 3, 5, 4],
    ]);
    const figures = { '01': 100, '01.上年': 90, '02': 30, '02.上年': 20, '09': 5, '09.上年': 4 };
    expect([numbers, valuesOf(stage(sheet))]).toEqual([numbers, figures]);
  }
});

describe('a line that says a unit which is not converted', () => {
  const list = (line: string) =>
    sheetOf([[line], ['单位名称', '工业总产值', '新产品产值', '从业人员'], ['甲厂', 100, 30, 5]]);

  it.each(['单位:万美元', '计量单位：百元', '(金额单位:港元)'])(
    '%s is named, and never passes for none',
    (line) => {
      const file = stage(list(line));
      const [question] = file.questions;
      const said = /[^:：)]+元/u.exec(line.split(/[:：]/u)[1] ?? '')?.[0] ?? '';
      expect([asked(file), question?.details]).toEqual([['A1 table-unit'], { strange: said }]);
      expect(question === undefined ? '' : questionText(question, 'zh')).toContain(`“${said}”`);
      expect(question?.ground).toBeUndefined();
      const id = question?.id ?? '';
      expect(valuesOf(stage(list(line), { [id]: 'unit:万元' }))).toEqual({ '01': 1000, '02': 300, '09': 5 });
      expect(asked(stage(list(line), { [id]: `unit:${said}` }))).toEqual([
        'B3 unit-conflict',
        'C3 unit-conflict',
      ]);
    },
  );

  it('is that of 30万, too, and of nothing that has a unit of its own', () => {
    const head = ['单位名称', '工业总产值', '新产品产值', '从业人员'];
    const sheet = sheetOf([['单位:万美元'], head, ['甲厂', '30万', '20万元', 5]]);
    const [question] = stage(sheet).questions;
    expect([asked(stage(sheet)), valuesOf(stage(sheet))]).toEqual([
      ['A1 table-unit'],
      { '01': '?table-unit', '02': '?table-unit', '09': 5 },
    ]);
    const strange = stage(sheet, { [question?.id ?? '']: 'unit:万美元' });
    expect([asked(strange), valuesOf(strange)['02']]).toEqual([['B3 unit-conflict'], 200]);
    const usual = stage(sheet, { [question?.id ?? '']: 'unit:元' });
    expect(valuesOf(usual)).toEqual({ '01': 300, '02': 200, '09': 5 });
  });

  it('is none where the line says a unit of money, or the name of a unit that reports', () => {
    expect(asked(stage(list('单位:万元')))).toEqual([]);
    for (const line of ['填报单位:元通公司', '填报单位:通化天元', '2015年'])
      expect(stage(list(line)).questions.map(({ details }) => details['strange'])).toEqual([undefined]);
  });
});
