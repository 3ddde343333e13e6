import { expect, test } from 'vitest';
import { loadedEdition } from '#electron/edition.ts';
import type { UnitDocuments } from '#shared/checking/documents.ts';
import { surroundingsOf } from '#shared/checking/surroundings.ts';
import { computeReport } from '#shared/tally/compute.ts';
import { Moves } from '#shared/tally/territory.ts';
import { territoryText } from '#shared/texts/territory.ts';

const edition = loadedEdition();

interface Written {
  readonly now: number | null;
  readonly last: number | null;
  readonly area?: string;
  readonly areaLastYear?: string;
}

function unit(id: string, { now, last, area }: Written): UnitDocuments {
  const years = [now, last];
  return {
    id,
    facts: area === undefined ? {} : { 区划: area },
    filing: (code, back) => {
      const value = code === 'JC102' ? (years[back] ?? null) : null;
      return value === null
        ? undefined
        : {
            state: 'accepted',
            tables: new Map([['JC102', [{ key: '', cells: { '17': value }, rounded: [] }]]]),
          };
    },
  };
}

/** What is said of the territory, and 17 (development of new products) this year and last. */
function compared(
  county: string,
  year: number,
  written: Readonly<Record<string, Written>>,
): readonly unknown[] {
  const units = Object.entries(written).map(([id, item]) => unit(id, item));
  const areas = new Map(
    Object.entries(written).flatMap(([id, { areaLastYear }]) =>
      areaLastYear === undefined ? [] : [[id, [{ from: year - 1, area: areaLastYear }]] as const],
    ),
  );
  const places = { county, year, units, areas, isLastYearKnown: true };
  const report = computeReport({
    edition,
    report: 'ZH301',
    year,
    surroundings: surroundingsOf(county, year),
    preview: false,
    units,
    territory: new Moves(places, edition).equalTerritory(),
  });
  const row = report.rows.find(({ code }) => code === 'I071');
  return [report.territory, row?.value, row?.lastYear, row?.change];
}

test('a county that stays as it is has nothing to say', () => {
  expect(
    compared('220122', 2015, { a: { now: 3, last: 2, area: '220122', areaLastYear: '220122' } }),
  ).toEqual([undefined, 3, 2, 1]);
});

test.each([
  ['扶余', '220781', 2013, '扶余县', '220724', '扶余市'],
  ['九台', '220113', 2014, '九台市', '220181', '九台区'],
  ['公主岭', '220184', 2020, '公主岭市', '220381', '公主岭市'],
])('%s is the same land under another code, and compares', (_, county, year, was, before, name) => {
  const written = { a: { now: 30, last: 20, area: county, areaLastYear: before } };
  expect(compared(county, year, written)).toEqual([
    { kind: 'recoded', before: { code: before, name: was }, now: { code: county, name } },
    30,
    20,
    10,
  ]);
  // The year after, nothing has changed any more.
  expect(compared(county, year + 1, { a: { ...written.a, areaLastYear: county } })[0]).toBeUndefined();
});

test('last year is without the units that went to another county', () => {
  const stays = { now: 30, last: 20, area: '220322', areaLastYear: '220322' };
  const goes = { now: null, last: 500, area: '220302', areaLastYear: '220322' };
  expect(compared('220322', 2016, { stays, goes })).toEqual([{ kind: 'restated', left: 1 }, 30, 20, 10]);
  // One that still reports here is counted in both years, whatever area it states.
  expect(compared('220322', 2015, { stays, goes: { ...goes, now: 600 } })).toEqual([
    undefined,
    630,
    520,
    110,
  ]);
});

test('where last year of what came is not known, it is said that the years do not compare', () => {
  const stays = { now: 30, last: 20, area: '220302', areaLastYear: '220302' };
  const comes = { now: 500, last: null, area: '220302', areaLastYear: '220322' };
  expect(compared('220302', 2016, { stays, comes })).toEqual([
    { kind: 'unequal', came: 1, left: 0, boundary: true },
    530,
    20,
    510,
  ]);
  // Handed over with its numbers of last year, it compares.
  expect(compared('220302', 2016, { stays, comes: { ...comes, last: 400 } })).toEqual([
    undefined,
    530,
    420,
    110,
  ]);
});

test('land that changed hands with no unit moving in the directory is said, too', () => {
  const stays = { now: 30, last: 20, area: '220322', areaLastYear: '220322' };
  for (const year of [2016, 2017])
    expect(compared('220322', year, { stays })[0]).toEqual({
      kind: 'unequal',
      came: 0,
      left: 0,
      boundary: true,
    });
  expect(compared('220322', 2018, { stays })[0]).toBeUndefined();
});

test('each kind is worded in both languages', () => {
  const unequal = { kind: 'unequal', came: 2, left: 1, boundary: true } as const;
  expect(territoryText(unequal, 'zh')).toBe(
    '两年地域不同,增减不可直接比较:划入的 2 户没有上年数,上年数已减去划出的 1 户。请核对名录中各单位的行政区划。',
  );
  expect(territoryText({ kind: 'restated', left: 1 }, 'zh')).toContain('已减去划出的 1 户');
  const area = { code: '220181', name: '九台市' };
  expect(territoryText({ kind: 'recoded', before: area, now: area }, 'en')).toContain('the same territory');
});
