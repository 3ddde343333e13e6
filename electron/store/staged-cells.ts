import type { StagedCell } from '#shared/intake/staged.ts';
import type { CellValue } from '#shared/values/cell.ts';

/** A cell as it is kept: its sheet is the filing's, its text left out where the value says the same. */
type CellLine = readonly [
  key: string,
  cell: string,
  value: CellValue | null,
  raw: string | null,
  more: Omit<StagedCell, 'key' | 'cell' | 'value' | 'raw' | 'sheet'> | 0,
];

/** Cells as compact JSON; all are on the sheet of their filing. */
export function packCells(cells: readonly StagedCell[]): string {
  return JSON.stringify(cells.map(lineOf));
}

export function unpackCells(json: string, sheet: string): readonly StagedCell[] {
  return (JSON.parse(json) as CellLine[]).map((line) => cellOf(line, sheet));
}

function lineOf({ key, cell, value, raw, sheet: _, ...more }: StagedCell): CellLine {
  const isPlain = Object.keys(more).length === 0;
  return [key, cell, value ?? null, raw === textOf(value) ? null : raw, isPlain ? 0 : more];
}

function textOf(value: CellValue | undefined): string | null {
  return typeof value === 'number' || typeof value === 'string' ? String(value) : null;
}

function cellOf([key, cell, value, raw, more]: CellLine, sheet: string): StagedCell {
  return {
    key,
    raw: raw ?? textOf(value ?? undefined) ?? '',
    sheet,
    cell,
    ...(value === null ? {} : { value }),
    ...(more === 0 ? {} : more),
  };
}
