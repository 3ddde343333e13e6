import type { Arithmetic } from './arithmetic.ts';

/** All the values that a number may have: null is N; an end that is null is unbounded. */
export interface Interval<Q> {
  readonly low: Q | null;
  readonly high: Q | null;
}

export function negated<Q>(math: Arithmetic<Q>, a: Interval<Q> | null): Interval<Q> | null {
  if (a === null) return null;
  return {
    low: a.high === null ? null : math.negate(a.high),
    high: a.low === null ? null : math.negate(a.low),
  };
}

export function addEnd<Q>(math: Arithmetic<Q>, a: Q | null, b: Q | null): Q | null {
  return a === null || b === null ? null : math.add(a, b);
}

export function sum<Q>(math: Arithmetic<Q>, a: Interval<Q>, b: Interval<Q>): Interval<Q> {
  return { low: addEnd(math, a.low, b.low), high: addEnd(math, a.high, b.high) };
}

/** min(0, low) or max(0, high): what an uncertain row may add. */
export function clamp<Q>(math: Arithmetic<Q>, end: Q | null, sign: 1 | -1): Q | null {
  return end === null || math.compare(end, math.zero) * sign > 0 ? end : math.zero;
}

/** The larger (sign 1) or smaller (-1) of two ends; an unbounded end wins by `unbounded`: any keeps the bounded one. */
export function pick<Q>(
  math: Arithmetic<Q>,
  a: Q | null,
  b: Q | null,
  sign: number,
  unbounded: 'any' | 'all',
): Q | null {
  if (a === null || b === null) return unbounded === 'all' ? null : (a ?? b);
  return math.compare(a, b) * sign >= 0 ? a : b;
}

export function absolute<Q>(math: Arithmetic<Q>, a: Interval<Q>): Interval<Q> {
  const { low, high } = a;
  if (low !== null && math.compare(low, math.zero) >= 0) return a;
  if (high !== null && math.compare(high, math.zero) <= 0) return negated(math, a) ?? a;
  return {
    low: math.zero,
    high: low === null || high === null ? null : pick(math, math.negate(low), high, 1, 'any'),
  };
}

function isPoint<Q>(math: Arithmetic<Q>, a: Interval<Q>): boolean {
  return a.low !== null && a.high !== null && math.compare(a.low, a.high) === 0;
}

/** 0 × anything = 0, also an unbounded anything. */
export function product<Q>(math: Arithmetic<Q>, a: Interval<Q>, b: Interval<Q>): Interval<Q> {
  const isZero = (part: Interval<Q>): boolean =>
    isPoint(math, part) && part.low !== null && math.compare(part.low, math.zero) === 0;
  if (isZero(a) || isZero(b)) return { low: math.zero, high: math.zero };
  const ends = [
    [a.low, b.low, -1, -1],
    [a.low, b.high, -1, 1],
    [a.high, b.low, 1, -1],
    [a.high, b.high, 1, 1],
  ] as const;
  let low: Q | null | undefined;
  let high: Q | null | undefined;
  for (const [x, y, sx, sy] of ends) {
    const value = x !== null && y !== null ? math.multiply(x, y) : endless(math, x, sx, y, sy);
    if (value === 'none') continue;
    if (value === '+') high = null;
    else if (value === '-') low = null;
    else {
      if (low !== null) low = low === undefined || math.compare(value, low) < 0 ? value : low;
      if (high !== null) high = high === undefined || math.compare(value, high) > 0 ? value : high;
    }
  }
  return { low: low === undefined ? math.zero : low, high: high === undefined ? math.zero : high };
}

/** The sign of a product with an unbounded end; zero times unbounded is zero. */
function endless<Q>(
  math: Arithmetic<Q>,
  x: Q | null,
  sx: number,
  y: Q | null,
  sy: number,
): '+' | '-' | 'none' | Q {
  const signOf = (end: Q | null, unbounded: number): number =>
    end === null ? unbounded : Math.sign(math.compare(end, math.zero));
  const sign = signOf(x, sx) * signOf(y, sy);
  return sign > 0 ? '+' : sign < 0 ? '-' : math.zero;
}

/** By an interval that contains 0: anything. */
export function quotient<Q>(math: Arithmetic<Q>, a: Interval<Q>, b: Interval<Q>): Interval<Q> {
  const positive = b.low !== null && math.compare(b.low, math.zero) > 0;
  const negative = b.high !== null && math.compare(b.high, math.zero) < 0;
  if (!positive && !negative) return { low: null, high: null };
  const one = math.ofNumber(1, 0, [1, 1]);
  const inverse = (end: Q | null): Q | null => (end === null ? math.zero : (math.divide(one, end) ?? null));
  return product(math, a, { low: inverse(b.high), high: inverse(b.low) });
}
