import { normaliseCode } from '../codes/credit-code.ts';
import type { Field } from '../returns/definition.ts';
import type { GridCell } from './grid.ts';
import { blankOf, hasLostDigits } from './read-cell.ts';
import type { Identity, StagedCell } from './staged.ts';

/**
 * The code that a cell says whose row it is by; null for an empty cell, words such as 无 or 办理中, an error, or a code
 * whose digits a spreadsheet has lost. Two rows that both say 无 must never pass for the same unit.
 */
export function identityCode(cell: GridCell): string | null {
  if (cell.type === 'error' || cell.type === 'date' || cell.uncomputed === true) return null;
  if (blankOf(cell.raw) !== null || hasLostDigits(cell)) return null;
  return codeWithin(cell.raw);
}

function codeWithin(text: string): string | null {
  const code = normaliseCode(text);
  return /[0-9A-Z]{8}/.test(code) ? code : null;
}

/** The name that a cell says; null for an empty cell, a mark or an error. */
export function identityName(cell: GridCell): string | null {
  if (cell.type === 'error' || cell.uncomputed === true || blankOf(cell.raw) !== null) return null;
  return cell.raw.trim();
}

/** What the return itself says about its unit (JC101). */
export function identityOfCells(fields: ReadonlyMap<string, Field>, cells: readonly StagedCell[]): Identity {
  const identity: { -readonly [K in keyof Identity]: Identity[K] } = {};
  for (const field of fields.values()) {
    const value = cells.find((cell) => cell.key === field.code)?.value;
    if (typeof value !== 'string') continue;
    if (field.fact === 'creditCode' || field.fact === 'organisationCode') {
      const code = codeWithin(value);
      if (code !== null) identity[field.fact] = code;
    } else if (field.fact === 'name' || field.fact === 'area') identity[field.fact] = value;
  }
  return identity;
}
