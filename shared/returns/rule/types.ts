import type { Field } from '../definition.ts';

/** What an expression stands for. Money is one dimension; a bare number fits any (`any`). */
export type Type =
  | { readonly kind: 'number'; readonly dimension: string }
  | { readonly kind: 'text' | 'month' | 'flag' | 'unit' | 'row' }
  | { readonly kind: 'code' | 'multi'; readonly list: string | null };

export const any = 'any';
const money: Readonly<Record<string, readonly [number, number]>> = {
  元: [1, 1000],
  千元: [1, 1],
  万元: [10, 1],
  亿元: [100_000, 1],
};

/**
 * A unit as dimension and factor to the dimension's base: 千元 for money, the unit itself otherwise. A literal in % is a
 * bare ratio (90% = 9/10); a field in % and a literal in 百分点 are percentage points.
 */
export function measureOf(
  unit: string | null,
  literal: boolean,
): { dimension: string; factor: readonly [number, number] } {
  if (unit === null) return { dimension: any, factor: [1, 1] };
  const factor = money[unit];
  if (factor !== undefined) return { dimension: 'money', factor };
  if (unit === '百分点' || (unit === '%' && !literal)) return { dimension: 'percent', factor: [1, 1] };
  if (unit === '%') return { dimension: '', factor: [1, 100] };
  if (unit === '千元/人') return { dimension: 'money/人', factor: [1, 1] };
  return { dimension: unit, factor: [1, 1] };
}

export function typeOfField(field: Field): Type {
  if (field.type === 'number')
    return { kind: 'number', dimension: measureOf(field.unit ?? null, false).dimension };
  if (field.type === 'code' || field.type === 'multi') return { kind: field.type, list: field.list ?? null };
  return { kind: field.type };
}

/** The dimension of a sum, or null when the parts do not mix. */
export function sumOf(a: string, b: string): string | null {
  return a === any ? b : b === any || a === b ? a : null;
}

export function productOf(a: string, b: string): string {
  if (a === any || a === '') return b;
  if (b === any || b === '') return a;
  return `${a}·${b}`;
}

export function quotientOf(a: string, b: string): string {
  if (b === any || b === '') return a;
  if (a === b) return '';
  return a === any ? any : `${a}/${b}`;
}
