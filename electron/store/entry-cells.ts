import type { CellKey, CellValue } from '#shared/values/cell.ts';
import { JsonBytes } from './json-bytes.ts';
import type { CellEntry } from './records.ts';

/**
 * A cell of an entry as it is kept. Most came from the entry's sheet and hold what their text says: of these it is the value
 * and the place. `more` has what else there is; without a place it has all of it.
 */
type CellLine = readonly [value: CellValue | null, cell?: string | null, more?: Omit<CellEntry, 'value'>];

/** The column `cells` of an entry: a sheet, and what the act wrote into each cell. */
type EntryLine = readonly [sheet: string, cells: Readonly<Record<CellKey, CellLine>>];

/** One for a thread: entries are packed one after the other. */
const bytes = new JsonBytes();

/**
 * As JSON in UTF-8, a view until the next entry is packed. A list of ten thousand enterprises has nearly a million cells, which
 * would take three times as much written out.
 */
export function packEntry(cells: Readonly<Record<CellKey, CellEntry>>): Buffer {
  const sheet = sheetOf(cells);
  bytes.clear();
  bytes.signs('[');
  bytes.text(sheet);
  bytes.signs(',');
  writeEach(cells, (entry) => writeLine(entry, sheet));
  bytes.signs(']');
  return bytes.written();
}

/** Their values alone, as a record of which they are all keeps them; in the same buffer. */
export function packValues(cells: Readonly<Record<CellKey, CellEntry>>): Buffer {
  bytes.clear();
  writeEach(cells, ({ value }) => bytes.value(value));
  return bytes.written();
}

/** Writes an object with what is written of each cell. */
function writeEach(cells: Readonly<Record<CellKey, CellEntry>>, write: (entry: CellEntry) => void): void {
  bytes.signs('{');
  let isFirst = true;
  for (const key in cells) {
    const entry = cells[key];
    if (entry === undefined) continue;
    if (!isFirst) bytes.signs(',');
    isFirst = false;
    bytes.key(key);
    bytes.signs(':');
    write(entry);
  }
  bytes.signs('}');
}

/** The sheet of the first cell that came from one. */
function sheetOf(cells: Readonly<Record<CellKey, CellEntry>>): string {
  for (const key in cells) {
    const sheet = cells[key]?.sheet;
    if (sheet !== undefined) return sheet;
  }
  return '';
}

export function unpackEntry(json: string): Record<CellKey, CellEntry> {
  const [sheet, lines] = JSON.parse(json) as EntryLine;
  const cells: Record<CellKey, CellEntry> = {};
  for (const [key, line] of Object.entries(lines)) cells[key] = entryOf(line, sheet);
  return cells;
}

/** Writes a CellLine. */
function writeLine(entry: CellEntry, sheet: string): void {
  const { value, cell, raw } = entry;
  bytes.signs('[');
  bytes.value(value);
  if (cell !== undefined && raw !== undefined && entry.sheet === sheet) {
    bytes.signs(',');
    bytes.text(cell);
    const isPlain =
      entry.factor === undefined &&
      entry.readAs === undefined &&
      entry.rounded === undefined &&
      entry.was === undefined;
    const isSaid = raw === textOf(value);
    if (!isPlain || !isSaid) {
      const { value: _value, cell: _cell, sheet: _sheet, raw: _raw, ...rest } = entry;
      bytes.signs(',');
      bytes.json(isSaid ? rest : { ...rest, raw });
    }
  } else {
    const { value: _value, ...rest } = entry;
    if (Object.keys(rest).length > 0) {
      bytes.signs(',null,');
      bytes.json(rest);
    }
  }
  bytes.signs(']');
}

function entryOf([value, cell, more]: CellLine, sheet: string): CellEntry {
  if (cell === undefined || cell === null) return { value, ...more };
  return { value, raw: textOf(value), sheet, cell, ...more };
}

/** What a cell says that holds just this. */
function textOf(value: CellValue | null): string {
  return typeof value === 'number' || typeof value === 'string' ? String(value) : '';
}
