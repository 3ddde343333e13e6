import type { LoadedEdition } from '../returns/edition.ts';
import {
  areUnits,
  columnsBehind,
  isColumnLabel,
  mayNameUnit,
  unitsIn,
  type AcrossUnit,
} from './across-columns.ts';
import { identityNames, isHeaderOf, namesOf, type FieldNames } from './columns.ts';
import { isNameHeader } from './form-labels.ts';
import type { GridCell } from './grid.ts';
import { isNumberRow } from './header-rows.ts';
import { comparableHeader, isWholeYear, isYearAlone, saysOtherMeasure } from './header-words.ts';
import { linesAbove } from './headers-below.ts';
import { noteLabel } from './row-labels.ts';
import type { SheetView } from './sheet-view.ts';

/** How a list lies on a sheet whose units stand in columns and whose items in rows. Rows and columns count from 0. */
export interface Across {
  /** Its first row: that of the names, where they stand above the items. */
  readonly top: number;
  /** The row that names the units without saying that it does; null where a row of the items is labelled 单位名称. */
  readonly namesRow: number | null;
  readonly lines: readonly AcrossLine[];
  /** The column of the items' names, a column of groups before it, and that of their units behind it. */
  readonly items: number;
  readonly group: number | null;
  readonly unitColumn: number | null;
  /** What the columns of one unit say, 本年 and 上年; one empty text where each unit has one column. */
  readonly parts: readonly string[];
  /** Columns of each unit, by the parts. */
  readonly units: readonly AcrossUnit[];
  readonly noteRows: readonly number[];
  /** Where a further table begins below; null without one. */
  readonly next: number | null;
}

/** A row that holds an item of all units, or their names or codes; with the year that stands beside the item's name. */
export interface AcrossLine {
  readonly row: number;
  readonly label: string;
  readonly year: string;
  readonly isIdentity: boolean;
}

const [rowsLookedAt, columnsOfItems, rowsOfNames, leastItems] = [600, 6, 4, 3];
/**
 * Finds such a list; null where a sheet holds none. At least three items must be named down a column and two units be named
 * above figures: a single column of figures is a form, columns of years or of plan and result are none of units.
 */
export function findAcross(view: SheetView, edition: LoadedEdition, year: number): Across | null {
  if (view.lastColumn < 2) return null;
  const isName = namesAnItem(edition, year);
  const rows = view.rowIndexes().slice(0, rowsLookedAt);
  const items = columnOfItems(view, rows, isName);
  if (items === null) return null;
  const labelOf = (row: number): string => view.headerText(row, items);
  // 项目 heads the items as well as it names one of a register.
  const first = rows.find((row) => isName(labelOf(row)) && !isNameHeader(labelOf(row))) ?? 0;
  const above = contiguousAbove(rows, first);
  const below = rows.filter((row) => row >= first);
  const identityOf = (row: number): string | undefined => identityNames.get(comparableHeader(labelOf(row)));
  const isNamed = below.some((row) => identityOf(row) === 'name');
  const namesRow = isNamed ? null : rowOfNames(view, above, items);
  const partsRow =
    [...above, ...below.slice(0, rowsOfNames)].find((row) => isPartsRow(view, row, items)) ?? null;
  const { body, noteRows, next } = bodyOf(view, below, { namesRow, labelOf, identityOf });
  const used = body.filter((row) => row !== partsRow && !isNumberRow(view, row));
  const top = Math.min(first, ...[namesRow, partsRow].filter((row) => row !== null));
  const heads = [
    ...above.filter((row) => row >= top),
    ...used.filter((row) => identityOf(row) !== undefined),
  ];
  const figures = used.filter((row) => identityOf(row) === undefined);
  const { unitColumn, yearColumn, columns } = columnsBehind(view, items, { heads, figures });
  const grouped = unitsIn(view, columns, { heads: heads.filter((row) => row !== partsRow), partsRow });
  if (grouped === null || used.filter((row) => isName(labelOf(row))).length < leastItems) return null;
  const nameRow = namesRow ?? used.find((row) => identityOf(row) === 'name') ?? null;
  if (!areUnits(view, grouped.units, { nameRow, heads, figures })) return null;
  const lines = linesIn(view, used, yearColumn, labelOf).map((line) => ({
    ...line,
    isIdentity: identityOf(line.row) !== undefined,
  }));
  const group = groupBefore(view, items, used);
  return { top, namesRow, lines, items, group, unitColumn, ...grouped, noteRows, next };
}

/** Whether a text is the name of an item of any return. */
export function namesAnItem(edition: LoadedEdition, year: number): (text: string) => boolean {
  const context = { names: allNames(edition), parentNames: none, year };
  return (text) => text !== '' && isHeaderOf(comparableHeader(text), context);
}

/** The labelled rows; 上年 below 本年 is of the same item, whose name is written once. */
export function linesIn(
  view: SheetView,
  rows: readonly number[],
  yearColumn: number | null,
  labelOf: (row: number) => string,
): readonly Omit<AcrossLine, 'isIdentity'>[] {
  const lines: Omit<AcrossLine, 'isIdentity'>[] = [];
  for (const row of rows) {
    const year = yearColumn === null ? '' : view.headerText(row, yearColumn);
    const before = lines.at(-1);
    const isSecond = year !== '' && before?.row === row - 1 && before.year !== '' && before.year !== year;
    const label = labelOf(row) === '' && isSecond ? before.label : labelOf(row);
    if (label !== '') lines.push({ row, label, year });
  }
  return lines;
}

const none: ReadonlySet<string> = new Set();
const namesByEdition = new WeakMap<LoadedEdition, FieldNames>();

function allNames(edition: LoadedEdition): FieldNames {
  const known = namesByEdition.get(edition);
  const names = known ?? new Map([...edition.tables()].flatMap((table) => [...namesOf(table)]));
  namesByEdition.set(edition, names);
  return names;
}

/** The column that names most items; null where none names so many. */
export function columnOfItems(
  view: SheetView,
  rows: readonly number[],
  isName: (text: string) => boolean,
  least = leastItems,
): number | null {
  let [best, most] = [-1, least - 1];
  for (let column = 0; column < columnsOfItems; column++) {
    const count = rows.filter((row) => isName(view.text(row, column))).length;
    if (count > most) [best, most] = [column, count];
  }
  return best < 0 ? null : best;
}

function contiguousAbove(rows: readonly number[], first: number): readonly number[] {
  const above: number[] = [];
  for (let row = first - 1; row >= 0 && above.length < rowsOfNames && rows.includes(row); row--)
    above.unshift(row);
  return above;
}

function textsBehind(view: SheetView, row: number, items: number): readonly GridCell[] {
  return view
    .row(row)
    .filter(({ column, raw }) => column > items && raw.trim() !== '' && !isColumnLabel(raw));
}

/** Of the rows above the items, the one that names most units, and more than so many. */
export function rowOfNames(
  view: SheetView,
  above: readonly number[],
  items: number,
  least = 1,
): number | null {
  let [best, most]: [number | null, number] = [null, least];
  for (const row of above) {
    const count = textsBehind(view, row, items).filter(mayNameUnit).length;
    if (count > most) [best, most] = [row, count];
  }
  return best;
}

/** 本年 上年 本年 上年, 计划 实际 计划 实际: what each column of a unit says. */
export function isPartsRow(view: SheetView, row: number, items: number): boolean {
  const texts = textsBehind(view, row, items).map(({ raw }) => comparableHeader(raw));
  const isYear = (text: string): boolean => isYearAlone(text) || isWholeYear(text);
  return texts.filter(isYear).length >= 2 && texts.every((text) => isYear(text) || saysOtherMeasure(text));
}

interface Labels {
  readonly namesRow: number | null;
  readonly labelOf: (row: number) => string;
  readonly identityOf: (row: number) => string | undefined;
}

/** The rows of items, the notes below them, and where the names of further units begin below. */
function bodyOf(
  view: SheetView,
  below: readonly number[],
  { namesRow, labelOf, identityOf }: Labels,
): { readonly body: readonly number[]; readonly noteRows: readonly number[]; readonly next: number | null } {
  const corner = namesRow === null ? '' : comparableHeader(labelOf(namesRow));
  const seen = new Set<string>(corner === '' ? [] : [corner]);
  const [body, noteRows]: [number[], number[]] = [[], []];
  for (const row of below) {
    const label = comparableHeader(labelOf(row));
    const isHead = (identityOf(row) !== undefined || label === corner) && label !== '';
    if (isHead && seen.has(label) && body.length >= leastItems) {
      const next = linesAbove(view, row, body.at(-2) ?? row)[0] ?? row;
      const isOwn = (each: number): boolean => each < next;
      return { body: body.filter(isOwn), noteRows: noteRows.filter(isOwn), next };
    }
    if (isHead) seen.add(label);
    const [leftmost] = view.row(row);
    // 备注 with a remark on one of the units is a row as those of the items.
    const isRemark = label === '备注' && view.row(row).length > 1;
    const isNote = !isRemark && noteLabel.test(leftmost?.raw.normalize('NFKC').replace(/\s/gu, '') ?? '');
    (isNote || noteRows.length > 0 ? noteRows : body).push(row);
  }
  return { body, noteRows, next: null };
}

/** A column of words before the items', such as 经营情况(万元); numbers of rows are none. */
export function groupBefore(view: SheetView, items: number, rows: readonly number[]): number | null {
  for (let column = items - 1; column >= 0; column--)
    if (rows.some((row) => /\p{L}/u.test(view.headerText(row, column)))) return column;
  return null;
}
