import {
  area,
  baseNames,
  codesOf,
  creditCodesFrom,
  document,
  firstYear,
  fixed,
  row,
  withLastYear,
  years,
  type CountyUnit,
  type Values,
} from './profile.ts';

/** What the enterprises of a base report, by which its own return is judged. */
export interface BaseSums {
  readonly units: number;
  readonly highTech: number;
  readonly persons: number;
  readonly output: number;
  readonly fresh: number;
  readonly revenue: number;
  readonly exports: number;
  readonly research: number;
  readonly centres: number;
  readonly inventions: number;
  readonly projects: number;
  readonly marks: number;
}

const kinds = [
  { kind: '1', level: '2', batch: '1' },
  { kind: '1', level: '2', batch: '1' },
  { kind: '2', level: '2', batch: '' },
  { kind: '3', level: '2', batch: '' },
  { kind: '4', level: '1', batch: '' },
  { kind: '5', level: '3', batch: '' },
] as const;

/** A park makes nothing itself. */
const noProducts: Values = {
  '01': 0,
  '02': 0,
  '03': 0,
  '04': 0,
  '05': 0,
  '06': 0,
  '09': 0,
  '07': false,
  '08': false,
};

/** The operators of the bases: JC106, and the marks that a park holds for all. */
export function* baseUnits(sums: (base: string, year: number) => BaseSums): Generator<CountyUnit> {
  for (const [index, name] of baseNames.entries()) {
    const codes = codesOf('5', 6_300_000 + index * 59);
    const id = codes.organisationCode;
    const mark = { '09': id, '05': '国家工商行政管理总局', '07': 201_208 };
    yield {
      id,
      kind: '基地',
      facts: Object.fromEntries(years.map((year) => [year, factsOf(`${name}管理办公室`, codes, year)])),
      filings: Object.fromEntries(
        years.map((year) => [
          year,
          {
            JC106: [fixed('JC106', baseCells(name, index, sums(name, year)))],
            ...(index === 0 || index === 3
              ? {
                  JC109: [
                    fixed('JC109A', withLastYear(noProducts, year === firstYear ? null : noProducts)),
                    row(
                      'JC109B',
                      1,
                      index === 0
                        ? { '01': '8', '02': '九药谷', '03': '9300112', '04': '05', ...mark }
                        : { '01': '6', '02': '龙嘉大米', ...mark },
                    ),
                  ],
                }
              : {}),
          },
        ]),
      ),
    };
  }
}

function baseCells(name: string, index: number, sums: BaseSums): Values {
  const of = kinds[index] ?? kinds[0];
  return {
    '01': name,
    '02': of.kind,
    ...(of.batch === '' ? {} : { '03': of.batch }),
    '23': of.level,
    '04': `${name.slice(2, 4)}工业集中区`,
    '24': 200_806 + index * 100,
    '25': document(of.level === '1' ? '国科发外' : '吉政函', 2008 + index, 31 + index),
    '26': '2',
    '05': 180.5 + index * 22.5,
    '06': sums.units,
    '07': sums.highTech,
    '08': Math.min(sums.units, 5),
    '09': sums.persons,
    '10': sums.output,
    '11': Math.floor(sums.output * 0.8),
    '12': sums.fresh,
    '13': sums.revenue,
    '14': sums.exports,
    '15': Math.floor(sums.revenue * 0.04),
    '16': sums.research,
    '17': sums.centres,
    '18': sums.inventions,
    '19': sums.projects,
    '20': Math.floor(sums.output * 0.06),
    '21': sums.marks,
    ...(of.kind === '4' ? { '22': 2 } : {}),
  };
}

const incubators = [
  { name: '九台科技企业孵化器', called: '九台创业服务中心', nature: '1', kind: '1', level: '2' },
  { name: '卡伦科技企业孵化器', called: '卡伦孵化器管理有限公司', nature: '2', kind: '1', level: '3' },
  { name: '吉林工商科技学院大学科技园', called: '大学科技园管理办公室', nature: '1', kind: '2', level: '2' },
  { name: '龙嘉大学生创业孵化基地', called: '龙嘉创业基地管理办公室', nature: '1', kind: '3', level: '4' },
] as const;

/** Operators of incubators, parks and founders' bases: JC107. */
export function* incubatorUnits(): Generator<CountyUnit> {
  for (const [index, of] of incubators.entries()) {
    const codes = codesOf('5', 6_400_000 + index * 61);
    yield {
      id: codes.organisationCode,
      kind: '孵化器',
      facts: Object.fromEntries(years.map((year) => [year, factsOf(of.called, codes, year)])),
      filings: Object.fromEntries(
        years.map((year) => [year, { JC107: [fixed('JC107', incubatorCells(of, index, year))] }]),
      ),
    };
  }
}

function incubatorCells(of: (typeof incubators)[number], index: number, year: number): Values {
  const step = year - years[0];
  const graduates = 2 + ((index + year) % 3);
  // All that left since it was opened, five before the first year.
  const left = years.filter((each) => each <= year).reduce((sum, each) => sum + 2 + ((index + each) % 3), 5);
  const grown = (base: number): number => Math.round(base * (1 + 0.08 * step) * (1 - index * 0.15));
  const invested = [grown(12_000), grown(9000), grown(2000), grown(500)];
  const income = [grown(2600), grown(1400), grown(300), grown(200)];
  const rooms = [900, 9000 - index * 1200, 1600, 400];
  return {
    '01': of.name,
    '02': of.nature,
    '03': of.kind,
    '04': of.level,
    '05': 200_709 + index * 100,
    '41': '2',
    ...(of.level === '2'
      ? { '42': 201_006 + index * 100, '43': document('吉科发高', 2010 + index, 51 + index) }
      : {}),
    '06': invested.reduce((sum, part) => sum + part, 0),
    ...Object.fromEntries(invested.map((part, at) => [['07', '08', '09', '10'][at] ?? '', part])),
    '11': income.reduce((sum, part) => sum + part, 120),
    ...Object.fromEntries(income.map((part, at) => [['12', '13', '14', '15'][at] ?? '', part])),
    '16': grown(380),
    '17': grown(210),
    '18': grown(1500),
    '19': index === 0 ? grown(400) : 0,
    '20': grown(21_000),
    '21': grown(16_500),
    '22': grown(3000),
    '23': 18 - index,
    '24': 11 - index,
    '25': 15 - index,
    '26': index === 0 ? 2 : 0,
    '27': rooms.reduce((sum, part) => sum + part, 300),
    ...Object.fromEntries(rooms.map((part, at) => [['28', '29', '30', '31'][at] ?? '', part])),
    '32': 34 - index * 6 + step * 3,
    '33': 2,
    '34': grown(96_000),
    '35': grown(7400),
    '36': grown(5200),
    '37': grown(8800),
    '38': graduates,
    '39': left,
    '40': 420 - index * 70 + step * 25,
  };
}

function factsOf(
  name: string,
  { organisationCode, creditCode }: { readonly organisationCode: string; readonly creditCode: string },
  year: number,
) {
  return {
    name,
    organisationCode,
    ...(year >= creditCodesFrom ? { creditCode } : {}),
    area: area(year),
    status: '1',
  };
}
