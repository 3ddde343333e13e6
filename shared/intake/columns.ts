import type { Table } from '../returns/definition.ts';
import { keyOf, type CellKey, type Column } from '../values/cell.ts';
import { remembered } from './remembered.ts';
import { isUnitWord } from './units.ts';

const bracketed = /[([【]([^)\]】]*)[)\]】]/gu;

/** A header as it is compared: NFKC, without spaces, numbering, units in brackets, 其中 and punctuation. */
export const comparableHeader = remembered((text) =>
  text
    .normalize('NFKC')
    .replace(/[\s\u200b-\u200f\ufeff]/gu, '')
    .replace(/^(?:[一二三四五六七八九十\d]+[、.](?!\d)|\([一二三四五六七八九十\d]+\))/u, '')
    .replace(bracketed, (_whole, inner: string) => (isUnitWord(inner) ? '' : `(${inner})`))
    .replace(/^其中[::]?/u, '')
    .replace(/[::,,、.。*"“”]/gu, '')
    .toUpperCase(),
);

/** Brackets that say nothing new: 工业总产值(现价). Any other may say another measure, and is asked about. */
const idleBracket = /^(当年价格?|现价|现行价格?|全年|全年数|合计|盖章|全称)$/u;

const withoutBrackets = remembered((comparable) => comparable.replace(bracketed, ''));

const withoutIdleBrackets = remembered((comparable) =>
  comparable.replace(bracketed, (whole, inner: string) => (idleBracket.test(inner) ? '' : whole)),
);

/** Names under which the columns of a return may stand, made comparable: name → field codes. Two codes: not clear. */
export type FieldNames = ReadonlyMap<string, readonly string[]>;

const known = new WeakMap<Table, FieldNames>();

export function namesOf(table: Table): FieldNames {
  const names = known.get(table) ?? collectNames(table);
  known.set(table, names);
  return names;
}

function collectNames(table: Table): FieldNames {
  const fields = table.sections.flatMap((section) => section.fields);
  const written = new Map<string, Set<string>>();
  const shortened = new Map<string, Set<string>>();
  for (const field of fields) {
    for (const name of [field.name.zh, field.name.en, ...field.aliases]) {
      const full = comparableHeader(name);
      written.set(full, (written.get(full) ?? new Set()).add(field.code));
      const short = withoutBrackets(full);
      shortened.set(short, (shortened.get(short) ?? new Set()).add(field.code));
    }
  }
  // A name that the edition spells out is its field's, whatever other names shorten to it.
  return new Map([...shortened, ...written].map(([name, codes]) => [name, [...codes]]));
}

/** Whose row it is; `parent`: below which row of another table it stands (the alliance of a member). */
export type IdentityColumn = 'creditCode' | 'organisationCode' | 'name' | 'area' | 'parent';

/** Identity columns that a list of any return has. */
export const identityNames: ReadonlyMap<string, IdentityColumn | 'index'> = new Map([
  ['统一社会信用代码', 'creditCode'],
  ['社会信用代码', 'creditCode'],
  ['信用代码', 'creditCode'],
  ['统一代码', 'creditCode'],
  ['组织机构代码', 'organisationCode'],
  ['机构代码', 'organisationCode'],
  ['法人单位代码', 'organisationCode'],
  ['单位详细名称', 'name'],
  ['单位名称', 'name'],
  ['企业名称', 'name'],
  ['企业全称', 'name'],
  ['填报单位', 'name'],
  ['名称', 'name'],
  ['行政区划代码', 'area'],
  ['行政区划', 'area'],
  ['区划代码', 'area'],
  ['所在地代码', 'area'],
  ['序号', 'index'],
]);

/** Under which names the column of the parent row may stand: those of the parent's key. */
export function parentNamesOf(parent: Table | undefined): ReadonlySet<string> {
  const fields = parent?.sections.flatMap((section) => section.fields) ?? [];
  return new Set(
    fields
      .filter((field) => parent?.key?.includes(field.code) === true)
      .flatMap((field) => [field.name.zh, field.name.en, ...field.aliases])
      .map(comparableHeader),
  );
}

export type ColumnRole =
  /** A field; `identity` when it also says whose row it is (JC101.01, .02, .03). */
  | {
      readonly kind: 'cell';
      readonly key: CellKey;
      readonly code: string;
      readonly identity?: IdentityColumn;
    }
  | { readonly kind: 'identity'; readonly of: IdentityColumn }
  | { readonly kind: 'index' }
  /** One of several fields, or one field under a header that says more than its name. */
  | { readonly kind: 'unclear'; readonly codes: readonly string[]; readonly column: Column }
  /** `named`: a field's name, but of another year or measure than the return asks for. */
  | { readonly kind: 'unknown'; readonly named?: true };

export interface HeaderContext {
  readonly names: FieldNames;
  readonly hasLastYear: boolean;
  /** Names of the column that says the parent row; empty of a table that stands below none. */
  readonly parentNames: ReadonlySet<string>;
  /** The year that is filled: a header may name it, or the one before. */
  readonly year: number;
}

const yearWord = /(?:本年|本期|今年|上年同期|上年|上期|去年|20\d\d年?)(?:度|实际|累计|数)*/u.source;
const yearAlone = new RegExp(`^\\(?${yearWord}\\)?$`, 'u');
const yearWithin = new RegExp(yearWord, 'u');
const yearAround = new RegExp(`^(?:${yearWord})(.+)$|^(.+?)\\(?(?:${yearWord})\\)?$`, 'u');
/** Words of a column that is no amount of the year: a plan, a change, a part of the year. */
const otherMeasure = /计划|预计|预测|目标|增长|增速|增幅|增减|同比|环比|比上年|季度|半年|\d月|占比/u;
/** Whether a header says a plan, a change or a part of the year: never the amount itself. */
export function saysOtherMeasure(header: string): boolean {
  return otherMeasure.test(comparableHeader(header));
}

/** Words that may stand below a name without changing it. */
const idleBelow = /^(金额|数量|数值|数|合计|计|实际|\(?\d{1,2}\)?|\d\d[A-Z]|[甲乙丙丁])$/u;

/** 本年 or 上年 as a header says it; `other` for a year that is neither. */
export function yearSaid(part: string, year: number): Column | 'other' | null {
  const [word] = yearWithin.exec(part) ?? [];
  if (word === undefined) return null;
  const named = /20\d\d/.exec(word)?.[0];
  if (named !== undefined)
    return Number(named) === year ? '本年' : Number(named) === year - 1 ? '上年' : 'other';
  return /上|去/u.test(word) ? '上年' : '本年';
}

export const isYearAlone = remembered((part) => yearAlone.test(part));

/** What a header says beside a year in it; undefined of one that names no year, or only that. */
const besideYear = remembered((part) => {
  const around = yearAround.exec(part);
  return around?.[1] ?? around?.[2];
});

interface Match {
  readonly codes: readonly string[];
  readonly identity: IdentityColumn | 'index' | undefined;
  readonly isSure: boolean;
  /** The year within the same header: 新产品产值上年, 新产品产值(2014年). */
  readonly year: Column | 'other' | null;
}

function lookUp(part: string, { names, year, parentNames }: HeaderContext): Match | null {
  const find = (name: string, said: Match['year']): Match | null => {
    for (const [spelling, isSure] of [
      [name, true],
      [withoutIdleBrackets(name), true],
      [withoutBrackets(name), false],
    ] as const) {
      const codes = names.get(spelling) ?? [];
      const identity = parentNames.has(spelling) ? 'parent' : identityNames.get(spelling);
      if (codes.length > 0 || identity !== undefined) return { codes, identity, isSure, year: said };
    }
    return null;
  };
  const rest = besideYear(part);
  // The year first: a header without its brackets must not lose the year in them.
  if (rest !== undefined && !names.has(part)) return find(rest, yearSaid(part, year));
  return find(part, null);
}

/** Whether a header, made comparable, is one that a table has. */
export function isHeaderOf(part: string, context: HeaderContext): boolean {
  return lookUp(part, context) !== null;
}

/**
 * What one column is by the path of its headers, top to bottom: ["新产品产值", "上年"]. `at` is the header that names it,
 * whose unit, with those below, is the column's own.
 */
export function roleOf(
  path: readonly string[],
  context: HeaderContext,
): { readonly role: ColumnRole; readonly at: number } {
  const unknown = { role: { kind: 'unknown' }, at: 0 } as const;
  const parts = path.map(comparableHeader);
  for (let at = parts.length - 1; at >= 0; at--) {
    const part = parts[at] ?? '';
    if (part === '' || isYearAlone(part)) continue;
    const match = lookUp(part, context);
    if (match === null) {
      if (at > 0 && idleBelow.test(part)) continue;
      return unknown;
    }
    const others = parts.filter((_, index) => index !== at);
    // A name that is only known without its brackets may have its measure in them.
    const measures = match.isSure ? others : parts;
    const said = [match.year, ...others.filter(isYearAlone).map((other) => yearSaid(other, context.year))];
    return { role: roleFor(match, said, measures, context), at };
  }
  return unknown;
}

function roleFor(
  { codes, identity, isSure }: Match,
  said: readonly (Column | 'other' | null)[],
  measures: readonly string[],
  { hasLastYear }: HeaderContext,
): ColumnRole {
  if (identity === 'index') return { kind: 'index' };
  const years = new Set(said.filter((year) => year !== null));
  const [column = '本年'] = years;
  const [code] = codes;
  if (code === undefined)
    return identity === undefined ? { kind: 'unknown' } : { kind: 'identity', of: identity };
  if (years.size > 1 || column === 'other' || (column === '上年' && !hasLastYear))
    return { kind: 'unknown', named: true };
  if (measures.some((part) => otherMeasure.test(part))) return { kind: 'unknown', named: true };
  if (codes.length > 1 || !isSure) return { kind: 'unclear', codes, column };
  // An area that is a field of the table may be another's than the unit's.
  const own = identity === undefined || identity === 'area' ? {} : { identity };
  return { kind: 'cell', code, key: keyOf(code, column), ...own };
}
