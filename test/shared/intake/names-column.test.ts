import { describe, expect, it } from 'vitest';
import { questionText } from '#shared/texts/questions.ts';
import type { StagedFile } from '#shared/intake/staged.ts';
import { allValues, asked, said, sheetOf, stage, type Written } from '#test/fixtures/grid.ts';

const items = ['工业总产值', '新产品产值', '从业人员'];
const figures = [
  [30, 20, 5],
  [11, 10, 6],
];
const codes = ['91220101MA0Y12340Q', '91220221702345679W'];

function list(header: readonly Written[], first: readonly Written[], second: readonly Written[], title = '') {
  return sheetOf([
    [title],
    ['单位:千元'],
    [...header, ...items],
    [...first, ...(figures[0] ?? [])],
    [...second, ...(figures[1] ?? [])],
    ['合计', ...header.slice(1).map(() => null), 41, 30, 11],
  ]);
}

const names = (file: StagedFile) =>
  file.filings.map(({ identity: { creditCode, name } }) => [creditCode, name]);

describe('a column of enterprises that its header does not call so', () => {
  it.each([
    [['单位'], ['长春甲厂'], ['永吉乙有限公司']],
    [['各单位'], ['农安甲'], ['永吉乙']],
    [
      ['序号', '企业'],
      [1, '长春甲厂'],
      [2, '永吉乙有限公司'],
    ],
    [
      ['序号', null],
      [1, '长春甲厂'],
      [2, '永吉乙有限公司'],
    ],
    [['公司名称'], ['长春甲厂'], ['永吉乙有限公司']],
  ])('is told by its names under %j', (header, first, second) => {
    const file = stage(list(header, first, second));
    expect(names(file)).toEqual([
      [undefined, first.at(-1)],
      [undefined, second.at(-1)],
    ]);
    expect([allValues(file).map((values) => values['01']), asked(file)]).toEqual([[30, 11], []]);
  });

  it.each(['税号', '纳税人识别号', '代码', '企业代码', '统一信用代码证号', null])(
    'is told by its credit codes under %j',
    (header) => {
      const file = stage(list([header], [codes[0] ?? ''], [` ${codes[1]?.toLowerCase()}`]));
      expect(names(file)).toEqual(codes.map((code) => [code, undefined]));
    },
  );

  it('gives both where both are there', () => {
    const file = stage(list(['税号', '单位'], [codes[0] ?? '', '甲厂'], [codes[1] ?? '', '乙厂']));
    expect(names(file)).toEqual([
      [codes[0], '甲厂'],
      [codes[1], '乙厂'],
    ]);
  });

  it('is none where it holds other things, is another’s, or there are two', () => {
    for (const [header, first, second] of [
      [['单位'], ['千元'], ['万元']],
      [['单位'], [1], [2]],
      [[null], ['合隆镇'], ['开安镇']],
      [['代码'], ['0101'], ['0102']],
      [['客户'], ['长春甲厂'], ['永吉乙有限公司']],
      [['合作单位代码'], [codes[0] ?? ''], [codes[1] ?? '']],
      [
        ['单位', '企业'],
        ['长春甲厂', '丙厂'],
        ['永吉乙厂', '丁厂'],
      ],
    ] as const)
      expect([header, stage(list(header, first, second)).filings]).toEqual([header, []]);
  });

  it('does not take the place of one that its header calls so', () => {
    const file = stage(list(['单位名称', '单位'], ['甲厂', '丙厂'], ['乙厂', '丁厂']));
    expect(names(file)).toEqual([
      [undefined, '甲厂'],
      [undefined, '乙厂'],
    ]);
    expect(said(file)).toContain('B3 column-unknown');
  });
});

describe('a list of which one or two items are known', () => {
  const short = (
    title: string,
    header: readonly Written[] = ['单位名称', '工业总产值', '新产品产值', '主要产品'],
  ) => sheetOf([[title], ['单位:千元'], header, ['甲厂', 30, 20, '灯'], ['乙厂', 11, 10, '车']]);

  it('is asked about, with what is known of it', () => {
    const file = stage(short('2015年度'));
    expect(asked(file)).toEqual(['- return-unclear']);
    const [question] = file.questions;
    expect(question?.choices.map(({ code }) => code)).toEqual(['return:JC102', 'skip']);
    expect(question === undefined ? '' : questionText(question, 'zh')).toBe(
      '这张表只认出“工业总产值、新产品产值”,其他各栏都不是报表的指标。是报表的数吗,是哪一种?',
    );
    const id = question?.id ?? '';
    expect(allValues(stage(short('2015年度'), { [id]: 'return:JC102' }))).toEqual([
      { '01': 30, '02': 20 },
      { '01': 11, '02': 10 },
    ]);
    expect(stage(short('2015年度'), { [id]: 'skip' }).filings).toEqual([]);
  });

  it('is read where its title says of which return it is', () => {
    const file = stage(short('JC102 企业创新情况'));
    expect([allValues(file)[0], asked(file)]).toEqual([{ '01': 30, '02': 20 }, []]);
    expect(said(file)).toContain('D3 column-unknown');
  });

  it('is asked about where it could be taken for what only says who they are', () => {
    const header = ['统一社会信用代码', '单位名称', '新产品产值', '法定代表人'];
    const file = stage(
      sheetOf([
        ['单位:千元'],
        header,
        [codes[0] ?? '', '甲厂', 30, '张三'],
        [codes[1] ?? '', '乙厂', 10, '李四'],
      ]),
    );
    expect(file.questions.map(({ choices }) => choices.map(({ code }) => code))).toEqual([
      ['return:JC102', 'return:JC101', 'skip'],
    ]);
    const id = file.questions[0]?.id ?? '';
    expect(
      allValues(
        stage(sheetOf([['单位:千元'], header, [codes[0] ?? '', '甲厂', 30, '张三']]), {
          [id]: 'return:JC102',
        }),
      ),
    ).toEqual([{ '02': 30 }]);
  });

  it('is none without figures, without names, or where no amount is known', () => {
    for (const rows of [
      [
        ['单位名称', '新产品产值', '主要产品'],
        ['甲厂', null, '灯'],
      ],
      [
        ['单位名称', '产品数', '主要产品'],
        ['甲厂', 30, '灯'],
      ],
      [
        ['客户', '新产品产值', '主要产品'],
        ['甲厂', 30, '灯'],
      ],
    ])
      expect(asked(stage(sheetOf([['单位:千元'], ...rows])))).toEqual([]);
  });
});

it('codes are known by what they are where a header names the enterprises', () => {
  const file = stage(
    sheetOf([
      ['单位:千元'],
      ['代码', '单位名称', '工业总产值', '新产品产值', '从业人员'],
      ['91220101MA0Y12340Q', '长春甲有限公司', 100, 30, 50],
    ]),
  );
  expect(file.filings[0]?.identity).toEqual({ creditCode: '91220101MA0Y12340Q', name: '长春甲有限公司' });
});
