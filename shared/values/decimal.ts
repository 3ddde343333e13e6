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

export function plus(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return { mantissa: atScale(a, scale) + atScale(b, scale), scale };
}

export function product(a: Decimal, b: Decimal): Decimal {
  return { mantissa: a.mantissa * b.mantissa, scale: a.scale + b.scale };
}

/** Less than, equal to, greater than 0: as a is to b. */
export function compare(a: Decimal, b: Decimal): number {
  const scale = Math.max(a.scale, b.scale);
  const [left, right] = [atScale(a, scale), atScale(b, scale)];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Divides by a power of ten, exactly. */
export function shift(value: Decimal, places: number): Decimal {
  return { mantissa: value.mantissa, scale: value.scale + places };
}

/** The mantissa at a scale that is no smaller than the value's own. */
function atScale(value: Decimal, scale: number): bigint {
  return value.mantissa * 10n ** BigInt(scale - value.scale);
}

function size(mantissa: bigint): bigint {
  return mantissa < 0n ? -mantissa : mantissa;
}

/** Rounds half up (away from zero) to `decimals`; `exact` when nothing was lost. */
export function roundTo(
  value: Decimal,
  decimals: number,
): { readonly value: Decimal; readonly exact: boolean } {
  if (value.scale <= decimals)
    return { value: { mantissa: atScale(value, decimals), scale: decimals }, exact: true };
  const divisor = 10n ** BigInt(value.scale - decimals);
  const sign = value.mantissa < 0n ? -1n : 1n;
  const whole = size(value.mantissa);
  const down = whole / divisor;
  const rest = whole % divisor;
  const rounded = rest * 2n >= divisor ? down + 1n : down;
  return { value: { mantissa: rounded * sign, scale: decimals }, exact: rest === 0n };
}

/** True when `rounded` is off from `exact` by more than one in `parts`: 200 for half a percent. Exact, also for noise. */
export function isFurtherThan(rounded: Decimal, exact: Decimal, parts: bigint): boolean {
  const scale = Math.max(rounded.scale, exact.scale);
  const amount = atScale(exact, scale);
  return size(atScale(rounded, scale) - amount) * parts > size(amount);
}

/** The number of a decimal that fits a double exactly enough to be printed back; null beyond 15 digits. */
export function toNumber(value: Decimal): number | null {
  if (size(value.mantissa) >= 10n ** 15n) return null;
  return Number(`${value.mantissa}e-${value.scale}`);
}

/** Plain digits, without needless zeros: "-0.5", "1530000". */
export function toText(value: Decimal): string {
  const digits = size(value.mantissa)
    .toString()
    .padStart(value.scale + 1, '0');
  const whole = digits.slice(0, digits.length - value.scale);
  const fraction = digits.slice(digits.length - value.scale).replace(/0+$/, '');
  const text = fraction === '' ? whole : `${whole}.${fraction}`;
  return value.mantissa < 0n ? `-${text}` : text;
}
