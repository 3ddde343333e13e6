import { describe, expect, it } from 'vitest';
import { asked, said, sheetOf, stage, valuesOf, type Written } from '#test/fixtures/grid.ts';
import { a } from '#test/fixtures/laid.ts';

/** A2:A3, as the column that it is of. */
const merged = (address: string) => {
  const column = address.charCodeAt(0) - 65;
  return { top: 1, bottom: 2, left: column, right: column };
};

/** A list with two header rows, of which nothing is merged. */
function list(upper: readonly Written[], lower: readonly Written[], figures: readonly Written[]) {
  return sheetOf([
    ['单位:千元'],
    ['统一社会信用代码', '单位名称', ...upper],
    [null, null, ...lower],
    [...a, ...figures],
  ]);
}

const items = ['工业总产值', '新产品产值'] as const;

describe('a year or a plan that is written once over several items', () => {
  it.each([
    [
      ['2015年', null, '2014年', null, '从业人员'],
      [...items, ...items, null],
      { '01.上年': 90, '02.上年': 20 },
    ],
    [['2015年', null, '计划', null, '从业人员'], [...items, ...items, null], {}],
    [
      [null, '2015年', null, '上年同期', '从业人员'],
      [...items, ...items, null],
      { '01.上年': 90, '02.上年': 20 },
    ],
  ] as const)('is of all where the same items stand below each: %j', (upper, lower, last) => {
    const file = stage(list(upper, lower, [100, 30, 90, 20, 50]));
    expect([asked(file), valuesOf(file)]).toEqual([[], { '01': 100, '02': 30, '09': 50, ...last }]);
  });

  it.each(['计划', '2014年'])(
    'is asked about for those behind it where they are not the same: %s',
    (word) => {
      const file = stage(
        list([word, null, '2015年', '从业人员'], [...items, '工业总产值', null], [90, 20, 100, 50]),
      );
      expect(asked(file)).toEqual(['D2 column-unclear']);
      expect(valuesOf(file)).toMatchObject({ '01': 100, '09': 50 });
      expect(valuesOf(file)).not.toHaveProperty('02');
    },
  );

  it('leaves what stands behind it alone where it is this year', () => {
    const file = stage(list(['2015年', null, '从业人员'], [...items, null], [100, 30, 50]));
    expect([asked(file), valuesOf(file)]).toEqual([[], { '01': 100, '02': 30, '09': 50 }]);
  });
});

it('items that only the upper of two header rows names are read, too', () => {
  const lower = [null, '新产品产值', '高新技术产品产值', null];
  const file = stage(list(['工业总产值', '其中', null, '从业人员'], lower, [100, 30, 20, 50]));
  expect([asked(file), said(file)]).toEqual([[], []]);
  expect(valuesOf(file)).toEqual({ '01': 100, '02': 30, '47': 20, '09': 50 });
});

describe('a header over that of an item', () => {
  it('names the item together with it', () => {
    const file = stage(
      list(['新产品', null, null, '从业人员'], ['产值', '销售收入', '出口', null], [30, 20, 5, 50]),
    );
    expect([asked(file), valuesOf(file)]).toEqual([[], { '02': 30, '06': 20, '07': 5, '09': 50 }]);
  });

  it.each(['分公司', '其中:外贸', '高新技术企业', '长春经济技术开发区以外'])(
    'may say that the figures are of something else: %s',
    (word) => {
      const file = stage(list(['工业总产值', word, '从业人员'], [null, '营业收入', null], [100, 30, 50]));
      expect(asked(file)).toEqual(['D2 column-unclear']);
      expect(valuesOf(file)).toEqual({ '01': 100, '09': 50 });
    },
  );

  it('says so where the item itself stands beside it, too', () => {
    const upper = ['分公司', '从业人员', '利润总额', '工业总产值'];
    const rows = list(upper, ['产值', null, null, null], [30, 50, 7, 100]);
    const file = stage({ ...rows, merges: ['A2:A3', 'B2:B3', 'D2:D3', 'E2:E3', 'F2:F3'].map(merged) });
    expect([asked(file), said(file)]).toEqual([[], ['C2 column-unknown']]);
    expect(valuesOf(file)).toEqual({ '01': 100, '08': 7, '09': 50 });
  });

  it.each(['生产经营情况', '主要经济指标', '一、生产经营'])(
    'that says what the item is about leaves it as it is: %s',
    (word) => {
      const file = stage(list([word, '从业人员', '利润总额'], ['工业总产值', null, null], [100, 50, 7]));
      expect([asked(file), valuesOf(file)]).toEqual([[], { '01': 100, '08': 7, '09': 50 }]);
    },
  );

  it('is asked about where nothing says how far it goes', () => {
    const file = stage(
      sheetOf([
        ['单位:千元'],
        [null, null, '新产品'],
        ['统一社会信用代码', '单位名称', '产值', '销售收入', '从业人员'],
        [...a, 30, 20, 50],
      ]),
    );
    expect(asked(file)).toEqual(['D2 column-unclear', 'E2 column-unclear']);
    expect(valuesOf(file)).toEqual({ '02': 30 });
  });

  it('counts though it makes fewer columns known than the row below alone', () => {
    const rows = list(['利润总额', '12月'], [null, '产值'], [7, 100]);
    const file = stage({ ...rows, merges: ['A2:A3', 'B2:B3', 'C2:C3'].map(merged) });
    expect([asked(file), said(file), valuesOf(file)]).toEqual([[], ['D2 column-unknown'], { '08': 7 }]);
  });

  it('of patents of the year is not that of all years', () => {
    const file = stage(list(['专利申请数', null, '从业人员'], ['当年', '累计', null], [10, 30, 50]));
    expect([asked(file), said(file)]).toEqual([[], ['D2 column-unknown']]);
    expect(valuesOf(file)).toEqual({ '09': 50, '24': 10 });
  });
});

it('a part that stands beside its item without a header above is a part of it', () => {
  const file = stage(list(['营业收入', null, '从业人员'], [null, '其中:新产品', null], [100, 30, 50]));
  expect(asked(file)).toEqual(['D2 column-unclear']);
  expect(file.questions[0]?.choices.map(({ code }) => code)).toEqual(['field:06', 'field:07', 'skip']);
  expect(valuesOf(file)).toEqual({ '05': 100, '09': 50 });
});
