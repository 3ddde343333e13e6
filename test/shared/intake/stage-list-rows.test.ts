import { describe, expect, it } from 'vitest';
import type { Question, StagedFile } from '#shared/intake/staged.ts';
import { questionText } from '#shared/texts/questions.ts';
import { allValues, asked, said, sheetOf, stage, valuesOf, type Written } from '#test/fixtures/grid.ts';

const a = ['91220101MA0Y12340Q', '长春甲有限公司'] as const;
const b = ['91220221702345679W', '永吉乙有限公司'] as const;
const c = ['912205811239900160', '梅河口丙有限公司'] as const;
const head = ['序号', '统一社会信用代码', '单位名称', '工业总产值', '新产品产值', '从业人员'] as const;

/** Title, 单位:千元, header, rows: the plainest list. */
function plain(rows: readonly (readonly Written[])[], unit = '单位:千元', header: readonly Written[] = head) {
  return sheetOf([['2015年度企业创新情况表'], [unit], header, ...rows]);
}

describe('rows of another year', () => {
  const header = ['统一社会信用代码', '单位名称', '年份', '工业总产值', '新产品产值', '从业人员'];
  const rows = [
    [...a, 2015, 100, 30, 50],
    [...b, '2014年', 90, 20, 40],
    [...c, null, 80, 10, 30],
  ];

  it('as a column of years says are asked about, and are left out or taken by the answer', () => {
    const file = stage(plain(rows, '单位:千元', header));
    expect(asked(file)).toEqual(['C5 other-year']);
    expect(questionText(file.questions[0] as Question, 'zh')).toBe(
      '第 5、6 行写明是 2014 年的数(第 6 行没有写年份,按上面的行算),现在填报的是 2015 年。这些数不导入,还是记为 2015 年的数?请对照原表。',
    );
    const names = (answer: string): readonly (string | undefined)[] =>
      stage(plain(rows, '单位:千元', header), { 'x:表!C3/other-year': answer }).filings.map(
        ({ identity }) => identity.name,
      );
    expect(names('skip')).toEqual([a[1]]);
    expect(names('keep')).toEqual([a[1], b[1], c[1]]);
    expect(asked(stage(plain(rows.slice(0, 1), '单位:千元', header)))).toEqual([]);
  });
});

it('a code beside its label or behind a mark of a text is that code', () => {
  const written = [
    [1, `统一社会信用代码:${a[0]}`, a[1], 1, 2, 3],
    [2, `'${b[0]}`, b[1], 1, 2, 4],
    [3, `${c[0]}(旧码 756150023)`, c[1], 1, 2, 5],
    [4, `${a[0]} ${b[0]}`, '两码公司', 1, 2, 6],
  ];
  const codes = stage(plain(written)).filings.map(({ identity }) => identity.creditCode);
  expect(codes.slice(0, 3)).toEqual([a[0], b[0], c[0]]);
  expect([a[0], b[0]]).not.toContain(codes[3]);
});

it('a figure that is merged over two items is the first’s, and asked about for the second', () => {
  const merged = (figure: Written): StagedFile =>
    stage(
      sheetOf([['单位:千元'], head, [1, ...a, figure, null, 50], [2, ...b, 200, 60, 70]], {
        merges: ['D3:E3'],
      }),
    );
  expect(asked(merged(100))).toEqual(['E3 same-as']);
  expect(valuesOf(merged(100))).toEqual({ '01': 100, '02': '?same-as', '09': 50 });
  expect(asked(merged('停产'))).toEqual(['D3 not-a-number']);
});

it('同上 in the place of a name is no name', () => {
  const { filings } = stage(
    plain([
      [1, ...a, 100, 30, 50],
      [2, null, '同上', 200, 60, 70],
    ]),
  );
  expect(filings.map(({ identity }) => identity.name)).toEqual([a[1], undefined]);
});

describe('rows that are no data', () => {
  it('are told by their label; an enterprise is not one for the first characters of its name', () => {
    const header = ['单位名称', '工业总产值', '新产品产值', '从业人员'];
    const rows = [
      ['注塑制品有限公司', 10, 1, 1],
      ['合计量器具有限公司', 20, 2, 2],
      ['制表工艺厂', 30, 3, 3],
      ['合 计', 60, 6, 6],
      ['备注:以上为初步数'],
      ['总计算机有限公司', 40, 4, 4],
      ['本表一式两份'],
    ];
    const file = stage(plain(rows, '单位:千元', header));
    expect(file.filings.map((filing) => filing.identity.name)).toEqual([
      '注塑制品有限公司',
      '合计量器具有限公司',
      '制表工艺厂',
      '总计算机有限公司',
    ]);
    expect(file.tables[0]).toMatchObject({ totalRows: [6], noteRows: [7, 9] });
    expect(said(file)).toEqual(['B7 total-differs', 'C7 total-differs', 'D7 total-differs']);
  });

  it('prove the columns: a total, of all rows or of its part, that is not the sum is said', () => {
    const file = stage(
      plain([
        [1, ...a, 1000, 300, 50],
        [null, null, '小计', 1000, 300, 50],
        [2, ...b, 2000, 100, 60],
        [null, null, '小计', 2000, 999, 60],
        [null, null, '合计', 3000, 400, 111],
      ]),
    );
    expect(said(file)).toEqual(['E7 total-differs', 'F8 total-differs']);
    expect(file.notices[0]?.details).toMatchObject({ total: '999', sum: '100' });
  });

  it('may have a total above, be rounded, and hold shares that do not add up', () => {
    const header = [...head.slice(0, 4), '主导产品国内市场份额(%)', '新产品产值'];
    const file = stage(
      plain(
        [
          ['全县合计', null, null, 100, 30, 9],
          [1, ...a, 33.3, 10, 3],
          [2, ...b, 33.3, 50, 3],
          [3, ...c, 33.3, 30, 3],
        ],
        '单位:千元',
        header,
      ),
    );
    expect(said(file).filter((notice) => notice.endsWith('total-differs'))).toEqual([]);
    expect(file.filings.map((filing) => filing.row)).toEqual([4, 5, 6]);
  });

  it('without a name or code are kept, for someone must say whose they are', () => {
    const file = stage(
      plain([
        [1, ...a, 1000, 300, 50],
        [null, null, null, 1000, 300, 50],
      ]),
    );
    expect(file.filings.map((filing) => filing.identity)).toEqual([{ creditCode: a[0], name: a[1] }, {}]);
  });

  it('repeat the header on each page, with its units and 甲乙丙', () => {
    const units = [null, null, null, '千元', '千元', '人'];
    const numbers = ['甲', '乙', '丙', '1', '2', '3'];
    const file = stage(
      sheetOf([
        ['2015年'],
        head,
        units,
        numbers,
        [1, ...a, 1, 2, 3],
        head,
        units,
        numbers,
        [2, ...b, 4, 5, 6],
      ]),
    );
    expect(asked(file)).toEqual([]);
    expect(allValues(file)).toEqual([
      { '01': 1, '02': 2, '09': 3 },
      { '01': 4, '02': 5, '09': 6 },
    ]);
  });
});

describe('hidden and merged rows', () => {
  it('that are hidden are asked about once, and counted until then', () => {
    const rows = [['单位:千元'], head, [1, ...a, 1, 2, 3], [2, ...b, 4, 5, 6], [3, ...c, 7, 8, 9]];
    const sheet = sheetOf(rows, { hiddenRows: [3, 4] });
    const file = stage(sheet);
    expect(asked(file)).toEqual(['A3 hidden-rows']);
    expect(file.questions[0]?.details).toEqual({ rows: '2', which: '3、4' });
    const id = file.questions[0]?.id ?? '';
    expect(stage(sheet, { [id]: 'include' }).filings).toHaveLength(3);
    expect(stage(sheet, { [id]: 'skip' }).filings.map((filing) => filing.id)).toEqual(['表!5']);
  });

  it('share a merged name, but never a merged figure', () => {
    const sheet = sheetOf(
      [['单位:千元'], head, [1, ...a, 900, 2, 3], [null, null, null, null, 5, 6], [3, ...c, 7, 8, 9]],
      { merges: ['B3:B4', 'C3:C4', 'D3:D4'] },
    );
    const file = stage(sheet);
    expect(file.filings[1]?.identity).toEqual({ creditCode: a[0], name: a[1] });
    expect(asked(file)).toEqual(['D4 same-as']);
    expect(file.questions[0]?.choices.map((choice) => choice.code)).toEqual(['value:900', 'blank', 'skip']);
    expect(valuesOf(file, file.filings[1])).toEqual({ '01': '?same-as', '02': 5, '09': 6 });
    const id = file.questions[0]?.id ?? '';
    expect(
      valuesOf(stage(sheet, { [id]: 'blank' }), stage(sheet, { [id]: 'blank' }).filings[1])['01'],
    ).toEqual({
      blank: 'unknown',
    });
    expect(stage(sheet, { [id]: 'skip' }).filings[1]?.cells[0]).not.toHaveProperty('value');
  });

  it('that only look merged are not filled from above', () => {
    const file = stage(
      plain([
        [1, ...a, 900, 2, 3],
        [null, null, null, null, 5, 6],
      ]),
    );
    expect(file.filings[1]?.identity).toEqual({});
    expect(valuesOf(file, file.filings[1])).toEqual({ '02': 5, '09': 6 });
  });
});

describe('whose row it is', () => {
  it('is never said by a mark, an error or a number that lost its digits', () => {
    const codes: readonly Exclude<Written, null>[] = [
      '无',
      '-',
      '/',
      ' ',
      '不详',
      '办理中',
      '待申请',
      { raw: '#N/A', type: 'error' },
      { raw: '', type: 'error', formula: true, uncomputed: true },
      { raw: '9.1220000756150003E+17', type: 'number' },
      { raw: '42371', type: 'date' },
    ];
    const file = stage(plain(codes.map((code, index) => [index + 1, code, `第${index}公司`, 1, 2, 3])));
    expect(file.filings.map((filing) => filing.identity)).toEqual(
      codes.map((_, index) => ({
        name: `第${index}公司`,
        // What is left of the number is only ever shown.
        ...(index === 9 ? { lostCode: '9.1220000756150003E+17' } : {}),
      })),
    );
  });

  it('is taken from the facts of JC101 itself', () => {
    const file = stage(
      sheetOf([
        ['统一社会信用代码', '组织机构代码', '单位详细名称', '行政区划代码', '行业代码', '法定代表人'],
        [a[0].toLowerCase(), null, a[1], 220122, { raw: '1340', type: 'number' }, '王某'],
      ]),
    );
    expect(file.filings[0]?.return).toBe('JC101');
    expect(file.filings[0]?.identity).toEqual({ creditCode: a[0], name: a[1], area: '220122' });
    expect(valuesOf(file)).toEqual({ '01': a[0], '03': a[1], '05': '220122', '07': '1340', '13': '王某' });
  });
});
