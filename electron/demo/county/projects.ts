import { keySeparator } from '#shared/values/record.ts';
import {
  document,
  filesIn,
  firstYear,
  row,
  years,
  type DemoRecord,
  type Enterprise,
  type Values,
} from './profile.ts';
import { allianceOf } from './alliances.ts';

/** A project of JC104 over its life; what is of one year alone is worked out for the year. */
export interface Project {
  readonly row: number;
  readonly code: string;
  readonly name: string;
  readonly plan: string;
  readonly from: number;
  readonly until: number;
  readonly established: boolean;
  /** 合作形式 */
  readonly form: string;
  readonly alliance: string | null;
  readonly weight: number;
}

/** Programmes of the plan of 2011-2015, and of the scheme of 2014. */
const planned = ['01', '02', '03', '04', '05', '06'] as const;
const since2014 = ['07', '08', '11', '12', '13', '14', '21', '22', '23', '24', '25', '81', '82'] as const;
const ends = [
  '工艺开发',
  '中试研究',
  '产业化',
  '关键技术攻关',
  '新产品试制',
  '成套装备研制',
  '应用示范',
] as const;

/** What an enterprise works on: one long project, and shorter ones that begin every year, more in the large ones. */
export function projectsOf(unit: Enterprise, chosen = [firstYear - 1, ...years]): readonly Project[] {
  if (!unit.researches) return [];
  const { index } = unit;
  const projects: Project[] = [];
  const alliance = allianceOf(index);
  const add = (plan: string, from: number, until: number, given: Partial<Project> = {}): void => {
    const number = projects.length + 1;
    const product = unit.trade.products[(index + number) % unit.trade.products.length] ?? '';
    projects.push({
      row: number,
      code: `${plan}-${Math.floor(from / 100)}-${String(index + 1).padStart(5, '0')}${number}`,
      name: `${unit.word}${product}${ends[(number * 2 + index) % ends.length] ?? ''}(${['一', '二', '三', '四', '五', '六', '七', '八', '九'][Math.floor(number / unit.trade.products.length)] ?? ''}期)`,
      plan,
      from,
      until,
      established: false,
      form: ['1', '2', '1', '3', '2', '1', '4'][(index + number) % 7] ?? '1',
      alliance: null,
      weight: 1,
      ...given,
    });
  };
  if (unit.from === firstYear) {
    const plan = index % 2 === 0 ? (planned[(index / 2) % planned.length] ?? '01') : '90';
    const isEstablished = (plan === '01' || plan === '02') && index < 48;
    add(plan, isEstablished ? 201_103 : 201_204, 201_612, {
      weight: 2,
      established: isEstablished,
      ...(alliance === null ? {} : { form: '5', alliance }),
    });
  }
  for (const year of chosen) {
    if (!filesIn(unit, Math.max(year, firstYear))) continue;
    const count = index < 8 ? 3 : index < 24 ? 2 : (index + year) % 5 < 3 || year === unit.from ? 1 : 0;
    for (let each = 0; each < count; each++) {
      const plan = planOf(index, year, each);
      const isLong = (index + each + year) % 2 === 0;
      add(plan, year * 100 + 3 + each, (year + (isLong ? 1 : 0)) * 100 + (isLong ? 10 : 11), {
        ...(alliance !== null && each === 1 ? { form: '5', alliance } : {}),
      });
    }
  }
  return projects;
}

/** Every programme of 2014 has a project each year in the largest enterprises; most others are the enterprise's own. */
function planOf(index: number, year: number, each: number): string {
  if (year >= 2014 && each === 0 && index < since2014.length) return since2014[index] ?? '82';
  const turn = (index * 3 + year + each) % 8;
  const some = ['03', '04', '06', '82', '83'][turn];
  return some ?? (turn === 5 && index % 3 === 0 ? '91' : '90');
}

export function isActive({ from, until }: Project, year: number): boolean {
  return from <= year * 100 + 12 && until >= year * 100 + 1;
}

export function levelOf(plan: string): string {
  if (plan === '81') return '1';
  if (plan === '83') return '4';
  return plan === '90' || plan === '91' ? '5' : '2';
}

/** Who pays and works on a year's projects: 千元, persons. */
export interface Means {
  readonly unit: string;
  /** Internal spending of the unit on all of them. */
  readonly spending: number;
  readonly persons: number;
  /** What an added value may come from: output of new products. */
  readonly output: number;
}

/** The rows of JC104 of a year, numbered for the life of the project. */
export function projectRows(projects: readonly Project[], year: number, means: Means): readonly DemoRecord[] {
  const active = projects.filter((project) => isActive(project, year));
  const weights = active.reduce((sum, { weight }) => sum + weight, 0);
  return active.map((project) => {
    const { plan, from, until } = project;
    const level = levelOf(plan);
    const share = project.weight / weights;
    const spending = Math.max(1, Math.floor(0.85 * means.spending * share));
    // The long project is paid in proportion; others get a sum that no year notices.
    const government =
      level === '5'
        ? 0
        : project.weight === 2
          ? Math.floor(means.spending * 0.08)
          : Math.min(300, Math.floor(spending * 0.1));
    const isProduct = plan === '12' || plan === '13';
    const left = until - (year * 100 + 12);
    return row('JC104', project.row, {
      '01': project.code,
      '02': project.name,
      '03': plan,
      '04': level,
      '05': means.unit,
      ...(level === '1' || level === '2'
        ? {
            '23': document(
              level === '1' ? '国科发计' : '吉科发计',
              Math.floor(from / 100),
              20 + (project.row % 9) + (from % 100) * 10,
            ),
          }
        : {}),
      ...(plan === '90' || plan === '91' ? {} : { '23a': from }),
      ...(plan === '01' || plan === '02' ? { '24': project.established } : {}),
      '25': project.form === '2',
      '06': from,
      '07': until,
      ...(left > 0 ? { '08': left > 88 ? '3' : '4' } : { '08': '5' }),
      '09': project.form,
      ...(project.alliance === null ? {} : { '19': project.alliance }),
      '10': ['02', '03', '04', '02', '07'][project.row % 5] ?? '02',
      '10a': ['3', '4', '5', '6', '8'][project.row % 5] ?? '3',
      '15': project.form !== '4',
      '22': project.form === '2' ? '2' : project.form === '4' ? '6' : '1',
      '22a': true,
      '11': Math.max(1, Math.floor(means.persons * share)),
      '12': spending,
      '13': government,
      '14': spending - government,
      ...(means.output > 0
        ? {
            '16': Math.floor(means.output * 0.4 * share),
            '17': Math.floor(means.output * 0.05 * share),
            '18': project.row % 4,
          }
        : {}),
      ...(isProduct ? flags(project) : {}),
    } satisfies Values);
  });
}

function flags({ plan, row: number }: Project): Values {
  const isEquipment = plan === '13';
  return {
    '20': isEquipment,
    ...(isEquipment ? { '20a': 2 + (number % 3) } : {}),
    '20b': true,
    '20c': 1 + (number % 2),
    '21': isEquipment,
    ...(isEquipment ? { '21a': 1 } : {}),
  };
}

/** The 键 by which other tables name a project. */
export function projectKey({ plan, code }: Project): string {
  return [plan, code].join(keySeparator);
}

export function governmentFunds(rows: readonly DemoRecord[]): number {
  return rows.reduce((sum, { cells }) => sum + Number(cells['13']), 0);
}
