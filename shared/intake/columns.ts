import type { Table } from '../returns/definition.ts';
import { columnOf, keyOf, type CellKey, type Column } from '../values/cell.ts';
import {
  besideYear,
  comparableHeader,
  isIdleBelow,
  isPart,
  isYearAlone,
  saysOtherMeasure,
  withoutBrackets,
  withoutIdleBrackets,
  yearSaid,
} from './header-words.ts';

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

const byCode = new WeakMap<Table, ReadonlyMap<string, readonly string[]>>();

/** The same the other way round: code → names. */
export function namesByCode(table: Table): ReadonlyMap<string, readonly string[]> {
  const known = byCode.get(table);
  if (known !== undefined) return known;
  const names = new Map<string, string[]>();
  for (const [name, codes] of namesOf(table))
    for (const code of codes) names.set(code, [...(names.get(code) ?? []), name]);
  byCode.set(table, names);
  return names;
}

/** Whether words are a part of one of an item's names, or such a name with a little more: (含税), 合计. */
export function isNearName(word: string, names: readonly string[]): boolean {
  return names.some((name) => name.includes(word) || isLonger(word, name));
}

/** 新产品产值率 and 新产品产值比上年增长 are other items than 新产品产值. */
function isLonger(word: string, name: string): boolean {
  return word.includes(name) && !/[率比增减幅占均]|上年|去年/u.test(word.replace(name, ''));
}

/** Whose row it is; `parent`: below which row of another table it stands (the alliance of a member). */
export type IdentityColumn = 'creditCode' | 'organisationCode' | 'name' | 'area' | 'parent';

/** The 其中 items below each item of a table: code → codes. */
export function partsOf(table: Table): ReadonlyMap<string, readonly string[]> {
  const parts = new Map<string, string[]>();
  for (const { fields } of table.sections) {
    let whole: string[] = [];
    for (const field of fields) {
      if (isPart(field.name.zh)) whole.push(field.code);
      else parts.set(field.code, (whole = []));
    }
  }
  return parts;
}

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
  ['企业名', 'name'],
  ['单位名', 'name'],
  ['单位全称', 'name'],
  ['公司名称', 'name'],
  ['公司全称', 'name'],
  ['法人单位名称', 'name'],
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
  /** The items that are parts (其中) of another: its code → theirs. */
  readonly parts: ReadonlyMap<string, readonly string[]>;
}

interface Match {
  readonly codes: readonly string[];
  readonly identity: IdentityColumn | 'index' | undefined;
  readonly isSure: boolean;
  /** The year within the same header: 新产品产值上年, 新产品产值(2014年). */
  readonly year: Column | 'other' | null;
}

/** What a header is looked up in. */
type Known = Pick<HeaderContext, 'names' | 'year' | 'parentNames'>;

function lookUp(part: string, { names, year, parentNames }: Known): Match | null {
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
export function isHeaderOf(part: string, context: Known): boolean {
  return lookUp(part, context) !== null;
}

/** What a column is, and which of its headers names it: that one's unit, with those below, is the column's own. */
export interface Role {
  readonly role: ColumnRole;
  readonly at: number;
  /** A header below or above the name says something that changes it: another column may be the item itself, and this a part. */
  readonly isQualified?: true;
}

/** The item that a header names together with one above it: 新产品 over 产值 is 新产品产值, whatever 产值 is alone. */
function joined(parts: readonly string[], at: number, context: HeaderContext): Match | null {
  const part = parts[at] ?? '';
  for (let above = at - 1; above >= 0; above--) {
    const group = parts[above] ?? '';
    if (group === '' || isYearAlone(group) || saysOtherMeasure(group)) continue;
    const match = lookUp(group + part, context);
    if (match !== null && match.isSure && match.identity === undefined && match.codes.length === 1)
      return match;
  }
  return null;
}

/** What one column is by the path of its headers, top to bottom: ["新产品产值", "上年"]. */
export function roleOf(path: readonly string[], context: HeaderContext): Role {
  const unknown = { role: { kind: 'unknown' }, at: 0 } as const;
  const parts = path.map(comparableHeader);
  let below: string | undefined;
  for (let at = parts.length - 1; at >= 0; at--) {
    const part = parts[at] ?? '';
    if (part === '' || isYearAlone(part)) continue;
    const match = joined(parts, at, context) ?? lookUp(part, context);
    if (match === null) {
      if (at === 0 || saysOtherMeasure(part)) return unknown;
      if (!isIdleBelow(part)) below ??= path[at] ?? '';
      continue;
    }
    const others = parts.filter((_, index) => index !== at);
    // A name that is only known without its brackets may have its measure in them.
    const measures = match.isSure ? others : parts;
    const said = [match.year, ...others.filter(isYearAlone).map((other) => yearSaid(other, context.year))];
    const role = roleFor(match, said, measures, context);
    return below === undefined
      ? { role, at }
      : { role: qualified(role, below, context), at, isQualified: true };
  }
  return unknown;
}

/** An item whose header has a word below that says which of it: one of its parts, or to be asked; whose row it is, never. */
function qualified(role: ColumnRole, below: string, { parts }: HeaderContext): ColumnRole {
  if (role.kind !== 'cell' && role.kind !== 'unclear') return { kind: 'unknown' };
  const of = role.kind === 'cell' ? [role.code] : role.codes;
  const codes = isPart(below) ? of.flatMap((code) => parts.get(code) ?? []) : of;
  const column = role.kind === 'cell' ? columnOf(role.key) : role.column;
  return codes.length === 0 ? { kind: 'unknown' } : { kind: 'unclear', codes, column };
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
  if (measures.some((part) => saysOtherMeasure(part))) return { kind: 'unknown', named: true };
  if (codes.length > 1 || !isSure) return { kind: 'unclear', codes, column };
  // An area that is a field of the table may be another's than the unit's.
  const own = identity === undefined || identity === 'area' ? {} : { identity };
  return { kind: 'cell', code, key: keyOf(code, column), ...own };
}
