import { unitAtEnd } from './number-grammar.ts';

/** What a number format code ("0.00%", "0!.0,\"万元\"") does to the number that it shows. */
export interface NumberFormat {
  /** Shows a hundred times the number, with a sign of percent. */
  readonly isShare: boolean;
  /** Shows another number than is stored: a comma behind the digits; a point, digits or a sign that are only drawn. */
  readonly isScaled: boolean;
  /** The letters that it writes beside the number, and the sign of a currency other than ours: 约, 人, USD; may be none. */
  readonly words: string;
  /** What it writes behind the number: a unit, or a sign of percent that is only drawn; null for none that is known. */
  readonly unit: string | null;
}

/** The sections of a code, and whether any shows nothing. */
interface Shown {
  readonly all: readonly Section[];
  readonly isConditional: boolean;
  readonly hasBlank: boolean;
}

interface Section {
  /** Compares the number with a limit ([>=10000]); undefined where the place of the section decides. */
  readonly holds?: (value: number) => boolean;
  readonly isBlank: boolean;
}

/** A file has a few formats and a great many cells. */
const formats = new Map<string, NumberFormat>();
const shown = new Map<string, Shown>();

function kept<Value>(known: Map<string, Value>, code: string, make: (code: string) => Value): Value {
  let found = known.get(code);
  if (found === undefined) {
    if (known.size >= 1000) known.clear();
    known.set(code, (found = make(code)));
  }
  return found;
}

export function numberFormat(code: string): NumberFormat {
  return kept(formats, code, (written) => {
    const [first = ''] = split(written);
    const bare = first.replace(/\[[^\]]*\]/g, '');
    const plain = bare.replace(/"[^"]*"|[\\!][\s\S]|[_*][\s\S]/gu, '');
    const behind = /[0#?](?:[^0#?"\\!]|"[^"]*"|[\\!][\s\S])*$|general[\s\S]*$/iu.exec(bare)?.[0] ?? '';
    const isShare = plain.includes('%');
    return {
      isShare,
      isScaled:
        /[0#?](?:[!\\]\.|"\.")[0#?]/.test(written) ||
        /[0#?],+(?:[^0#?]|$)/.test(written.replace(/"[^"]*"/g, '')) ||
        split(written).some((each) => /\d/.test(drawn(each))) ||
        drawsSign(first),
      words: wordsOf(drawn(first)),
      unit: isShare ? null : (unitAtEnd(literals(behind)) ?? (/[万亿]/u.test(written) ? '万' : null)),
    };
  });
}

/** Whether a format shows nothing at all of a number. */
export function showsNothing(code: string, value: number): boolean {
  const { all, isConditional, hasBlank } = kept(shown, code, shownBy);
  if (!hasBlank) return false;
  const place = value > 0 || all.length === 1 ? 0 : value < 0 ? 1 : all.length === 2 ? 0 : 2;
  const own = isConditional ? (all.find(({ holds }) => holds?.(value)) ?? all.at(-1)) : all[place];
  return own?.isBlank === true;
}

function shownBy(code: string): Shown {
  const all = split(code).slice(0, 3).map(section);
  return {
    all,
    isConditional: all.some(({ holds }) => holds !== undefined),
    hasBlank: all.some(({ isBlank }) => isBlank),
  };
}

function section(written: string): Section {
  const [, sign, limit] = /\[(<=|>=|<>|<|>|=)\s*(-?[\d.]+)\]/.exec(written) ?? [];
  const bare = written.replace(/\[[^\]]*\]/g, '');
  const plain = bare.replace(/"[^"]*"|[\\!][\s\S]|[_*][\s\S]/gu, '');
  const isBlank = !/[0#?@ymdhsaegb]/i.test(plain) && literals(bare).trim() === '';
  if (sign === undefined) return { isBlank };
  const at = Number(limit);
  const compare: Readonly<Record<string, (value: number) => boolean>> = {
    '<': (value) => value < at,
    '>': (value) => value > at,
    '=': (value) => value === at,
    '<=': (value) => value <= at,
    '>=': (value) => value >= at,
    '<>': (value) => value !== at,
  };
  const holds = compare[sign];
  return holds === undefined ? { isBlank } : { isBlank, holds };
}

/** The sections of a code: semicolons within quotes and behind a backslash are none. */
function split(code: string): readonly string[] {
  const found = [''];
  for (const [piece] of code.matchAll(/"[^"]*"?|[\\!][\s\S]?|;|[^"\\!;]+/gu))
    if (piece === ';') found.push('');
    else found.push((found.pop() ?? '') + piece);
  return found;
}

/** What a section writes as it stands, with the sign of a currency ([$€-2]). */
function drawn(section: string): string {
  const plain = section.replace(/\[\$([^\]-]*)[^\]]*\]/g, '"$1"').replace(/\[[^\]]*\]/g, '');
  return literals(plain.replace(/G\/通用格式|E[+-]0+/giu, ''));
}

/** Whether the section of numbers above 0 writes the sign of one below. */
function drawsSign(first: string): boolean {
  const [before = ''] = first.replace(/\[[^\]]*\]/g, '').split(/[0#?]|general|G\/通用格式/iu);
  return !/\[<(?!>)/.test(first) && /[-−–—－▲△(（]/u.test(drawn(before));
}

/** Letters, the sign of permille and those of currencies other than 元. */
function wordsOf(text: string): string {
  return text.normalize('NFKC').replace(/[^\p{L}\p{Sc}‰]|[¥￥]|人民币/gu, '');
}

/** What a code writes as it stands, without its digits. */
function literals(code: string): string {
  return code.replace(
    /"([^"]*)"?|[\\!]([\s\S])|[_*][\s\S]|[0#?.,;@]|general/giu,
    (_whole, quoted?: string, plain?: string) => quoted ?? plain ?? '',
  );
}
