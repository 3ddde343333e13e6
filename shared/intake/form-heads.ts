import type { Column } from '../values/cell.ts';
import { readNumberText } from '../values/number-grammar.ts';
import { isFigure } from './grid.ts';
import { isNumberRow, isUnitsRow, type HeaderPath } from './header-rows.ts';
import {
  comparableHeader,
  isIdleBelow,
  isRemarkHeader,
  isWholeYear,
  isYearAlone,
  saysOtherMeasure,
  saysWhichFigure,
  yearSaid,
} from './header-words.ts';
import { planOrPart } from './not-actual.ts';
import type { SheetView } from './sheet-view.ts';
import {
  bothUnits,
  isLikeUnit,
  isMoney,
  isNoUnit,
  isUnitWord,
  unitInHeader,
  unitOf,
  unitSaid,
} from './units.ts';

/** The columns of a form: one block, or two side by side (代码 本年 | 代码 本年) to save paper. */
export interface FormBlock {
  readonly from: number;
  /** Where the rows are told by: their codes, or their names in a form without codes. */
  readonly codeColumn: number;
  /** False of a form whose rows have names and no codes. */
  readonly hasCodes: boolean;
  /** The column of names, where the header names it. */
  readonly nameColumn: number | null;
  /** Of a form without codes: the column without a header in which names may go on (其中 | 新产品产值). */
  readonly besideColumn?: number;
  readonly unitColumn: number | null;
  /** Where the clerk said that the items' names stand; the same as `codeColumn` where there are no codes. */
  readonly itemColumn?: number;
  readonly columns: readonly ValueColumn[];
  /** The columns beside them: a plan, a quarter, an earlier year, remarks. */
  readonly others: readonly { readonly at: number; readonly header: string }[];
}

export interface ValueColumn {
  readonly column: Column;
  readonly at: number;
  readonly unit: string | null;
  /** What its header says where it is not what the year came to: 本年计划, of a form that has nothing else. */
  readonly notActual?: string;
}

/** Rows that may be the header of a form, of whichever table: that of 代码, and those that say more of its columns. */
export interface FormHead {
  readonly headerRow: number;
  /** All of them, from the top. */
  readonly headerRows: readonly number[];
  /** The row below them that says the unit of each column and nothing else. */
  readonly unitsRow: number | null;
  readonly blocks: readonly FormBlock[];
}

/** The same of a sheet that nobody has laid out. */
export interface FormStart extends FormHead {
  /** The header row of the next form. */
  readonly until: number | null;
}

const names = /^(指标名称|指标|项目名称|项目)$/u;
/** The header over codes, made comparable. */
export const codeHeader = /^(?:指标|项目)?(?:代码|代号|编码)$/u;
/** Numbers of the rows, which are no codes. */
const numbering = /^(?:序号|行次|栏次|编号)$/u;
/** Whether a text is the header over the codes of items. */
export function isCodeHeader(text: string): boolean {
  return codeHeader.test(comparableHeader(text));
}

function isHeaderOfRows(text: string): boolean {
  return isCodeHeader(text) || comparableHeader(text) === '指标名称';
}

/** Whether a text is the header over the names of items. */
export function isNameHeader(text: string): boolean {
  return names.test(comparableHeader(text));
}

const plain = /^(数量|数额|金额|填报内容|内容|指标值)$/u;

/**
 * The rows of a sheet in which a form may begin, looked for once for all tables. `takesPlans`: also of one whose only figures
 * are a plan or of a part of the year, which is then asked about.
 */
export function formHeads(view: SheetView, year: number, takesPlans = false): readonly FormStart[] {
  return view
    .rowIndexes()
    .slice(0, 60)
    .flatMap((headerRow) => headAt(view, headerRow, year, { takesPlans }) ?? [])
    .map((head) => ({ ...head, until: headBelow(view, head, year) }));
}

/** The header row of the next form below one, wherever its columns are. */
function headBelow(view: SheetView, { headerRows }: FormHead, year: number): number | null {
  const last = Math.max(...headerRows);
  const isLikely = (row: number): boolean =>
    view.row(row).some(({ type, raw }) => type === 'text' && raw.length <= longestHeader && isLabel(raw));
  return (
    view
      .rowIndexes()
      .find((row) => row > last && isLikely(row) && headAt(view, row, year, { takesPlans: true }) !== null) ??
    null
  );
}

/** 代码, 指标名称 and the like are short, spaces and all. */
const longestHeader = 20;

interface HeaderCell {
  readonly at: number;
  readonly name: string;
}

/**
 * The form whose header has the word 代码, or 指标名称, in a row; `all`: its header rows, where the clerk said them, as of the
 * row of units.
 */
export function headAt(
  view: SheetView,
  headerRow: number,
  year: number,
  { all, takesPlans = false }: { readonly all?: readonly number[]; readonly takesPlans?: boolean } = {},
): FormHead | null {
  const cells = view.row(headerRow).map(({ column, raw }) => ({ at: column, name: comparableHeader(raw) }));
  const codes = cells.filter(({ name }) => codeHeader.test(name)).map(({ at }) => at);
  const named = cells.filter(({ name }) => names.test(name)).map(({ at }) => at);
  const anchors = codes.length > 0 ? codes : named.slice(0, 1);
  const [anchor] = anchors;
  if (anchor === undefined) return null;
  const first = Math.min(...anchors, ...named);
  const headerRows = all ?? headerRowsAt(view, headerRow, first);
  const unitsRow = all === undefined ? unitsRowBelow(view, headerRows, first) : null;
  const unitBelow = (column: number): string | null =>
    unitsRow === null ? null : unitSaid(view.headerText(unitsRow, column));
  const paths = headersOver(view, headerRows, anchor);
  const below = figuresBelow(view, headerRows, anchor);
  const blocks: FormBlock[] = [];
  for (const [index, codeColumn] of anchors.entries()) {
    const block = blockAt(
      { cells, paths, unitBelow, year, takesPlans, named, ...below },
      {
        from: Math.max(-1, ...blocks.slice(-1).flatMap(endsOf)) + 1,
        codeColumn,
        hasCodes: codes.length > 0,
        until: anchors[index + 1] ?? Infinity,
        isOnly: anchors.length === 1,
      },
    );
    if (block !== null) blocks.push(block);
  }
  // One of several may have last year's figures alone, or none of either year.
  return !blocks.some(isOfYear) ? null : { headerRow, headerRows, unitsRow, blocks };
}

/** Whether a block has this year's figures, or compares last year's with those of one before. */
function isOfYear({ columns, others }: FormBlock): boolean {
  return columns.some(
    ({ column }) => column === '本年' || others.some(({ header }) => /20\d\d/.test(header)),
  );
}

/** Where the columns of a block are. */
function endsOf({ codeColumn, columns }: FormBlock): readonly number[] {
  return [codeColumn, ...columns.map(({ at }) => at)];
}

/** The row of 代码 with those around it that say years or measures over the columns behind it, and nothing before. */
function headerRowsAt(view: SheetView, headerRow: number, anchor: number): readonly number[] {
  const isMore = (row: number, isWord: (text: string) => boolean): boolean => {
    const cells = view.row(row).filter(({ raw }) => raw.trim() !== '');
    return (
      cells.length > 0 &&
      cells.every(({ column, raw }) => column > anchor && isWord(raw)) &&
      !isNumberRow(view, row) &&
      !isUnitsRow(view, row)
    );
  };
  const rows = [headerRow];
  // Where the row itself says the years, one alone above it is that of the whole form.
  const saysYears = view.row(headerRow).some(({ raw }) => isYearAlone(comparableHeader(raw)));
  if (!saysYears && isMore(headerRow - 1, saysWhichFigure)) rows.unshift(headerRow - 1);
  for (let row = headerRow + 1; rows.length < 3 && isMore(row, isHeaderText); row++) rows.push(row);
  return rows;
}

function unitsRowBelow(view: SheetView, headerRows: readonly number[], anchor: number): number | null {
  const row = Math.max(...headerRows) + 1;
  const cells = view.row(row).filter(({ raw }) => raw.trim() !== '');
  const isUnits =
    cells.some(({ raw }) => isUnitWord(raw)) &&
    cells.every(({ column, raw }) => column > anchor && (isLikeUnit(raw) || isNoUnit(raw)));
  return isUnits ? row : null;
}

/** The headers over each column; a year that is written once stands over those beside it too, though they are not merged. */
function headersOver(view: SheetView, rows: readonly number[], anchor: number): readonly HeaderPath[] {
  const columns = Array.from({ length: view.lastColumn + 1 }, (_, column) => column);
  let above = '';
  return columns.flatMap((column) => {
    const [upper = '', ...lower] = rows.map((row) => view.headerText(row, column));
    if (upper !== '' || column <= anchor) above = column <= anchor || isLabel(upper) ? '' : upper;
    const texts = lower.some((text) => text !== '') ? [above || upper, ...lower] : [upper];
    const own = texts.filter((text, index, all) => text !== '' && all.indexOf(text) === index);
    return own.length === 0 ? [] : [{ column, texts: own }];
  });
}

/** A word over a column, never a figure, a mark for none, or a unit. */
function isHeaderText(text: string): boolean {
  if (saysWhichFigure(text) || plain.test(comparableHeader(text))) return true;
  const said = readNumberText(text);
  return !isLikeUnit(text) && said.kind === 'unclear' && said.why === 'not-a-number' && /^\D+$/u.test(text);
}

interface Header {
  readonly cells: readonly HeaderCell[];
  readonly paths: readonly HeaderPath[];
  readonly unitBelow: (column: number) => string | null;
  readonly year: number;
  readonly takesPlans: boolean;
  readonly named: readonly number[];
  /** Whether figures stand in a column below the header. */
  readonly hasFigure: (column: number) => boolean;
  /** Whether units, and nothing else, stand in a column below the header. */
  readonly hasUnits: (column: number) => boolean;
  /** Whether a row has a figure in the second of two columns, and none in the first. */
  readonly lacks: (column: number, beside: number) => boolean;
}

interface Extent {
  readonly from: number;
  readonly codeColumn: number;
  readonly hasCodes: boolean;
  readonly until: number;
  readonly isOnly: boolean;
}

/** One unit below no header may be that of a single figure. */
const leastUnits = 2;

/** What stands in the columns of a form, down to the header of a next one. */
function figuresBelow(
  view: SheetView,
  headerRows: readonly number[],
  anchor: number,
): Pick<Header, 'hasFigure' | 'hasUnits' | 'lacks'> {
  const last = Math.max(...headerRows);
  const below = view.rowIndexes().filter((row) => row > last);
  const next = below.find((row) => isHeaderOfRows(view.text(row, anchor)));
  const rows = below.filter((row) => row < (next ?? Infinity));
  const isIn = (row: number, column: number): boolean => {
    const cell = view.at(row, column);
    return cell !== undefined && isFigure(cell);
  };
  return {
    hasFigure: (column) => rows.some((row) => isIn(row, column)),
    hasUnits: (column) => {
      const texts = rows.map((row) => view.text(row, column)).filter((text) => text !== '');
      return texts.length >= leastUnits && texts.every((text) => isUnitWord(text) || isNoUnit(text));
    },
    lacks: (column, beside) => rows.some((row) => isIn(row, beside) && !isIn(row, column)),
  };
}

/** A unit of money and nothing else: (万元). */
function bareMoney(header: string): string | null {
  return isMoney(unitOf(header)) ? unitOf(header) : null;
}

/**
 * Columns that are headed by nothing but a unit of money. One without figures says the unit of those beside it; one that has
 * figures which those beside it lack may be what they are for, which is asked; a single one is the year's, and so are those of
 * counts beside it: (人) | (万元).
 */
function withBareMoney(
  columns: readonly ValueColumn[],
  others: FormBlock['others'],
  { hasFigure: hasFigures, lacks }: Pick<Header, 'hasFigure' | 'lacks'>,
): Pick<FormBlock, 'columns' | 'others'> {
  const bare = others.filter(({ header }) => bareMoney(header) !== null);
  const [first, ...more] = bare;
  if (first === undefined) return { columns, others };
  const [remarks, figures] = [true, false].map((is) =>
    others.filter(({ header }) => isRemarkHeader(header) === is),
  );
  if (
    columns.length === 0 &&
    more.length === 0 &&
    figures?.every(({ header }) => isUnitWord(header)) === true
  )
    return {
      columns: figures.map(({ at, header }) => ({ column: '本年', at, unit: unitOf(header) })),
      others: remarks ?? [],
    };
  const empty = bare.filter(({ at }) => !hasFigures(at));
  const said = empty.map(({ header }) => bareMoney(header)).reduce(bothUnits, null);
  const beside = bare.flatMap(({ at, header }): ValueColumn[] => {
    const left = columns.findLast((column) => column.at < at);
    const isFor = left !== undefined && hasFigures(at) && lacks(left.at, at);
    return isFor ? [{ column: left.column, at, unit: bareMoney(header) }] : [];
  });
  const taken = new Set([...empty, ...beside].map(({ at }) => at));
  return {
    columns: [...columns.map((column) => ({ ...column, unit: bothUnits(column.unit, said) })), ...beside],
    others: others.filter(({ at }) => !taken.has(at)),
  };
}

function blockAt(
  { cells, paths, unitBelow, year, takesPlans, named, hasFigure, hasUnits, lacks }: Header,
  { from, codeColumn, hasCodes, until, isOnly }: Extent,
): FormBlock | null {
  const nameColumn = named.find((at) => at >= from && at < until) ?? null;
  const first = Math.min(codeColumn, nameColumn ?? Infinity);
  const labels = new Set(
    cells.flatMap(({ at, name }) =>
      at === codeColumn || at === nameColumn || isUnitLabel(name) || numbering.test(name) ? [at] : [],
    ),
  );
  // 指标名称 over two columns, merged.
  const isNames = (texts: readonly string[]): boolean => texts.every(isNameHeader);
  const behind = paths.filter(
    ({ column, texts }) =>
      column > (isOnly ? first : codeColumn) &&
      column < until &&
      !labels.has(column) &&
      texts.length > 0 &&
      (hasCodes || !isNames(texts)),
  );
  const found: ValueColumn[] = [];
  const rest: { readonly at: number; readonly header: string }[] = [];
  const isSaid = behind.some(({ texts }) => columnSaid(texts, year, false) === '本年');
  const unitOver = ({ column, texts }: HeaderPath): string | null =>
    [...texts.map(unitInHeader), unitBelow(column)].reduce(bothUnits, null);
  for (const path of behind) {
    const { column: at, texts } = path;
    const column = columnSaid(texts, year, !isSaid);
    if (column !== null) found.push({ at, column, unit: unitOver(path) });
    else rest.push({ at, header: texts.join('/') });
  }
  const hasOwn = found.some(({ column }) => column === '本年');
  const plan = takesPlans && !hasOwn ? onlyPlan(behind, year, hasFigure) : null;
  if (plan !== null)
    found.push({ at: plan.column, column: '本年', unit: unitOver(plan), notActual: plan.texts.join('/') });
  const left = rest.filter(({ at }) => at !== plan?.column);
  const { columns, others } = withBareMoney(found, left, { hasFigure, lacks });
  // Names without codes above other columns than a year's may be those of enterprises.
  const isBeside = (header: string): boolean =>
    saysWhichFigure(header) || isRemarkHeader(header) || bareMoney(header) !== null;
  if (!hasCodes && !others.every(({ header }) => isBeside(header))) return null;
  const firstValue = Math.min(...columns.map(({ at }) => at));
  const units = cells.filter(
    ({ at, name }) => isUnitLabel(name) && at >= from && (isOnly || at < firstValue),
  );
  const headed = new Set([...labels, ...behind.map(({ column }) => column)]);
  // Between the names and the first figures.
  const length = columns.length === 0 ? 0 : Math.max(0, firstValue - first - 1);
  const bare = Array.from({ length }, (_, at) => first + 1 + at).filter((column) => !headed.has(column));
  const unitColumn = units[0]?.at ?? bare.find(hasUnits) ?? null;
  const isBesideName = !hasCodes && unitColumn !== codeColumn + 1 && bare.includes(codeColumn + 1);
  return {
    ...{ from, codeColumn, hasCodes, nameColumn, unitColumn, columns, others },
    ...(isBesideName ? { besideColumn: codeColumn + 1 } : {}),
  };
}

/** The one column of figures that are a plan or of a part of the year: of this year, where it is not alone. */
function onlyPlan(
  behind: readonly HeaderPath[],
  year: number,
  hasFigure: Header['hasFigure'],
): HeaderPath | null {
  const plans = behind.filter(
    ({ column, texts }) => hasFigure(column) && texts.some((text) => planOrPart(text) !== null),
  );
  const isOfOther = (text: string): boolean => {
    const said = yearSaid(comparableHeader(text), year);
    return said === '上年' || said === 'other';
  };
  const own = plans.filter(({ texts }) => !texts.some(isOfOther));
  const [plan = null, ...more] = own.length > 0 ? own : plans;
  return more.length === 0 ? plan : null;
}

/** A header of what tells the rows, not of their figures. */
function isLabel(header: string): boolean {
  const name = comparableHeader(header);
  return names.test(name) || isUnitLabel(name) || codeHeader.test(name);
}

function isUnitLabel(name: string): boolean {
  return /^(计量)?单位$/u.test(name);
}

/**
 * The year whose figures a column holds by its headers; null of one that holds others: a plan, a quarter, a part, an
 * earlier year. `isAlone`: no column of the form says this year, so that one of a whole year will do.
 */
export function columnSaid(texts: readonly string[], year: number, isAlone: boolean): Column | null {
  const parts = texts.map(comparableHeader);
  if (texts.some(saysOtherMeasure)) return null;
  const isKnown = (part: string): boolean => isYearAlone(part) || plain.test(part) || isIdleBelow(part);
  if (!parts.every(isKnown)) return null;
  const years = new Set(parts.filter(isYearAlone).map((part) => yearSaid(part, year)));
  const [said = null] = years;
  if (years.size > 1 || said === 'other') return null;
  if (said !== null) return said;
  return parts.some((part) => plain.test(part)) || (isAlone && parts.every(isWholeYear)) ? '本年' : null;
}
