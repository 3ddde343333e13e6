import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countyUnits, enterprisesOf } from '#electron/demo/county/county.ts';
import { sentCounty } from '#electron/demo/county/mistakes.ts';
import { years } from '#electron/demo/county/profile.ts';
import { loadedEdition } from '#electron/edition.ts';
import type { ReadContext } from '#electron/operations/context.ts';
import { County } from '#electron/operations/county-figures.ts';
import { surroundings } from '#electron/operations/documents.ts';
import { openReadable } from '#electron/store/open.ts';
import type { Service } from '#electron/threads/service.ts';
import { checkByHand } from '#test/bench/by-hand/check.ts';
import { testService } from '#test/fixtures/service.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

const units = [...countyUnits('full')];

describe('the generator', () => {
  it('makes the same county every time, and a county of any size one unit after the other', () => {
    expect([...countyUnits('full')]).toEqual(units);
    const first = countyUnits('large').next();
    expect(first.value).toMatchObject({ id: units[0]?.id });
    expect(enterprisesOf.large).toBe(10_000);
  });

  it('has 180 enterprises, units of every kind, and filings of every return that units fill, in three years', () => {
    expect(units.filter(({ kind }) => kind === '企业')).toHaveLength(180);
    expect(new Set(units.map(({ kind }) => kind))).toEqual(
      new Set(
        loadedEdition()
          .filled()
          .flatMap(({ population }) => population.kinds),
      ),
    );
    for (const year of years) {
      const filed = new Set(units.flatMap((unit) => Object.keys(unit.filings[year] ?? {})));
      expect([...filed].sort(), String(year)).toEqual(
        loadedEdition()
          .filled()
          .map(({ code }) => code)
          .sort(),
      );
    }
    const rows = (table: string): number =>
      units
        .flatMap((unit) => Object.values(unit.filings[2015] ?? {}).flat())
        .filter((row) => row.table === table).length;
    expect(rows('JC103')).toBeGreaterThanOrEqual(60);
    expect(rows('JC104')).toBeGreaterThanOrEqual(240);
  });

  it('has new, renamed and closed enterprises, and a few with most of the output', () => {
    const files = (unit: (typeof units)[number], year: number): boolean =>
      unit.filings[year]?.['JC102'] !== undefined;
    expect(units.some((unit) => files(unit, 2013) && !files(unit, 2015))).toBe(true);
    expect(units.some((unit) => !files(unit, 2013) && files(unit, 2015))).toBe(true);
    expect(
      units.some(
        ({ facts }) =>
          facts[2013]?.name !== undefined &&
          facts[2014]?.name !== undefined &&
          facts[2013].name !== facts[2014].name,
      ),
    ).toBe(true);
    const outputs = units
      .flatMap((unit) => Number(unit.filings[2015]?.['JC102']?.[0]?.cells['01'] ?? 0))
      .sort((a, b) => b - a);
    const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
    expect(sum(outputs.slice(0, 18)) / sum(outputs)).toBeGreaterThan(0.4);
    expect((outputs[0] ?? 0) / sum(outputs)).toBeLessThan(0.5);
  });
});

const root = temporaryFolder();

async function openCounty(demo: 'clean' | 'mistakes'): Promise<Service> {
  const service = testService(path.join(root, demo));
  await service.open();
  await service.answer('workspace.init', { demo });
  return service;
}

/** What the loop finds in a county as the service reads it. */
function breachesOf(folder: string, year: number): readonly string[] {
  const edition = loadedEdition();
  const store = openReadable(folder);
  try {
    const context: ReadContext = { store, edition, folder, now: '2016-03-01T08:00:00.000Z' };
    const county = new County(context, year);
    return checkByHand(county, surroundings(context, year), edition.edition)
      .map(({ rule, unit, row }) => [rule, unit, row].join(' '))
      .sort();
  } finally {
    store.db.close();
  }
}

describe('the demo county', () => {
  let clean: Service;
  let faulty: Service;
  beforeAll(async () => {
    [clean, faulty] = await Promise.all([openCounty('clean'), openCounty('mistakes')]);
  }, 240_000);
  afterAll(async () => {
    await Promise.all([clean.close(), faulty.close()]);
  });

  it('has nothing to correct and nothing open without the mistakes, in any year', async () => {
    for (const year of years) {
      const { findings } = await clean.answer('findings.list', { year, limit: 1000 });
      const bad = findings.filter(({ finding }) => finding.class === 'A' || finding.class === 'B');
      expect(
        bad.map(({ finding }) => `${finding.rule} ${finding.unit}`),
        String(year),
      ).toEqual([]);
      expect(findings.filter(({ finding }) => finding.class === 'C').length, String(year)).toBeLessThan(20);
    }
    const { due, filed, missing } = await clean.answer('obligations.list', {});
    expect(missing).toEqual([]);
    expect(filed).toBe(due);
  });

  it.each(years)('is found in %i to break what a loop written by hand finds', async (year) => {
    const { findings } = await faulty.answer('findings.list', { year, limit: 1000 });
    const found = findings
      .filter(({ finding }) => finding.kind === 'breach')
      .map(({ finding: { rule, unit, scope, record } }) => [rule, unit, scope === 'row' ? record : '']);
    expect(found.length).toBeGreaterThan(0);
    expect(found.map((breach) => breach.join(' ')).sort()).toEqual(
      breachesOf(path.join(root, 'mistakes'), year),
    );
  });

  it('changes its code and name with the area in 2014', async () => {
    const { county } = await clean.answer('workspace.get', {});
    expect(county).toEqual({ code: '220113', name: '九台区' });
    const ownIn = async (year: number): Promise<object | undefined> =>
      (await clean.answer('units.list', { year, limit: 1000 })).units.find(({ kind }) => kind === '县');
    expect(await ownIn(2013)).toMatchObject({ id: '220181', name: '九台市', area: '220181' });
    expect(await ownIn(2014)).toMatchObject({ id: '220181', name: '九台区', area: '220113' });
  });

  it('has a directory of each year without those that came later', async () => {
    for (const year of years) {
      const { units: listed } = await clean.answer('units.list', { year, limit: 1000 });
      expect(
        listed.filter(({ id, name }) => id === name),
        String(year),
      ).toEqual([]);
    }
  });

  it('reads every file of the folder without a question where there is no mistake', async () => {
    const { batches } = await clean.answer('import.list', { limit: 1000 });
    expect(batches.filter(({ outcome }) => outcome !== 'committed').map(({ file }) => file)).toEqual([]);
    expect(batches.length).toBeGreaterThan(30);
  });

  it('fills every row of the main table, but for what the province supplies and what is text', async () => {
    const report = await clean.answer('report.get', { report: 'ZH301' });
    if (report.kind !== 'indicators') throw new Error('ZH301 has a row for each indicator');
    const empty = report.rows.filter((row) => row.value === null).map((row) => row.code);
    const withoutNumber = loadedEdition().edition.indicators.filter(
      ({ formula }) => formula.kind === 'supplied' || formula.kind === 'gap' || formula.kind === 'list',
    );
    expect(empty.filter((code) => !withoutNumber.some((indicator) => indicator.code === code))).toEqual([]);
  });

  it('is found out in every planted mistake', async () => {
    const { mistakes } = sentCounty(units, loadedEdition(), false);
    const { findings } = await faulty.answer('findings.list', { open: true, limit: 1000 });
    const { batches } = await faulty.answer('import.list', { limit: 1000 });
    const details = await Promise.all(batches.map(({ id }) => faulty.answer('import.get', { batch: id })));
    const kinds = new Set(
      details.flatMap(({ batch, notices }) => [...batch.questions, ...notices].map(({ kind }) => kind)),
    );
    const rules = new Set(
      findings.flatMap(({ finding }) => [
        `${finding.unit}/${finding.family}`,
        `${finding.unit}/${finding.rule}`,
      ]),
    );
    const missed = mistakes.filter(
      ({ unit, found }) => !rules.has(`${unit}/${found}`) && !kinds.has(found as never),
    );
    expect(mistakes.length).toBeGreaterThanOrEqual(40);
    expect(missed).toEqual([]);
  });
});
