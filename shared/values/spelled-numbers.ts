import { parseDecimal, plus, shift, times, toText, type Decimal } from './decimal.ts';

/** A number that is written with more than digits and one unit, as digits and one unit that say the same. */
export interface Spelled {
  /** ¥200元整 → 200元, 1.2千万元 → 1200万元, 1.2万人 → 12000人, 200(万元) → 200万元. */
  readonly text: string;
  /** A sign of our currency stood before it: 元, unless its own unit says more, or the column's does. */
  readonly isCurrency: boolean;
}

const currency = /^([-−–﹣(]?)\s*(?:¥|人民币|RMB|CNY)\s*:?\s*(?=[-−–﹣]?[\d.])/iu;
const bracketedUnit =
  /(?<=\d\s*)\(\s*(万元|千元|元|亿元|百万元|人|名|件|项|个|户|家|台套|台|套|%)\s*\)(?=\)?$)/u;
const scaleOf: ReadonlyMap<string, bigint> = new Map([
  ['亿', 100_000_000n],
  ['千万', 10_000_000n],
  ['百万', 1_000_000n],
  ['万', 10_000n],
  ['千', 1000n],
]);
const digits = String.raw`(\d+(?:\.\d+)?|[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?)\s*`;
const scale = String.raw`(亿|千万|百万|万|千)`;
const parts = new RegExp(String.raw`${digits}${scale}?\s*`, 'gu');
const counted = '人|名|位|件|项|个|户|家|台套|台|套|次';
/** All but the last have a scale: digits that could be split anywhere would be tried split everywhere. */
const spokenParts = String.raw`(?:${digits}${scale}\s*){0,3}${digits}${scale}?\s*`;
const whole = new RegExp(String.raw`^([-−–﹣(]?\s*)(${spokenParts})(元|${counted})?(\)?)$`, 'u');
/** Longer texts are none, and would take long to be tried. */
const longest = 40;
const tenThousand = 10_000n;

/** Writes such a number with digits and one unit; null of a text that is none, or that may mean another number as well. */
export function spelledOut(text: string): Spelled | null {
  if (text.length > longest || !/\d/.test(text)) return null;
  const isCurrency = currency.test(text);
  const plain = text
    .replace(currency, '$1')
    .replace(/(?<=[\d万亿千]\s*元)[整正](?=\)?$)/u, '')
    .replace(bracketedUnit, '$1');
  const written = inOneUnit(plain);
  return written === text ? null : { text: written, isCurrency };
}

/**
 * 1亿5000万元 → 15000万元, 1.2千万元 → 1200万元, 3万5千人 → 35000人. Each part must be less than the scale before it, as it is
 * spoken. What leaves a place out is left as it is: 3万5元 is 35 000, or 30 005, and 1亿5千 lacks a 万, or doesn't.
 */
function inOneUnit(text: string): string {
  const said = whole.exec(text);
  if (said === null) return text;
  const [, sign = '', spoken = ''] = said;
  const [unit = '', end = ''] = said.slice(-2);
  const all = [...spoken.matchAll(parts)].map(([, number = '', word = '']) => ({
    value: parseDecimal(number.replaceAll(',', '')),
    scale: word,
    isDigit: number.length === 1,
  }));
  const [last, only] = [all.at(-1)?.scale ?? '', all.length === 1];
  // Digits with one unit are read as they are.
  if (only ? !isScaled(last, unit) : last === '' && unit === '') return text;
  let total: Decimal = { mantissa: 0n, scale: 0 };
  let above: bigint | null = null;
  for (const { value, scale: word, isDigit } of all) {
    const factor = scaleOf.get(word) ?? 1n;
    if (value === null || !(only || value.scale === 0)) return text;
    if (above !== null) {
      const leavesOut = (isDigit && word === '') || (above > tenThousand && factor < tenThousand);
      if (leavesOut || times(value, factor).mantissa >= above) return text;
    }
    total = plus(total, times(value, factor));
    above = factor;
  }
  const isCount = unit !== '' && unit !== '元';
  return `${sign}${isCount ? toText(total) : `${toText(shift(total, 4))}万`}${unit}${end}`;
}

/** Whether a scale before a unit is no unit of its own: 千万元, 万人. */
function isScaled(word: string, unit: string): boolean {
  return word === '千万' || (word !== '' && unit !== '' && unit !== '元');
}
