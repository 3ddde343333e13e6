import { normaliseCode } from '../codes/credit-code.ts';
import type { Field } from '../returns/definition.ts';
import type { GridCell } from './grid.ts';
import { blankOf, hasLostDigits, sameAsAbove } from './read-cell.ts';
import type { SheetView } from './sheet-view.ts';
import type { Identity, StagedCell } from './staged.ts';

/**
 * The code that a cell says whose row it is by; null for an empty cell, words such as 无 or 办理中, an error, or a code
 * whose digits a spreadsheet has lost. Two rows that both say 无 must never pass for the same unit.
 */
export function identityCode(cell: GridCell): string | null {
  if (cell.type === 'error' || cell.type === 'date' || cell.uncomputed === true) return null;
  if (blankOf(cell.raw) !== null || isLostCode(cell)) return null;
  return codeWithin(cell.raw);
}

/** Whether a cell holds what a spreadsheet left of a code: a number of too many digits, or its text (9.122E+17). */
export function isLostCode(cell: GridCell): boolean {
  return hasLostDigits(cell) || /^\d\.?\d*E\+?\d{2}$/i.test(cell.raw.normalize('NFKC').trim());
}

function codeWithin(text: string): string | null {
  const code = normaliseCode(text);
  // Beside a label (信用代码:…), a mark of a text ('…) or an old code.
  const [own, ...others] = code.match(/(?<![\dA-Z])[\dA-Z]{18}(?![\dA-Z])/g) ?? [];
  if (own !== undefined && others.length === 0) return own;
  return /[0-9A-Z]{8}/.test(code) ? code : null;
}

/** The name that a cell says; null for an empty cell, a mark, 同上 or an error: whose row it is is never taken from the one above. */
export function identityName(cell: GridCell): string | null {
  if (cell.type === 'error' || cell.uncomputed === true || blankOf(cell.raw) !== null) return null;
  const name = cell.raw.trim();
  return sameAsAbove.test(name) ? null : name;
}

/**
 * Codes and name in the lines above a table (统一社会信用代码: …), or in the hidden key of the app's own workbook: whose
 * form, or whose rows, they are.
 */
export function identityAbove(
  view: SheetView,
  headerRow: number,
  key: ReadonlyMap<string, string>,
): Identity {
  const identity: { -readonly [K in keyof Identity]: Identity[K] } = {};
  const own = key.get('unit_id')?.trim() ?? '';
  if (own !== '') identity.key = own;
  for (const row of view.rowIndexes().filter((index) => index < headerRow)) {
    const line = view.row(row);
    line.forEach((cell, index) => {
      const parts =
        /^(统一社会信用代码|组织机构代码|单位详细名称|单位名称|企业名称|填报单位)(?:\(.*?\))?[::]?\s*(.*)$/u.exec(
          cell.raw.normalize('NFKC').trim(),
        );
      if (parts === null) return;
      const [, label = '', rest = ''] = parts;
      const beside = line[index + 1];
      const said = rest === '' ? beside : { ...cell, raw: rest };
      // A blank line: what stands beside it is the next label (制定机关:…), not its value.
      if (said === undefined || (said === beside && /^[^:]{1,12}:/u.test(said.raw.normalize('NFKC').trim())))
        return;
      const code = identityCode(said);
      const name = identityName(said);
      if (label.endsWith('代码') && isLostCode(said)) identity.lostCode = said.raw;
      if (label === '统一社会信用代码') {
        if (code !== null) identity.creditCode = code;
      } else if (label === '组织机构代码') {
        if (code !== null) identity.organisationCode = code;
      } else if (name !== null) identity.name = name;
    });
  }
  return identity;
}

/** What the return itself says about its unit (JC101). */
export function identityOfCells(fields: ReadonlyMap<string, Field>, cells: readonly StagedCell[]): Identity {
  const identity: { -readonly [K in keyof Identity]: Identity[K] } = {};
  for (const field of fields.values()) {
    if (field.fact === undefined) continue;
    const value = cells.find((cell) => cell.key === field.code)?.value;
    if (typeof value !== 'string') continue;
    if (field.fact === 'creditCode' || field.fact === 'organisationCode') {
      const code = codeWithin(value);
      if (code !== null) identity[field.fact] = code;
    } else if (field.fact === 'name' || field.fact === 'area') identity[field.fact] = value;
  }
  return identity;
}
