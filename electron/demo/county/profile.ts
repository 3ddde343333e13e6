import { creditCodeCheck } from '#shared/codes/credit-code.ts';
import { organisationCodeCheck } from '#shared/codes/organisation-code.ts';
import type { CellValue } from '#shared/values/cell.ts';
import { letterOf, recordKey, type RecordKey } from '#shared/values/record.ts';
import { Chance } from '../chance.ts';
import { givenNames, surnames, towns, trades, wordEnds, wordStarts, type Trade } from './words.ts';

export type Values = Record<string, CellValue>;

/** One record of a filing. Units are named by their id. */
export interface DemoRecord {
  readonly table: string;
  readonly key: RecordKey;
  readonly cells: Values;
  /** Of a row below another: the 键 of that. */
  readonly parent?: string;
}

/** A unit with everything it files. */
export interface CountyUnit {
  readonly id: string;
  readonly kind: string;
  /** What the directory says from a year on. */
  readonly facts: Readonly<Record<number, Readonly<Partial<Record<UnitFact, string>>>>>;
  /** By year and return. */
  readonly filings: Readonly<Record<number, Readonly<Record<string, readonly DemoRecord[]>>>>;
}
export type UnitFact =
  'name' | 'creditCode' | 'organisationCode' | 'area' | 'status' | 'industry' | 'industryEdition' | 'size';

export const years = [2013, 2014, 2015] as const;
export const [firstYear, , openYear] = years;
/** Credit codes replaced the organisation codes in 2015. */
export const creditCodesFrom = 2015;
/** 九台市 became 九台区 of 长春 in 2014, under another code. */
export const area = (year: number): string => (year < 2014 ? '220181' : '220113');

/** What an enterprise is, whatever the year. Every one follows from its number alone, so that they can be made one by one. */
export interface Enterprise {
  readonly index: number;
  readonly id: string;
  readonly organisationCode: string;
  readonly creditCode: string;
  readonly word: string;
  readonly trade: Trade;
  readonly town: string;
  readonly opened: number;
  /** First and last year that it files. */
  readonly from: number;
  readonly until: number;
  /** The year from which it has its second name. */
  readonly renamed: number | null;
  readonly base: string | null;
  readonly researches: boolean;
  readonly isHighTech: boolean;
  readonly person: (role: number) => string;
}

export function codesOf(prefix: string, number: number): { organisationCode: string; creditCode: string } {
  const body = `${prefix}${String(number).padStart(8 - prefix.length, '0')}`;
  const organisationCode = body + (organisationCodeCheck(body) ?? '0');
  const stem = `${prefix.startsWith('4') ? '12' : '91'}220181${organisationCode}`;
  return { organisationCode, creditCode: stem + (creditCodeCheck(stem) ?? '0') };
}

export const baseNames = [
  '九台医药产业基地',
  '九台玉米生物化工产业基地',
  '卡伦汽车零部件产业集群',
  '龙嘉绿色食品知名品牌示范区',
  '九台中药国际科技合作基地',
  '土们岭特色资源生产基地',
] as const;

export function enterprise(index: number, seed: number): Enterprise {
  const chance = chanceOf(seed, index, 0);
  const trade = trades[index % trades.length] ?? trades[0];
  const codes = codesOf('7', 3_100_000 + index * 37);
  const town = towns[(index * 3 + 2) % towns.length] ?? '';
  // Every thirtieth is new in the second year, every forty-first in the third; some have closed.
  const from = index % 30 === 29 ? 2014 : index % 41 === 40 ? 2015 : 2013;
  const until = index % 45 === 44 && from === 2013 ? (index % 2 === 0 ? 2013 : 2014) : 9999;
  const opened = from === 2013 ? 199_803 + (index % 10) + (index % 14) * 100 : from * 100 + 2 + (index % 3);
  return {
    index,
    ...codes,
    id: from >= creditCodesFrom ? codes.creditCode : codes.organisationCode,
    word: (index < wordStarts.length * wordEnds.length ? '' : town.slice(0, 2)) + wordOf(index),
    trade,
    town,
    opened,
    from,
    until,
    renamed: index % 37 === 11 ? 2014 : index % 37 === 23 ? 2015 : null,
    base: baseNames[index % 9] ?? null,
    researches: index < 24 || index % 5 === 1 || index % 5 === 3,
    isHighTech: (index < 24 && index % 2 === 0) || (index % 5 === 1 && index % 3 === 0),
    person: (role) =>
      surnames.charAt((index * 3 + role * 7) % surnames.length) +
      givenNames.charAt((index * 5 + role * 11 + Math.floor(chance.next() * 3)) % givenNames.length),
  };
}

/** Up to here the words are so few that hardly two are nearly the same. */
const shortWords = 200;

/** The word that tells an enterprise from the others. In a large county it is one that differs from each other in two signs. */
function wordOf(index: number): string {
  const start = index % wordStarts.length;
  const end = (index * 7 + Math.floor(index / wordStarts.length)) % wordEnds.length;
  const word = wordStarts.charAt(start) + wordEnds.charAt(end);
  return index < shortWords ? word : word + wordStarts.charAt((start + end) % wordStarts.length);
}

/** Numbers of their own for every unit and purpose: none depends on how many were made before. */
export function chanceOf(seed: number, index: number, purpose: number): Chance {
  return new Chance(seed + index * 2_654_435_761 + purpose * 40_503);
}

export function nameOf(unit: Enterprise, year: number): string {
  const form = unit.renamed !== null && year >= unit.renamed ? '集团有限公司' : '有限公司';
  const changed = unit.renamed !== null && year >= unit.renamed ? '吉林' : '九台';
  return `${changed}${unit.word}${unit.trade.word}${form}`;
}

export function filesIn(unit: Enterprise, year: number): boolean {
  return year >= unit.from && year <= unit.until;
}

export function fixed(table: string, cells: Values): DemoRecord {
  return { table, key: letterOf(table), cells };
}

export function row(table: string, number: number, cells: Values): DemoRecord {
  return { table, key: recordKey(table, number), cells };
}

/** With last year's under 上年. */
export function withLastYear(cells: Values, before: Values | null): Values {
  if (before === null) return cells;
  const last = Object.entries(before).filter(([, value]) => typeof value === 'number');
  return { ...cells, ...Object.fromEntries(last.map(([code, value]) => [`${code}.上年`, value])) };
}

export function document(issuer: string, year: number, number: number): string {
  return `${issuer}〔${year}〕${number}号`;
}
