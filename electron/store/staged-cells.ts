import type { StagedCell } from '#shared/intake/staged.ts';
import type { CellValue } from '#shared/values/cell.ts';
import { quoted, valueJson } from './json-text.ts';

/**
 * A cell as it is kept: its sheet left out where it is the filing's, its text where the value says the same. What is left
 * out at the end is not there at all, or null and 0 as earlier versions wrote it.
 */
type CellLine = readonly [
  key: string,
  cell: string,
  value: CellValue | null,
  raw?: string | null,
  more?:
    (Omit<StagedCell, 'key' | 'cell' | 'value' | 'raw' | 'sheet'> & Partial<Pick<StagedCell, 'sheet'>>) | 0,
];

/** Cells as compact JSON; nearly all are on the sheet of their filing. Of millions no objects are made only to be written. */
export function packCells(cells: readonly StagedCell[], sheet: string): string {
  let lines = '';
  for (const cell of cells) lines += `${lines === '' ? '' : ','}${lineOf(cell, sheet)}`;
  return `[${lines}]`;
}

export function unpackCells(json: string, sheet: string): readonly StagedCell[] {
  return (JSON.parse(json) as CellLine[]).map((line) => cellOf(line, sheet));
}

/** A CellLine, as JSON. */
function lineOf(staged: StagedCell, sheet: string): string {
  const { key, cell, value, raw } = staged;
  const kept = `[${quoted(key)},${quoted(cell)},${valueJson(value ?? null)}`;
  const isSaid = raw === textOf(value);
  const isPlain =
    staged.sheet === sheet &&
    staged.factor === undefined &&
    staged.readAs === undefined &&
    staged.rounded === undefined &&
    staged.question === undefined;
  if (isPlain) return isSaid ? `${kept}]` : `${kept},${JSON.stringify(raw)}]`;
  const { key: _key, cell: _cell, value: _value, raw: _raw, sheet: own, ...rest } = staged;
  const more = own === sheet ? rest : { ...rest, sheet: own };
  return `${kept},${JSON.stringify(isSaid ? null : raw)},${JSON.stringify(more)}]`;
}

function textOf(value: CellValue | undefined): string | null {
  return typeof value === 'number' || typeof value === 'string' ? String(value) : null;
}

function cellOf([key, cell, value, raw = null, more = 0]: CellLine, sheet: string): StagedCell {
  const staged: StagedCell = { key, raw: raw ?? textOf(value ?? undefined) ?? '', sheet, cell };
  if (value === null) return more === 0 ? staged : { ...staged, ...more };
  return more === 0 ? { ...staged, value } : { ...staged, value, ...more };
}
