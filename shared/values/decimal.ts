/** An exact decimal: mantissa × 10^-scale. Amounts are never floats on their way from a file to the store. */
export interface Decimal {
  readonly mantissa: bigint;
  readonly scale: number;
}

/** "1530000.50", "-3", "1.5E+6" → decimal; null for anything else. */
export function parseDecimal(text: string): Decimal | null {
  const parts = /^([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$|^([+-]?)\.(\d+)$/.exec(text);
  if (parts === null) return null;
  const [, sign = '', whole = '', fraction = '', exponent = '0', bareSign = '', bareFraction = ''] = parts;
  const digits = whole + fraction + bareFraction;
  let scale = fraction.length + bareFraction.length - Number(exponent);
  let mantissa = BigInt(digits) * (sign === '-' || bareSign === '-' ? -1n : 1n);
  if (scale < 0) {
    mantissa *= 10n ** BigInt(-scale);
    scale = 0;
  }
  return { mantissa, scale };
}

export function times(value: Decimal, numerator: bigint): Decimal {
  return { mantissa: value.mantissa * numerator, scale: value.scale };
}

/** Divides by a power of ten, exactly. */
export function shift(value: Decimal, places: number): Decimal {
  return { mantissa: value.mantissa, scale: value.scale + places };
}

/** Rounds half up (away from zero) to `decimals`; `exact` when nothing was lost. */
export function roundTo(
  value: Decimal,
  decimals: number,
): { readonly value: Decimal; readonly exact: boolean } {
  if (value.scale <= decimals)
    return {
      value: { mantissa: value.mantissa * 10n ** BigInt(decimals - value.scale), scale: decimals },
      exact: true,
    };
  const divisor = 10n ** BigInt(value.scale - decimals);
  const sign = value.mantissa < 0n ? -1n : 1n;
  const size = value.mantissa * sign;
  const down = size / divisor;
  const rest = size % divisor;
  const rounded = rest * 2n >= divisor ? down + 1n : down;
  return { value: { mantissa: rounded * sign, scale: decimals }, exact: rest === 0n };
}

/** The number of a decimal that fits a double exactly enough to be printed back; null beyond 15 digits. */
export function toNumber(value: Decimal): number | null {
  const size = value.mantissa < 0n ? -value.mantissa : value.mantissa;
  if (size >= 10n ** 15n) return null;
  return Number(`${value.mantissa}e-${value.scale}`);
}
