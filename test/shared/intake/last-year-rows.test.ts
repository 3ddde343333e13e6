import { describe, expect, it } from 'vitest';
import { noticeText } from '#shared/texts/notices.ts';
import { questionText } from '#shared/texts/questions.ts';
import { lay } from '#test/fixtures/laid.ts';
import { allValues, asked, said, sheetOf, stage, valuesOf, type Written } from '#test/fixtures/grid.ts';

const [one, two] = ['91220101MA0Y12340Q', '91220221702345679W'];
const header = ['统一社会信用代码', '单位名称', '年份', '工业总产值', '新产品产值', '从业人员'];
const plainHeader = header.filter((name) => name !== '年份');
const first = { '01': 30, '02': 20, '09': 5, '01.上年': 25, '02.上年': 10, '09.上年': 4 };
const second = { '01': 11, '02': 10, '09': 6, '01.上年': 9, '02.上年': 8, '09.上年': 3 };

function list(
  rows: readonly (readonly Written[])[],
  head: readonly Written[] = header,
  merges: string[] = [],
) {
  return sheetOf([['单位:千元'], head, ...rows], { merges });
}

describe('rows of last year in a list', () => {
  const rows = (
    names: readonly [Written, Written, Written, Written],
    years: readonly Written[] = ['本年', '上年', '本年', '上年'],
  ) => [
    [one ?? '', names[0], years[0] ?? null, 30, 20, 5],
    [names[1] === null ? null : (one ?? ''), names[1], years[1] ?? null, 25, 10, 4],
    [two ?? '', names[2], years[2] ?? null, 11, 10, 6],
    [names[3] === null ? null : (two ?? ''), names[3], years[3] ?? null, 9, 8, 3],
  ];

  it.each([
    ['repeat the name', list(rows(['甲厂', '甲厂', '乙厂', '乙厂']))],
    ['leave the name out', list(rows(['甲厂', null, '乙厂', null]))],
    [
      'are merged with it',
      list(rows(['甲厂', null, '乙厂', null]), header, ['A3:A4', 'B3:B4', 'A5:A6', 'B5:B6']),
    ],
    ['say years', list(rows(['甲厂', '甲厂', '乙厂', '乙厂'], [2015, 2014, '2015年', '2014年']))],
    ['say more', list(rows(['甲厂', null, '乙厂', null], ['本年实际', '上年同期', '本期', '去年']))],
    [
      'have no header',
      list(rows(['甲厂', null, '乙厂', null]), [...header.slice(0, 2), null, ...header.slice(3)]),
    ],
    [
      'stand in place of a name',
      list(
        [
          [one ?? '', '甲厂', 30, 20, 5],
          [null, '上年同期', 25, 10, 4],
          [two ?? '', '乙厂', 11, 10, 6],
          [null, '上年同期', 9, 8, 3],
        ],
        plainHeader,
      ),
    ],
  ])('are of the same unit where they %s', (_how, sheet) => {
    const file = stage(sheet);
    expect([allValues(file), asked(file)]).toEqual([[first, second], []]);
    expect(said(file)).toContain('A4 last-year-rows');
    expect(file.filings.map(({ row }) => row)).toEqual([2, 4]);
  });

  it('may come first, or all of them after all of this year', () => {
    const [a, b, c, d] = rows(['甲厂', '甲厂', '乙厂', '乙厂']);
    for (const order of [
      [b, a, d, c],
      [a, c, b, d],
      [d, b, a, c],
    ])
      expect(allValues(stage(list(order.map((row) => row ?? []))))).toEqual(
        expect.arrayContaining([first, second]),
      );
  });

  it('keep their places, are asked about like others, and 上年 need not be filled', () => {
    const file = stage(
      list([
        [one ?? '', '甲厂', '本年', 30, 20, 5],
        [null, null, '上年', '约25', null, '无'],
      ]),
    );
    expect(asked(file)).toEqual(['D4 approximate']);
    expect(file.questions[0]).toMatchObject({ filing: '表!3', field: '01' });
    expect(file.filings[0]?.cells.find(({ key }) => key === '01.上年')).toMatchObject({ cell: 'D4' });
    expect(valuesOf(file)['09.上年']).toEqual({ blank: 'none' });
  });

  it('are no enterprises, nor is their growth, and sum nothing', () => {
    const file = stage(
      list([
        [one ?? '', '甲厂', '本年', 30, 20, 5],
        [one ?? '', '甲厂', '上年', 25, 10, 4],
        [one ?? '', '甲厂', '增长%', 20, 100, 25],
        [null, '合计', '本年', 30, 20, 5],
        [null, '合计', '上年', 25, 10, 4],
      ]),
    );
    expect([allValues(file), asked(file)]).toEqual([[first], []]);
    const texts = file.notices.map((notice) => noticeText(notice, 'zh'));
    expect(texts).toContain('第 4 行写明是上年的数,已作为同一单位的上年数导入。');
    expect(texts.join()).toContain('(增长%、上年)');
    expect(texts.join()).not.toContain('相差');
  });

  it.each(['1-6月', '上半年', '2015年1-6月', '一季度', '计划数', '预计'])(
    'are asked about where a column of years says %s, which is no whole year',
    (period) => {
      const file = stage(
        list([
          [one ?? '', '甲厂', '2015', 30, 20, 5],
          [two ?? '', '乙厂', period, 11, 10, 6],
        ]),
      );
      expect(asked(file)).toEqual(['C4 other-year']);
      const [question] = file.questions;
      expect(question === undefined ? '' : questionText(question, 'zh')).toContain(
        `第 4 行写着“${period}”,不是全年的实际数,现在填报的是 2015 年。`,
      );
    },
  );

  it('say the year once for those below, of which none comes in as this year’s', () => {
    const [a, b, c, d] = rows(['甲厂', '甲厂', '乙厂', '乙厂'], ['2015', '2014', null, null]);
    const once = [a, c, b, d].map((row) => row ?? []);
    expect([allValues(stage(list(once))), asked(stage(list(once)))]).toEqual([[first, second], []]);
    const gone = stage(list([...once, ['91220100123456784M', '丙厂', null, 7, 6, 5]]));
    expect(asked(gone)).toEqual(['C7 other-year']);
    // Where this year goes without saying the rows that say none are of it.
    const unsaid = stage(list(rows(['甲厂', '甲厂', '乙厂', '乙厂'], [null, '上年', null, '上年'])));
    expect(unsaid.questions.map(({ details }) => details['rows'])).toEqual(['4、6']);
  });

  it('are exchanged with those of this year where the clerk finds so', () => {
    const sheet = list(rows(['甲厂', '甲厂', '乙厂', '乙厂']));
    const swapped = allValues(stage(sheet, { 'x:表!2/years-swapped': 'swap' }));
    expect(swapped[0]).toEqual({
      ...{ '01': 25, '02': 10, '09': 4 },
      ...{ '01.上年': 30, '02.上年': 20, '09.上年': 5 },
    });
  });

  it('are read so where the clerk laid the list out, too', () => {
    const sheet = list(rows(['甲厂', '甲厂', '乙厂', '乙厂']));
    expect(allValues(stage(sheet, lay('list:JC102;header:2;body:3-6')))).toEqual([first, second]);
  });

  it('are asked about where no row says this year, in words as in numbers', () => {
    for (const year of ['上年', '2014', 2014, '上年同期'])
      for (const name of ['年份', '项目', null]) {
        const head = [...header.slice(0, 2), name, ...header.slice(3)];
        const file = stage(list([[two ?? '', '乙厂', year, 9, 8, 3]], head));
        expect([year, name, asked(file)]).toEqual([year, name, ['C3 other-year']]);
      }
    const earlier = stage(
      list([[two ?? '', '乙厂', '2013年', 9, 8, 3]], [...header.slice(0, 2), null, ...header.slice(3)]),
    );
    expect(asked(earlier)).toEqual(['C3 other-year']);
  });

  it('are asked about by year: what is a slip of one is none of another', () => {
    const sheet = list(
      [
        [one ?? '', '甲厂', 2013, 30, 20, 5],
        [two ?? '', '乙厂', 2014, 11, 10, 6],
        ['91220101MA0Y123431', '丙厂', 2013, 7, 5, 2],
      ],
      header,
    );
    const { questions } = stage(sheet);
    expect(questions.map(({ details }) => details)).toMatchObject([
      { found: '2013', rows: '3、5' },
      { found: '2014', rows: '4' },
    ]);
    const [earlier, last] = questions.map(({ id }) => id);
    const answered = (answers: Record<string, string>) =>
      allValues(stage(sheet, answers)).map((values) => values['01']);
    expect(answered({ [earlier ?? '']: 'skip', [last ?? '']: 'keep' })).toEqual([11]);
    expect(answered({ [earlier ?? '']: 'keep', [last ?? '']: 'skip' })).toEqual([30, 7]);
  });

  it('are left out, which is said, below the last enterprise only: they may be those of all', () => {
    const file = stage(
      list(
        [
          [one ?? '', '甲厂', 30, 20, 5],
          [two ?? '', '乙厂', 11, 10, 6],
          [null, '上年同期', 36, 30, 11],
        ],
        plainHeader,
      ),
    );
    expect(allValues(file)).toEqual([
      { '01': 30, '02': 20, '09': 5 },
      { '01': 11, '02': 10, '09': 6 },
    ]);
    expect(said(file)).toEqual(['A5 part-rows']);
  });

  it('are asked about where two rows of this year are called the same', () => {
    const names = header.slice(1);
    const file = stage(
      list(
        [
          ['甲厂', '本年', 30, 20, 5],
          ['甲厂', '上年', 25, 10, 4],
          ['甲厂', '本年', 11, 10, 6],
          ['甲厂', '上年', 9, 8, 3],
        ],
        names,
      ),
    );
    expect(asked(file)).toEqual(['B4 other-year']);
    expect(allValues(file).flatMap((values) => Object.keys(values))).not.toContain('01.上年');
  });

  it('are asked about beside columns of last year', () => {
    const head = [...header.slice(0, 4), '工业总产值上年', '从业人员'];
    const file = stage(
      list(
        [
          [one ?? '', '甲厂', '本年', 30, 20, 5],
          [one ?? '', '甲厂', '上年', 25, 10, 4],
        ],
        head,
      ),
    );
    expect(asked(file)).toEqual(['C4 other-year']);
    expect(allValues(file)[0]).toEqual({ '01': 30, '01.上年': 20, '09': 5 });
  });
});

describe('a form of one enterprise with its items across', () => {
  const form = (rows: readonly (readonly Written[])[], label: Written = '年份', above = '单位名称:甲厂') =>
    sheetOf([
      ['2015年度企业创新情况表'],
      [above],
      ['单位:千元'],
      [label, '工业总产值', '新产品产值', '从业人员'],
      ...rows,
    ]);

  it.each([
    [['本年', '上年'], '年份'],
    [['2015年', '2014年'], '指标'],
    [[2015, 2014], null],
    [['本年实际', '上年同期'], '项目'],
    [['2015年', '2014年'], '口径'],
  ])('has years down: %j under %s', ([now = '', last = ''], label) => {
    const file = stage(
      form(
        [
          [now, 30, 20, 5],
          [last, 25, 10, 4],
          ['增长%', 20, 100, 25],
        ],
        label,
      ),
    );
    expect([allValues(file), asked(file)]).toEqual([[first], []]);
    expect(file.filings[0]?.identity).toEqual({ name: '甲厂' });
    expect(said(file)).toEqual(expect.arrayContaining(['A6 last-year-rows', 'A7 part-rows']));
  });

  it('may be a single row of figures, called nothing, 数值 or 本年', () => {
    for (const label of [null, '数值', '本年', '2015年'])
      expect([label, allValues(stage(form([[label, 30, 20, 5]], '项目')))]).toEqual([
        label,
        [{ '01': 30, '02': 20, '09': 5 }],
      ]);
    const last = stage(form([['上年', 30, 20, 5]], '项目'));
    expect([allValues(last), said(last)]).toEqual([[], expect.arrayContaining(['A5 part-rows'])]);
    for (const label of ['项目', '口径', '数据'])
      expect(asked(stage(form([['2014年', 30, 20, 5]], label)))).toEqual(['A5 other-year']);
  });

  it('is none where a row may be another’s, nobody is named above, or the rows say other things', () => {
    const row = [30, 20, 5];
    for (const [rows, label, above] of [
      [[['乙厂', ...row]], '客户', '填报单位:工信局'],
      [[['合计', ...row]], '项目', '填报单位:工信局'],
      [[['合隆镇', ...row]], null, '填报单位:工信局'],
      [[['计划', ...row]], null, '填报单位:甲厂'],
      [[['本年', ...row]], '年份', '2015年度'],
      [
        [
          [null, ...row],
          [null, 1, 2, 3],
        ],
        null,
        '填报单位:甲厂',
      ],
      [
        [
          ['一季度', ...row],
          ['二季度', ...row],
        ],
        null,
        '填报单位:甲厂',
      ],
      [
        [
          ['本年', ...row],
          ['计划', ...row],
        ],
        null,
        '填报单位:甲厂',
      ],
      [
        [
          ['本年', ...row],
          ['本年', ...row],
        ],
        null,
        '填报单位:甲厂',
      ],
      [
        [
          ['2013', ...row],
          ['2014', ...row],
          ['2015', ...row],
        ],
        null,
        '填报单位:甲厂',
      ],
    ] as const)
      expect([rows, stage(form(rows, label, above)).filings]).toEqual([rows, []]);
  });

  it('can be laid out by the clerk, and nothing else without names', () => {
    const rows = [
      ['本年', 30, 20, 5],
      ['上年', 25, 10, 4],
    ];
    expect(allValues(stage(form(rows), lay('list:JC102;header:4;body:5-6')))).toEqual([first]);
    const other = stage(form([['乙厂', 1, 2, 3]], '客户'), lay('list:JC102;header:4;body:5'));
    expect(other.misLaid.map(({ fault }) => fault.code)).toEqual(['identity-absent']);
  });
});
