import { listed } from './asking.ts';
import { isCalledTotal } from './called-totals.ts';
import type { FoundTable } from './find-table.ts';
import { isFigure, type GridCell } from './grid.ts';
import type { SheetView } from './sheet-view.ts';
import {
  isMoney,
  isUnitWord,
  moneyInNote,
  moneyInRemark,
  type SaidUnit,
  saysRowsBelow,
  unitInHeader,
  unitOf,
} from './units.ts';

/** Rows at the end of a sheet in which a note may stand beside other cells. */
const rowsOfNotes = 30;

/** Rows of a table of which the same places say the unit of money. */
export interface UnitPart {
  /** The first of them; and behind the last. */
  readonly from: number;
  readonly until: number;
  /** The row of the line that begins them, or the row itself where it says a unit of its own; null of the first rows. */
  readonly begun: number | null;
  /** What the line that begins them says, where it says that it is of what follows: no line above them counts then. */
  readonly turned: string | null;
  readonly lines: readonly SaidUnit[];
  readonly notes: readonly SaidUnit[];
}

interface Note extends SaidUnit {
  readonly row: number;
  readonly text: string;
  /** The only cell of its row; in one of the last rows of the sheet. */
  readonly isAlone: boolean;
  readonly isLast: boolean;
}

/**
 * The rows below a header by what says their unit of money: the lines above them and the notes below. A line among the rows
 * (以下单位:千元, 单位:千元) is of those below it, and one among them that says so (以上单位:万元) of those above. What one row
 * of figures says beside them is of that row alone.
 *
 * @param lines what stands above the header
 */
export function unitParts(
  view: SheetView,
  found: FoundTable,
  headerRow: number,
  lines: readonly SaidUnit[],
): readonly UnitPart[] {
  const said = notesBelow(view, found, headerRow);
  // Nearly every list says nothing more: its rows are not looked through for figures.
  const figures = said.length === 0 ? [] : rowsOfFigures(view, found, headerRow);
  const [first = Infinity, last = -Infinity] = [figures[0], figures.at(-1)];
  const isOwn = new Set(figures);
  const alone = said.filter(({ isAlone }) => isAlone);
  const within = said.filter(({ isAlone, isLast, row }) => !isAlone && (isLast || isOwn.has(row)));
  const own = within.filter(({ row }) => isOwn.has(row));
  const turns = alone.filter(({ row, text }) => row > first && row < last && saysWhere(text) !== 'all');
  const others = [...alone, ...within].filter((note) => !turns.includes(note) && !own.includes(note));
  const isEnd = ({ text }: Note): boolean => saysWhere(text) === 'above';
  const parts = [null, ...turns].map((begun, at): UnitPart => {
    const isTurned = begun !== null && saysWhere(begun.text) === 'below';
    const from = begun === null ? -Infinity : begun.row + 1;
    return {
      from,
      until: turns[at]?.row ?? Infinity,
      begun: begun?.row ?? null,
      turned: isTurned ? begun.unit : null,
      lines: isTurned ? [begun] : [...lines, ...(begun === null || isEnd(begun) ? [] : [begun])],
      notes: [...others, ...turns.filter((note) => isEnd(note) && note.row > from)],
    };
  });
  const ofRows = [...Map.groupBy(own, ({ row }) => row)].map(([row, notes]): UnitPart => {
    const around = parts.find(({ from, until }) => row >= from && row < until);
    return {
      from: row,
      until: row + 1,
      begun: row,
      turned: null,
      lines: around?.lines ?? lines,
      notes: [...(around?.notes ?? others), ...notes],
    };
  });
  return [...ofRows, ...parts];
}

/** Whether a line of a unit is of the rows below it, of those above, of where it stands, or of all of the table. */
function saysWhere(text: string): 'below' | 'above' | 'here' | 'all' {
  const plain = text.normalize('NFKC').replace(/\s/gu, '');
  if (saysRowsBelow(plain)) return 'below';
  if (/以上|上述/u.test(plain)) return 'above';
  return /本表|表中|上表|[均都]|一律|全部/u.test(plain) ? 'all' : 'here';
}

/** The cells below a header that say a unit of money. */
function notesBelow(view: SheetView, found: FoundTable, headerRow: number): readonly Note[] {
  const { rows } = view.sheet;
  const notes: Note[] = [];
  for (const [at, { index, cells }] of rows.entries()) {
    if (index <= headerRow) continue;
    for (const { type, raw, column } of cells) {
      if (type !== 'text' || !raw.includes('元')) continue;
      const isOfRows = isMoney(unitOf(raw)) && isUnitsOfRows(found, index, cells);
      const isAlone = cells.length === 1 || isOfRows;
      const said = isOfRows ? unitOf(raw) : moneyInNote(raw);
      const isOwn = isAlone || isItsOwn(found, column);
      const unit = said ?? (isOwn ? moneyInName(found, raw) : moneyInRemark(raw));
      if (unit === null) continue;
      const isLast = said !== null && at >= rows.length - rowsOfNotes;
      const cell = view.address(index, column);
      notes.push({ row: index, text: raw, cell, unit, isAlone, isLast });
    }
  }
  return notes;
}

/** 一、生产经营 | 万元 | 万元: whether a row of a form says the units of those below it where they have their figures. */
function isUnitsOfRows(found: FoundTable, row: number, cells: readonly GridCell[]): boolean {
  // What is said of the rows that the clerk set aside is asked about column by column.
  if (found.kind === 'list' || found.laid !== undefined) return false;
  if (row === found.unitsRow || found.headerRows.includes(row)) return false;
  const values = new Set(found.blocks.flatMap(({ columns }) => columns.map(({ at }) => at)));
  const units = cells.filter(({ column }) => values.has(column));
  return units.length > 0 && units.every(({ raw }) => isUnitWord(raw)) && !cells.some(isFigure);
}

/** 长春甲厂(万元), 合隆镇(万元): what the name of a row, or of those below it, says of a list. */
function moneyInName({ kind }: FoundTable, text: string): string | null {
  const unit = kind === 'list' ? unitInHeader(text) : null;
  return isMoney(unit) ? unit : null;
}

/** Whether a column is one of the table's: what stands in it is no remark. */
function isItsOwn(found: FoundTable, column: number): boolean {
  if (found.kind === 'list') return (found.columns.get(column)?.role.kind ?? 'unknown') !== 'unknown';
  return found.blocks.some(
    ({ from, codeColumn, nameColumn, unitColumn, columns }) =>
      [codeColumn, nameColumn, unitColumn].includes(column) ||
      (column >= from && column < codeColumn) ||
      columns.some(({ at }) => at === column),
  );
}

/** A single number may stand in a note, such as that of a telephone. */
const leastFigures = 2;

/** Rows below the header that have figures of the table's items. */
function rowsOfFigures(view: SheetView, found: FoundTable, headerRow: number): readonly number[] {
  const hasFigure = (row: number, column: number): boolean => {
    const cell = view.at(row, column);
    return cell !== undefined && isFigure(cell);
  };
  if (found.kind === 'form')
    return found.items
      .filter(
        ({ row, codes, block }) => codes.length > 0 && block.columns.some(({ at }) => hasFigure(row, at)),
      )
      .map(({ row }) => row)
      .sort((a, b) => a - b);
  const items = [...found.columns].flatMap(([column, { role }]) =>
    (role.kind === 'cell' && role.identity === undefined) || role.kind === 'unclear' ? [column] : [],
  );
  const least = Math.min(leastFigures, items.length);
  return view
    .rowIndexes()
    .filter((row) => row > headerRow && !isCalledTotal(view, row))
    .filter((row) => items.filter((column) => hasFigure(row, column)).length >= least);
}

/** A3 千元、B7–B9 千元、A12 万元: what each place says, of many alike the first and last. */
export function placesOf(said: readonly SaidUnit[]): string {
  const runs: { unit: string; first: string; last: string }[] = [];
  for (const { cell, unit } of said) {
    const before = runs.at(-1);
    const isSameColumn = before?.first.replace(/\d+$/, '') === cell.replace(/\d+$/, '');
    if (before?.unit === unit && isSameColumn) before.last = cell;
    else runs.push({ unit, first: cell, last: cell });
  }
  return listed(
    runs.map(({ unit, first, last }) => `${first === last ? first : `${first}–${last}`} ${unit}`),
  );
}
