import type { StagedCell } from '#shared/intake/staged.ts';
import type { CellValue } from '#shared/values/cell.ts';

/** A cell as it is kept: its sheet left out where it is the filing's, its text where the value says the same. */
type CellLine = readonly [
  key: string,
  cell: string,
  value: CellValue | null,
  raw: string | null,
  more:
    (Omit<StagedCell, 'key' | 'cell' | 'value' | 'raw' | 'sheet'> & Partial<Pick<StagedCell, 'sheet'>>) | 0,
];

/** Cells as compact JSON; nearly all are on the sheet of their filing. */
export function packCells(cells: readonly StagedCell[], sheet: string): string {
  return JSON.stringify(cells.map((cell) => lineOf(cell, sheet)));
}

export function unpackCells(json: string, sheet: string): readonly StagedCell[] {
  return (JSON.parse(json) as CellLine[]).map((line) => cellOf(line, sheet));
}

function lineOf(staged: StagedCell, sheet: string): CellLine {
  const names = 'value' in staged ? 5 : 4;
  // Few cells have more: of the others, millions, no rest is put together.
  if (Object.keys(staged).length === names && staged.sheet === sheet) {
    const { key, cell, value, raw } = staged;
    return [key, cell, value ?? null, raw === textOf(value) ? null : raw, 0];
  }
  const { key, cell, value, raw, sheet: own, ...rest } = staged;
  const more = own === sheet ? rest : { ...rest, sheet: own };
  return [key, cell, value ?? null, raw === textOf(value) ? null : raw, more];
}

function textOf(value: CellValue | undefined): string | null {
  return typeof value === 'number' || typeof value === 'string' ? String(value) : null;
}

function cellOf([key, cell, value, raw, more]: CellLine, sheet: string): StagedCell {
  const staged: StagedCell = { key, raw: raw ?? textOf(value ?? undefined) ?? '', sheet, cell };
  if (value === null) return more === 0 ? staged : { ...staged, ...more };
  return more === 0 ? { ...staged, value } : { ...staged, value, ...more };
}
