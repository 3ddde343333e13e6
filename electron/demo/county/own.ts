import { fundsOf, servicesOf, type CountySums } from '../county-returns.ts';
import {
  area,
  fixed,
  openYear,
  withLastYear,
  years,
  type CountyUnit,
  type DemoRecord,
  type Values,
} from './profile.ts';

/** ZH201, ZH202 and the county's JC110. */
export function ownUnit(sums: (year: number) => CountySums): CountyUnit {
  const filings: Record<number, Record<string, readonly DemoRecord[]>> = {};
  let before: { readonly funds: Values; readonly services: Values } | null = null;
  for (const [at, year] of years.entries()) {
    const funds: Values = {
      ...fundsOf(sums(year), year),
      '02': `九政发〔${year}〕12号`,
      '03': '科学技术局 0431-82321234',
    };
    const services = servicesOf(year);
    filings[year] = {
      ZH201: [fixed('ZH201', withLastYear(funds, before?.funds ?? null))],
      ZH202: [fixed('ZH202', withLastYear(services, before?.services ?? null))],
      JC110: [
        fixed('JC110', {
          '01': 12 + at,
          '02': 30 + at * 2,
          '03': 4,
          '04': 9 + at,
          '05': 8600 + at * 400,
          '19': 3,
          '20': 5,
          '21': '玉米加工、光电子',
        }),
      ],
    };
    before = { funds, services };
  }
  return { id: area(years[0]), kind: '县', facts: { [openYear]: { name: '九台区' } }, filings };
}
