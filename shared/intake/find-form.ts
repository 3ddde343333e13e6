import type { Table } from '../returns/definition.ts';
import { fieldsOf } from '../returns/tables.ts';
import type { SheetLayout } from '../values/sheet-layout.ts';
import { isNearName, namesByCode, namesOf } from './columns.ts';
import type { FormBlock } from './form-block.ts';
import type { FormStart } from './form-heads.ts';
import { besideYear, comparableHeader, saysOtherMeasure, yearSaid } from './header-words.ts';
import { isNumberRow } from './header-rows.ts';
import { identityAbove } from './identity.ts';
import { nameOf, wordsOf } from './form-names.ts';
import { partsOfOthers } from './form-parts.ts';
import { isFigure } from './grid.ts';
import { byNames } from './row-numbers.ts';
import type { SheetView } from './sheet-view.ts';
import { bothUnits, isMoney, isUnitWord, unitInHeader, unitSaid } from './units.ts';

/** A form for one enterprise: items down, years across, found by its column of codes. */
export interface FoundForm {
  readonly kind: 'form';
  readonly table: string;
  /** Where it is asked about all of the form: its only header row, or the first. */
  readonly headerRow: number;
  /** With those that say more of its columns, from the top. */
  readonly headerRows: readonly number[];
  readonly unitsRow: number | null;
  readonly numberRow: number | null;
  readonly blocks: readonly FormBlock[];
  readonly items: readonly FormItem[];
  readonly matched: number;
  /** How many of them the words beside the code name as well. */
  readonly named: number;
  /** The header row of a next form on the same sheet. */
  readonly next: number | null;
  /** What the clerk said of it; absent of one that import found by itself. */
  readonly laid?: SheetLayout;
  /** What stands under 代码 counts the rows, and the names are what they are told by. */
  readonly isRenumbered?: true;
  /** Too few of its items are certain for a form: what each other row is, is asked. */
  readonly isDoubtful?: true;
}

/** So many items make a form that is sure. */
const sureItems = 2;

/** One row of a block. */
export interface FormItem {
  readonly row: number;
  readonly block: FormBlock;
  readonly label: string;
  /** The field whose row it is; several, the first by its code, where the words say another; none for a row not of this return. */
  readonly codes: readonly string[];
  /** The words are no name of the field, nor near one (工业增加值 beside the code of 新产品产值), or may be another's part. */
  readonly isForeign?: boolean;
  /** The code of the item that the clerk said it to be, or `skip`. */
  readonly said?: string;
}

/**
 * The form that a sheet holds of one table: a header row with 代码 and 本年 (or the single column), its codes below. With
 * the key of the app's own workbook the codes alone will do.
 */
export function findForm(
  view: SheetView,
  table: Table,
  heads: readonly FormStart[],
  { isKeyed, year }: { readonly isKeyed: boolean; readonly year: number },
): FoundForm | null {
  return bestForm(view, table, heads, {
    isKeyed,
    year,
    isEnough: (form) => isSureForm(view, form, table, isKeyed),
  });
}

/** Rows of which nobody knows what they are: so many can be asked about one by one. */
const mostAsked = 8;

/**
 * A short form of which one item at least is certain, though too few for a form that is sure: by its words with its code, or,
 * where it has no codes, by its words in a form that says whose it is. It is asked what the other rows are.
 */
export function findDoubtfulForm(
  view: SheetView,
  table: Table,
  heads: readonly FormStart[],
  year: number,
): FoundForm | null {
  const isEnough = (form: FoundForm): boolean => {
    const asked = withForeign(view, form.items, table, year).filter(
      ({ codes, isForeign }) => codes.length !== 1 || isForeign === true,
    ).length;
    const isTold = form.blocks.every(({ hasCodes }) => hasCodes) || isWhose(view, form);
    return form.named >= 1 && isTold && asked <= mostAsked;
  };
  const best = bestForm(view, table, heads, { isKeyed: false, year, isEnough });
  return best === null ? null : { ...best, isDoubtful: true };
}

function bestForm(
  view: SheetView,
  table: Table,
  heads: readonly FormStart[],
  search: {
    readonly isKeyed: boolean;
    readonly year: number;
    readonly isEnough: (form: FoundForm) => boolean;
  },
): FoundForm | null {
  const { isKeyed, year, isEnough } = search;
  let best: FoundForm | null = null;
  for (const head of heads) {
    const found = formAt(view, head, table);
    if (isEnough(found) && (best === null || found.matched > best.matched)) best = found;
  }
  return best === null || isKeyed ? best : { ...best, items: withForeign(view, best.items, table, year) };
}

/** Items whose code is known beside words that name something else, or a part of something else; those in the unit's column and numbers of rows are no words. */
export function withForeign(
  view: SheetView,
  items: readonly FormItem[],
  table: Table,
  year: number,
): readonly FormItem[] {
  const ofOthers = partsOfOthers(items, table);
  return items.map((item) => {
    const [code = '', ...others] = item.codes;
    const isFilled = isFilledRow(view, item.row, item.block);
    if (code === '' || others.length > 0 || !isFilled) return item;
    if (ofOthers.has(item)) return { ...item, isForeign: true };
    const words = wordsOf(view, item.row, item.block).map(comparableHeader);
    const own = namesByCode(table).get(code) ?? [];
    const near = words.filter((word) => isNearName(word, own));
    const isOwn = near.length > 0 && !near.some((word) => isOfOther(word, own, year));
    return words.length === 0 || isOwn ? item : { ...item, isForeign: true };
  });
}

/** 工业总产值计划数, 2014年工业总产值: an item's name that says another measure or year of it, which no name of the item does. */
function isOfOther(word: string, names: readonly string[], year: number): boolean {
  if (saysOtherMeasure(word)) return !names.some(saysOtherMeasure);
  const said = besideYear(word) === undefined ? null : yearSaid(word, year);
  return said === '上年' || said === 'other';
}

function formAt(view: SheetView, head: FormStart, table: Table): FoundForm {
  const { headerRow, headerRows, unitsRow, until } = head;
  const names = namesOf(table);
  const below = view.rowIndexes().filter((row) => row > (unitsRow ?? Math.max(...headerRows)));
  const [next] = below;
  const numberRow = next !== undefined && isNumberRow(view, next) ? next : null;
  const rows = below.filter((row) => row !== numberRow && row < (until ?? Infinity));
  const itemsIn = (some: readonly FormBlock[]): readonly FormItem[] =>
    rows.flatMap((row) => some.flatMap((block) => itemAt(view, row, block, table)));
  const found = itemsIn(head.blocks);
  const named = byNames(view, head.blocks, found, table);
  const blocks = named ?? head.blocks;
  const items = named === null ? found : itemsIn(named);
  const matched = new Set(items.flatMap(({ codes }) => (codes.length === 1 ? codes : []))).size;
  const isNamed = ({ label, codes: [code = ''] }: FormItem): boolean =>
    (names.get(comparableHeader(label)) ?? []).includes(code);
  const ofNames = new Set(items.filter(isNamed).flatMap(({ codes }) => (codes.length === 1 ? codes : [])))
    .size;
  return {
    kind: 'form',
    table: table.code,
    headerRow,
    headerRows,
    unitsRow,
    numberRow,
    blocks,
    items,
    matched,
    named: ofNames,
    next: until,
    ...(named === null ? {} : { isRenumbered: true }),
  };
}

/** Whether so many items are certain that it can be no other table. */
function isSureForm(view: SheetView, form: FoundForm, table: Table, isKeyed: boolean): boolean {
  const { items, matched, named } = form;
  const fields = fieldsOf(table);
  // Every return has a 06: codes whose words it does not know are another's. A section alone is known by its words.
  const isHalf = named * 2 >= matched;
  const isMost =
    matched >= fields.size * 0.4 ? isKeyed || isHalf : named >= matched * 0.8 || (isHalf && named >= 3);
  // A department's section of the app's own workbook may have a single item, a small return or a part of one fewer than five.
  const isSure = named === matched && (areCoded(items) || (named >= 3 && isWhose(view, form)));
  const least = isKeyed ? 1 : isSure ? sureItems : Math.min(5, Math.max(3, fields.size));
  // Rows whose words and codes say two items will be asked about: a form with its rows numbered anew has many.
  const doubtful = items.filter(({ codes }) => codes.length > 1).length;
  return matched + doubtful >= least && isMost;
}

/** Whether the lines above a form say whose it is. */
function isWhose(view: SheetView, { headerRow, headerRows }: FoundForm): boolean {
  return Object.keys(identityAbove(view, headerRows[0] ?? headerRow, new Map())).length > 0;
}

/** Whether the words of all items that are known agree with their codes. */
function areCoded(items: readonly FormItem[]): boolean {
  const known = items.filter(({ codes }) => codes.length > 0);
  return (
    known.length * 2 > items.length && known.every(({ codes, block }) => block.hasCodes && codes.length === 1)
  );
}

/** The item of a row, none, or a row that is to be asked about. */
export function itemAt(view: SheetView, row: number, block: FormBlock, table: Table): FormItem[] {
  const written = view.text(row, block.codeColumn).normalize('NFKC').toLowerCase();
  const code = /^\d$/.test(written) ? `0${written}` : written;
  const { label, known, isSure } = nameOf(view, row, block, table);
  const item = { row, block, label };
  // Without a column of codes a name is all that there is to say, as the header of a list.
  if (!block.hasCodes && known.length === 1 && isSure) return [{ ...item, codes: known }];
  if (fieldsOf(table).has(code)) {
    // The name beside the code must be the field's own: an edited form must not shift numbers by a row.
    const isAgreed = known.length === 0 || known.includes(code);
    return [{ ...item, codes: isAgreed ? [code] : [code, ...known] }];
  }
  // A row whose code is gone, or is no code of this return: what it names is asked, what names nothing is said.
  const figures = block.columns.some(({ at }) => isFigureAt(view, row, at));
  const isFilled = isFilledRow(view, row, block);
  if (known.length > 0) return isFilled ? [{ ...item, codes: ['', ...known] }] : [];
  if (!figures && !(isFilled && /^\d{1,3}[a-z]?$/.test(code))) return [];
  return [{ ...item, label: label === '' ? written : label, codes: [] }];
}

/** 2015年 in a line of its own is no figure. */
const isYear = /^20\d\d\s*年/u;

function isFigureAt(view: SheetView, row: number, column: number): boolean {
  const cell = view.at(row, column);
  return cell !== undefined && isFigure(cell) && !isYear.test(cell.raw.trim());
}

/** Whether a row has something under a year, if only a formula that was never computed. */
function isFilledRow(view: SheetView, row: number, { columns }: FormBlock): boolean {
  return columns.some(({ at }) => {
    const cell = view.at(row, at);
    return cell !== undefined && (cell.raw.trim() !== '' || cell.uncomputed === true);
  });
}

/** A row as its heading says it: its code and its words. */
export function textOfItem(view: SheetView, { row, block, label }: FormItem): string {
  return block.hasCodes ? `${view.text(row, block.codeColumn)} ${label}`.trim() : label;
}

/** What a row names, known or not. */
export function labelOfRow(view: SheetView, row: number, block: FormBlock): string {
  return wordsOf(view, row, block)[0] ?? '';
}

const sameUnit = /^(?:同上|[〃″"”]{1,2})$/u;

/** The unit in a row; 同上 and 〃 are the unit of the row above. */
function unitBeside(view: SheetView, row: number, column: number): string {
  const text = view.headerText(row, column);
  if (!sameUnit.test(text)) return text;
  const above = view
    .rowIndexes()
    .findLast((other) => other < row && !sameUnit.test(view.text(other, column)));
  const said = above === undefined ? '' : view.headerText(above, column);
  return isUnitWord(said) ? said : text;
}

/** The unit of a row: what its own column of units and its name say, and for money also what the header says. */
export function unitOfItem(
  view: SheetView,
  { row, block, label }: FormItem,
  header: string | null,
): string | null {
  const beside = block.unitColumn === null ? null : unitSaid(unitBeside(view, row, block.unitColumn));
  const own = bothUnits(beside, unitInHeader(label));
  return own !== null && !isMoney(own) ? own : bothUnits(own, header);
}
