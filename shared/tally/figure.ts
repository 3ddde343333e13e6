import { compare, parseDecimal, product, type Decimal } from '../values/decimal.ts';
import { percentOf } from './percent.ts';

/** An indicator's value of one year; numerator and denominator of a ratio. */
export interface Figure {
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
}

export function valueOf(figure: Figure | undefined): number | null {
  return figure?.value ?? null;
}

export function exact(value: number): Decimal {
  const decimal = parseDecimal(String(value));
  if (decimal === null) throw new RangeError(`no number: ${value}`);
  return decimal;
}

/** How a figure stands to a number. Ratios by their parts: 19.996 % is shown as 20.00 % and is less than 20 %. */
function order(figure: Figure | undefined, goal: number): number | null {
  const value = valueOf(figure);
  if (figure === undefined || value === null) return null;
  const { numerator, denominator } = figure;
  return numerator === null || denominator === null
    ? compare(exact(value), exact(goal))
    : compare(product(exact(numerator), exact(100)), product(exact(goal), exact(denominator)));
}

export function meets(figure: Figure | undefined, goal: number): boolean | null {
  const is = order(figure, goal);
  return is === null ? null : is >= 0;
}

export function exceeds(figure: Figure | undefined, goal: number): boolean | null {
  const is = order(figure, goal);
  return is === null ? null : is > 0;
}

export function isMore(figure: Figure | undefined, last: Figure | undefined): boolean | null {
  const [value, before] = [valueOf(figure), valueOf(last)];
  if (figure === undefined || last === undefined || value === null || before === null) return null;
  const [a, b, c, d] = [figure.numerator, figure.denominator, last.numerator, last.denominator];
  return a === null || b === null || c === null || d === null
    ? compare(exact(value), exact(before)) > 0
    : compare(product(exact(a), exact(d)), product(exact(c), exact(b))) > 0;
}

/** value − goal as shown; a goal that is missed by less than the last decimal is not shown as met. */
export function gapTo(figure: Figure | undefined, goal: number, decimals: number): number | null {
  const [is, value] = [order(figure, goal), valueOf(figure)];
  if (is === null || value === null) return null;
  const gap = difference(value, goal, decimals);
  return is < 0 && gap >= 0 ? -(10 ** -decimals) : gap;
}

export function difference(a: number, b: number, decimals: number): number {
  return Number((a - b).toFixed(decimals)) + 0;
}

/** In percent with one decimal. */
export function share(value: number, goal: number): number | null {
  return goal === 0 ? null : percentOf(exact(value), exact(goal), 1);
}
