import { remembered } from './remembered.ts';

const month = '(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])';
const done = '(?:可?(?:完成|实现|达到)|实际|累计)?';
const figure = '(?:数字|数据|金额|产值|指标|情况|[数值])?';
const ofYear = '(?:20\\d\\d[年.]?|[本当今]年)?';

/** 计划数, 2016年计划, 预计全年完成数, 12月预计数; 任务 and 估 are plans and estimates only as numbers. */
const planned = new RegExp(
  `^(?:${month}月份?)?${ofYear}(?:年[度初])?(?:全年)?(?:生产|经营)?` +
    `(?:计划|规划|预计|预测|预算|目标|预估|估计|估算|暂估|概算|测算|推算|任务(?=[数指])|估(?=数))` +
    `${ofYear}(?:全年|年[度底末])?${done}${figure}$`,
  'u',
);

/** 上半年累计数, 三季度, 1-6月, 截至9月底. A month alone may be that of anything. */
const quarters =
  '[上下]半年|前三季度?|(?:[1一][-—–~至到][23二三]|第?[1-4一二三四])季度|前(?:1[01]|[1-9]|[一二三四五六七八九十])个?月';
const monthsOnly = `(?<from>${month})月?份?[-—–~至到](?<to>${month})月份?`;
const untilMonth = `(?:截[至止]到?|[到至])(?<end>${month})月(?:份|[底末]|\\d{1,2}[日号])?(?:止|为止)?`;
const partOf = new RegExp(
  `^${ofYear}(?:${quarters}|${monthsOnly}|${untilMonth}|(?<alone>${month})月份?(?=累计|数))${done}${figure}$`,
  'u',
);

/** 上年同期数, 2014年实际数. A year alone may be that of anything. */
const ofOther = new RegExp(
  `^(?:[上去]年(?:度|同期)?|(?<named>20\\d\\d)年?度?(?=.*[数值据料]$))(?:全年|年报|统计|决算)?${done}(?:资料|${figure})$`,
  'u',
);

/** What a remark begins with before it says what the figures are: 以上均为, 产值系, 暂按, 沿用. */
const whose = '(?:以上|上述|本[行户表栏]|该[行户栏]|此[行户栏]?|表[内中]|[所上填]报|其中|内?含|包括)?';
/** 产值, 数据. Nothing that is compared with a plan, comes up to it, or is none: 比计划数, 达到目标值, 不是. */
const item =
  '(?:[本当今]年|20\\d\\d年)(?:数|数据)?|[^比较超低高非不未无达完占按]{0,8}(?:值|入|利润|税|额|费用?|支出|量|数据|数字|指标|人数|人员)';
const before = new RegExp(
  `^${whose}(?:${item}|${month}月份?)?(?:[均都全]部?)?(?:[为系是属]|暂[为用]?|沿用|采用|用)?`,
  'u',
);
/** Figures that are filled in by a plan are one; what goes by plan does not say so. */
const filledBy = /按照?(.+?)(?:填[报列写]?|上报|报|列|计算?)$/u;

/**
 * What a remark says of the figures beside it where it says that they are not what the year came to: a plan or an estimate, a
 * part of the year, another year's; null of any other. All of a clause must say so: 比计划增长, 计划外, 2016年计划扩产 do not, and
 * 不含税 only says what the items are anyway.
 */
export function notActual(text: string, year: number): string | null {
  return clausesOf(text).find((clause) => says(clause, (words) => isNotActual(words, year))) ?? null;
}

/** The same of a line above or below a table, in which the year before may be that of a column. */
export function planOrPart(text: string): string | null {
  const title = planTitle.exec(text.normalize('NFKC').replace(/\s/gu, ''))?.[0];
  return title ?? clausesOf(text).find((clause) => says(clause, isPlanOrPart)) ?? null;
}

/** 2015年产品创新计划表, 指标预计完成情况表; 计划执行情况表 is of what was done. */
const planTitle = /(?:计划|预计|预测|目标|预算)(?:完成)?(?:数|情况|指标|任务)?(?:统计|汇总|明细)?表$/u;

const clausesOf = remembered((text): readonly string[] =>
  text
    .normalize('NFKC')
    .replace(/[\s"“”'‘’\u200b-\u200f\ufeff]/gu, '')
    .split(/[,;:。、!?()[\]【】]/u)
    .filter((clause) => clause !== ''),
);

function says(clause: string, isSo: (words: string) => boolean): boolean {
  const said = filledBy.exec(clause)?.[1];
  return said === undefined ? isSo(clause) || isSo(clause.replace(before, '')) : isSo(said);
}

function isNotActual(words: string, year: number): boolean {
  const other = ofOther.exec(words);
  return other === null ? isPlanOrPart(words) : other.groups?.['named'] !== String(year);
}

function isPlanOrPart(words: string): boolean {
  if (planned.test(words)) return true;
  const part = partOf.exec(words)?.groups;
  if (part === undefined) return false;
  const { from, to, end, alone } = part;
  const isWhole = (from === undefined || numberOf(from) === 1) && numberOf(to ?? end ?? '') === 12;
  return alone !== undefined || !isWhole;
}

const spelled = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'];

function numberOf(said: string): number {
  return spelled.indexOf(said) + 1 || Number(said);
}
