import { describe, expect, it } from 'vitest';
import { noticeText } from '#shared/texts/notices.ts';
import { asked, said, sheetOf, stage, type Written } from '#test/fixtures/grid.ts';

const header = ['统一社会信用代码', '单位名称', '工业总产值', '新产品产值', '从业人员'];
const one = ['91220101MA0Y12340Q', '甲厂', 30, 20, 5];
const two = ['91220221702345679W', '乙厂', 10, 10, 5];
const three = ['912205811239900160', '丙厂', 1, 1, 1];

const list = (...rows: readonly (readonly Written[])[]) => sheetOf([['单位:千元'], header, ...rows]);

/** The total rows, numbered from 1, and what the rows that are filings are called. */
function read(...rows: readonly (readonly Written[])[]) {
  const file = stage(list(...rows));
  const { totalRows = [] } = file.tables[0] ?? {};
  return {
    totals: totalRows.map((row) => row + 1),
    names: file.filings.map(({ identity }) => identity.name),
    asked: [
      ...asked(file),
      ...file.filings.flatMap(({ total }) => (total === undefined ? [] : ['total-row'])),
    ],
    said: said(file),
    texts: file.notices.map((notice) => [noticeText(notice, 'zh'), noticeText(notice, 'en')]),
  };
}

const enterprises = { names: ['甲厂', '乙厂', '丙厂'], asked: [] };

describe('totals of townships', () => {
  it.each([
    ['合隆镇 小计', '开安镇小计', '全县'],
    ['小计(合隆镇)', '小计:开安镇', '农安县合计'],
    ['镇合计', '镇合计', '全县合计'],
    ['合隆镇合计', '开安镇合计', '总计'],
    ['合隆镇', '开安镇', '农安县总计', 'A5 total-place'],
    ['合隆街道办事处', '开安乡', '合计农安县', 'A5 total-place'],
    ['合隆镇企业小计', '开安镇企业小计', '规模以上工业企业合计'],
  ])('%s below its rows sums them, and is no enterprise', (first, second, all, place?: string) => {
    expect(
      read(one, two, [null, first, 40, 30, 10], three, [null, second, 1, 1, 1], [null, all, 41, 31, 11]),
    ).toMatchObject({ ...enterprises, totals: [5, 7, 8], said: place === undefined ? [] : [place] });
  });

  it.each([
    ['全县合计', '合隆镇小计', '开安镇小计'],
    ['农安县', '合隆镇', '开安镇', 'A3 total-place'],
    ['全县', '镇小计', '镇小计'],
  ])('%s above its rows sums them as well', (all, first, second, place?: string) => {
    expect(
      read([null, all, 41, 31, 11], [null, first, 40, 30, 10], one, two, [null, second, 1, 1, 1], three),
    ).toMatchObject({ ...enterprises, totals: [3, 4, 7], said: place === undefined ? [] : [place] });
  });

  it('may say the place in a column of its own, and head its rows without a figure', () => {
    expect(
      read(['合隆镇'], one, two, ['合隆镇', '小计', 40, 30, 10], ['二、开安镇'], three, [
        '合计',
        null,
        41,
        31,
        11,
      ]),
    ).toMatchObject({ ...enterprises, totals: [6, 9], said: [] });
  });

  it('are proved: a figure that differs is said with the rows, their sum and the difference', () => {
    const { texts, said: notices } = read(
      one,
      two,
      [null, '合隆镇小计', 40, 33, 10],
      three,
      [null, '开安镇', 1, 1, 2],
      [null, '全县', 41, 31, 11],
    );
    expect(notices).toEqual(['A7 total-place', 'D5 total-differs', 'E7 total-differs']);
    expect(texts).toEqual([
      [
        '第 7 行只写了地名或类别,数等于所属各户之和,作为合计,没有计入。是单独一户的,点它的行号改为数据,再点“应用”。',
        'Only the name of a place or group stands in row 7, and the figures are sums of the rows around: a total, not counted. Where it is an enterprise, mark the row as data by its number, and apply.',
      ],
      [
        '其中:新产品产值:表中合计 33,第 3–4 行相加 30,相差 3。请向企业核实。',
        'of which new products: the total says 33, rows 3–4 add up to 30, a difference of 3. Ask the sender.',
      ],
      [
        '从业人员期末人数:表中合计 2,第 6 行相加 1,相差 1。请向企业核实。',
        'Persons employed at year end: the total says 2, row 6 adds up to 1, a difference of 1. Ask the sender.',
      ],
    ]);
  });

  it('may be 0 of a place that has no rows', () => {
    expect(read([null, '合隆镇小计', 0, 0, 0], [null, '开安镇小计', 40, 30, 10], one, two)).toMatchObject({
      totals: [3, 4],
      said: [],
    });
  });

  it('may be that of a single enterprise, which is said all the same', () => {
    expect(read(one, [null, '合隆镇', 30, 20, 5], two)).toMatchObject({
      totals: [4],
      names: ['甲厂', '乙厂'],
      said: ['A4 total-place'],
    });
  });

  it('are followed by what they are made up of, which is no enterprise, and is said', () => {
    const parts = [
      [null, '其中:国有企业', 30, 20, 5],
      [null, '    外资企业', 10, 10, 5],
    ];
    expect(read(one, two, ['合计', null, 40, 30, 10], ...parts, three)).toMatchObject({
      names: ['甲厂', '乙厂', '丙厂'],
      asked: [],
      said: ['A6 part-rows'],
    });
    const named = read(one, ['合计', null, 30, 20, 5], [null, '其中:长春丁公司', 10, 10, 5], parts[1] ?? []);
    expect(named.names).toEqual(['甲厂', '其中:长春丁公司', '外资企业']);
    expect(read(one, [null, '其中:出口', 10, 10, 5]).names).toEqual(['甲厂', '其中:出口']);
  });

  it('are held beside last year, their growth and their mean, which are no enterprises', () => {
    for (const label of ['上年同期', '增长%', '比上年增减(%)', '平均', '户均'])
      expect([label, read(one, two, ['合计', null, 40, 30, 10], [null, label, 12.5, 20, 3])]).toMatchObject([
        label,
        { names: ['甲厂', '乙厂'], asked: [], said: ['A6 part-rows'] },
      ]);
    expect(read(one, [null, '平均律乐器厂', 12, 20, 3]).names).toEqual(['甲厂', '平均律乐器厂']);
    expect(read(one, ['91220221702345679W', '上年', 12, 20, 3]).names).toEqual(['甲厂', '上年']);
  });

  it('may be those of kinds of enterprises, numbered or not, but never of a row that names one', () => {
    const kinds = (first: readonly Written[], second: readonly Written[]) =>
      read([...first, 40, 30, 10], one, two, [...second, 1, 1, 1], three);
    for (const [first, second] of [
      [
        ['一', '制造业'],
        ['二', '采矿业'],
      ],
      [
        [null, '一、规模以上企业'],
        [null, '二、规模以下企业'],
      ],
      [
        [null, '高新技术产业'],
        [null, '其他行业'],
      ],
    ] as const)
      expect(kinds(first, second)).toMatchObject({
        ...enterprises,
        totals: [3, 6],
        said: ['A3 total-place'],
      });
    expect(kinds([null, '一、长春丁公司'], [null, '采矿业']).names).toContain('一、长春丁公司');
    expect(read([null, '制造业', 7, 7, 7], one, two).names).toContain('制造业');
  });

  it('of villages, of their town and of the county each sum their own rows', () => {
    const four = ['91220122MA0103700D', '丁厂', 2, 2, 2];
    expect(
      read(
        one,
        [null, '东村小计', 30, 20, 5],
        two,
        [null, '西村小计', 10, 10, 5],
        [null, '合隆镇合计', 40, 30, 10],
        three,
        four,
        [null, '开安镇合计', 3, 3, 3],
        [null, '全县总计', 43, 33, 13],
      ),
    ).toMatchObject({ totals: [4, 6, 7, 10, 11], said: [] });
  });

  it('are none where a place sums nothing, or the row has a code or says more', () => {
    const unlike = read(one, two, [null, '合隆镇', 7, 7, 7]);
    expect(unlike).toMatchObject({ totals: [], names: ['甲厂', '乙厂', '合隆镇'] });
    const coded = read(one, two, ['912205811239900160', '合隆镇', 40, 30, 10]);
    expect(coded).toMatchObject({ totals: [], names: ['甲厂', '乙厂', '合隆镇'] });
    const beside = stage(
      sheetOf(
        [
          ['单位:千元'],
          ['乡镇', ...header],
          ['合隆镇', ...one],
          [null, ...two],
          [null, null, '小计', 40, 30, 10],
          ['开安镇', ...three],
          ['合计', null, null, 41, 31, 11],
        ],
        { merges: ['A3:A5'] },
      ),
    );
    expect(beside.filings.map(({ identity }) => identity.name)).toEqual(['甲厂', '乙厂', '丙厂']);
    expect(beside.tables[0]?.totalRows).toEqual([4, 6]);
    const more = read(one, two, ['丙厂', '合计', 40, 30, 10]);
    expect(more.totals).toEqual([]);
  });
});
