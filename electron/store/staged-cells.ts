import type { StagedCell } from '#shared/intake/staged.ts';
import type { CellValue } from '#shared/values/cell.ts';
import type { JsonBytes } from './json-bytes.ts';

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

/** Writes cells as compact JSON; nearly all are on the sheet of their filing. */
export function packCells(cells: readonly StagedCell[], sheet: string, into: JsonBytes): void {
  into.signs('[');
  cells.forEach((cell, index) => {
    if (index > 0) into.signs(',');
    writeLine(cell, sheet, into);
  });
  into.signs(']');
}

export function unpackCells(json: string, sheet: string): readonly StagedCell[] {
  return (JSON.parse(json) as CellLine[]).map((line) => cellOf(line, sheet));
}

/** Writes a CellLine. */
function writeLine(staged: StagedCell, sheet: string, into: JsonBytes): void {
  const { key, cell, value, raw } = staged;
  into.signs('[');
  into.key(key);
  into.signs(',');
  into.text(cell);
  into.signs(',');
  into.value(value ?? null);
  const isSaid = raw === textOf(value);
  const isPlain =
    staged.sheet === sheet &&
    staged.factor === undefined &&
    staged.readAs === undefined &&
    staged.rounded === undefined &&
    staged.question === undefined;
  if (!isSaid || !isPlain) {
    into.signs(',');
    into.value(isSaid ? null : raw);
  }
  if (!isPlain) {
    const { key: _key, cell: _cell, value: _value, raw: _raw, sheet: own, ...rest } = staged;
    into.signs(',');
    into.json(own === sheet ? rest : { ...rest, sheet: own });
  }
  into.signs(']');
}

function textOf(value: CellValue | undefined): string | null {
  return typeof value === 'number' || typeof value === 'string' ? String(value) : null;
}

function cellOf([key, cell, value, raw = null, more = 0]: CellLine, sheet: string): StagedCell {
  const staged: StagedCell = { key, raw: raw ?? textOf(value ?? undefined) ?? '', sheet, cell };
  if (value === null) return more === 0 ? staged : { ...staged, ...more };
  return more === 0 ? { ...staged, value } : { ...staged, value, ...more };
}
