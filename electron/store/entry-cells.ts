import type { CellKey, CellValue } from '#shared/values/cell.ts';
import { quoted, valueJson } from './json-text.ts';
import type { CellEntry } from './records.ts';

/**
 * A cell of an entry as it is kept. Most came from the entry's sheet and hold what their text says: of these it is the value
 * and the place. `more` has what else there is; without a place it has all of it.
 */
type CellLine = readonly [value: CellValue | null, cell?: string | null, more?: Omit<CellEntry, 'value'>];

/** The column `cells` of an entry: a sheet, and what the act wrote into each cell. */
type EntryLine = readonly [sheet: string, cells: Readonly<Record<CellKey, CellLine>>];

/**
 * As JSON. A list of ten thousand enterprises has nearly a million cells: each written out with its sheet and its text is
 * three times as long, and made into an object first takes three times as long.
 */
export function packEntry(cells: Readonly<Record<CellKey, CellEntry>>): string {
  let sheet = '';
  let lines = '';
  for (const key in cells) {
    const entry = cells[key];
    if (entry === undefined) continue;
    if (sheet === '') sheet = entry.sheet ?? '';
    lines += `${lines === '' ? '' : ','}${quoted(key)}:${lineOf(entry, sheet)}`;
  }
  return `[${JSON.stringify(sheet)},{${lines}}]`;
}

export function unpackEntry(json: string): Record<CellKey, CellEntry> {
  const [sheet, lines] = JSON.parse(json) as EntryLine;
  const cells: Record<CellKey, CellEntry> = {};
  for (const [key, line] of Object.entries(lines)) cells[key] = entryOf(line, sheet);
  return cells;
}

/** A CellLine, as JSON. */
function lineOf(entry: CellEntry, sheet: string): string {
  const { value, cell, raw } = entry;
  const kept = valueJson(value);
  if (cell !== undefined && raw !== undefined && entry.sheet === sheet) {
    const isPlain =
      entry.factor === undefined &&
      entry.readAs === undefined &&
      entry.rounded === undefined &&
      entry.was === undefined;
    const isSaid = raw === textOf(value);
    if (isPlain && isSaid) return `[${kept},${quoted(cell)}]`;
    const { value: _value, cell: _cell, sheet: _sheet, raw: _raw, ...rest } = entry;
    return `[${kept},${quoted(cell)},${JSON.stringify(isSaid ? rest : { ...rest, raw })}]`;
  }
  const { value: _value, ...rest } = entry;
  const more = JSON.stringify(rest);
  return more === '{}' ? `[${kept}]` : `[${kept},null,${more}]`;
}

function entryOf([value, cell, more]: CellLine, sheet: string): CellEntry {
  if (cell === undefined || cell === null) return { value, ...more };
  return { value, raw: textOf(value), sheet, cell, ...more };
}

/** What a cell says that holds just this. */
function textOf(value: CellValue | null): string {
  return typeof value === 'number' || typeof value === 'string' ? String(value) : '';
}
