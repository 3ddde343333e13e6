import { constants, RuleSyntaxError, testFunctions, units, valueFunctions } from './syntax.ts';

export type Token = { readonly at: number } & (
  | {
      readonly kind: 'table' | 'indicator' | 'text' | 'code' | 'month' | 'word' | 'function' | 'operator';
      readonly text: string;
    }
  | { readonly kind: 'shift'; readonly text: string }
  | { readonly kind: 'number'; readonly text: string; readonly unit: string | null }
  | { readonly kind: 'end'; readonly text: '' }
);

const words = [
  ...constants,
  '其中',
  '全县',
  '上年',
  '当前',
  '单位',
  '参数',
  '计数',
  '求和',
  '最大',
  '最小',
  '去重',
  '唯一',
  '若',
  '则',
  '且',
  '或',
  '非',
  '填',
  '空',
  '零',
  '有',
  '是',
  '否',
  '键',
];
const spelling: Readonly<Record<string, string>> = {
  '>=': '≥',
  '<=': '≤',
  '!=': '≠',
  '<>': '≠',
  '*': '×',
  '÷': '/',
  and: '且',
  or: '或',
  not: '非',
};

/** Matches one of these where it stands; of several the longest. */
const oneOf = (texts: readonly string[], behind = ''): RegExp => {
  const longestFirst = [...texts].sort((a, b) => b.length - a.length);
  return new RegExp(`(?:${longestFirst.join('|')})${behind}`, 'y');
};

const space = /\s+/y;
const call = oneOf([...valueFunctions, ...testFunctions], '(?=\\()');
const table = /(?:JC|ZH)\d{3}[A-Z]?/y;
const indicator = /I\d{3}/y;
const shift = /@-[123]/y;
const number = /\d+(?:\.(?!\.)\d+)?/y;
const unit = oneOf(units);
const letter = /[a-z](?![a-z])/y;
const operator = /(?:>=|<=|!=|<>|\.\.|[=≠<≤>≥≈∈∉±+\-×*÷/(){}[\],.])/y;
const word = oneOf(words);
const named = [
  ['function', call],
  ['table', table],
  ['indicator', indicator],
  ['shift', shift],
] as const;
const name = /(?:[A-Za-z_]+|[\u4e00-\u9fff]+)/y;

/** Tokens of a rule. Outside brackets a bare two-digit token is always a field; the number ten is written 10.0. */
export function tokensOf(source: string): readonly Token[] {
  const text = source.normalize('NFKC').replaceAll('，', ',');
  const tokens: Token[] = [];
  let at = 0;
  let depth = 0;
  const match = (pattern: RegExp, from: number): string | undefined => {
    pattern.lastIndex = from;
    return pattern.exec(text)?.[0];
  };
  const push = (token: Token, length: number): void => {
    tokens.push(token);
    at += length;
  };
  for (at += match(space, at)?.length ?? 0; at < text.length; at += match(space, at)?.length ?? 0) {
    const column = at + 1;
    const before = tokens.at(-1);
    const named = nameAt(match, at);
    if (named !== undefined) {
      push({ ...named, at: column }, named.text.length);
      continue;
    }
    if (text.charAt(at) === '"') {
      const end = text.indexOf('"', at + 1);
      if (end < 0) throw new RuleSyntaxError(column, 'closing "');
      push({ kind: 'text', text: text.slice(at + 1, end), at: column }, end + 1 - at);
      continue;
    }
    const digits = match(number, at);
    if (digits !== undefined) {
      const after = at + digits.length;
      const measured = match(unit, after) ?? null;
      const suffix = measured === null ? (match(letter, after) ?? '') : '';
      const bare = measured === null && depth === 0 && !(before?.kind === 'operator' && before.text === '±');
      if (bare && /^\d\d$/.test(digits))
        push({ kind: 'code', text: digits + suffix, at: column }, digits.length + suffix.length);
      else if (measured === null && /^\d{6}$/.test(digits))
        push({ kind: 'month', text: digits, at: column }, 6);
      else
        push(
          { kind: 'number', text: digits, unit: measured, at: column },
          digits.length + (measured?.length ?? 0),
        );
      continue;
    }
    const sign = match(operator, at);
    if (sign !== undefined) {
      if (sign === '[' || sign === '{') depth++;
      if (sign === ']' || sign === '}') depth--;
      push({ kind: 'operator', text: spelling[sign] ?? sign, at: column }, sign.length);
      continue;
    }
    // A name behind 单位. or 参数. runs on to the next sign; elsewhere the longest known word wins.
    const free =
      before?.kind === 'operator' &&
      before.text === '.' &&
      ['单位', '参数'].includes(tokens.at(-2)?.text ?? '');
    const hit = free ? match(name, at) : (match(word, at) ?? match(name, at));
    if (hit === undefined) throw new RuleSyntaxError(column, `unknown sign “${text.charAt(at)}”`);
    push({ kind: 'word', text: spelling[hit] ?? hit, at: column }, hit.length);
  }
  tokens.push({ kind: 'end', text: '', at: text.length + 1 });
  return tokens;
}

/** A function, table, indicator or year that is named here. */
function nameAt(match: (pattern: RegExp, from: number) => string | undefined, at: number) {
  for (const [kind, pattern] of named) {
    const text = match(pattern, at);
    if (text !== undefined) return { kind, text };
  }
  return undefined;
}
