import type { CountySums } from '../county-returns.ts';
import { baseUnits, incubatorUnits, type BaseSums } from './bases.ts';
import { enterpriseUnit } from './enterprises.ts';
import { instituteUnits } from './institutes.ts';
import { ownUnit } from './own.ts';
import { enterprise, type CountyUnit, type Values } from './profile.ts';

export type DemoSize = 'full' | 'large';

/** How many enterprises a county has: 180 as a county of Jilin, 10 000 for measuring. */
export const enterprisesOf: Readonly<Record<DemoSize, number>> = { full: 180, large: 10_000 };

/**
 * The units of the demo county one after the other, with all returns of three years: enterprises, institutes and departments,
 * then those whose figures are sums over the enterprises. Never more than one in memory; the same for the same seed.
 */
export function* countyUnits(size: DemoSize, seed = 20_151_231): Generator<CountyUnit> {
  const bases = new Map<string, Record<keyof BaseSums, number>>();
  const counties = new Map<number, Sums>();
  for (let index = 0; index < enterprisesOf[size]; index++) {
    const unit = enterpriseUnit(enterprise(index, seed), seed);
    for (const [year, returns] of Object.entries(unit.filings)) {
      const cells = returns['JC102']?.[0]?.cells ?? {};
      const identity = returns['JC101']?.[0]?.cells ?? {};
      addToCounty(counties, Number(year), cells);
      const base = identity['24'];
      if (typeof base !== 'string') continue;
      const running = (returns['JC103'] ?? []).filter((record) => record.cells['08'] === '2').length;
      addToBase(bases, `${base}/${year}`, cells, {
        units: 1,
        highTech: identity['20'] === true ? 1 : 0,
        centres: running,
        projects: (returns['JC104'] ?? []).length,
        marks: (returns['JC109'] ?? []).filter((record) => record.table === 'JC109B').length,
      });
    }
    yield unit;
  }
  yield* instituteUnits(seed);
  yield* incubatorUnits();
  yield* baseUnits((base, year) => bases.get(`${base}/${year}`) ?? { ...nothing });
  yield ownUnit((year) => {
    const sums = counties.get(year) ?? { ...none };
    return {
      research: sums.research,
      relief: { units: sums.relieved, amount: sums.relief },
      highTechRelief: { units: sums.highTechRelieved, amount: sums.highTechRelief },
    } satisfies CountySums;
  });
}

interface Sums {
  research: number;
  relieved: number;
  relief: number;
  highTechRelieved: number;
  highTechRelief: number;
}
const none: Sums = { research: 0, relieved: 0, relief: 0, highTechRelieved: 0, highTechRelief: 0 };

function addToCounty(counties: Map<number, Sums>, year: number, cells: Values): void {
  const sums = counties.get(year) ?? { ...none };
  const [relief, highTech] = [Number(cells['37']), Number(cells['38'])];
  sums.research += Number(cells['12']);
  sums.relief += relief;
  sums.relieved += relief > 0 ? 1 : 0;
  sums.highTechRelief += highTech;
  sums.highTechRelieved += highTech > 0 ? 1 : 0;
  counties.set(year, sums);
}

const nothing: BaseSums = {
  units: 0,
  highTech: 0,
  persons: 0,
  output: 0,
  fresh: 0,
  revenue: 0,
  exports: 0,
  research: 0,
  centres: 0,
  inventions: 0,
  projects: 0,
  marks: 0,
};
/** The items of JC102 that a base adds up. */
const added = {
  persons: '09',
  output: '01',
  fresh: '02',
  revenue: '05',
  exports: '04',
  research: '12',
  inventions: '26',
} as const;

function addToBase(
  bases: Map<string, Record<keyof BaseSums, number>>,
  key: string,
  cells: Values,
  counted: Partial<BaseSums>,
): void {
  const sums = bases.get(key) ?? { ...nothing };
  for (const [name, code] of Object.entries(added)) sums[name as keyof BaseSums] += Number(cells[code]);
  for (const [name, value] of Object.entries(counted)) sums[name as keyof BaseSums] += value;
  bases.set(key, sums);
}
