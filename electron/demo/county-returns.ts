import type { CellValue } from '#shared/values/cell.ts';
import type { DemoUnit } from './generate.ts';

type Values = Record<string, CellValue>;
export type CountyReturns = Readonly<Record<number, Readonly<Record<'ZH201' | 'ZH202', Values>>>>;

/** Figures of the departments in both years; what depends on others is worked out below. */
const funds: Readonly<Record<string, readonly [number, number]>> = {
  '05': [6000, 6600],
  '06': [1500, 1700],
  '07': [0, 0],
  '08': [800, 900],
  '09': [200, 250],
  '42': [5000, 5600],
  '43': [1200, 1300],
  '41': [2000, 2300],
  '13': [3000, 3200],
  '13a': [6, 7],
  '14': [900, 1000],
  '14a': [25, 28],
  '15': [2.5, 2.8],
  '15a': [3, 4],
  '16': [8, 9],
  '16a': [2500, 2700],
  '17': [3, 3],
  '17a': [1200, 1250],
  '18': [6, 7],
  '18a': [1800, 2000],
  '19': [10, 12],
  '19a': [300, 340],
  '20': [4, 5],
  '21': [9000, 10_500],
  '22': [6, 6],
  '23': [15_000, 16_200],
  '24': [8, 9],
  '25': [240, 260],
  '26': [2, 2],
  '27': [6000, 6400],
  '28': [3, 4],
  '29': [200_000, 240_000],
  '34': [1, 1],
  '34a': [0, 0],
  '35': [20_000, 22_000],
  '36': [5, 6],
  '37': [42_000, 47_000],
  '30': [0, 0],
  '31': [4, 5],
};

const services: Readonly<Record<string, readonly [number, number]>> = {
  '01': [12, 13],
  '02': [9000, 9800],
  '03': [40, 44],
  '04': [2600, 2800],
  '05': [3, 3],
  '06': [8, 9],
  '07': [2, 2],
  '08': [5, 5],
  '09a': [12, 13],
  '09b': [20, 22],
  '09c': [6, 6],
  '09d': [4, 5],
  '09e': [5, 5],
  '09f': [18, 20],
  '11': [60, 64],
  '12': [40, 42],
  '13': [15, 14],
  '14': [5, 4],
  '15': [86, 90],
  '16': [80, 91],
  '24': [6, 5],
  '17': [14, 15],
  '18': [1, 0],
  '19': [2, 2],
  '20': [1, 1],
  '21': [3, 3],
  '22': [6, 7],
  '23': [15, 17],
};

/** What the enterprises report of a year, with which the departments' figures must agree. Amounts in 千元. */
export interface CountySums {
  readonly research: number;
  readonly relief: Shared;
  readonly highTechRelief: Shared;
}
interface Shared {
  readonly units: number;
  readonly amount: number;
}

/** The years that the departments' figures are of. */
const [first, second, third] = [2013, 2014, 2015] as const;
/** What the year before the two of the tables had: a twelfth less, and no complaint left open. */
const earlier: Readonly<Record<string, number>> = { '15': 84, '16': 84, '24': 0 };

function figure(
  table: Readonly<Record<string, readonly [number, number]>>,
  code: string,
  year: number,
): number {
  const [before, after] = table[code] ?? [0, 0];
  if (year >= third) return after;
  if (year === second) return before;
  const known = table === services ? earlier[code] : undefined;
  if (known !== undefined) return known;
  return before % 1 === 0 ? Math.ceil((before * 11) / 12) : Math.floor(before * 90) / 100;
}

/** What the county itself owes: its departments' figures, and tax relief as the enterprises report it. */
export function countyReturns(
  units: readonly DemoUnit[],
  [last, year]: readonly [number, number],
): CountyReturns {
  const sums = (of: number): CountySums => {
    const reported = (code: string): readonly number[] =>
      units.map((unit) => Number(unit.returns[of]?.JC102[code] ?? 0));
    const shared = (code: string): Shared => ({
      units: reported(code).filter((value) => value > 0).length,
      amount: sum(reported(code)),
    });
    return { research: sum(reported('12')), relief: shared('37'), highTechRelief: shared('38') };
  };
  const [before, after] = [fundsOf(sums(last), last), fundsOf(sums(year), year)];
  const [served, serves] = [servicesOf(last), servicesOf(year)];
  return {
    [last]: { ZH201: before, ZH202: served },
    [year]: { ZH201: { ...after, ...asLastYear(before) }, ZH202: { ...serves, ...asLastYear(served) } },
  };
}

/** ZH201 of a year from 2013 on. */
export function fundsOf(sums: CountySums, year: number): Values {
  const of = (code: string): number => figure(funds, code, Math.max(year, first));
  const total = sum(['05', '06', '07', '08', '09'].map(of));
  const sources = { '39': total + 1000, '40': sums.research, '41': of('41') };
  return {
    ...Object.fromEntries(Object.keys(funds).map((code) => [code, of(code)])),
    '01': true,
    '02': `农政发〔${year}〕12号`,
    '03': '县科学技术局 0431-83221234',
    '04': total,
    ...sources,
    '38': sum(Object.values(sources)),
    '10': sums.relief.units,
    '11': sums.relief.amount,
    '12a': sums.highTechRelief.units,
    '12': sums.highTechRelief.amount,
    '32': '立项时约定转化责任人,验收时一并考核。',
  };
}

/** ZH202 of a year from 2013 on. */
export function servicesOf(year: number): Values {
  const of = (code: string): number => figure(services, code, Math.max(year, first));
  return {
    ...Object.fromEntries(Object.keys(services).map((code) => [code, of(code)])),
    '09': sum(['09a', '09b', '09c', '09d', '09e', '09f'].map(of)),
    '10': sum(['11', '12', '13', '14'].map(of)),
  };
}

function asLastYear(cells: Values): Values {
  return Object.fromEntries(Object.entries(cells).map(([code, value]) => [`${code}.上年`, value]));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
