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

const functions = [...valueFunctions, ...testFunctions].sort((a, b) => b.length - a.length);
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

const table = /^(?:JC|ZH)\d{3}[A-Z]?/;
const indicator = /^I\d{3}/;
const shift = /^@-[123]/;
const number = /^(\d+(?:\.(?!\.)\d+)?)/;
const unit = new RegExp(`^(?:${units.map((name) => name.replace('/', '\\/')).join('|')})`);
const operator = /^(?:>=|<=|!=|<>|\.\.|[=≠<≤>≥≈∈∉±+\-×*÷/(){}[\],.])/;
const name = /^(?:[A-Za-z_]+|[\u4e00-\u9fff]+)/;

/** Tokens of a rule. Outside brackets a bare two-digit token is always a field; the number ten is written 10.0. */
export function tokensOf(source: string): readonly Token[] {
  const text = source.normalize('NFKC').replaceAll('，', ',');
  const tokens: Token[] = [];
  let at = 0;
  let depth = 0;
  while (at < text.length) {
    if (/\s/.test(text.charAt(at))) {
      at++;
      continue;
    }
    const rest = text.slice(at);
    const column = at + 1;
    const before = tokens.at(-1);
    const push = (token: Token, length: number): void => {
      tokens.push(token);
      at += length;
    };
    const call = functions.find((known) => rest.startsWith(`${known}(`));
    const found =
      call !== undefined
        ? { kind: 'function' as const, text: call }
        : (match(table, 'table') ?? match(indicator, 'indicator') ?? match(shift, 'shift'));
    function match(pattern: RegExp, kind: 'table' | 'indicator' | 'shift') {
      const hit = pattern.exec(rest)?.[0];
      return hit === undefined ? undefined : { kind, text: hit };
    }
    if (found !== undefined) {
      push({ ...found, at: column }, found.text.length);
      continue;
    }
    if (rest.startsWith('"')) {
      const end = rest.indexOf('"', 1);
      if (end < 0) throw new RuleSyntaxError(column, 'closing "');
      push({ kind: 'text', text: rest.slice(1, end), at: column }, end + 1);
      continue;
    }
    const digits = number.exec(rest)?.[1];
    if (digits !== undefined) {
      const after = rest.slice(digits.length);
      const measured = unit.exec(after)?.[0] ?? null;
      const letter = measured === null ? (/^[a-z](?![a-z])/.exec(after)?.[0] ?? '') : '';
      const bare = measured === null && depth === 0 && !(before?.kind === 'operator' && before.text === '±');
      if (bare && /^\d\d$/.test(digits))
        push({ kind: 'code', text: digits + letter, at: column }, digits.length + letter.length);
      else if (measured === null && /^\d{6}$/.test(digits))
        push({ kind: 'month', text: digits, at: column }, 6);
      else
        push(
          { kind: 'number', text: digits, unit: measured, at: column },
          digits.length + (measured?.length ?? 0),
        );
      continue;
    }
    const sign = operator.exec(rest)?.[0];
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
    const hit = free
      ? name.exec(rest)?.[0]
      : (words.find((known) => rest.startsWith(known)) ?? name.exec(rest)?.[0]);
    if (hit === undefined) throw new RuleSyntaxError(column, `unknown sign “${rest.charAt(0)}”`);
    const canonical = spelling[hit] ?? hit;
    push({ kind: 'word', text: canonical, at: column }, hit.length);
  }
  tokens.push({ kind: 'end', text: '', at: text.length + 1 });
  return tokens;
}
