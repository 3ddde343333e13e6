import { describe, expect, it } from 'vitest';
import { loadedEdition } from '#electron/edition.ts';
import type { UnitDocuments } from '#shared/checking/documents.ts';
import { effectOf, limitsOf, usualRange, type Pair } from '#shared/checking/outliers.ts';
import { compareYears } from '#shared/checking/year-on-year.ts';
import { wordsOf } from '#shared/checking/words.ts';
import { findingText } from '#shared/texts/findings.ts';
import type { Cells } from '#shared/values/cell.ts';

const settings = { least: 5, U: 0.5, A: 0.05, C: 4 };
const pair = (last: number, now: number): Pair => ({ last, now });
const unusualOf = (pairs: readonly Pair[], given = settings): readonly number[] | null => {
  const limits = limitsOf(pairs, given);
  if (limits === null) return null;
  return pairs.flatMap((one, index) => {
    const effect = effectOf(one, limits.median, given.U);
    return effect < limits.low || effect > limits.high ? [index] : [];
  });
};

describe('unusual changes by size', () => {
  it('has the limits of the paper, computed by hand', () => {
    // Ratios 0.5 1 1 2 4, median 1; s = -1 0 0 1 3; E = s × √max = -2 0 0 2.8284… 12.
    const pairs = [pair(4, 2), pair(4, 4), pair(9, 9), pair(4, 8), pair(4, 16)];
    const limits = limitsOf(pairs, settings);
    expect(limits?.median).toBe(1);
    // Quartiles of E: 0, 0, 2.8284; no spread below, which is then not judged.
    expect(limits?.low).toBe(-Infinity);
    expect(limits?.high).toBeCloseTo(4 * Math.sqrt(8), 10);
    expect(unusualOf(pairs)).toEqual([4]);
  });

  it('asks a large unit about a change for which it lets a small one pass', () => {
    const usual = Array.from({ length: 21 }, (_, index) => pair(1000, 1000 + (index - 10) * 20));
    // Both grow by half: of 10 and of 1 000 000.
    const changed = [...usual, pair(10, 15), pair(1_000_000, 1_500_000)];
    expect(unusualOf(changed, { ...settings, least: 10, U: 0.4 })).toEqual([22]);
    // Without the size, both or none.
    expect([[], [21, 22]]).toContainEqual(unusualOf(changed, { ...settings, U: 0 }));
  });

  it('weighs a halving as a doubling', () => {
    expect(effectOf(pair(100, 200), 1, 0)).toBe(1);
    expect(effectOf(pair(200, 100), 1, 0)).toBe(-1);
    expect(effectOf(pair(100, 200), 2, 0.5)).toBe(0);
  });

  it('judges nothing of a handful, nor where most changed exactly alike', () => {
    expect(limitsOf([pair(1, 1), pair(1, 2), pair(1, 3), pair(1, 9)], settings)).toBeNull();
    expect(limitsOf([...Array.from({ length: 9 }, () => pair(7, 7)), pair(7, 8)], settings)).toBeNull();
  });

  it('keeps limits apart by the floor, where that is more than the quartiles', () => {
    // Ratios 1 1 2 2, median 1.5; E = -0.5 -0.5 1/3 1/3 without size, median -1/12, quartiles -0.5 and 1/3.
    const pairs = [pair(1, 1), pair(1, 1), pair(1, 2), pair(1, 2)];
    const given = { least: 4, U: 0, A: 0, C: 1 };
    expect(limitsOf(pairs, given)?.high).toBeCloseTo(1 / 3, 12);
    expect(limitsOf(pairs, { ...given, A: 12 })?.high).toBeCloseTo(11 / 12, 12);
    expect(limitsOf(pairs, { ...given, A: 12 })?.low).toBeCloseTo(-13 / 12, 12);
  });

  it('names a range whose ends are the limits', () => {
    const limits = { median: 1.1, low: -3, high: 5 };
    for (const last of [0.5, 7, 3000, 4_000_000])
      for (const U of [0, 0.4, 1]) {
        const { low, high } = usualRange(last, limits, U);
        expect(effectOf(pair(last, low), 1.1, U)).toBeCloseTo(-3, 4);
        expect(effectOf(pair(last, high), 1.1, U)).toBeCloseTo(5, 4);
      }
    expect(usualRange(7, { median: 1, low: -Infinity, high: Infinity }, 0.4)).toEqual({
      low: 0,
      high: Infinity,
    });
  });
});

const edition = loadedEdition();

function unit(id: string, now: Cells | null, last: Cells | null): UnitDocuments {
  const filing = (cells: Cells) => ({
    state: 'draft' as const,
    tables: new Map([['JC102', [{ key: '', cells, rounded: [] }]]]),
  });
  const years = [now, last];
  return {
    id,
    facts: {},
    filing: (code, back) => {
      const cells = code === 'JC102' ? years[back] : null;
      return cells === null || cells === undefined ? undefined : filing(cells);
    },
  };
}

describe('years compared over a county', () => {
  const county = [
    ...Array.from({ length: 12 }, (_, index) =>
      unit(`u${index}`, { '12': 1000 + index * 30 }, { '12': 1000 }),
    ),
    unit('large', { '12': 900_000 }, { '12': 400_000 }),
    unit('column', { '12': 90_000, '12.上年': 50 }, null),
    unit('zero', { '12': 0 }, { '12': 10 }),
    unit('blank', {}, { '12': 10 }),
    unit('absent', null, { '12': 10 }),
  ];
  const compared = () => compareYears(edition, 2015, county).find(({ code }) => code === '12');

  it('leave out zeros and blanks and say how many; take last year from the form where none was accepted', () => {
    const field = compared();
    expect(field).toMatchObject({ table: 'JC102', compared: 14, zero: 1, blank: 1, outcome: 'judged' });
    expect(field?.unusual.map((finding) => [finding.unit, finding.operands[1]?.name])).toEqual([
      ['column', '12.上年'],
      ['large', '12@-1'],
    ]);
  });

  it('are a hint that says both numbers, the ratio, what is usual and what to do', () => {
    const [, large] = compared()?.unusual ?? [];
    if (large === undefined) throw new Error('nothing unusual');
    expect([large.class, large.kind, large.places]).toEqual([
      'D',
      'outlier',
      [{ return: 'JC102', record: '', code: '12', column: '本年' }],
    ]);
    const { sentence, notation, advice } = findingText(large, wordsOf(large, edition), 'zh');
    expect(sentence).toMatch(
      /^研究开发费用合计本年 900,000 千元,上年 400,000 千元,是上年的 2\.25 倍。全县比较的 14 户中位数为 1\.\d+ 倍,上年这样大的单位本年一般在 [\d,]+ 千元 至 [\d,]+ 千元 之间\(另有 2 户为零或未填,未参加比较\)。$/,
    );
    expect(notation).toBe('12/12@-1 H-B(U=0.4, A=0.05, C=4)');
    expect(advice).toContain('计量单位');
    expect(findingText(large, wordsOf(large, edition), 'en').sentence).not.toMatch(/\{/);
  });

  it('compare neither shares nor calendar years, and nothing without settings', () => {
    const shares = Array.from({ length: 12 }, (_, index) =>
      unit(`s${index}`, { '46': 5 + index }, { '46': 5 }),
    );
    expect(compareYears(edition, 2015, shares).map(({ code }) => code)).not.toContain('46');
    const compared = compareYears(edition, 2015, [everyNumber('a'), everyNumber('b')]);
    const fields = compared.map(({ table, code }) => edition.field(table, code));
    expect(fields.length).toBeGreaterThan(50);
    expect(fields.filter((field) => field?.unit === undefined || ['年', '%'].includes(field.unit))).toEqual(
      [],
    );
  });
});

/** A unit with a number in every cell of every fixed table. */
function everyNumber(id: string): UnitDocuments {
  const filing = (code: string) => ({
    state: 'accepted' as const,
    tables: new Map(
      [...edition.tables()]
        .filter((table) => table.code.startsWith(code) && table.kind === 'fixed')
        .map((table) => {
          const numbers = [...edition.fields(table.code).values()].filter(({ type }) => type === 'number');
          return [
            table.code,
            [{ key: '', cells: Object.fromEntries(numbers.map((f) => [f.code, 2])), rounded: [] }],
          ];
        }),
    ),
  });
  return { id, facts: {}, filing };
}
