import { describe, expect, it } from 'vitest';
import { asked, said, sheetOf, stage, valuesOf, type Written } from '#test/fixtures/grid.ts';
import { a } from '#test/fixtures/laid.ts';

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
