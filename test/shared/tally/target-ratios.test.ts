import { describe, expect, it } from 'vitest';
import { count, ratio, standing, target } from '#test/fixtures/standing.ts';

describe('ratio_at_least', () => {
  const chemicals = target('ratio_at_least', { value: 38 });

  it('shows the gap in percentage points, never a share of the target', () => {
    const standings = standing(chemicals, 2018, { 2014: ratio(30, 100), 2018: ratio(365, 1000) });
    expect(standings).toMatchObject({
      reached: false,
      shown: { kind: 'gap', gap: -1.5, line: { baseValue: 30, value: 35.33 } },
    });
    expect(standings.shown).not.toHaveProperty('percent');
    expect(standing(chemicals, 2020, { 2020: ratio(38, 100) })).toMatchObject({
      reached: true,
      shown: { gap: 0 },
    });
  });

  it('decides by the sums, not by the rounded ratio', () => {
    // 37.9999 % is shown as 38.00 %.
    expect(standing(chemicals, 2020, { 2020: ratio(379_999, 1_000_000) })).toMatchObject({
      reached: false,
      shown: { gap: -0.01 },
    });
    // 100 × the numerator is beyond what a double holds exactly.
    expect(
      standing(chemicals, 2020, { 2020: ratio(342_000_000_000_001, 900_000_000_000_003) }),
    ).toMatchObject({ reached: false });
  });

  it('is not judged without a denominator', () => {
    expect(standing(chemicals, 2020, { 2020: ratio(0, 0) })).toMatchObject({
      reached: null,
      unjudged: 'no-figure',
      shown: { gap: null },
    });
  });
});

describe('floor_each_year', () => {
  const rate = target('floor_each_year', { value: 20, window: { from: 2014, to: 2020 } });

  it('is missed for good by one year below', () => {
    const years = { 2014: ratio(21, 100), 2015: ratio(19, 100), 2016: ratio(25, 100) };
    expect(standing(rate, 2016, years)).toMatchObject({
      reached: false,
      shown: { kind: 'floor', gap: 5, reachedThisYear: true, missed: [2015], unknown: [] },
    });
    expect(standing(rate, 2014, years)).toMatchObject({ reached: true, shown: { missed: [], gap: 1 } });
  });

  it('is not kept as long as a year is not known', () => {
    expect(standing(rate, 2016, { 2014: ratio(21, 100), 2016: ratio(25, 100) })).toMatchObject({
      reached: null,
      unjudged: 'no-figure',
      shown: { reachedThisYear: true, unknown: [2015] },
    });
    expect(standing(rate, 2016, { 2014: ratio(1, 100), 2016: ratio(25, 100) })).toMatchObject({
      reached: false,
      shown: { missed: [2014], unknown: [2015] },
    });
  });

  it('counts the year whose rounded ratio only looks like the floor as missed', () => {
    expect(standing(rate, 2014, { 2014: ratio(199_960, 1_000_000) })).toMatchObject({
      reached: false,
      shown: { gap: -0.01, missed: [2014] },
    });
  });

  it('leaves years outside the window alone', () => {
    const years = { 2013: ratio(1, 100), 2014: ratio(21, 100) };
    expect(standing(rate, 2014, years)).toMatchObject({ reached: true, shown: { missed: [] } });
    expect(standing(rate, 2021, { ...years, 2021: ratio(1, 100) })).toMatchObject({
      unjudged: 'outside-plan',
    });
  });
});

describe('direction_up', () => {
  const share = target('direction_up');

  it('is reached by more than last year, and not by as much', () => {
    expect(standing(share, 2016, { 2015: count(10), 2016: count(12) })).toMatchObject({
      reached: true,
      shown: { kind: 'change', lastYear: 10, change: 2 },
    });
    expect(standing(share, 2016, { 2015: count(10), 2016: count(10) })).toMatchObject({
      reached: false,
      shown: { change: 0 },
    });
    // 33.333 % and 33.334 % look the same with two decimals.
    expect(
      standing(share, 2016, { 2015: ratio(33_333, 100_000), 2016: ratio(33_334, 100_000) }, { decimals: 2 }),
    ).toMatchObject({ reached: true });
  });

  it('says in the first year that there is no last year', () => {
    expect(standing(share, 2014, { 2014: count(12) })).toMatchObject({
      reached: null,
      unjudged: 'no-last-year',
      shown: { lastYear: null, change: null },
    });
    expect(standing(share, 2014, { 2013: count(12) }).unjudged).toBe('no-figure');
  });

  it('reads from the target what the province publishes', () => {
    const index = target('direction_up', { reference: { 2014: 51.2, 2015: 52.7 } });
    expect(standing(index, 2015, {}, { decimals: 2 })).toMatchObject({
      reached: true,
      shown: { lastYear: 51.2, change: 1.5 },
    });
    expect(standing(index, 2016, {}, { decimals: 2 }).unjudged).toBe('no-figure');
  });
});

describe('above_reference', () => {
  const above = target('above_reference', { reference: { 2015: 18.25 } });

  it('is reached by more than the reference, and not by as much', () => {
    expect(standing(above, 2015, { 2015: ratio(20, 100) }, { decimals: 2 })).toMatchObject({
      reached: true,
      shown: { kind: 'reference', reference: 18.25, gap: 1.75 },
    });
    expect(standing(above, 2015, { 2015: ratio(1825, 10_000) }, { decimals: 2 })).toMatchObject({
      reached: false,
      shown: { gap: 0 },
    });
  });

  it('waits for the reference of the year', () => {
    expect(standing(above, 2016, { 2016: ratio(20, 100) }, { decimals: 2 })).toMatchObject({
      reached: null,
      unjudged: 'no-reference',
      shown: { reference: null, gap: null },
    });
  });
});
