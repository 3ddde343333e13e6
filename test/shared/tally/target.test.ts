import { describe, expect, it } from 'vitest';
import { count, ratio, standing, target } from '#test/fixtures/standing.ts';

describe('at_least', () => {
  const laboratories = target('at_least', { value: 70 });

  it('is reached from the target on, and shows how far the number is', () => {
    const years = { 2014: count(40), 2017: count(55), 2020: count(70) };
    expect(standing(laboratories, 2017, years)).toMatchObject({
      reached: false,
      unjudged: null,
      shown: { kind: 'progress', value: 55, percent: 78.6, missing: 15, unknown: [] },
    });
    expect(standing(laboratories, 2020, years)).toMatchObject({
      reached: true,
      shown: { percent: 100, missing: 0 },
    });
    expect(standing(laboratories, 2020, { 2020: count(84) })).toMatchObject({
      reached: true,
      shown: { percent: 120, missing: 0 },
    });
  });

  it('draws the line from its own base year to its own end year', () => {
    const years = { 2014: count(40), 2017: count(55), 2020: count(70) };
    expect(standing(laboratories, 2017, years).shown).toMatchObject({
      line: { baseYear: 2014, baseValue: 40, endYear: 2020, endValue: 70, value: 55 },
    });
    const s11 = target('at_least', { value: 50, baseYear: 2011, year: 2015 });
    expect(standing(s11, 2012, { 2011: count(30), 2012: count(36) }).shown).toMatchObject({
      line: { baseYear: 2011, baseValue: 30, endYear: 2015, endValue: 50, value: 35 },
    });
  });

  it('has no line without the base year’s figure', () => {
    expect(standing(laboratories, 2017, { 2017: count(55) }).shown).toMatchObject({ line: null });
  });

  it('may be reached by what is cumulative though years are lacking, and is not missed for want of them', () => {
    const since2011 = target('at_least', { value: 50, baseYear: 2011, year: 2015 });
    const lacks = { tense: 'cumulative', lacking: [2011, 2012] } as const;
    expect(standing(since2011, 2015, { 2015: count(50) }, lacks)).toMatchObject({
      reached: true,
      shown: { value: 50, unknown: [2011, 2012] },
    });
    expect(standing(since2011, 2015, { 2015: count(49) }, lacks)).toMatchObject({
      reached: null,
      unjudged: 'no-figure',
      shown: { value: 49, unknown: [2011, 2012] },
    });
    expect(standing(since2011, 2015, { 2015: count(49) }, { tense: 'cumulative' })).toMatchObject({
      reached: false,
      shown: { unknown: [] },
    });
  });

  it('tells no figure from none: a blank is not judged, a zero is', () => {
    expect(standing(laboratories, 2017, {})).toMatchObject({
      reached: null,
      unjudged: 'no-figure',
      shown: { value: null, percent: null, missing: null },
    });
    expect(standing(laboratories, 2017, { 2017: count(null) }).unjudged).toBe('no-figure');
    expect(standing(laboratories, 2017, { 2017: count(0) })).toMatchObject({
      reached: false,
      shown: { value: 0, percent: 0, missing: 70 },
    });
  });

  it('shows what it does not judge outside the plan', () => {
    for (const year of [2013, 2021])
      expect(standing(laboratories, year, { [year]: count(80) })).toMatchObject({
        reached: null,
        unjudged: 'outside-plan',
        shown: { kind: 'progress', value: 80, line: null },
      });
  });

  it('lists the items that a document names without letting them decide', () => {
    const alliances = target('at_least', {
      value: 2,
      items: { table: 'JC105', field: '03', names: ['汽车', '动漫'] },
    });
    expect(standing(alliances, 2015, { 2015: count(2) }, { named: ['汽车', '医药'] })).toMatchObject({
      reached: true,
      items: [
        { name: '汽车', found: ['汽车'] },
        { name: '动漫', found: [] },
      ],
    });
  });
});

describe('at_least over a window', () => {
  const special = target('at_least', {
    value: 7,
    baseYear: 2011,
    year: 2015,
    window: { from: 2011, to: 2015 },
  });

  it('takes the years of a yearly flow together', () => {
    const years = { 2010: count(9), 2011: count(2), 2012: count(3), 2013: count(2), 2016: count(9) };
    expect(standing(special, 2012, years, { tense: 'flow' })).toMatchObject({
      reached: false,
      shown: { value: 5, percent: 71.4, missing: 2, line: { baseYear: 2010, baseValue: 0, value: 2.8 } },
    });
    expect(standing(special, 2013, years, { tense: 'flow' })).toMatchObject({
      reached: true,
      shown: { value: 7, missing: 0 },
    });
    expect(standing(special, 2016, years, { tense: 'flow' }).unjudged).toBe('outside-plan');
  });

  it('says of a total that lacks a year only what the rest can prove', () => {
    expect(standing(special, 2013, { 2011: count(2), 2013: count(3) }, { tense: 'flow' })).toMatchObject({
      reached: null,
      unjudged: 'no-figure',
      shown: { value: 5, unknown: [2012] },
    });
    expect(standing(special, 2013, { 2011: count(5), 2013: count(3) }, { tense: 'flow' })).toMatchObject({
      reached: true,
      shown: { value: 8, unknown: [2012] },
    });
    expect(standing(special, 2013, {}, { tense: 'flow' })).toMatchObject({
      reached: null,
      shown: { value: null, unknown: [2011, 2012, 2013] },
    });
  });

  it('takes a cumulative number as it is', () => {
    const years = { 2011: count(2), 2012: count(5), 2013: count(7) };
    expect(standing(special, 2013, years, { tense: 'cumulative' })).toMatchObject({
      reached: true,
      shown: { value: 7 },
    });
  });
});

describe('about_per_year', () => {
  const projects = target('about_per_year', {
    value: 50,
    baseYear: 2011,
    year: 2015,
    window: { from: 2011, to: 2015 },
    tolerance: 10,
  });

  it.each([
    [44, false, 'below'],
    [45, true, 'within'],
    [55, true, 'within'],
    [56, false, 'above'],
  ])('%i stands to the band as it is', (value, reached, position) => {
    expect(standing(projects, 2011, { 2011: count(value) }, { tense: 'flow' })).toMatchObject({
      reached,
      shown: { kind: 'band', low: 45, high: 55, position },
    });
  });

  it('judges each year alone and names the others', () => {
    const years = { 2011: count(44), 2013: count(50) };
    expect(standing(projects, 2013, years, { tense: 'flow' })).toMatchObject({
      reached: true,
      shown: { position: 'within', missed: [2011], unknown: [2012] },
    });
    expect(standing(projects, 2012, years, { tense: 'flow' })).toMatchObject({
      reached: null,
      unjudged: 'no-figure',
      shown: { position: null },
    });
  });

  it('is judged only in the years in which the plan asks for it', () => {
    const longer = target('about_per_year', { value: 50, baseYear: 2011, year: 2020, tolerance: 10 });
    const also = { tense: 'flow', years: { from: 2011, to: 2015 } } as const;
    expect(standing(longer, 2016, { 2016: count(10) }, also)).toMatchObject({
      reached: null,
      unjudged: 'outside-plan',
      shown: { missed: [] },
    });
  });
});

describe('named_list', () => {
  const platforms = target('named_list', {
    items: { table: 'JC103', field: '01', names: ['汽车零部件', '农作物育种', '医药'] },
  });

  it('is reached when each item is there, and shows which rows name it', () => {
    const named = ['吉林省汽车零部件公共研发平台', '吉林省农作物 育种公共研发平台'];
    expect(standing(platforms, 2015, { 2015: count(2) }, { named })).toMatchObject({
      reached: false,
      shown: { kind: 'checklist', present: 2 },
      items: [
        { name: '汽车零部件', found: [named[0]] },
        { name: '农作物育种', found: [named[1]] },
        { name: '医药', found: [] },
      ],
    });
    expect(
      standing(platforms, 2015, { 2015: count(3) }, { named: [...named, '医药公共研发平台'] }),
    ).toMatchObject({ reached: true, shown: { present: 3 } });
  });

  it('is not judged before anything was filed', () => {
    expect(standing(platforms, 2015, {})).toMatchObject({ reached: null, unjudged: 'no-figure' });
  });
});

describe('baseline and qualitative', () => {
  it('have no criterion', () => {
    const established = target('baseline', { value: 22, baseYear: 2011, year: 2015 });
    expect(standing(established, 2012, { 2012: count(20) })).toMatchObject({
      reached: null,
      unjudged: 'no-criterion',
      shown: { kind: 'baseline', change: -2 },
    });
    expect(standing(established, 2012, {}).shown).toEqual({ kind: 'baseline', change: null });
    expect(standing(target('qualitative'), 2015, { 2015: ratio(9, 10) }, { decimals: 2 })).toMatchObject({
      reached: null,
      unjudged: 'no-criterion',
      shown: { kind: 'text' },
    });
  });
});

describe('a provincial target in a county', () => {
  it('is a whole that counts are a share of', () => {
    const laboratories = target('at_least', { value: 70 });
    const years = { 2014: count(1), 2020: count(80) };
    expect(standing(laboratories, 2020, years, { scope: 'county' })).toMatchObject({
      reached: null,
      unjudged: 'part-of-whole',
      shown: { kind: 'contribution', value: 80, percent: 114.3 },
    });
    expect(standing(laboratories, 2020, {}, { scope: 'county' }).shown).toEqual({
      kind: 'contribution',
      value: null,
      percent: null,
      since: null,
    });
    const projects = target('about_per_year', { value: 50, tolerance: 10 });
    expect(standing(projects, 2015, { 2015: count(5) }, { scope: 'county', tense: 'flow' })).toMatchObject({
      reached: null,
      shown: { kind: 'contribution', value: 5, percent: 10 },
    });
  });

  it('has no share of a ratio, only the distance to it', () => {
    const types = [target('ratio_at_least', { value: 38 }), target('floor_each_year', { value: 38 })];
    for (const each of types)
      expect(standing(each, 2016, { 2016: ratio(40, 100) }, { scope: 'county' })).toMatchObject({
        reached: null,
        unjudged: 'part-of-whole',
        shown: { kind: 'gap', gap: 2, line: null },
      });
  });

  it('never says “reached”, whatever its type', () => {
    const every = [
      target('at_least', { value: 1 }),
      target('floor_each_year', { value: 1 }),
      target('ratio_at_least', { value: 1 }),
      target('about_per_year', { value: 1, tolerance: 10 }),
      target('direction_up'),
      target('above_reference', { reference: { 2016: 0 } }),
      target('named_list', { items: { table: 'JC103', field: '01', names: ['甲'] } }),
      target('baseline', { value: 1 }),
      target('qualitative'),
    ];
    for (const each of every) {
      const years = { 2015: ratio(1, 10), 2016: ratio(9, 10) };
      const found = standing(each, 2016, years, { scope: 'county', named: ['甲'] });
      expect([found.reached, found.unjudged], each.type).toEqual([null, 'part-of-whole']);
    }
  });

  it('is judged as any other once the province sends a target for the county', () => {
    const own = target('at_least', { value: 3, scope: 'county' });
    expect(standing(own, 2020, { 2020: count(3) }, { scope: 'county' })).toMatchObject({
      reached: true,
      shown: { kind: 'progress' },
    });
    expect(standing(own, 2020, { 2020: count(3) }, { scope: 'province' })).toMatchObject({
      reached: null,
      unjudged: 'other-area',
    });
  });
});
