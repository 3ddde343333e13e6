import type { Decimal } from '../values/decimal.ts';

/** 100 × a/b of whole numbers, rounded half away from 0 to `decimals`, by whole numbers alone. */
export function percent(a: number, b: number, decimals: number): number {
  return percentOf({ mantissa: BigInt(a), scale: 0 }, { mantissa: BigInt(b), scale: 0 }, decimals);
}

/** The same of decimals: what is halfway is not left to binary fractions, which have 201/400 below 50.25 %. */
export function percentOf(a: Decimal, b: Decimal, decimals: number): number {
  const isNegative = a.mantissa < 0n !== b.mantissa < 0n;
  const numerator = sizeOf(a.mantissa) * 10n ** BigInt(b.scale + 2 + decimals);
  const denominator = sizeOf(b.mantissa) * 10n ** BigInt(a.scale);
  // Whole numbers are cut towards 0: what is negative is rounded by its size.
  const doubled = (numerator * 2n + denominator) / (denominator * 2n);
  const size = Number(doubled) / 10 ** decimals;
  return isNegative && size !== 0 ? -size : size;
}

function sizeOf(mantissa: bigint): bigint {
  return mantissa < 0n ? -mantissa : mantissa;
}
