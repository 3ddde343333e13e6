import { creditCodeCheck } from '#shared/codes/credit-code.ts';
import { organisationCodeCheck } from '#shared/codes/organisation-code.ts';
import type { CellValue } from '#shared/values/cell.ts';
import { Chance } from './chance.ts';
import { countyReturns, type CountyReturns } from './county-returns.ts';

type Values = Record<string, CellValue>;

/** A fictitious enterprise with its two returns in two years. */
export interface DemoUnit {
  readonly id: string;
  readonly name: string;
  readonly creditCode: string;
  readonly industry: string;
  readonly size: string;
  /** By year and return. */
  readonly returns: Readonly<Record<number, Readonly<Record<'JC101' | 'JC102', Values>>>>;
}

/** A mistake put into the folder of workbooks, and the rule or question that must find it. */
export interface PlantedMistake {
  readonly unit: string;
  readonly name: string;
  readonly what:
    | 'unit-shift'
    | 'part-above-total'
    | 'check-character'
    | 'duplicate-same'
    | 'duplicate-other'
    | 'blank'
    | 'swapped-years'
    | 'last-year-differs'
    | 'missing';
  readonly field: string;
  /** The family of the rule, or the kind of question or notice. */
  readonly found: string;
}

export interface Demo {
  readonly county: { readonly code: string; readonly name: string };
  readonly years: readonly [number, number];
  readonly units: readonly DemoUnit[];
  /** What the county itself owes. */
  readonly own: CountyReturns;
}

const names = [
  '长河',
  '北方',
  '松源',
  '龙翔',
  '华丰',
  '金谷',
  '吉源',
  '东辰',
  '天合',
  '福瑞',
  '永泰',
  '宏达',
  '鑫盛',
  '嘉禾',
  '瑞丰',
  '恒通',
  '博远',
  '正大',
  '佳信',
  '顺达',
  '兴农',
  '三江',
  '白山',
  '黄龙',
  '巴吉',
  '靠山',
  '哈拉',
  '开安',
  '烧锅',
  '高家',
  '伏龙',
  '万金',
  '青山',
  '前岗',
  '新农',
  '杨树',
  '三岗',
  '合隆',
  '永安',
  '德彪',
] as const;
const trades = [
  { word: '玉米科技', industry: '1391', chain: ['311'] },
  { word: '机械制造', industry: '3441', chain: ['203'] },
  { word: '汽车零部件', industry: '3660', chain: ['303'] },
  { word: '生物药业', industry: '2760', chain: ['323'] },
  { word: '食品', industry: '1353', chain: ['125'] },
  { word: '新型建材', industry: '3031', chain: ['134'] },
  { word: '精细化工', industry: '2661', chain: ['104'] },
  { word: '轨道客车配件', industry: '3714', chain: ['341'] },
  { word: '饲料', industry: '1320', chain: ['311'] },
  { word: '电子', industry: '3971', chain: ['331'] },
] as const;

/** Forty enterprises of 农安县, two years, sizes as skewed as real ones: a few have most of the output. */
export function generateDemo(seed = 20_151_231): Demo {
  const chance = new Chance(seed);
  const units = names.map((name, index) => demoUnit(chance, name, index));
  const years = [2014, 2015] as const;
  return { county: { code: '220122', name: '农安县' }, years, units, own: countyReturns(units, years) };
}

/** One enterprise with valid codes; `index` decides its size, industry and codes, so each number is another enterprise. */
export function demoUnit(chance: Chance, word: string, index: number): DemoUnit {
  const trade = trades[index % trades.length] ?? trades[0];
  const body = `MA0${String(10_000 + index * 37).slice(-5)}`;
  const organisationCode = body + (organisationCodeCheck(body) ?? '0');
  const stem = `91220122${organisationCode}`;
  const creditCode = stem + (creditCodeCheck(stem) ?? '0');
  const fullName = `农安县${word}${trade.word}有限公司`;
  // Ranks fall off like 1/rank: the three largest have more than half of the output.
  const output = Math.round(1_500_000 / (index + 1) ** 1.25 + chance.between(2000, 8000));
  const before = yearOf(chance, output, trade, index);
  const after = grown(chance, before);
  const phone = `0431-8322${String(1000 + index)}`;
  const facts = (cells: Values): Values => ({
    '01': creditCode,
    '02': organisationCode,
    '03': fullName,
    '05': '220122',
    '07': trade.industry,
    '07a': '2011',
    '08': index % 5 === 0 ? '160' : '173',
    '09': sizeOf(cells),
    '10': (cells['05'] as number) >= 20_000,
    '11': 200_001 + (index % 12) + (index % 9) * 100,
    '12': '1',
    '13': `${'赵钱孙李周吴郑王'.charAt(index % 8)}某`,
    '14': `${'冯陈褚卫蒋沈韩杨'.charAt(index % 8)}某`,
    '15': `${'朱秦尤许何吕施张'.charAt(index % 8)}某`,
    '16': phone,
    '20': index % 4 === 0,
    ...(index % 4 === 0 ? { '20a': `GR20142200${String(100 + index)}`, '20b': 201712 } : {}),
    '21': index % 3 === 0,
    '22': index % 10 === 1,
    ...(index % 10 === 1 ? { '22a': 2013, '22b': `吉科发〔2013〕${12 + index}号` } : {}),
    '23': index === 0,
    ...(index === 0 ? { '23a': 2013 } : {}),
    '25': [...trade.chain],
  });
  const last = Object.fromEntries(Object.entries(before).map(([code, value]) => [`${code}.上年`, value]));
  return {
    id: creditCode,
    name: fullName,
    creditCode,
    industry: trade.industry,
    size: sizeOf(after),
    returns: {
      2014: { JC101: facts(before), JC102: before },
      2015: { JC101: facts(after), JC102: { ...after, ...last } },
    },
  };
}

function sizeOf(cells: Values): string {
  const [persons, revenue] = [cells['09'] as number, cells['05'] as number];
  return persons >= 1000 && revenue >= 400_000
    ? '1'
    : persons >= 300 && revenue >= 20_000
      ? '2'
      : persons >= 20 && revenue >= 3000
        ? '3'
        : '4';
}

/** One year of JC102 that every rule of class A and B holds for. */
function yearOf(chance: Chance, output: number, trade: (typeof trades)[number], index: number): Values {
  const share = (of: number, from: number, to: number): number => Math.round(of * chance.between(from, to));
  const sales = share(output, 0.94, 1);
  const revenue = share(sales, 0.98, 1.08);
  const fresh = index % 6 === 5 ? 0 : share(output, 0.08, 0.32);
  const freshSales = Math.min(revenue, share(fresh, 0.9, 1.05));
  const exports = share(sales, 0, 0.12);
  const persons = Math.max(12, Math.round(output / chance.between(420, 900)));
  const research = Math.max(2, share(persons, 0.06, 0.14));
  const spending = Math.max(research * 12, share(revenue, 0.015, 0.035));
  const projects = Math.max(1, Math.round(spending / 1800));
  const units = persons >= 150 ? 1 : 0;
  const patents = chance.whole(0, Math.max(1, Math.round(projects / 2)));
  const inventions = Math.floor(patents / 2);
  const cells: Values = {
    '01': output,
    '02': fresh,
    '03': sales,
    '04': exports,
    '05': revenue,
    '06': freshSales,
    '07': Math.min(freshSales, exports, share(freshSales, 0, 0.2)),
    '08': share(revenue, 0.02, 0.09),
    '09': persons,
    '10': research,
    '11': share(research, 0.5, 0.9),
    '12': spending,
    '13': share(spending, 0, 0.1),
    '14': share(spending, 0, 0.15),
    '15': projects,
    '16': Math.ceil(projects / 2),
    '17': share(spending, 0.5, 0.95),
    '18': units,
    '19': units === 0 ? 0 : share(research, 0.5, 0.9),
    '20': 0,
    '21': units === 0 ? 0 : share(spending, 0.3, 0.6),
    '22': units === 0 ? 0 : share(spending, 1, 2),
    '23': 0,
    '24': patents,
    '25': inventions,
    '26': inventions + chance.whole(1, 6),
    '27': 0,
    '28': 0,
    '29': 0,
    '30': chance.whole(1, 6),
    '31': 0,
    '32': 0,
    '33': 0,
    '34': 0,
    '35': 0,
    '36': share(revenue, 0, 0.02),
    '37': share(spending, 0.05, 0.12),
    '38': index % 4 === 0 ? share(revenue, 0.002, 0.006) : 0,
    '39': 0,
    '40': share(revenue, 0.002, 0.01),
    '45': trade.word,
    '46': Math.round(chance.between(1.5, 12) * 100) / 100,
  };
  if (units > 0) cells['20'] = Math.floor((cells['19'] as number) / 3);
  const [chain] = trade.chain;
  if (chain === '104') {
    cells['42'] = share(output, 0.9, 1);
    cells['41'] = share(cells['42'], 0.25, 0.45);
  }
  if (chain === '303' || chain === '341') {
    cells['43'] = share(output, 0.3, 0.5);
    cells['44'] = share(cells['43'], 0.35, 0.6);
  }
  return cells;
}

/** The year after: every amount grows by the same few per cent, so that parts stay below their totals. */
function grown(chance: Chance, before: Values): Values {
  const factor = chance.between(1.03, 1.14);
  const kept = new Set([
    '09',
    '10',
    '11',
    '15',
    '16',
    '18',
    '19',
    '20',
    '24',
    '25',
    '26',
    '28',
    '30',
    '31',
    '32',
    '45',
    '46',
  ]);
  const cells: Values = {};
  for (const [code, value] of Object.entries(before)) {
    if (typeof value !== 'number' || kept.has(code)) cells[code] = value;
    // Profit moves more than revenue does, yet by less than half.
    else
      cells[code] = Math.floor(value * factor * (code === '08' ? new Chance(value).between(0.8, 1.25) : 1));
  }
  return cells;
}
