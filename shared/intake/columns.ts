import type { ReturnDefinition } from '../returns/definition.ts';
import { keyOf, type CellKey } from '../values/cell.ts';

const bracketed = /[([【]([^)\]】]*)[)\]】]/gu;

/** A header as it is compared: NFKC, without spaces, numbering, units in brackets, 其中 and punctuation. */
export function comparableHeader(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\u200b-\u200f\ufeff]/gu, '')
    .replace(/^[一二三四五六七八九十\d]+[、.]/u, '')
    .replace(bracketed, (_whole, inner: string) => (isUnitWord(inner) ? '' : `(${inner})`))
    .replace(/^其中[::]?/u, '')
    .replace(/[::,,、.。*"“”]/gu, '')
    .toUpperCase();
}

const unitWords = [
  '百万元',
  '万元',
  '千元',
  '亿元',
  '元',
  '百分点',
  '%',
  '人',
  '件',
  '项',
  '个',
  '户',
  '家',
  '台套',
  '台',
  '小时',
  '天',
  '年',
];

/** The unit that a header says in brackets: 新产品产值(万元) → 万元; null when it says none. */
export function unitInHeader(text: string): string | null {
  for (const [, inner = ''] of text.normalize('NFKC').matchAll(/[(（[【]([^)）\]】]*)[)）\]】]/gu)) {
    const word = inner.replace(/^单位[::]?/u, '').trim();
    if (unitWords.includes(word)) return word;
  }
  return null;
}

export function isUnitWord(text: string): boolean {
  return unitWords.includes(
    text
      .normalize('NFKC')
      .replace(/[\s()（）]/gu, '')
      .replace(/^单位[::]?/u, ''),
  );
}

export function unitWord(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s()（）]/gu, '')
    .replace(/^单位[::]?/u, '');
}

/** 工业总产值(当年价格) → 工业总产值: how many a file heads the column. */
export function withoutBrackets(comparable: string): string {
  return comparable.replace(bracketed, '');
}

/** Names under which the columns of a return may stand, made comparable: name → field codes. Two codes: not clear. */
export function namesOf(definition: ReturnDefinition): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  for (const field of definition.sections.flatMap((section) => section.fields)) {
    for (const name of [field.name.zh, field.name.en, ...field.aliases]) {
      const full = comparableHeader(name);
      for (const comparable of new Set([full, withoutBrackets(full)])) {
        const codes = names.get(comparable) ?? [];
        if (!codes.includes(field.code)) codes.push(field.code);
        names.set(comparable, codes);
      }
    }
  }
  return names;
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
  ['填报单位', 'name'],
  ['名称', 'name'],
  ['序号', 'index'],
]);

type IdentityColumn = 'creditCode' | 'organisationCode' | 'name' | 'area';

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
  | { readonly kind: 'unclear'; readonly codes: readonly string[] }
  | { readonly kind: 'unknown' };

/** What one column is by the path of its headers, top to bottom: ["新产品产值", "上年"]. */
export function roleOf(
  path: readonly string[],
  names: ReadonlyMap<string, readonly string[]>,
  hasLastYear: boolean,
): ColumnRole {
  const parts = path.map(comparableHeader).filter((part) => part !== '');
  const year = parts.find((part) => /^(本年|上年|本期|上期|今年|去年|上年同期|本年累计)$/.test(part));
  const isLastYear = year !== undefined && /上|去/.test(year);
  for (const part of [...parts].reverse()) {
    const joined = /^(.*?)(本年|上年|本期|上期)$/.exec(part);
    const name = joined?.[1] !== undefined && joined[1] !== '' ? joined[1] : part;
    const last = isLastYear || joined?.[2] === '上年' || joined?.[2] === '上期';
    const identity = identityNames.get(name);
    if (identity === 'index') return { kind: 'index' };
    const codes = names.get(name) ?? names.get(withoutBrackets(name));
    if (codes !== undefined && codes.length > 1) return { kind: 'unclear', codes };
    const [code] = codes ?? [];
    if (code !== undefined) {
      if (last && !hasLastYear) return { kind: 'unknown' };
      return {
        kind: 'cell',
        code,
        key: keyOf(code, last ? '上年' : '本年'),
        ...(identity === undefined ? {} : { identity }),
      };
    }
    if (identity !== undefined) return { kind: 'identity', of: identity };
  }
  return { kind: 'unknown' };
}
