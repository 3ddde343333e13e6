import { describe, expect, it } from 'vitest';
import type { Target } from '#shared/returns/indicator.ts';
import type { TargetStanding } from '#shared/tally/standing.ts';
import { standingText } from '#shared/texts/targets.ts';
import { count as figure, standing as standingOf, target } from '#test/fixtures/standing.ts';

/** Of yearly flows, so that a window is a total. */
function standing(
  { type, ...also }: Partial<Target> & Pick<Target, 'type'>,
  year: number,
  values: Readonly<Record<number, number>>,
  how: Parameters<typeof standingOf>[3] = {},
): TargetStanding {
  const figures = Object.fromEntries(Object.entries(values).map(([each, value]) => [each, figure(value)]));
  return standingOf(target(type, also), year, figures, { tense: 'flow', ...how });
}

const count = { unit: '个', decimals: 0 };
const ratio = { unit: '%', decimals: 2 };
const both = (of: TargetStanding, indicator: typeof count): string[] => [
  standingText(of, indicator, 'zh'),
  standingText(of, indicator, 'en'),
];

describe('how figures stand to a target, in words', () => {
  it('names the share of a county, and never calls it completion', () => {
    const of = standing({ type: 'at_least', value: 2400 }, 2016, { 2016: 1200 }, { scope: 'county' });
    expect(both(of, count)).toEqual([
      '本县 1,200 个,为省目标 2,400 个的 50%',
      '1,200 items here, 50% of the provincial target, 2,400 items',
    ]);
  });

  it('says how much is missing, and that years are', () => {
    const window = { from: 2014, to: 2020 };
    const of = standing({ type: 'at_least', value: 7, window }, 2016, { 2014: 2, 2016: 3 });
    expect(both(of, count)).toEqual([
      '5 个,为目标 7 个(2020年)的 71.4%,还差 2 个;2015年没有数',
      '5 items, 71.4% of 7 items (2020), 2 items to go; without a figure: 2015',
    ]);
    expect(standingText(standing({ type: 'at_least', value: 7 }, 2016, { 2016: 7 }), count, 'zh')).toBe(
      '7 个,为目标 7 个(2020年)的 100%',
    );
  });

  it('measures ratios in percentage points', () => {
    const of = standing({ type: 'ratio_at_least', value: 38 }, 2016, { 2016: 36.5 }, { decimals: 2 });
    expect(both(of, ratio)).toEqual([
      '比目标 38.00 % 低 1.50 个百分点',
      '1.50 percentage points below the target of 38.00 %',
    ]);
    const floor = standing(
      { type: 'floor_each_year', value: 20 },
      2016,
      { 2014: 19, 2016: 21 },
      { decimals: 2 },
    );
    expect(both(floor, ratio)).toEqual([
      '本年比 20.00 % 高 1.00 个百分点;2014年未达到;2015年没有数',
      'This year 1.00 percentage points above 20.00 %; missed: 2014; without a figure: 2015',
    ]);
  });

  it('shows the band with the decimals that it has', () => {
    const of = standing({ type: 'about_per_year', value: 7, tolerance: 10 }, 2014, { 2014: 8 });
    expect(both(of, count)).toEqual([
      '每年 6.3—7.7 个,本年高于区间;2014年未达到',
      '6.3—7.7 items a year, this year above; missed: 2014',
    ]);
  });

  it('says from which number it rose or fell', () => {
    const rising = { type: 'direction_up' } as const;
    expect(both(standing(rising, 2016, { 2015: 30, 2016: 28 }, { decimals: 2 }), ratio)).toEqual([
      '比上年 30.00 % 降低 2.00 个百分点',
      '2.00 percentage points less than last year, 30.00 %',
    ]);
    expect(standingText(standing(rising, 2016, { 2015: 30, 2016: 30 }), count, 'zh')).toBe(
      '与上年 30 个 持平',
    );
    expect(standingText(standing(rising, 2016, { 2016: 28 }), count, 'zh')).toContain('没有上年数');
  });

  it('says which named items are missing', () => {
    const items = { table: 'JC103', field: '01', names: ['甲', '乙', '丙'] };
    const of = standing({ type: 'named_list', items }, 2016, { 2016: 1 }, { named: ['乙平台'] });
    expect(both(of, count)).toEqual(['列名 3 项,有 1 项,没有:甲、丙', '1 of the 3 named, missing: 甲, 丙']);
  });

  it('compares with a reference and with a baseline', () => {
    const above = { type: 'above_reference', reference: { 2016: 18.2 } } as const;
    expect(standingText(standing(above, 2016, { 2016: 20 }, { decimals: 2 }), ratio, 'zh')).toBe(
      '比参照值 18.20% 高 1.80 个百分点',
    );
    expect(standingText(standing(above, 2017, { 2017: 20 }, { decimals: 2 }), ratio, 'zh')).toContain(
      '收到省里的目标文件后载入',
    );
    const base = { type: 'baseline', value: 22 } as const;
    expect(standingText(standing(base, 2016, { 2016: 21 }), count, 'zh')).toBe('2014年基数 22 个,现少 1 个');
  });
});
