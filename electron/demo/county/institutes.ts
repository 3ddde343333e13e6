import { talentCells } from './people.ts';
import { platformCells, type PlatformKind } from './platforms.ts';
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

interface Institute {
  readonly name: string;
  readonly kind: '高校' | '院所' | '机构' | '部门';
  readonly industry: string;
  readonly field: string;
  readonly platforms: readonly (readonly [PlatformKind, string])[];
  readonly projects: readonly string[];
  readonly programmes: readonly string[];
  /** Visits of the double-thousand action in a year. */
  readonly visits: number;
}

const kind = (type: string, level: string, department: string, issuer = ''): PlatformKind => ({
  type,
  level,
  department,
  issuer,
  called: '',
});

const institutes: readonly Institute[] = [
  {
    name: '吉林工商科技学院',
    kind: '高校',
    industry: '8241',
    field: '3',
    platforms: [
      [kind('10', '1', '3', '国科发基'), '玉米功能成分国家重点实验室'],
      [kind('20', '1', '1', '发改高技'), '食品精深加工国家工程研究中心'],
      [kind('42', '1', '3', '国科发火'), '九台技术转移示范中心'],
      [kind('49', '9', '0'), '玉米产业研究院'],
      [kind('43', '2', '3', '吉科发平'), '农作物育种公共研发平台'],
      [kind('58', '2', '3', '吉科发平'), '大型质谱仪器中心'],
    ],
    projects: [
      '淀粉基可降解材料研究',
      '寒地玉米籽粒脱水机理研究',
      '大豆肽稳态化制备',
      '秸秆纤维素酶解放大',
      '食品冷链在线监测方法',
    ],
    programmes: ['01', '02a', '02b', '03'],
    visits: 16,
  },
  {
    name: '长春光华医药学院',
    kind: '高校',
    industry: '8241',
    field: '4',
    platforms: [
      [kind('11', '2', '3', '吉科发平'), '人参化学省级重点实验室'],
      [kind('22', '1', '1', '发改高技'), '疫苗国家工程实验室'],
      [kind('47', '9', '0'), '医药成果共建转移机构'],
      [kind('43', '2', '3', '吉科发平'), '医药公共研发平台'],
    ],
    projects: ['鹿茸多肽活性评价', '五味子质量标志物研究', '口服疫苗佐剂筛选', '人参转化菌株选育'],
    programmes: ['01', '02a', '03', '03'],
    visits: 12,
  },
  {
    name: '九台农业科学研究所',
    kind: '院所',
    industry: '7330',
    field: '3',
    platforms: [
      [kind('52', '2', '7', '科发院地'), '省院共建黑土保护试验站'],
      [kind('61', '2', '3', '吉科发平'), '自然科技资源共享平台'],
    ],
    projects: ['抗逆水稻新品种选育', '黑土耕层保育模式研究', '马铃薯脱毒种薯扩繁'],
    programmes: ['01', '05'],
    visits: 10,
  },
  {
    name: '吉林机电技术研究院',
    kind: '院所',
    industry: '7320',
    field: '8',
    platforms: [
      [kind('32', '1', '3', '国科发计'), '农机装备国家级科技创新中心'],
      [kind('43', '2', '3', '吉科发平'), '汽车零部件公共研发平台'],
      [kind('54', '2', '1', '吉发改高技'), '智能制造高端合作创新平台'],
    ],
    projects: ['伺服压力机数控系统', '车用铝合金连接工艺研究', '收获机械可靠性试验方法'],
    programmes: ['02b', '01'],
    visits: 8,
  },
  {
    name: '长春光电应用研究所',
    kind: '院所',
    industry: '7320',
    field: '5',
    platforms: [[kind('12', '3', '3', '长科技'), '光谱检测市级重点实验室']],
    projects: ['便携光谱仪光路设计', '激光雷达标定方法研究'],
    programmes: ['02a'],
    visits: 6,
  },
  {
    name: '九台产品质量检验所',
    kind: '机构',
    industry: '7450',
    field: '9',
    platforms: [
      [kind('70', '1', '4', '国质检科'), '国家饲料产品质量监督检验中心'],
      [kind('71', '2', '4', '吉质监科'), '省级粮油产品质量检验中心'],
      [kind('72', '2', '4', '吉质监量'), '粮食装备产业计量测试中心'],
    ],
    projects: ['真菌毒素快速检测方法'],
    programmes: [],
    visits: 0,
  },
  {
    name: '九台生产力促进中心',
    kind: '机构',
    industry: '7512',
    field: '9',
    platforms: [
      [kind('44', '3', '3', '长科技'), '九台科技大市场'],
      [kind('42', '2', '3', '吉科发市'), '九台技术转移服务机构'],
      [kind('53', '2', '1', '吉发改高技'), '中小企业产业公共服务平台'],
    ],
    projects: [],
    programmes: [],
    visits: 6,
  },
  {
    name: '九台科学技术局',
    kind: '部门',
    industry: '',
    field: '9',
    platforms: [
      [kind('60', '2', '3', '吉科发平'), '科技文献信息服务平台'],
      [kind('62', '2', '3', '吉科发平'), '科学数据共享平台'],
      [kind('63', '2', '3', '吉科发平'), '大型科学仪器共享平台'],
      [kind('64', '2', '3', '吉科发平'), '网络科技环境平台'],
    ],
    projects: [],
    programmes: [],
    visits: 0,
  },
];

export const departmentNames = [
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
