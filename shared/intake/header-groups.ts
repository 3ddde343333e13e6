import { comparableHeader, saysWhichFigure } from './header-words.ts';
import type { SheetView } from './sheet-view.ts';

/** A word over a single column, such as 计划 or 2014年, that may be that of the columns beside it, too. */
interface Word {
  readonly column: number;
  readonly text: string;
}

/**
 * What a row of headers says over columns that it leaves blank: 计划 | | 实际 | over 产值 | 收入 | 产值 | 收入, written once for
 * each group and not merged. So it is where the same headers stand below each word.
 */
export function groupedBelow(view: SheetView, row: number, last: number): ReadonlyMap<number, string> {
  const words = wordsIn(view, row, last);
  const groups = new Map<number, string>();
  if (words.length < 2) return groups;
  for (let size = 2; size <= view.lastColumn; size++)
    for (let from = (words[0]?.column ?? 0) - size + 1; from <= (words[0]?.column ?? 0); from++)
      if (areGroups(view, { row, last, words, from, size })) {
        for (const [at, { text }] of words.entries())
          for (let column = 0; column < size; column++) groups.set(from + at * size + column, text);
        return groups;
      }
  return groups;
}

interface Groups {
  readonly row: number;
  readonly last: number;
  readonly words: readonly Word[];
  readonly from: number;
  readonly size: number;
}

function areGroups(view: SheetView, { row, last, words, from, size }: Groups): boolean {
  if (from < 0) return false;
  const below = (column: number): string => comparableHeader(view.text(last, column));
  return words.every((word, at) => {
    const begin = from + at * size;
    return (
      word.column >= begin &&
      word.column < begin + size &&
      Array.from({ length: size }, (_, index) => begin + index).every(
        (column, index) =>
          below(column) !== '' &&
          below(column) === below(from + index) &&
          (column === word.column || view.headerText(row, column) === ''),
      )
    );
  });
}

/** Words of a row that say which figure it is, each over one column with a header of its own below. */
function wordsIn(view: SheetView, row: number, last: number): readonly Word[] {
  return view
    .row(row)
    .filter(
      ({ column, raw }) =>
        raw.trim() !== '' &&
        saysWhichFigure(raw) &&
        view.mergeAt(row, column) === undefined &&
        view.text(last, column) !== '',
    )
    .map(({ column, raw }) => ({ column, text: raw.trim() }));
}

/**
 * Columns that a row of headers leaves blank behind such a word, in no group: whether they are the word's, too, nobody knows.
 * `isOther`: whether a word over a column says that its figures are others than those of this year.
 */
export function doubtfulBelow(
  view: SheetView,
  rows: readonly number[],
  isOther: (column: number, text: string) => boolean,
): ReadonlySet<number> {
  const last = rows.at(-1) ?? 0;
  const doubtful = new Set<number>();
  for (const row of rows.slice(0, -1)) {
    const grouped = groupedBelow(view, row, last);
    for (const { column, text } of wordsIn(view, row, last)) {
      if (grouped.has(column) || !isOther(column, text)) continue;
      for (let behind = column + 1; isBlankOver(view, rows, behind); behind++) doubtful.add(behind);
    }
  }
  return doubtful;
}

/** A header over a single column that may be that of a group, and the columns behind it over which its row leaves all blank. */
export interface OpenGroup {
  readonly column: number;
  readonly text: string;
  readonly behind: readonly number[];
}

/** Groups of columns of which nothing says where they end: 新产品 | | over 产值 | 销售收入 | 利润总额, not merged. */
export function openGroups(view: SheetView, rows: readonly number[]): readonly OpenGroup[] {
  const last = rows.at(-1) ?? 0;
  return rows.slice(0, -1).flatMap((row) =>
    view.row(row).flatMap(({ column, raw }): readonly OpenGroup[] => {
      const isSingle = view.mergeAt(row, column) === undefined && view.text(last, column) !== '';
      if (raw.trim() === '' || !isSingle || saysWhichFigure(raw)) return [];
      const behind: number[] = [];
      for (let next = column + 1; isBlankOver(view, rows, next); next++) behind.push(next);
      return behind.length === 0 ? [] : [{ column, text: raw.trim(), behind }];
    }),
  );
}

/** Whether a column has a header in the last of some rows and none above it. */
function isBlankOver(view: SheetView, rows: readonly number[], column: number): boolean {
  const texts = rows.map((row) => view.headerText(row, column));
  return texts.at(-1) !== '' && texts.slice(0, -1).every((text) => text === '');
}
