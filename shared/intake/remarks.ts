import type { DecidedColumn } from './decide-columns.ts';
import type { FoundForm } from './find-form.ts';
import type { FoundList } from './find-list.ts';
import type { FormBlock } from './form-block.ts';
import { isFigure, type GridCell } from './grid.ts';
import { comparableHeader, isRemarkHeader, isWholeYear, isYearAlone } from './header-words.ts';
import { notActual } from './not-actual.ts';
import type { SheetView } from './sheet-view.ts';
import { looseHeader, yearOfText, type NotOfYear } from './year-rows.ts';

/** Columns in which figures stand, and the remarks on them: below headers, or below none. */
interface Beside {
  readonly figures: readonly number[];
  readonly headed: readonly number[];
  readonly unheaded: readonly number[];
}

/** What a remark says of a row with figures, where it says that they are no actual ones of the year. */
function remarkOn(
  view: SheetView,
  row: number,
  { figures, headed, unheaded }: Beside,
  year: number,
): readonly NotOfYear[] {
  const isFilled = (column: number): boolean => view.at(row, column) !== undefined;
  for (const column of [...headed, ...unheaded.filter(isFilled)]) {
    const text = notActual(view.headerText(row, column), year);
    if (text !== null && hasFigure(view, row, figures)) return [{ row, column, year: null, text }];
  }
  return [];
}

function hasFigure(view: SheetView, row: number, columns: readonly number[]): boolean {
  return columns.some((column) => {
    const cell = view.at(row, column);
    return cell !== undefined && isFigure(cell);
  });
}

/** Columns of a sheet, from one up to another, that are none of some. */
function othersThan(known: ReadonlySet<number | null>, from: number, until: number): readonly number[] {
  const all = Array.from({ length: Math.max(0, until - from) }, (_, index) => from + index);
  return all.filter((column) => !known.has(column));
}

/** Rows of a list that remarks say that of: 计划数, 1-6月. `isRegister`: a 时间 of its records is that of something else. */
export function remarkedRows(
  view: SheetView,
  rows: readonly number[],
  list: {
    readonly found: FoundList;
    readonly columns: ReadonlyMap<number, DecidedColumn>;
    readonly isRegister: boolean;
  },
  year: number,
): readonly NotOfYear[] {
  const { found, columns, isRegister } = list;
  const figures: number[] = [];
  const headed: number[] = [];
  for (const [column, { header }] of found.columns) {
    const role = columns.get(column);
    if (role?.kind === 'cell' && role.identity === undefined) figures.push(column);
    const isOther = role === undefined || role.kind === 'unknown' || role.kind === 'unclear';
    const isLoose = !isRegister && looseHeader.test(comparableHeader(header));
    if (isOther && (isLoose || isRemarkHeader(header))) headed.push(column);
  }
  const unheaded = othersThan(new Set(found.columns.keys()), 0, view.lastColumn + 1);
  // A list without remarks is not gone through for them.
  const remarked =
    headed.length + unheaded.length === 0
      ? []
      : rows.flatMap((row) => remarkOn(view, row, { figures, headed, unheaded }, year));
  return isRegister ? remarked : [...remarked, ...rowsBelowHeadings(view, rows, found.bodyFrom, year)];
}

/** Rows of a list below a row that only says of what year or plan they are: 2014年, 二、计划; up to the next such row. */
function rowsBelowHeadings(
  view: SheetView,
  rows: readonly number[],
  bodyFrom: number,
  year: number,
): readonly NotOfYear[] {
  const isOfList = new Set(rows);
  const below: NotOfYear[] = [];
  let heading: Omit<NotOfYear, 'row'> | null = null;
  for (const row of view.rowIndexes()) {
    if (row < bodyFrom) continue;
    const cell = view.onlyCellOf(row);
    if (cell !== undefined) heading = headingOf(cell, row, year);
    else if (heading !== null && isOfList.has(row)) below.push({ ...heading, row });
  }
  return below;
}

/** Whether a row only says of what year or plan those below it are: it names no unit. */
export function isYearHeading(view: SheetView, row: number, year: number): boolean {
  const cell = view.onlyCellOf(row);
  if (cell === undefined) return false;
  const part = comparableHeader(cell.raw);
  return isYearAlone(part) || isWholeYear(part) || headingOf(cell, row, year) !== null;
}

function headingOf({ raw, column }: GridCell, by: number, year: number): Omit<NotOfYear, 'row'> | null {
  const words = raw.normalize('NFKC').replace(/^\s*\(?[一二三四五六七八九十\d]{1,3}\)?[、.]\s*/u, '');
  const said = yearOfText(words.trim(), year);
  if (said === '上年' || said === 'other')
    return { by, column, year: /20\d\d/.exec(words)?.[0] ?? String(year - 1), text: null };
  const text = notActual(words, year);
  return text === null ? null : { by, column, year: null, text };
}

/** The same of the rows of a form's items, by the block in which each stands. */
export function remarkedItems(
  view: SheetView,
  { blocks }: FoundForm,
  rowsOf: (block: FormBlock) => readonly number[],
  year: number,
): readonly (NotOfYear & { readonly block: FormBlock })[] {
  return blocks.flatMap((block, index) => {
    const figures = block.columns.map(({ at }) => at);
    const headed = block.others.flatMap(({ at, header }) => (isRemarkHeader(header) ? [at] : []));
    const known = new Set([
      ...figures,
      ...block.others.map(({ at }) => at),
      block.unitColumn,
      block.nameColumn,
    ]);
    const until = Math.min(blocks[index + 1]?.from ?? Infinity, view.lastColumn + 1);
    const beside = { figures, headed, unheaded: othersThan(known, Math.min(...figures) + 1, until) };
    return rowsOf(block).flatMap((row) =>
      remarkOn(view, row, beside, year).map((said) => ({ ...said, block })),
    );
  });
}
