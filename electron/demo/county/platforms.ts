import { document, filesIn, row, type DemoRecord, type Enterprise, type Values } from './profile.ts';

/** What a platform is: its type, level, department, and how types of its kind are called. */
export interface PlatformKind {
  readonly type: string;
  readonly level: string;
  readonly department: string;
  readonly issuer: string;
  readonly called: string;
}

const kind = (
  type: string,
  level: string,
  department: string,
  issuer: string,
  called: string,
): PlatformKind => ({
  type,
  level,
  department,
  issuer,
  called,
});

/** Those that enterprises have, in the order in which they are given out, the largest first. */
const ofEnterprises: readonly PlatformKind[] = [
  kind('01', '1', '1', '发改高技', '国家认定企业技术中心'),
  kind('02', '2', '2', '吉工信科技', '省级企业技术中心'),
  kind('31', '2', '3', '吉科发平', '省级工程技术研究中心'),
  kind('02', '2', '2', '吉工信科技', '省级企业技术中心'),
  kind('50', '2', '3', '吉科发平', '院士工作站'),
  kind('30', '2', '3', '吉科发平', '省级企业科技创新中心'),
  kind('21', '2', '1', '吉发改高技', '省级工程研究中心'),
  kind('02', '2', '2', '吉工信科技', '省级企业技术中心'),
  kind('23', '2', '1', '吉发改高技', '省级工程实验室'),
  kind('40', '2', '2', '吉工信科技', '产业公共技术研发中心'),
  kind('41', '2', '3', '吉科发平', '中试中心'),
  kind('11', '2', '3', '吉科发平', '省级重点实验室'),
  kind('51', '2', '5', '吉人社博', '博士后工作站'),
  kind('03', '3', '2', '长工信', '市级企业技术中心'),
  kind('46', '9', '0', '', '校企共建研发机构'),
  kind('03', '3', '2', '长工信', '市级企业技术中心'),
  kind('31', '2', '3', '吉科发平', '省级工程技术研究中心'),
  kind('57', '9', '0', '', '小试基地'),
  kind('48', '9', '0', '', '校内企业实验室'),
  kind('30', '2', '3', '吉科发平', '省级企业科技创新中心'),
  kind('03', '3', '2', '长工信', '市级企业技术中心'),
  kind('56', '9', '0', '', '校企合办创新实体'),
  kind('45', '3', '3', '长科技', '科技创新基地'),
  kind('55', '9', '0', '', '科技成果转化基地'),
  kind('12', '3', '3', '长科技', '市级重点实验室'),
];

/** How many platforms an enterprise has: two the largest ten, one those that do research on a scale. */
function kindsOf(index: number): readonly PlatformKind[] {
  const first = ofEnterprises[index % ofEnterprises.length];
  const second = ofEnterprises[(index + 10) % ofEnterprises.length];
  if (first === undefined || second === undefined) return [];
  // Never two tiers of the same centre in one house.
  const isTier = (type: string): boolean => type < '04';
  if (index < 10) return isTier(first.type) && isTier(second.type) ? [first] : [first, second];
  return index < 24 || index % 10 === 1 ? [first] : [];
}

export function platformRows(unit: Enterprise, year: number): readonly DemoRecord[] {
  if (!unit.researches || !filesIn(unit, year)) return [];
  const partner = `吉林大学${unit.trade.field === '4' ? '药学院' : '机械学院'}`;
  return kindsOf(unit.index).flatMap((kindOf, at): DemoRecord[] => {
    const approved = 200_905 + ((unit.index * 7 + at * 3) % 7) * 100;
    if (approved > year * 100 + 12) return [];
    const isRevoked = unit.index === 21 && year === 2015;
    const cells = platformCells(kindOf, {
      name: `${unit.word}${unit.trade.word}${kindOf.called}`,
      host: unit.id,
      approved,
      number: 100 + ((unit.index * 2 + at) % 800),
      field: unit.trade.field,
      partner,
      scale: Math.max(1, Math.round(40 / (unit.index + 4))),
      year,
    });
    const state = isRevoked ? '4' : unit.index % 12 === 11 && year === Math.floor(approved / 100) ? '1' : '2';
    return [row('JC103', at + 1, { ...cells, '08': state, ...(isRevoked ? { '09': 201_509 } : {}) })];
  });
}

export function runningAt(rows: readonly DemoRecord[]): number {
  return rows.filter(({ cells }) => cells['08'] === '2').length;
}

export interface PlatformDetails {
  readonly name: string;
  readonly host: string;
  readonly approved: number;
  readonly number: number;
  readonly field: string;
  readonly partner: string;
  /** 1 for a small one. */
  readonly scale: number;
  readonly year: number;
}

/** A running platform's row. */
export function platformCells(of: PlatformKind, details: PlatformDetails): Values {
  const { approved, scale, year } = details;
  const grown = (base: number): number => Math.round(base * scale * 1.05 ** (year - 2013));
  const isOpen = ['40', '41', '42', '43', '53', '57', '58', '60', '63', '70', '71', '72'].includes(of.type);
  const isShared = ['46', '47', '48', '49', '50', '51', '52', '56'].includes(of.type);
  const isCandidate = (of.type === '11' || of.type === '30' || of.type === '31') && details.number % 3 === 0;
  return {
    '01': details.name,
    '02': of.type,
    '03': of.level,
    '04': details.host,
    '05': of.department,
    ...(of.issuer === '' ? {} : { '06': document(of.issuer, Math.floor(approved / 100), details.number) }),
    '07': approved,
    '08': '2',
    '10': details.field,
    '11': 6 + scale * 3,
    '12': grown(420),
    '13': grown(1350),
    ...(of.type === '40' ? { '14': '1' } : {}),
    ...(of.type === '40' ? { '15': ['1', '2'] } : isOpen ? { '15': ['2'] } : {}),
    '16': isOpen,
    ...(isOpen ? { '17': 900 * Math.min(scale, 6), '18': 4 + scale, '21': 3 + scale * 2 } : {}),
    '19': isCandidate,
    ...(isCandidate ? { '19a': '省科技厅培育名单' } : {}),
    ...(isShared ? { '20': details.partner } : {}),
  };
}
