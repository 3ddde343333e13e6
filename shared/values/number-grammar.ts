import { parseDecimal, plus as added, roundTo, shift, times, toText, type Decimal } from './decimal.ts';
import { spelledOut } from './spelled-numbers.ts';

/** The unit of a number with nothing but the sign of our currency, ¥200: 元, or whatever money its column is in. */
export const currencySign = '¥';

/** Why a text gives the number, or the blank, that it gives. */
export type NumberReading =
  | { readonly kind: 'number'; readonly value: Decimal; readonly unit: string | null }
  | { readonly kind: 'blank'; readonly blank: 'unknown' | 'none' | 'not-applicable' | 'empty' }
  | {
      readonly kind: 'unclear';
      readonly why:
        'approximate' | 'grouping' | 'error-value' | 'same-as' | 'not-a-number' | 'sum' | 'negative-mark';
      /** What it may mean: a text that this grammar reads as a number, with the unit that the cell names. */
      readonly suggestion?: string;
    };

const invisible = /[\u200b-\u200f\u2060\ufeff\u00a0]/gu;
/**
 * Characters that NFKC would turn into plain digits or brackets although they say something else: the footnote of 12¹
 * and 123①, the numbering of ⑴, the sizes of ½. Full-width digits are no such characters.
 */
const misleading =
  /[\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u209f\u2150-\u218f\u2460-\u24ff\u3200-\u33ff]|[\u{1d7ce}-\u{1d7ff}]|[\u{1f100}-\u{1f1ff}]/u;
const minus = /^[-−–﹣]/u;
/** A sign that says of a number what it is without one; +-5 and +(5) say two things. */
const plus = /^\+\s*(?=[\d.])/u;
const doubtfulMinus = /^[—ー▲△]/u;
const unitPattern =
  /(万元|亿元|千元|百万元?|千万|元|万|亿|千|百分点|人|名|位|件|项|个|户|家|台\(套\)|台套|台|套|小时|天|年|场次|次|笔|份|平方米|平方公里|公顷|亩|%)$/u;

/** The unit that a text ends with, if it is one that a number may have behind it. */
export function unitAtEnd(text: string): string | null {
  return unitPattern.exec(text.normalize('NFKC').trim())?.[1] ?? null;
}

/** Units of money in 元. */
export const yuanOf: ReadonlyMap<string, bigint> = new Map([
  ['元', 1n],
  ['千元', 1000n],
  ['万元', 10_000n],
  ['百万元', 1_000_000n],
  ['亿元', 100_000_000n],
]);
/** Words that scale what they follow: 12.5万 of money is 12.5 万元, of anything else ten thousand of it. */
const scales: ReadonlyMap<string, bigint> = new Map([
  ['万', 10_000n],
  ['亿', 100_000_000n],
  ['千', 1000n],
  ['百万', 1_000_000n],
  ['千万', 10_000_000n],
]);

/** True for a word that only scales, and names no unit of its own. */
export function isScale(unit: string): boolean {
  return scales.has(unit);
}

const unknownMarks = new Set(['不详', '不清楚', '未知', 'N/A', 'NA', 'N.A.', 'NULL', '*', '?']);
const noneMarks = new Set(['/', '\\', '无', '没有', '无此项', '暂无', '未发生']);
const about =
  /^(约|大约|大概|近|将近|接近|预计|估计|至少|最多|不到|~|≈|>|<|≥|≤|超过?|不足)|(左右|余|多|以上|以下|上下)(?=(?:万|亿|千|百|元|人|名|位|件|项|个|户|家|台|套|次|%)*$)/gu;

/** The value grammar of numeric cells. A blank mark is never a zero; anything that is not surely a number is unclear. */
export function readNumberText(raw: string): NumberReading {
  const text = raw.normalize('NFKC').replace(invisible, '').trim();
  if (text === '' || /^'+$/.test(text)) return { kind: 'blank', blank: 'empty' };
  if (misleading.test(raw)) return { kind: 'unclear', why: 'not-a-number' };
  const bare = text.replace(/^'/, '');
  const dashes = bare.replace(/[−–—﹣ー―─]/gu, '-');
  if (unknownMarks.has(bare.toUpperCase()) || /^(?:…|\.\.\.)+$/u.test(bare))
    return { kind: 'blank', blank: 'unknown' };
  if (bare === '不适用') return { kind: 'blank', blank: 'not-applicable' };
  if (noneMarks.has(bare) || /^-+$/.test(dashes)) return { kind: 'blank', blank: 'none' };
  if (bare === '零') return { kind: 'number', value: { mantissa: 0n, scale: 0 }, unit: null };
  if (/^#+$/.test(bare) || /^#[A-Z0-9/]+[!?]?$/i.test(bare)) return { kind: 'unclear', why: 'error-value' };
  if (/^(同上|〃|″|"|见附表|见附件|详见)/u.test(bare)) return { kind: 'unclear', why: 'same-as' };
  if (/^[\d.,]+\s*[-~至到]\s*[\d.,]+/u.test(dashes)) return { kind: 'unclear', why: 'approximate' };
  if (bare.search(about) >= 0)
    return { kind: 'unclear', why: 'approximate', ...suggested(bare.replace(about, '')) };
  if (/^\d+(\.\d+)?(\+\d+(\.\d+)?)+$/.test(bare))
    return { kind: 'unclear', why: 'sum', suggestion: toText(sumOf(bare)) };
  // A triangle or a long dash before digits is a minus in some files and a mark in others.
  if (doubtfulMinus.test(bare))
    return { kind: 'unclear', why: 'negative-mark', ...suggested(`-${bare.slice(1).trim()}`) };
  return exactNumber(bare);
}

function sumOf(written: string): Decimal {
  return written
    .split('+')
    .map((part) => parseDecimal(part) ?? { mantissa: 0n, scale: 0 })
    .reduce(added);
}

/** The text as a suggestion, its unit still with it, if it reads as a number at all. */
function suggested(text: string): { suggestion?: string } {
  return exactNumber(text.trim()).kind === 'number' ? { suggestion: text.trim() } : {};
}

function exactNumber(written: string): NumberReading {
  const reading = inDigits(written);
  const spelled = reading.kind === 'number' ? null : spelledOut(written);
  const said = spelled === null ? reading : inDigits(spelled.text);
  if (spelled === null || said.kind !== 'number') return reading;
  if (!spelled.isCurrency) return said;
  if (said.unit === null) return { ...said, unit: currencySign };
  return yuanOf.has(said.unit) || isScale(said.unit) ? said : reading;
}

function inDigits(written: string): NumberReading {
  let text = written;
  let negative = false;
  const bracket = /^\((.+)\)$/.exec(text);
  if (bracket?.[1] !== undefined) {
    negative = true;
    text = bracket[1].trim();
  } else if (minus.test(text)) {
    negative = true;
    text = text.slice(1).trim();
  } else text = text.replace(plus, '');
  const unit = unitPattern.exec(text)?.[1] ?? null;
  if (unit !== null) text = text.slice(0, -unit.length).trim();
  const digits = ungrouped(text);
  if (digits === null)
    return {
      kind: 'unclear',
      why: /^[\d.,' ]+$/.test(text) && /\d/.test(text) ? 'grouping' : 'not-a-number',
    };
  const value = parseDecimal(digits);
  if (value === null) return { kind: 'unclear', why: 'not-a-number' };
  const scale = unit === null ? 1n : (scales.get(unit) ?? 1n);
  return { kind: 'number', value: times(value, negative ? -scale : scale), unit };
}

/**
 * Drops separators between groups of three, commas or spaces but not both; null where they don't fit. 0,123 is no
 * grouping: it may be a decimal comma.
 */
function ungrouped(text: string): string | null {
  if (/^\d+(\.\d*)?([eE][+-]?\d+)?$/.test(text) || /^\.\d+$/.test(text)) return text;
  if (/^[1-9]\d{0,2}(?:(?:,\d{3})+|(?: \d{3})+)(\.\d+)?$/.test(text)) return text.replace(/[, ]/g, '');
  return null;
}

/** A money amount in units of the field: exact, not rounded. */
export function convertMoney(
  value: Decimal,
  from: string,
  to: string,
): { readonly value: Decimal; readonly factor: number } | null {
  const [a, b] = [yuanOf.get(from), yuanOf.get(to)];
  if (a === undefined || b === undefined) return null;
  const places = String(b).length - 1;
  return { value: shift(times(value, a), places), factor: Number(a) / Number(b) };
}

/** Noise of binary floating point: 0.30000000000000004 is 0.3, 1530000.0000000002 is 1530000. */
export function withoutNoise(value: Decimal, decimals: number): Decimal {
  const digits = value.mantissa.toString().replace('-', '').length;
  if (digits < 15) return value;
  const near = roundTo(value, Math.max(decimals, 4)).value;
  const difference = value.mantissa - near.mantissa * 10n ** BigInt(Math.max(0, value.scale - near.scale));
  const size = value.mantissa < 0n ? -value.mantissa : value.mantissa;
  const off = difference < 0n ? -difference : difference;
  return off * 1_000_000_000n <= size ? trimmed(near) : value;
}

function trimmed(value: Decimal): Decimal {
  let { mantissa, scale } = value;
  while (scale > 0 && mantissa % 10n === 0n) {
    mantissa /= 10n;
    scale -= 1;
  }
  return { mantissa, scale };
}
