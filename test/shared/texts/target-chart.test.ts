import { describe, expect, it } from 'vitest';
import type { Target } from '#shared/returns/indicator.ts';
import type { ReportRow } from '#shared/tally/report.ts';
import { chartOf, type TargetChart } from '#shared/texts/target-chart.ts';
import { count, standing, target } from '#test/fixtures/standing.ts';

type Also = Parameters<typeof standing>[3];
type Years = Readonly<Record<number, number>>;
const year = 2016;

/** The row of a report with the figures of two years, and its chart in Chinese. */
function chart(of: Target | null, values: Years, also: Also = {}): TargetChart {
  const figures = Object.fromEntries(Object.entries(values).map(([each, value]) => [each, count(value)]));
  const row: ReportRow = {
    code: 'I001',
    section: { zh: '', en: '' },
    name: { zh: '', en: '' },
    unit: '个',
    decimals: 0,
    value: values[year] ?? null,
    numerator: null,
    denominator: null,
    groups: null,
    listed: null,
    lastYear: values[year - 1] ?? null,
    change: null,
    changePercent: null,
    target: of === null ? null : standing(of, year, figures, also),
    coverage: { due: 1, counted: 1, shareOfLastYear: null },
    source: '',
    caveat: null,
  };
  return chartOf(row, year, 'zh');
}
const bars = (of: TargetChart): string[] => of.bars.map(({ label, value }) => `${label} ${value}`);

describe('what the chart of a target draws', () => {
  it('has the two years alone where nothing is asked, and no bar for what is not known', () => {
    expect(chart(null, { 2015: 3, 2016: 4 })).toEqual({
      bars: [
        { kind: 'last', label: '上年', value: 3 },
        { kind: 'now', label: '本年', value: 4 },
      ],
      guides: [],
      band: null,
      items: [],
    });
    expect(bars(chart(target('qualitative'), { 2016: 0 }))).toEqual(['本年 0']);
  });

  it('holds a total of years, not the year alone, against a target that is one', () => {
    const awards = target('at_least', { value: 100, baseYear: 2014, window: { from: 2015, to: 2020 } });
    const values = { 2015: 12, 2016: 15 };
    expect(bars(chart(awards, values, { tense: 'flow' }))).toEqual([
      '上年 12',
      '本年 15',
      '2015—2016年累计 27',
      '省目标(2020年) 100',
    ]);
    expect(bars(chart(awards, values, { tense: 'flow', scope: 'county' }))).toContain('2015—2016年累计 27');
    expect(bars(chart(target('at_least', { value: 70 }), values))).toEqual([
      '上年 12',
      '本年 15',
      '省目标(2020年) 70',
    ]);
  });

  it('marks the straight line as a guide, with its own years', () => {
    const share = target('at_least', { value: 50, baseYear: 2011, year: 2017 });
    expect(chart(share, { 2011: 20, 2016: 40 }).guides).toEqual([
      { kind: 'line', label: '线性参考线,非考核口径(2011—2017年)', value: 45 },
    ]);
    expect(chart(share, { 2016: 40 }).guides).toEqual([]);
    // A county's part in the province's target has no line of its own.
    expect(chart(share, { 2011: 20, 2016: 40 }, { scope: 'county' }).guides).toEqual([]);
    expect(chart(target('ratio_at_least', { value: 20 }), { 2014: 8, 2016: 10 }).guides).toMatchObject([
      { kind: 'line', value: 12 },
    ]);
  });

  it('draws a floor across the years, and a range as a zone', () => {
    expect(chart(target('floor_each_year', { value: 35 }), { 2015: 36, 2016: 34 })).toMatchObject({
      bars: [{ value: 36 }, { value: 34 }],
      guides: [{ kind: 'floor', label: '每年不低于', value: 35 }],
    });
    expect(
      chart(target('about_per_year', { value: 50, tolerance: 10 }), { 2016: 48 }, { tense: 'flow' }).band,
    ).toEqual({
      label: '每年的区间',
      low: 45,
      high: 55,
    });
  });

  it('takes what the province publishes itself for a rising figure', () => {
    const progress = target('direction_up', { reference: { 2015: 51.2, 2016: 52.7 } });
    expect(bars(chart(progress, {}))).toEqual(['上年 51.2', '本年 52.7']);
  });

  it('puts a reference and a base beside the years', () => {
    const above = target('above_reference', { reference: { 2016: 18.2 } });
    expect(bars(chart(above, { 2015: 17, 2016: 20 }))).toEqual(['上年 17', '本年 20', '参照值 18.2']);
    expect(bars(chart(above, { 2015: 17 }))).toEqual(['上年 17', '参照值 18.2']);
    const base = target('baseline', { value: 22 });
    expect(bars(chart(base, { 2015: 22, 2016: 21 }))).toEqual(['2014年基数 22', '上年 22', '本年 21']);
  });

  it('ticks off the items that a document names, whatever the type', () => {
    const items = { table: 'JC105', field: '03', names: ['汽车', '动漫'] };
    for (const type of ['named_list', 'at_least'] as const)
      expect(chart(target(type, { value: 2, items }), { 2016: 1 }, { named: ['汽车'] }).items).toEqual([
        { name: '汽车', isPresent: true },
        { name: '动漫', isPresent: false },
      ]);
  });
});
