import type { Asking } from './asking.ts';
import type { FoundTable } from './find-table.ts';
import type { ValueColumn } from './form-block.ts';
import { isFigure, type GridCell } from './grid.ts';
import { planOrPart } from './not-actual.ts';
import type { SheetView } from './sheet-view.ts';
import type { StageContext } from './stage.ts';
import { dayBeforeEnd, yearOfTab, yearsIn } from './years-said.ts';

/**
 * A year in the title, over the columns or in the hidden key, that is not the year being filled, or a title of a part of it
 * or of a plan, as the only column of a form may be: false once the table is to be left out.
 */
export function askYear(
  view: SheetView,
  found: FoundTable,
  key: ReadonlyMap<string, string>,
  { year }: StageContext,
  asking: Asking,
): boolean {
  const { headerRows } = found;
  const [first = 0, last = first] = [headerRows[0], headerRows.at(-1)];
  const titles = view.rowIndexes().filter((row) => row < last);
  const texts = [
    [key.get('report_year') ?? ''],
    ...titles.map((row) => view.row(row).map((cell) => (row < first ? cell.raw : titleIn(cell.raw)))),
  ];
  const years = new Set(texts.flatMap((cells) => yearsIn(cells, year)));
  const headers = headersOf(found, view);
  const strange = strangeYears(headers, year);
  // Nothing on the sheet says of which year it is: then its tab does.
  const isSaid = years.size > 0 || headers.some((header) => /20\d\d/.test(header));
  const tab = isSaid ? null : yearOfTab(view.sheet.name, year);
  if (tab !== null) years.add(tab);
  const plan = planIn(found);
  const lines = linesAround(view, first, last);
  const period =
    plan?.notActual ??
    partOfYear([...texts.flat(), view.sheet.name]) ??
    planOrPart(view.sheet.name) ??
    saidInLines(lines) ??
    (isSaid || tab !== null ? null : filledInBefore(lines, year));
  if ((years.size === 0 || years.has(year)) && strange.length === 0 && period === null) return true;
  const place = String((view.rowIndexes()[0] ?? 0) + 1);
  const others = (years.has(year) || years.size === 0 ? strange : [...years]).join('、');
  const answer = asking.ask(place, 'other-year', [{ code: 'keep' }, { code: 'skip' }], {
    ...(plan === undefined ? {} : { cell: view.address(last, plan.at) }),
    details: {
      ...(others === '' ? { period: period ?? '' } : { found: others }),
      expected: String(year),
    },
  });
  return answer !== 'skip';
}

/** The column of a form that has nothing but a plan. */
function planIn(found: FoundTable): ValueColumn | undefined {
  if (found.kind === 'list') return undefined;
  return found.blocks.flatMap(({ columns }) => columns).find(({ notActual }) => notActual !== undefined);
}

const partInTitle =
  /[上下]半年|前三季度|(?<![-—–~至、\d])(?:[1一][-—–~至][23二三]|[1-4一二三四])季度|(?<!\d)[1一][-—–~至](?:[2-9]|1[01]|[二三四五六七八九十]|十一)月/u;
/** 2015年11月产品创新情况表, or a tab called 11月; a day of a month is when it was filled in. */
const monthInTitle =
  /(?<![-—–~至到月])(?:20\d\d年)(?:[1-9]|1[01])月份?(?=[^\d填制]{2,}(?:表|情况)(?!\d))|^(?:20\d\d年)?(?:[1-9]|1[01])月份?$/u;

/** 上半年, 三季度, 1-9月: the part of a year that a title is of; null for a whole year, as 1-12月. */
function partOfYear(titles: readonly string[]): string | null {
  for (const title of titles) {
    const plain = title.normalize('NFKC').replace(/\s/gu, '');
    const said = partInTitle.exec(plain) ?? monthInTitle.exec(plain);
    if (said !== null) return said[0];
  }
  return null;
}

/** The rows above the header, and those below the figures. */
function linesAround(view: SheetView, first: number, last: number): readonly Line[] {
  const rows = view.rowIndexes();
  // One among them is of those below it. A single number may be that of a telephone.
  const end = Math.max(last, rows.findLast((row) => view.row(row).filter(isFigure).length > 1) ?? last);
  return rows
    .filter((row) => row < first || row > end)
    .map((row) => ({ cells: view.row(row), isBelow: row > end }));
}

interface Line {
  readonly cells: readonly GridCell[];
  readonly isBelow: boolean;
}

/** What a line above the header, or one by itself below it, says of all figures: 以上均为预计数, 报告期:1-11月. */
function saidInLines(lines: readonly Line[]): string | null {
  for (const { cells, isBelow } of lines) {
    if (isBelow && cells.length !== 1) continue;
    for (const { raw, type } of cells) {
      const said = type === 'text' ? planOrPart(raw) : null;
      if (said !== null) return said;
    }
  }
  return null;
}

/** The day on which a table was filled in, where it is before the year's end. */
function filledInBefore(lines: readonly Line[], year: number): string | null {
  for (const { cells } of lines) {
    const day = dayBeforeEnd(
      cells.map(({ raw }) => raw),
      year,
    );
    if (day !== null) return day;
  }
  return null;
}

/** The years that columns name, where they compare two earlier ones: 2013年 beside 2014年. */
function strangeYears(headers: readonly string[], year: number): readonly number[] {
  const said = new Set(
    headers.flatMap((header) => [...header.matchAll(/(?<!\d)20\d\d(?!\d)/g)].map(([found]) => Number(found))),
  );
  return said.has(year) || ![...said].some((each) => each < year - 1) ? [] : [...said].sort();
}

function headersOf(found: FoundTable, view: SheetView): readonly string[] {
  if (found.kind === 'list') return [...found.columns.values()].map(({ header }) => header);
  const columns = found.blocks.flatMap((block) => [...block.columns, ...block.others]);
  return columns.flatMap(({ at }) => found.headerRows.map((row) => view.headerText(row, at)));
}

/** A title that stands in a header row, over columns whose year is another matter. */
function titleIn(text: string): string {
  return /20\d\d\s*年.{0,60}(表|情况|名单|名录)/u.test(text) ? text : '';
}
