import { institutes, type Institute } from './institute-list.ts';
import { talentCells } from './people.ts';
import { platformCells } from './platforms.ts';
import {
  area,
  chanceOf,
  codesOf,
  creditCodesFrom,
  document,
  enterprise,
  filesIn,
  fixed,
  row,
  years,
  type CountyUnit,
  type DemoRecord,
  type UnitFact,
  type Values,
} from './profile.ts';
import { givenNames, surnames } from './words.ts';

const departmentNames = [
  '九台工业和信息化局',
  '九台质量技术监督局',
  '九台发展和改革局',
  '九台财政局',
] as const;

/** Universities, institutes, agencies and the departments of the county. */
export function* instituteUnits(seed: number): Generator<CountyUnit> {
  for (const [index, institute] of institutes.entries()) yield instituteUnit(institute, index, seed);
  for (const [index, name] of departmentNames.entries()) {
    const codes = codesOf('4', 8_200_000 + index * 53);
    yield { id: codes.organisationCode, kind: '部门', facts: factsOf(name, codes, ''), filings: {} };
  }
}

function factsOf(
  name: string,
  { organisationCode, creditCode }: { readonly organisationCode: string; readonly creditCode: string },
  industry: string,
): Record<number, Partial<Record<UnitFact, string>>> {
  return Object.fromEntries(
    years.map((year) => [
      year,
      {
        name,
        organisationCode,
        ...(year >= creditCodesFrom ? { creditCode } : {}),
        ...(industry === '' ? {} : { industry, industryEdition: '2011' }),
        area: area(year),
        status: '1',
      },
    ]),
  );
}

function instituteUnit(institute: Institute, index: number, seed: number): CountyUnit {
  const codes = codesOf('4', 8_100_000 + index * 71);
  const id = codes.organisationCode;
  const filings: Record<number, Record<string, readonly DemoRecord[]>> = {};
  for (const year of years) {
    const talents = talentsOf(institute, index, id, year);
    const visits = visitsOf(institute, index, id, year, seed);
    filings[year] = {
      ...(institute.kind === '部门'
        ? {}
        : { JC101: [fixed('JC101', identity(institute, index, codes, year))] }),
      JC103: institute.platforms.map(([kindOf, name], at) =>
        row(
          'JC103',
          at + 1,
          platformCells(kindOf, {
            name,
            host: id,
            approved: 200_804 + ((index + at) % 5) * 100,
            number: 900 + index * 10 + at,
            field: institute.field,
            partner: '中国科学院长春分院',
            scale: 2 + (at % 3),
            year,
          }),
        ),
      ),
      ...(institute.projects.length === 0 ? {} : { JC104: projectsOf(institute, index, id, year) }),
      ...(talents.length + visits.length === 0 ? {} : { JC108: [...talents, ...visits] }),
      ...(institute.kind === '部门' ? {} : { JC110: [fixed('JC110', transfer(institute, index, year))] }),
    };
  }
  return { id, kind: institute.kind, facts: factsOf(institute.name, codes, institute.industry), filings };
}

function identity(
  institute: Institute,
  index: number,
  codes: { readonly organisationCode: string; readonly creditCode: string },
  year: number,
): Values {
  const person = (role: number): string =>
    surnames.charAt(index * 4 + role) + givenNames.charAt(index * 2 + role);
  return {
    ...(year >= creditCodesFrom ? { '01': codes.creditCode } : {}),
    '02': codes.organisationCode,
    '03': institute.name,
    '05': area(year),
    '07': institute.industry,
    '07a': '2011',
    '11': 195_809 + index * 300,
    '12': '1',
    '13': person(0),
    '14': person(1),
    '15': person(2),
    '16': `0431-8235${String(2000 + index * 11)}`,
    '21': false,
  };
}

/** Research projects of two to four years, one after the other, so that some end and some begin every year. */
function projectsOf(institute: Institute, index: number, unit: string, year: number): readonly DemoRecord[] {
  return institute.projects.flatMap((name, at): DemoRecord[] => {
    const from = (2012 + (at % 4)) * 100 + 4;
    const until = from + 200 + (at % 2) * 100;
    if (from > year * 100 + 12 || until < year * 100 + 1) return [];
    const plan = ['81', '06', '23', '07', '82'][(index + at) % 5] ?? '81';
    const began = Math.floor(from / 100);
    const allowed = began < 2014 && (plan === '23' || plan === '07') ? '06' : plan;
    const funds = 260 + ((index * 37 + at * 53) % 500);
    return [
      row('JC104', at + 1, {
        '01': `${allowed}-${began}-Y${index}${at}`,
        '02': name,
        '03': allowed,
        '04': allowed === '81' ? '1' : '2',
        '05': unit,
        '23': document(allowed === '81' ? '国科发计' : '吉科发计', began, 400 + index * 10 + at),
        '23a': from,
        '25': at % 2 === 0,
        '06': from,
        '07': until,
        ...(until > year * 100 + 12 ? { '08': at % 2 === 0 ? '1' : '2' } : {}),
        '09': at % 2 === 0 ? '2' : '1',
        '10': at % 2 === 0 ? '01' : '04',
        '10a': '2',
        '15': true,
        '22': '1',
        '22a': at % 2 === 0,
        '11': 4 + (at % 6),
        '12': funds,
        '13': Math.floor(funds * 0.8),
        '14': funds - Math.floor(funds * 0.8),
      }),
    ];
  });
}

function talentsOf(institute: Institute, index: number, unit: string, year: number): readonly DemoRecord[] {
  return institute.programmes.flatMap((programme, at): DemoRecord[] => {
    const chosen = 2012 + ((index + at) % 4);
    if (chosen > year) return [];
    return [
      row(
        'JC108A',
        at + 1,
        talentCells(programme, {
          name: surnames.charAt(index * 3 + at) + givenNames.charAt(index + at * 4),
          card: String(2000 + index * 131 + at * 17),
          unit,
          chosen: chosen * 100 + 6,
          field: institute.field,
          invited: at % 3 === 1,
          number: index * 5 + at,
        }),
      ),
    ];
  });
}

function visitsOf(
  institute: Institute,
  index: number,
  unit: string,
  year: number,
  seed: number,
): readonly DemoRecord[] {
  const served = Array.from({ length: 60 }, (_, at) => enterprise((index * 13 + at * 2) % 100, seed)).filter(
    (each) => filesIn(each, year) && each.from === years[0],
  );
  return Array.from({ length: institute.visits }, (_, at) => {
    const chance = chanceOf(seed, index * 100 + at, 5);
    return row('JC108B', at + 1, {
      // Three visitors in four go to the same enterprise again next year.
      '01':
        surnames.charAt((index * 7 + at) % surnames.length) +
        givenNames.charAt((at * 3 + index) % givenNames.length),
      '01a': String(3000 + index * 211 + at * 7),
      '02': unit,
      '03': served[(at + (at % 4 === 0 ? year : 0)) % served.length]?.id ?? '',
      '04': at % 3 === 0 ? '2' : '1',
      '05': year * 100 + 3 + (at % 4),
      '05a': year * 100 + 11,
      '06': chance.whole(12, 90),
      '07': ['工艺改进', '新产品配方', '设备选型', '检测方法', '人员培训'][at % 5] ?? '',
      '08': at % 3,
      '10': true,
      '10a': year * 100 + 12,
    });
  });
}

function transfer(institute: Institute, index: number, year: number): Values {
  const step = year - years[0];
  const isTeaching = institute.kind === '高校' || institute.kind === '院所';
  return {
    '01': 6 + index + step,
    '03': 2 + (index % 2),
    '04': 3 + (index % 3),
    '05': 1800 + index * 240 + step * 150,
    '19': 2,
    '20': 2,
    '21': '联合攻关、人才培养',
    '06': 5 + index + step,
    '07': 3200 + index * 310 + step * 260,
    '08': 2400 + index * 210 + step * 180,
    '09': 2600 + index * 240 + step * 200,
    '14': 2 + (index % 3),
    '15': 420 + index * 35 + step * 40,
    ...(isTeaching ? { '16': 15 + index + step, '17': 10 + step, '18': 5 + step / 2 } : {}),
  };
}
