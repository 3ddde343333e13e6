/**
 * Exact fractions in two representations with the same operations: pairs of doubles that stay exact integers (quick), and
 * pairs of bigints (any size). The quick one throws TooLarge where an integer would leave the exact range of a double,
 * and the rule is then judged with the other.
 */
export interface Arithmetic<Q> {
  readonly zero: Q;
  /** From a decimal such as "1.05", times factor. */
  readonly read: (digits: string, factor: readonly [number, number]) => Q;
  /** From a cell's number with at most `decimals` decimals. */
  readonly ofNumber: (value: number, decimals: number, factor: readonly [number, number]) => Q;
  readonly add: (a: Q, b: Q) => Q;
  readonly negate: (a: Q) => Q;
  readonly multiply: (a: Q, b: Q) => Q;
  /** Undefined for a zero divisor. */
  readonly divide: (a: Q, b: Q) => Q | undefined;
  readonly compare: (a: Q, b: Q) => number;
  readonly toNumber: (a: Q) => number;
}

export class TooLarge extends Error {}

type Pair = readonly [number, number];

function safe(value: number): number {
  if (value > Number.MAX_SAFE_INTEGER || value < -Number.MAX_SAFE_INTEGER) throw new TooLarge();
  return value;
}

export const doubles: Arithmetic<Pair> = {
  zero: [0, 1],
  read: (digits, [n, d]) => {
    const decimals = digits.split('.')[1]?.length ?? 0;
    return [safe(Number(digits.replace('.', '')) * n), safe(10 ** decimals * d)];
  },
  ofNumber: (value, decimals, [n, d]) => [safe(Math.round(value * 10 ** decimals) * n), 10 ** decimals * d],
  add: (a, b) =>
    a[1] === b[1]
      ? [safe(a[0] + b[0]), a[1]]
      : [safe(safe(a[0] * b[1]) + safe(b[0] * a[1])), safe(a[1] * b[1])],
  negate: (a) => [-a[0], a[1]],
  multiply: (a, b) => [safe(a[0] * b[0]), safe(a[1] * b[1])],
  divide: (a, b) =>
    b[0] === 0
      ? undefined
      : b[0] > 0
        ? [safe(a[0] * b[1]), safe(a[1] * b[0])]
        : [safe(-a[0] * b[1]), safe(a[1] * -b[0])],
  compare: (a, b) => (a[1] === b[1] ? a[0] - b[0] : safe(a[0] * b[1]) - safe(b[0] * a[1])),
  toNumber: (a) => a[0] / a[1],
};

type BigPair = readonly [bigint, bigint];

export const bigints: Arithmetic<BigPair> = {
  zero: [0n, 1n],
  read: (digits, [n, d]) => {
    const decimals = digits.split('.')[1]?.length ?? 0;
    return [BigInt(digits.replace('.', '')) * BigInt(n), 10n ** BigInt(decimals) * BigInt(d)];
  },
  ofNumber: (value, decimals, [n, d]) => [
    BigInt(Math.round(value * 10 ** decimals)) * BigInt(n),
    10n ** BigInt(decimals) * BigInt(d),
  ],
  add: (a, b) => [a[0] * b[1] + b[0] * a[1], a[1] * b[1]],
  negate: (a) => [-a[0], a[1]],
  multiply: (a, b) => [a[0] * b[0], a[1] * b[1]],
  divide: (a, b) =>
    b[0] === 0n ? undefined : b[0] > 0n ? [a[0] * b[1], a[1] * b[0]] : [-a[0] * b[1], a[1] * -b[0]],
  compare: (a, b) => {
    const difference = a[0] * b[1] - b[0] * a[1];
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  },
  toNumber: (a) => Number(a[0]) / Number(a[1]),
};
