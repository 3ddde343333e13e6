import { expect, test } from 'vitest';
import { loadedEdition } from '#electron/edition.ts';
import type { FilingDocument, UnitDocuments } from '#shared/checking/documents.ts';
import type { Place } from '#shared/checking/finding.ts';
import { surroundingsOf } from '#shared/checking/surroundings.ts';
import { headlines } from '#shared/tally/compute.ts';
import { countedStates } from '#shared/tally/counted-states.ts';
import { effectsOf, isAdditive, type Effect } from '#shared/tally/effect.ts';
import { Tally } from '#shared/tally/tally.ts';
import type { Cells } from '#shared/values/cell.ts';
import type { FilingState } from '#shared/values/states.ts';

const edition = loadedEdition();
const surroundings = surroundingsOf('220122', 2015);
const tally = new Tally(edition, surroundings);
const before = (units: readonly UnitDocuments[]) => ({
  edition,
  surroundings,
  county: tally.sums(units, countedStates(true)),
  units,
});
const rate = edition.edition.indicators.filter((indicator) => indicator.code === 'I001');
const place = (code: string): Place => ({ return: 'JC102', record: '', code, column: '本年' });

function unit(id: string, state: FilingState, now: Cells | null, last: Cells | null): UnitDocuments {
  const filing = (of: FilingState, cells: Cells | null): FilingDocument => ({
    state: of,
    tables: new Map(cells === null ? [] : [['JC102', [{ key: '', cells, rounded: [] }]]]),
  });
  const years = [filing(state, now), last === null ? undefined : filing('accepted', last)];
  // The rate is that of enterprises above the designated size.
  const above: FilingDocument = {
    state: 'accepted',
    tables: new Map([['JC101', [{ key: '', cells: { '10': true }, rounded: [] }]]]),
  };
  return {
    id,
    facts: {},
    filing: (code, back) => (code === 'JC102' ? years[back] : code === 'JC101' ? above : undefined),
  };
}

function effects(
  units: readonly UnitDocuments[],
  doubtful: Readonly<Record<string, readonly Place[]>>,
): readonly (readonly [string, number, number])[] {
  return effectsOf({ ...before(units), indicators: rate, doubtful: new Map(Object.entries(doubtful)) }).map(
    (effect: Effect) => [effect.unit, effect.now, effect.asLastYear] as const,
  );
}

const steady = unit('steady', 'accepted', { '01': 1000, '02': 200 }, { '01': 900, '02': 180 });
// 01 in 万元 instead of 千元.
const shifted = unit('shifted', 'draft', { '01': 100, '02': 500 }, { '01': 1000, '02': 100 });
const missing = unit('missing', 'due', null, { '01': 2000, '02': 1000 });

test('a doubtful cell is exchanged for the one of last year, the others stay', () => {
  // (200 + 500) / (1000 + 100), then / (1000 + 1000)
  expect(effects([steady, shifted], { shifted: [place('01')] })).toEqual([['shifted', 63.64, 35]]);
});

test('what has not come in would come in as last year', () => {
  expect(effects([steady, missing], { missing: [place('01')] })).toEqual([['missing', 20, 40]]);
});

test('the largest move comes first; cells of the last-year column and without last year move nothing', () => {
  const doubtful = {
    steady: [{ ...place('01'), column: '上年' as const }],
    shifted: [place('01'), place('02')],
    missing: [place('01')],
  };
  // (200 + 100) / (1000 + 1000) against (200 + 500 + 1000) / (1000 + 100 + 2000)
  expect(effects([steady, shifted, missing], doubtful)).toEqual([
    ['shifted', 63.64, 15],
    ['missing', 63.64, 54.84],
  ]);
  const fresh = unit('fresh', 'draft', { '01': 50, '02': 50 }, null);
  expect(effects([steady, fresh], { fresh: [place('01')] })).toEqual([]);
});

test('what is set aside or exempt neither counts nor moves', () => {
  const aside = unit('aside', 'aside', { '01': 100, '02': 500 }, { '01': 1000, '02': 100 });
  expect(effects([steady, aside], { aside: [place('01')] })).toEqual([]);
});

/** Which indicator each unit moves, with its value now and as last year. */
function movedBy(
  units: readonly UnitDocuments[],
  doubtful: Readonly<Record<string, readonly Place[]>>,
  indicators = headlines(edition).filter(isAdditive),
): readonly (readonly [string, string, number, number])[] {
  return effectsOf({ ...before(units), indicators, doubtful: new Map(Object.entries(doubtful)) }).map(
    ({ unit: id, indicator, now, asLastYear }) => [id, indicator.code, now, asLastYear] as const,
  );
}

test('an amount is told before a ratio that moves further; one that hardly moves is not', () => {
  const cells = { '01': 1000, '02': 100, '17': 50 };
  const places = [place('02'), place('17')];
  // New products 800 → 100 move the rate by 72 %, their development 80 → 50 by 23 %.
  const odd = unit('odd', 'draft', { '01': 1000, '02': 800, '17': 80 }, cells);
  expect(movedBy([steady, odd], { odd: places })).toEqual([['odd', 'I071', 80, 50]]);
  // 80 → 79.6 of 8000 is below one per cent.
  const large = unit('large', 'accepted', { '17': 7970 }, null);
  const fine = unit('fine', 'draft', { '01': 1000, '02': 800, '17': 80 }, cells);
  expect(movedBy([steady, large, fine], { fine: places })).toEqual([['fine', 'I001', 50, 15]]);
});

test('a ratio is left out where a part of it is itself one of the numbers', () => {
  const sums = edition.edition.indicators.filter(({ code }) => code === 'I014' || code === 'I001');
  const [rateOf, total] = [
    sums.find((item) => item.code === 'I001'),
    sums.find((item) => item.code === 'I014'),
  ];
  if (rateOf?.formula.kind !== 'ratio' || total === undefined) throw new Error('no such indicators');
  const output = { ...total, formula: { kind: 'total' as const, of: rateOf.formula.denominator } };
  const county = { shifted: [place('02')] };
  expect(movedBy([steady, shifted], county, [rateOf])).toEqual([['shifted', 'I001', 63.64, 27.27]]);
  expect(movedBy([steady, shifted], county, [rateOf, output])).toEqual([]);
});
