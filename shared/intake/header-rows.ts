import { groupedBelow } from './header-groups.ts';
import { comparableHeader, isPart, isYearAlone, saysWhichFigure } from './header-words.ts';
import type { SheetView } from './sheet-view.ts';
import { isLikeUnit, isNoUnit, isUnitWord } from './units.ts';

const ordinals = /^([甲乙丙丁戊]|\(?\d{1,2}\)?|序号)$/u;

/** True for the row of 甲 乙 丙 1 2 under a header: letters, and numbers that count up. */
export function isNumberRow(view: SheetView, row: number): boolean {
  const texts = view.row(row).map((cell) => cell.raw.normalize('NFKC').trim());
  if (texts.length < 2 || !texts.every((text) => ordinals.test(text))) return false;
  const numbers = texts
    .map((text) => text.replace(/[()]/g, ''))
    .filter((text) => /^\d+$/.test(text))
    .map(Number);
  const counts = numbers.every((number, index) => index === 0 || number === (numbers[index - 1] ?? 0) + 1);
  if (!counts) return false;
  if (texts.some((text) => /[甲乙丙]/u.test(text))) return true;
  // Numbers alone count the columns from the first one; behind empty ones they are figures of a row without a name.
  const [first] = view.row(row);
  const [above] = view.row(row - 1);
  return numbers[0] === 1 && numbers.length >= 2 && first?.column === above?.column;
}

/** A row that holds nothing but units of measure, and dashes for none. */
export function isUnitsRow(view: SheetView, row: number): boolean {
  const texts = view.row(row).map((cell) => cell.raw);
  const words = texts.filter(isLikeUnit).length;
  const dashes = texts.filter((text) => isNoUnit(text)).length;
  if (words === 0) return texts.length >= 3 && dashes === texts.length;
  // 本年 and 上年 beside units are headers.
  if (!texts.some(isUnitWord) || texts.some((text) => isYearAlone(comparableHeader(text)))) return false;
  // One unit alone, such as 千元 of a register with a single amount, among dashes only.
  return words >= 2 ? words + dashes >= texts.length - 2 : dashes >= 2 && words + dashes === texts.length;
}

/** How many header rows a list may have. */
export const deepest = 3;

/** The texts above one column, from top to bottom. */
export interface HeaderPath {
  readonly column: number;
  readonly texts: readonly string[];
}

/** The rows of a sheet in which a list may begin: what they say is looked at once for all tables. */
export class HeaderRows {
  readonly #view: SheetView;
  /** Their words, made comparable. */
  readonly words: ReadonlyMap<number, ReadonlySet<string>>;
  readonly #paths = new Map<string, readonly HeaderPath[]>();
  readonly #likely = new Map<number, boolean>();

  constructor(view: SheetView) {
    this.#view = view;
    const tops = view.rowIndexes().slice(0, 40);
    const rows = new Set(tops.flatMap((top) => Array.from({ length: deepest }, (_, index) => top + index)));
    this.words = new Map(
      [...rows].map((row) => {
        const columns = Array.from({ length: view.lastColumn + 1 }, (_, column) => column);
        const texts = columns.map((column) => view.headerText(row, column));
        return [row, new Set(texts.filter((text) => /\p{L}/u.test(text)).map(comparableHeader))];
      }),
    );
  }

  /** A further header row looks like one: no figures, but perhaps years; no row of units or numbers. */
  isLikely(row: number): boolean {
    let isLikely = this.#likely.get(row);
    if (isLikely === undefined) this.#likely.set(row, (isLikely = isHeaderLike(this.#view, row)));
    return isLikely;
  }

  /** The columns below some of the rows that have a text in them. */
  paths(rows: readonly number[]): readonly HeaderPath[] {
    const name = rows.join();
    let paths = this.#paths.get(name);
    if (paths === undefined) this.#paths.set(name, (paths = pathsBelow(this.#view, rows)));
    return paths;
  }
}

/** The texts of some rows above each column; a name that stands to the left of unmerged cells is theirs, too. */
export function pathsBelow(view: SheetView, rows: readonly number[]): readonly HeaderPath[] {
  const last = rows.reduce(
    (most, row) => Math.max(most, view.mergedTo(row), view.row(row).at(-1)?.column ?? 0),
    0,
  );
  const columns = Array.from({ length: Math.min(last, view.lastColumn) + 1 }, (_, column) => column);
  const lowest = rows.at(-1) ?? 0;
  const grouped = rows.map((row) => (row === lowest ? null : groupedBelow(view, row, lowest)));
  const isNamedAbove = areNamesAbove(view, rows);
  let left: readonly string[] = [];
  return columns
    .map((column) => {
      const own = rows.map((row, at) => view.headerText(row, column) || (grouped[at]?.get(column) ?? ''));
      left =
        isBelowName(own, left) || (isNamedAbove && isInGroup(own, left)) || isPartBeside(own, left)
          ? own.map((text, index) => text || (left[index] ?? ''))
          : own;
      return { column, texts: left.filter((text, index, all) => text !== '' && all.indexOf(text) === index) };
    })
    .filter(({ texts }) => texts.length > 0);
}

/**
 * Whether a column's headers belong below the name that stands to the left, though the cells are not merged: 本年 and 上年
 * below one 新产品产值 that is written in the first column, or centred over both.
 */
function isBelowName(own: readonly string[], left: readonly string[]): boolean {
  const [word = '', word2] = own.filter((text) => text !== '');
  const beside = left.at(-1) ?? '';
  return (
    word2 === undefined &&
    own.at(-1) === word &&
    saysWhichFigure(word) &&
    left.some((text) => text !== '' && text !== beside) &&
    saysWhichFigure(beside) &&
    comparableHeader(beside) !== comparableHeader(word)
  );
}

/**
 * Whether a column that has one header has it in the uppermost row: so do all, and what that row leaves blank over another
 * header belongs to the group that is written to the left of it.
 */
function areNamesAbove(view: SheetView, rows: readonly number[]): boolean {
  const [upper = 0, ...lower] = rows;
  return (
    lower.length > 0 &&
    view.row(upper).some(({ column, raw }) => {
      const range = view.mergeAt(upper, column);
      const isAlone = range === undefined || (range.bottom > upper && range.left === range.right);
      return raw.trim() !== '' && isAlone && lower.every((row) => view.text(row, column) === '');
    })
  );
}

/** 销售收入 below nothing, beside 产值 below 新产品: below that, too, though the cells are not merged. */
function isInGroup([above, ...own]: readonly string[], [group = '', ...beside]: readonly string[]): boolean {
  const isBeside = beside.some((text) => text !== '' && text !== group);
  return (
    above === '' && own.some((text) => text !== '') && group !== '' && isBeside && !saysWhichFigure(group)
  );
}

/** 其中:新产品 below nothing, beside an item that has no other header: a part of that. */
function isPartBeside(
  [above, ...own]: readonly string[],
  [item = '', ...beside]: readonly string[],
): boolean {
  const [part = ''] = own.filter((text) => text !== '');
  return above === '' && isPart(part) && item !== '' && beside.every((text) => text === '' || text === item);
}

/** 填报单位:…, 报出日期:… and a day: words of a line above a table, though they stand over its columns. */
const ofLine =
  /^(?:填报|填表|编制|制表|报送|统计|综合|制定)?(?:单位|机关|部门|日期|时间|人)(?:名称|负责人)?[::]|^(?:报出|填报|填表|制表)日期|^20\d\d[-./年]\d{1,2}[-./月]\d{1,2}日?$/u;

function isHeaderLike(view: SheetView, row: number): boolean {
  const cells = view.row(row);
  const figures = cells.some(
    (cell) => cell.type === 'date' || (cell.type === 'number' && !/^20\d\d$/.test(cell.raw)),
  );
  if (cells.some(({ raw }) => ofLine.test(raw.normalize('NFKC').replace(/\s/gu, '')))) return false;
  return !figures && !isCodes(view, row) && !isNumberRow(view, row) && !isUnitsRow(view, row);
}

/** 甲 乙 01 02 09: codes of items below their names. */
function isCodes(view: SheetView, row: number): boolean {
  const texts = view.row(row).map(({ raw }) => raw.normalize('NFKC').trim());
  return texts.length >= 2 && texts.every((text) => /^(?:[甲乙丙丁戊]|\d{1,2}[a-z]?)$/u.test(text));
}
