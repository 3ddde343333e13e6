import { describe, expect, it } from 'vitest';
import { loadedEdition } from '#electron/edition.ts';
import type { Target } from '#shared/returns/indicator.ts';
import { plain, policyDocument, type Seed } from '#test/fixtures/documents.ts';

const { edition } = loadedEdition();
const documents = { S11: policyDocument('S11'), S14: policyDocument('S14') };
const sources = new Map(edition.indicators.map((indicator) => [indicator.code, indicator.source]));

/** Where a quote stands in its document; undefined when it is not in the section that it names. */
function placeOf({ seed, section, quote }: Target['source']): { from: number; to: number } | undefined {
  const { text, sections } = documents[seed];
  const bounds = sections.get(section);
  const from = text.indexOf(plain(quote), bounds?.from ?? text.length);
  const to = from + plain(quote).length;
  return bounds === undefined || from < 0 || to > bounds.to ? undefined : { from, to };
}

/** 100户 → 100, 千名 → 1000: quantities as the documents write them. */
const written = { 百: 100, 千: 1000 } as Readonly<Record<string, number>>;
const valueOf = (digits: string): number => written[digits] ?? Number(digits);

interface Quantity {
  readonly seed: Seed;
  readonly section: string;
  readonly at: number;
  readonly value: number;
  readonly words: string;
}

function quantities(seed: Seed, section: string, pattern: RegExp): Quantity[] {
  const { text, sections } = documents[seed];
  const { from, to } = sections.get(section) ?? { from: 0, to: 0 };
  return [...text.slice(from, to).matchAll(pattern)].map((found) => ({
    seed,
    section,
    at: from + found.index,
    value: valueOf(found[1] ?? ''),
    words: text.slice(from + found.index, from + found.index + 12),
  }));
}

const number = /(\d+)/g;
const counted = /(\d+|[百千])[个户名大]/g;
const asked = [
  ...['二(一)', '二(二)', '二(三)'].flatMap((section) => quantities('S14', section, number)),
  ...quantities('S11', '二(二)', number),
  ...['三(一)', '三(二)', '三(三)', '三(四)', '三(五)', '三(六)'].flatMap((section) =>
    quantities('S11', section, counted),
  ),
];

describe('the catalogue against the documents', () => {
  it('reads the documents whole', () => {
    expect(asked.filter(({ seed }) => seed === 'S14').map(({ value }) => value)).toEqual([
      20, 38, 50, 55, 70, 300, 500, 35, 60, 20, 40, 2400, 1200, 1000, 98, 85,
    ]);
    expect(asked.filter(({ section }) => section === '二(二)').map(({ value }) => value)).toEqual([
      70, 300, 500, 35, 60, 20, 40, 2400, 50, 100, 10, 10, 100, 20, 50, 10, 100,
    ]);
    expect(asked.filter(({ section }) => section.startsWith('三')).map(({ value }) => value)).toEqual([
      100, 100, 22, 20, 50, 70, 7, 200, 10, 6, 50, 100, 10, 20, 5, 100, 1000, 1000,
    ]);
  });

  it('quotes each source from the section that it names', () => {
    const all = [
      ...edition.indicators.flatMap(({ code, source }) => source.map((one) => [code, one] as const)),
      ...edition.targets.map(({ indicator, source }) => [indicator, source] as const),
    ];
    expect(
      all.filter(([, source]) => placeOf(source) === undefined).map(([code, source]) => [code, source]),
    ).toEqual([]);
  });

  it('has a target or baseline for each number that a document asks for', () => {
    const isCovered = ({ seed, at, value }: Quantity): boolean =>
      edition.targets.some(
        (target) =>
          target.value === value &&
          [target.source, ...(sources.get(target.indicator) ?? [])].some((source) => {
            const place = source.seed === seed ? placeOf(source) : undefined;
            return place !== undefined && place.from <= at && at < place.to;
          }),
      );
    expect(asked.filter((quantity) => !isCovered(quantity))).toEqual([]);
  });

  it('takes each target’s value from its own quote', () => {
    const values = ({ quote }: Target['source']): number[] =>
      [...plain(quote).matchAll(/(\d+|[百千](?=[户名]))/g)].map((found) => valueOf(found[1] ?? ''));
    expect(
      edition.targets
        .filter(({ value, source }) => value !== undefined && !values(source).includes(value))
        .map(({ indicator, value }) => [indicator, value]),
    ).toEqual([]);
  });

  it('gives each target the years of its plan', () => {
    const plans = { S11: [2011, 2015], S14: [2014, 2020] } as const;
    for (const { indicator, baseYear, year, source } of edition.targets)
      expect([indicator, baseYear, year]).toEqual([indicator, ...plans[source.seed]]);
  });

  it('asks for an indicator in the years of the plans that name it', () => {
    const untilTheirPlanEnds = ['I031', 'I032', 'I034'];
    for (const { code, source, years } of edition.indicators) {
      const seeds = new Set(source.map(({ seed }) => seed));
      const from = seeds.has('S11') ? 2011 : 2014;
      const to = seeds.has('S14') && !untilTheirPlanEnds.includes(code) ? 2020 : 2015;
      expect([code, years]).toEqual([code, { from, to }]);
    }
  });
});

describe('targets', () => {
  const byType = (type: Target['type']): string[] =>
    edition.targets.filter((target) => target.type === type).map((target) => target.indicator);

  it('have the type that their words mean', () => {
    expect(byType('floor_each_year')).toEqual(['I001']);
    expect(byType('above_reference')).toEqual(['I002']);
    expect(byType('ratio_at_least')).toEqual(['I003', 'I004', 'I005', 'I017', 'I019']);
    expect(byType('at_least')).toEqual([
      ...['I007', 'I008', 'I009', 'I010', 'I011', 'I012', 'I013', 'I014', 'I015', 'I016'],
      ...['I020', 'I021', 'I022', 'I023', 'I024', 'I025', 'I026', 'I027', 'I028'],
      ...['I033', 'I038', 'I039'],
    ]);
    expect(byType('about_per_year')).toEqual(['I031', 'I032', 'I034']);
    expect(byType('baseline')).toEqual(['I029', 'I030.1']);
    expect(byType('named_list')).toEqual(['I035', 'I036', 'I037']);
    expect(byType('qualitative')).toEqual(['I018.2']);
    expect(byType('direction_up').sort()).toEqual([
      ...['I006', 'I066', 'I071', 'I110.1', 'I110.2', 'I110.3', 'I114', 'I118', 'I119', 'I126.2'],
      ...['I128.1', 'I128.2'],
    ]);
    expect(edition.targets.every(({ scope }) => scope === 'province')).toBe(true);
  });

  it('are rising where the document says so in words', () => {
    const words = /不断提高|提高|加大|增加|提升/;
    for (const { type, source, indicator } of edition.targets)
      if (type === 'direction_up') expect(source.quote, indicator).toMatch(words);
  });

  it('are about a number, within a settled tolerance, only where the document says 左右 of each year', () => {
    for (const { type, source, indicator, tolerance, window } of edition.targets) {
      expect([indicator, type === 'about_per_year']).toEqual([indicator, /每年.*左右/.test(source.quote)]);
      if (type === 'about_per_year') expect([tolerance, window]).toEqual([10, { from: 2011, to: 2015 }]);
    }
    // 二(二) says 10 and 50; the clauses that say 左右 are noted.
    for (const code of ['I023', 'I026'])
      expect(edition.targets.find(({ indicator }) => indicator === code)?.note?.zh).toContain('左右');
  });

  it('name what the documents name', () => {
    const named = new Map(edition.targets.map(({ indicator, items }) => [indicator, items?.names]));
    expect(named.get('I022')).toEqual(['汽车', '玉米加工', '新材料', '新能源', '医药', '动漫']);
    expect(named.get('I027')).toEqual(['一汽', '吉化', '长客', '长春生物所', '通钢']);
    expect(named.get('I035')).toHaveLength(6);
    expect(named.get('I036')).toHaveLength(5);
    expect(named.get('I037')).toEqual(['汽车零部件', '农作物育种', '医药']);
    for (const { indicator, items, source } of edition.targets) {
      const quotes = plain([source, ...(sources.get(indicator) ?? [])].map(({ quote }) => quote).join(' '));
      for (const name of items?.names ?? []) expect(quotes, indicator).toContain(name);
    }
  });
});
