import { describe, expect, it } from 'vitest';
import { Chance } from '#electron/demo/chance.ts';
import { loadedEdition } from '#electron/edition.ts';
import type { FilingDocument } from '#shared/checking/documents.ts';
import { surroundingsOf } from '#shared/checking/surroundings.ts';
import { countedStates } from '#shared/tally/counted-states.ts';
import { Tally } from '#shared/tally/tally.ts';
import type { Cells } from '#shared/values/cell.ts';
import { returnOf } from '#shared/values/record.ts';
import type { FilingState } from '#shared/values/states.ts';
import { demoDocuments, type DemoDocuments } from '#test/fixtures/demo-documents.ts';
import { measured, unitWith } from '#test/fixtures/registers.ts';
import { partsByHand, type HandCounty } from '#test/fixtures/sums-by-hand.ts';

const edition = loadedEdition();
const county = '220113';
const year = 2015;
const chance = new Chance(7);
const states: readonly FilingState[] = ['draft', 'accepted', 'nil', 'due', 'exempt', 'aside'];

const { indicators } = edition.edition;
const byHand = (of: Omit<HandCounty, 'edition' | 'county'>): Record<string, unknown> =>
  Object.fromEntries(
    indicators.map((indicator) => [indicator.code, partsByHand(indicator, { ...of, edition, county })]),
  );
const summed = ({
  year: of,
  units,
  counts,
}: Omit<HandCounty, 'edition' | 'county'>): Record<string, unknown> =>
  Object.fromEntries(
    [...new Tally(edition, surroundingsOf(county, of)).sums(units, counts)].map(
      ([code, { numerator, denominator, groups }]) => [code, { numerator, denominator, groups }],
    ),
  );

/** Something that an edit, an import or an acceptance does to documents: each makes another object. */
function change(unit: DemoDocuments): DemoDocuments {
  const years = unit.years.map((filings) => new Map(filings));
  for (const filings of years)
    for (const [code, filing] of filings) {
      const kind = chance.next();
      if (kind < 0.1) filings.set(code, { ...filing, state: chance.one(states) });
      else if (kind < 0.15) filings.delete(code);
      else if (kind < 0.3) filings.set(code, { ...filing, tables: mixed(filing.tables) });
    }
  const facts = chance.next() < 0.1 ? { ...unit.facts, 类型: chance.one(['企业', '机构']) } : unit.facts;
  return { ...unit, facts, years, filing: (code, back) => years[back]?.get(code) };
}

/** Rows with cells taken from one another, blanked or changed. */
function mixed(tables: FilingDocument['tables']): FilingDocument['tables'] {
  return new Map(
    [...tables].map(([table, rows]) => [
      table,
      rows.map((row) => {
        const cells = { ...row.cells };
        for (const key of Object.keys(cells)) {
          const kind = chance.next();
          if (kind < 0.07) delete cells[key];
          else if (kind < 0.1) cells[key] = { blank: chance.one(['unknown', 'not-applicable'] as const) };
          else if (kind < 0.3) {
            const other = chance.one(rows).cells[key];
            if (other !== undefined) cells[key] = other;
          } else if (kind < 0.4 && typeof cells[key] === 'boolean') cells[key] = !cells[key];
        }
        return { ...row, cells };
      }),
    ]),
  );
}

describe('totals', () => {
  let units: readonly DemoDocuments[] = demoDocuments(year);

  it('are what the plainest addition makes of the demo county', () => {
    const all = { year, units, counts: countedStates(false) };
    expect(summed(all)).toEqual(byHand(all));
    expect(
      Object.values(summed(all)).filter((parts) => (parts as { numerator: number | null }).numerator).length,
    )
      // Nearly every indicator has something to add up there.
      .toBeGreaterThan(100);
  });

  it.each([1, 2, 3, 4])('stay so after changes of states, cells, filings and facts: %i', () => {
    units = units.map((unit) => (chance.next() < 0.4 ? change(unit) : unit));
    for (const isPreview of [false, true]) {
      const now = { year, units, counts: countedStates(isPreview) };
      expect(summed(now)).toEqual(byHand(now));
    }
    // Last year as last year saw it: the same filings, a year nearer.
    const before = units.map(({ filing, ...unit }) => ({
      ...unit,
      filing: (code: string, back: number) => filing(code, back + 1),
    }));
    const last = { year: year - 1, units: before, counts: countedStates(false) };
    expect(summed(last)).toEqual(byHand(last));
  });

  it('of some indicators are those of all', () => {
    const only = new Set(indicators.filter((_, at) => at % 3 === 0).map(({ code }) => code));
    const all = new Tally(edition, surroundingsOf(county, year)).sums(units, countedStates(true));
    const some = new Tally(edition, surroundingsOf(county, year), only).sums(units, countedStates(true));
    expect([...some]).toEqual([...all].filter(([code]) => only.has(code)));
  });

  it('open down to records that add up to them', () => {
    const tally = new Tally(edition, surroundingsOf(county, year));
    const sums = tally.sums(units, countedStates(true));
    const opened = new Map<string, { sum: number; units: Set<string> }>();
    for (const { indicator, contribution } of tally.contributions(units, countedStates(true))) {
      const own = opened.get(indicator) ?? { sum: 0, units: new Set() };
      if (contribution.part !== 'denominator') own.sum += Math.round(contribution.value * 1000);
      own.units.add(contribution.unit);
      opened.set(indicator, own);
    }
    for (const { code } of indicators) {
      const sum = sums.get(code);
      expect([code, (opened.get(code)?.sum ?? 0) / 1000]).toEqual([code, sum?.numerator ?? sum?.listed ?? 0]);
      expect([code, opened.get(code)?.units.size ?? 0]).toEqual([code, sum?.counted ?? 0]);
    }
  });
});

describe('a record that marks a cell as not applicable', () => {
  it.each([
    ['a project without 进展阶段', 'JC104', '/1', { '06': 201_401, '05': '甲' }, '08', undefined],
    ['a mark without 有效期', 'JC109B', 'B/1', { '07': 201_401 }, '08', undefined],
    ['a base without 批次', 'JC106', '', { '02': '1', '24': 201_201, '26': '2' }, '03', '02="1" 或 03="1"'],
    ['another', 'JC106', '', { '02': '4', '24': 201_201, '26': '2' }, '03', '02="4" 且 (空(03) 或 03≠"1")'],
  ] as const)('counts as it does with the cell left blank: %s', (_, table, key, cells, code, where) => {
    const counted = (more: Cells): number | null =>
      measured({ aggregate: 'count', table, ...(where === undefined ? {} : { where }) }, [
        unitWith('甲', { [returnOf(table)]: { [key]: { ...cells, ...more } } }),
      ]);
    expect(counted({})).toBe(1);
    expect(counted({ [code]: { blank: 'not-applicable' } })).toBe(1);
    // What it hangs on still has to be there.
    expect(counted({ [Object.keys(cells)[0] ?? '']: { blank: 'not-applicable' } })).toBe(0);
  });
});
