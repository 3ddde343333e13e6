import type { Column } from '../values/cell.ts';
import { listed, type Asking } from './asking.ts';
import type { DecidedColumn } from './decide-columns.ts';
import type { FoundList } from './find-list.ts';
import { comparableHeader, isYearAlone, saysOtherMeasure, yearSaid } from './header-words.ts';
import { comparisonLabel, plainLabel } from './row-labels.ts';
import type { SheetView } from './sheet-view.ts';

const yearHeader = /^(?:(?:数据|统计|报告|所属|填报)?(?:年[份度]|期)|年)$/u;
/** What may stand over words such as 本年 and 上年 as well as over others. */
export const looseHeader = /^(?:时期|期别|期间|时间|项目|指标|指标名称|类别|)$/u;
/** So many rows are looked at to see what a column says. */
const rowsLookedAt = 60;

/** The year that a text says and nothing else: 上年同期, 2014年; `compared` of 增长% and the like; null of any other text. */
export function yearOfText(text: string, year: number): Column | 'other' | 'compared' | null {
  if (text === '') return null;
  const plain = comparableHeader(text);
  if (isYearAlone(plain)) return yearSaid(plain, year);
  return saysOtherMeasure(text) || comparisonLabel.test(plainLabel(text)) ? 'compared' : null;
}

/**
 * The column that says the year of each row, by its header or by its words; null without one. Whatever its header is where
 * all rows are of one unit (`areOneUnits`): nothing else tells its rows apart.
 */
export function columnOfYears(
  view: SheetView,
  found: FoundList,
  columns: ReadonlyMap<number, DecidedColumn>,
  year: number,
  areOneUnits: boolean,
): number | null {
  const headerOf = (column: number): string => comparableHeader(found.columns.get(column)?.header ?? '');
  const named = [...columns].find(([at, { kind }]) => kind === 'unknown' && yearHeader.test(headerOf(at)));
  if (named !== undefined) return named[0];
  const isLoose = (column: number): boolean =>
    (columns.get(column)?.kind ?? 'unknown') === 'unknown' &&
    (areOneUnits || looseHeader.test(headerOf(column)));
  const said = new Map<number, ReturnType<typeof yearOfText>[]>();
  const indexes = view.rowIndexes();
  const from = indexes.findIndex((row) => row >= found.bodyFrom);
  for (const row of from < 0 ? [] : indexes.slice(from, from + rowsLookedAt))
    for (const { column, raw } of view.row(row))
      if (raw.trim() !== '' && isLoose(column))
        said.set(column, [...(said.get(column) ?? []), yearOfText(raw.trim(), year)]);
  const [words] = [...said].filter(
    ([, years]) =>
      years.some((each) => each === '上年' || each === 'other') && years.every((each) => each !== null),
  );
  return words?.[0] ?? null;
}

/** What a row says of its year in a column, or by a text that is its label. */
export function yearOfRow(
  view: SheetView,
  row: number,
  where: number | string | null,
  year: number,
): ReturnType<typeof yearOfText> {
  if (where === null) return null;
  return yearOfText(typeof where === 'string' ? where : view.headerText(row, where), year);
}

/** What the rows of a list, top to bottom, say of their year in a column, and the row that says it. */
export function yearsOfRows(
  view: SheetView,
  rows: readonly number[],
  column: number,
  year: number,
): ReadonlyMap<number, { readonly said: ReturnType<typeof yearOfText>; readonly by: number }> {
  const years = new Map<number, { readonly said: ReturnType<typeof yearOfText>; readonly by: number }>();
  // Said once for the rows below it, too; but not where the first row leaves this year out.
  const [first] = rows;
  const isOnce = first !== undefined && view.headerText(first, column) !== '';
  let by = first ?? 0;
  for (const row of rows) {
    if (!isOnce || view.headerText(row, column) !== '') by = row;
    years.set(row, { said: yearOfRow(view, by, column, year), by });
  }
  return years;
}

/** Something that says of a row that its figures are no actual ones of the year that is filled. */
export interface NotOfYear {
  readonly row: number;
  /** The row that says it, where that is said once for those below. */
  readonly by?: number;
  readonly column: number;
  /** The year that they are of; null where it is none: 1-6月, 计划. */
  readonly year: string | null;
  readonly text: string | null;
}

/**
 * Rows of which a column of years (年份) says that they are of another year, such as last year's of a unit that has none of
 * this year, or that they are no figures of a whole year: 1-6月, 计划.
 */
export function rowsOfOthers(
  view: SheetView,
  rows: readonly number[],
  column: number | null,
  year: number,
): readonly NotOfYear[] {
  if (column === null) return [];
  const years = yearsOfRows(view, rows, column, year);
  return rows.flatMap((row): NotOfYear[] => {
    const { said = null, by = row } = years.get(row) ?? {};
    if (said === null || said === '本年') return [];
    const text = view.headerText(by, column).trim();
    const named = /20\d\d/.exec(text.normalize('NFKC'))?.[0];
    return said === 'compared'
      ? [{ row, by, column, year: null, text }]
      : [{ row, by, column, year: named ?? String(year - 1), text: null }];
  });
}

/**
 * Of what says that figures are no actual ones of the year, that whose rows the clerk leaves out: one question of a table for
 * each year that is said, and one for what is no year. Until it is answered the rows stand with the others.
 */
export function othersLeftOut<Other extends NotOfYear>(
  view: SheetView,
  asking: Asking,
  year: number,
  headerRow: number,
  others: readonly Other[],
): readonly Other[] {
  // Of one row a year may be said, and that its figures are none of a year.
  const years = new Map(
    others.flatMap(({ row, year: said }) => (said === null ? [] : [[row, said] as const])),
  );
  const byYear = [...Map.groupBy(others, ({ row }) => years.get(row) ?? null)];
  return byYear.flatMap(([said, own]) => {
    const [first] = own;
    if (first === undefined) return [];
    const place = view.address(headerRow, first.column);
    // A row of 2013 may be a slip where one of 1-6月 is none.
    const apart = byYear.length === 1 ? place : `${place}=${said ?? ''}`;
    return askOthers(view, asking, year, apart, own, said) === 'skip' ? own : [];
  });
}

function askOthers(
  view: SheetView,
  asking: Asking,
  year: number,
  place: string,
  others: readonly NotOfYear[],
  said: string | null,
): string | undefined {
  const [first] = others;
  const unsaid = others.filter(({ row, by = row }) => row !== by).map(({ row }) => view.rowName(row));
  // 1-6月, 计划数, 增长%: no year, and not all of this one.
  const texts = [...new Set(others.flatMap(({ text }) => text ?? []))];
  const rows = [...new Set(others.map(({ row }) => row))].sort((a, b) => a - b);
  return asking.ask(place, 'other-year', [{ code: 'skip' }, { code: 'keep' }], {
    ...(first === undefined ? {} : { cell: view.address(first.row, first.column) }),
    details: {
      found: said ?? '',
      rows: listed(rows.map((row) => view.rowName(row))),
      expected: String(year),
      ...(texts.length === 0 ? {} : { texts: listed(texts, '”、“') }),
      ...(unsaid.length === 0 ? {} : { unsaid: listed(unsaid) }),
    },
  });
}
