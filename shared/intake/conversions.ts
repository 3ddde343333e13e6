import type { Field } from '../returns/definition.ts';
import { readNumberText } from '../values/number-grammar.ts';
import { isBlank, type CellValue } from '../values/cell.ts';
import { numberFormat } from '../values/number-format.ts';
import type { GridCell } from './grid.ts';

/** One step from what a cell of a file holds to the value that was taken from it. */
export type Conversion =
  /** The cell is a formula; what the program that saved the file had computed was taken. */
  | { readonly kind: 'formula' }
  /** 1,530,000 or １５３ as a text: read as the number it spells. */
  | { readonly kind: 'text-as-number' }
  /** 无, -, 不详: a blank with its reason. */
  | { readonly kind: 'blank'; readonly reason: 'unknown' | 'none' | 'not-applicable' }
  /** 无 of a column of which it was said that it means 0. */
  | { readonly kind: 'zero' }
  /** A share shown in percent: 0.125 is 12.5. */
  | { readonly kind: 'percent' }
  /** From the unit of the file to the field's. */
  | { readonly kind: 'factor'; readonly from: string; readonly to: string; readonly factor: number }
  /** A binary fraction's noise (0.30000000000000004) left out. */
  | { readonly kind: 'noise' }
  | { readonly kind: 'rounded'; readonly decimals: number }
  /** A date's serial number, or a month in words. */
  | { readonly kind: 'month' }
  /** A name or several, by the code that the list has for it. */
  | { readonly kind: 'code' }
  | { readonly kind: 'flag' };

/** What an act wrote, as it is kept. */
export interface Reading {
  readonly raw: string;
  readonly value: CellValue | null;
  readonly factor: number | null;
  readonly readAs: string | null;
  readonly rounded: boolean;
  /** The clerk said at import what the cell means: nothing was read from its text. */
  readonly isAnswered: boolean;
}

const plainNumber = /^-?\d+(?:\.\d+)?$/;
const longestFraction = /\.\d{9,}$/;

/**
 * How the text of a cell became the value, step by step. Without the cell of the file (its original is lost) what only
 * the file tells is left out.
 */
export function conversionsOf(
  reading: Reading,
  field: Pick<Field, 'type' | 'unit' | 'decimals'>,
  cell: GridCell | null,
): readonly Conversion[] {
  const found: Conversion[] = cell?.formula === true ? [{ kind: 'formula' }] : [];
  if (reading.isAnswered || reading.value === null) return found;
  if (isBlank(reading.value)) return [...found, { kind: 'blank', reason: reading.value.blank }];
  return [...found, ...(field.type === 'number' ? ofNumber(reading, field, cell) : ofOther(reading, field))];
}

function ofNumber(
  { raw, factor, readAs, rounded }: Reading,
  { unit, decimals }: Pick<Field, 'unit' | 'decimals'>,
  cell: GridCell | null,
): readonly Conversion[] {
  const found: Conversion[] = [];
  if (readNumberText(raw).kind === 'blank') return [{ kind: 'zero' }];
  if (cell?.type !== 'number' && !plainNumber.test(raw.trim())) found.push({ kind: 'text-as-number' });
  if (cell?.type === 'number' && !rounded && longestFraction.test(raw)) found.push({ kind: 'noise' });
  if (unit === '%' && cell?.type === 'number' && numberFormat(cell.format ?? '').isShare)
    found.push({ kind: 'percent' });
  if (factor !== null) found.push({ kind: 'factor', from: readAs ?? '', to: unit ?? '', factor });
  if (rounded) found.push({ kind: 'rounded', decimals: decimals ?? 0 });
  return found;
}

function ofOther({ raw, value }: Reading, { type }: Pick<Field, 'type'>): readonly Conversion[] {
  if (type === 'month') return [{ kind: 'month' }];
  if (type === 'flag') return [{ kind: 'flag' }];
  const isSame = typeof value === 'string' && value === raw.trim();
  return (type === 'code' || type === 'multi') && !isSame ? [{ kind: 'code' }] : [];
}
