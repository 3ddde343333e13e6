import { parseDecimal, roundTo, shift, times, toNumber, type Decimal } from './decimal.ts';

/** Why a text gives the number, or the blank, that it gives. */
export type NumberReading =
  | { readonly kind: 'number'; readonly value: Decimal; readonly unit: string | null }
  | { readonly kind: 'blank'; readonly blank: 'unknown' | 'none' | 'empty' }
  | {
      readonly kind: 'unclear';
      readonly why:
        'approximate' | 'grouping' | 'error-value' | 'same-as' | 'not-a-number' | 'sum' | 'negative-mark';
      /** What it may mean, as a decimal text. */
      readonly suggestion?: string;
    };

const invisible = /[\u200b-\u200f\u2060\ufeff\u00a0]/gu;
const minus = /^[-−–—﹣ー]/u;
const unitPattern =
  /(万元|亿元|千元|百万元?|元|万|亿|千|百分点|人|件|项|个|户|家|台\(套\)|台套|台|套|小时|天|年|%)$/u;

/** Units of money in 厘 of 千元: factor to 元. */
export const yuanOf: Readonly<Record<string, bigint>> = {
  元: 1n,
  千元: 1000n,
  万元: 10_000n,
  百万元: 1_000_000n,
  亿元: 100_000_000n,
};
const scales: Readonly<Record<string, readonly [bigint, string]>> = {
  万: [10_000n, '万'],
  亿: [100_000_000n, '亿'],
  千: [1000n, '千'],
  百万: [1_000_000n, '百万'],
};

const unknownMarks = new Set([
  '不详',
  '不清楚',
  '未知',
  'N/A',
  'NA',
  'N.A.',
  'NULL',
  '#N/A',
  '…',
  '...',
  '……',
  '*',
  '?',
  '?',
]);
const noneMarks = new Set(['-', '--', '---', '/', '\\', '无', '没有', '无此项', '〇无']);

/** The value grammar of numeric cells. A blank mark is never a zero; anything that is not surely a number is unclear. */
export function readNumberText(raw: string): NumberReading {
  const text = raw.normalize('NFKC').replace(invisible, '').trim();
  if (text === '' || /^'+$/.test(text)) return { kind: 'blank', blank: 'empty' };
  const bare = text.replace(/^'/, '');
  const dashes = bare.replace(/[−–—﹣ー―─]/gu, '-');
  if (unknownMarks.has(bare.toUpperCase())) return { kind: 'blank', blank: 'unknown' };
  if (noneMarks.has(dashes)) return { kind: 'blank', blank: 'none' };
  if (bare === '零') return { kind: 'number', value: { mantissa: 0n, scale: 0 }, unit: null };
  if (/^#+$/.test(bare) || /^#[A-Z0-9/]+[!?]?$/i.test(bare)) return { kind: 'unclear', why: 'error-value' };
  if (/^(同上|〃|″|"|见附表|见附件|详见)/u.test(bare)) return { kind: 'unclear', why: 'same-as' };
  const triangle = /^[▲△]/u.test(bare);
  const approximate = /^(约|大约|近|>|<|≥|≤|超过?|不足)|(左右|余|多|以上|以下|上下)/u.test(bare);
  const range = /^[\d.,]+\s*[-~—至到]\s*[\d.,]+/u.test(dashes);
  if (approximate || range) {
    const inner = exactNumber(
      bare.replace(/^(约|大约|近|>|<|≥|≤|超过?|不足)|(左右|余|多|以上|以下|上下)/gu, ''),
    );
    const first = inner.kind === 'number' && !range ? toNumber(inner.value) : null;
    return {
      kind: 'unclear',
      why: 'approximate',
      ...(first === null
        ? {}
        : { suggestion: String(first) + (inner.kind === 'number' ? (inner.unit ?? '') : '') }),
    };
  }
  if (/^\d+(\.\d+)?(\+\d+(\.\d+)?)+$/.test(bare)) {
    return {
      kind: 'unclear',
      why: 'sum',
      suggestion: String(bare.split('+').reduce((total, part) => total + Number(part), 0)),
    };
  }
  if (triangle) {
    const inner = exactNumber(bare.slice(1));
    const value = inner.kind === 'number' ? toNumber(inner.value) : null;
    return {
      kind: 'unclear',
      why: 'negative-mark',
      ...(value === null ? {} : { suggestion: String(-value) }),
    };
  }
  return exactNumber(bare);
}

function exactNumber(written: string): NumberReading {
  let text = written.trim();
  let negative = false;
  const bracket = /^\((.+)\)$/.exec(text);
  if (bracket?.[1] !== undefined) {
    negative = true;
    text = bracket[1].trim();
  } else if (minus.test(text)) {
    // A long dash before digits is a minus in some files and a dash in others.
    if (/^[—ー]/u.test(text)) {
      const inner = exactNumber(text.slice(1));
      const value = inner.kind === 'number' ? toNumber(inner.value) : null;
      return {
        kind: 'unclear',
        why: 'negative-mark',
        ...(value === null ? {} : { suggestion: String(-value) }),
      };
    }
    negative = true;
    text = text.slice(1).trim();
  }
  let unit: string | null = null;
  let scale = 1n;
  const measured = unitPattern.exec(text);
  if (measured?.[1] !== undefined) {
    unit = measured[1];
    text = text.slice(0, -unit.length).trim();
    const known = scales[unit];
    if (known !== undefined) {
      scale = known[0];
      // 12.5万 of money is 12.5 万元; of anything else ten thousand of it.
      unit = known[1];
    }
  }
  const digits = ungrouped(text);
  if (digits === null)
    return {
      kind: 'unclear',
      why: /^[\d.,' ]+$/.test(text) && /\d/.test(text) ? 'grouping' : 'not-a-number',
    };
  const value = parseDecimal(digits);
  if (value === null) return { kind: 'unclear', why: 'not-a-number' };
  const scaled = times(value, negative ? -scale : scale);
  return { kind: 'number', value: scaled, unit };
}

/** Drops separators between groups of three; null where they don't fit or could be a decimal comma. */
function ungrouped(text: string): string | null {
  const compact = text.replace(/(?<=\d) (?=\d)/g, ',');
  if (/^\d+(\.\d*)?([eE][+-]?\d+)?$/.test(compact) || /^\.\d+$/.test(compact)) return compact;
  if (/^\d{1,3}(,\d{3})+(\.\d+)?$/.test(compact)) return compact.replaceAll(',', '');
  if (/^[1-9]\d{3}(,\d{4})+$/.test(compact)) return null;
  return null;
}

/** A money amount in units of the field: exact, then rounded half up to the field's decimals. */
export function convertMoney(
  value: Decimal,
  from: string,
  to: string,
): { readonly value: Decimal; readonly factor: number } | null {
  const [a, b] = [yuanOf[from], yuanOf[to]];
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
