/** 100 × a/b of whole numbers, rounded half away from 0 to `decimals`, by whole numbers alone. */
export function percent(a: number, b: number, decimals: number): number {
  const isNegative = a < 0 !== b < 0;
  const numerator = BigInt(Math.abs(a)) * 100n * 10n ** BigInt(decimals);
  const denominator = BigInt(Math.abs(b));
  // Whole numbers are cut towards 0: what is negative is rounded by its size.
  const doubled = (numerator * 2n + denominator) / (denominator * 2n);
  const size = Number(doubled) / 10 ** decimals;
  return isNegative && size !== 0 ? -size : size;
}
