import type { Column } from '../values/cell.ts';
import { isNameHeader, isHeaderOfRows, isUnitLabel, numbering, columnSaid } from './form-labels.ts';
import { isFigure } from './grid.ts';
import type { HeaderPath } from './header-rows.ts';
import { comparableHeader, isRemarkHeader, saysWhichFigure, yearSaid } from './header-words.ts';
import { planOrPart } from './not-actual.ts';
import type { SheetView } from './sheet-view.ts';
import { bothUnits, isMoney, isNoUnit, isUnitWord, unitInHeader, unitOf } from './units.ts';

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

interface HeaderCell {
  readonly at: number;
  readonly name: string;
}

/** What is known of a header, and of what stands below it. */
export interface Header {
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

/** Where a block is. */
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
export function figuresBelow(
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

/** The block of a form between two columns; null where what stands over its columns is of something else. */
export function blockAt(
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
