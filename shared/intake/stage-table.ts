import type { Asking } from './asking.ts';
import type { FoundTable } from './find-table.ts';
import { isFigure } from './grid.ts';
import { planOrPart } from './not-actual.ts';
import { RowUnits } from './row-units.ts';
import type { SheetView } from './sheet-view.ts';
import type { StageContext } from './stage.ts';
import { CellStager } from './stage-cell.ts';
import { FormStager } from './stage-form.ts';
import { ListStager } from './stage-list.ts';
import type { SaidUnit } from './units.ts';
import type { Notice, Question, Settled, StagedFiling, StagedTable } from './staged.ts';

export interface StagedPart<Filing> {
  readonly table: StagedTable;
  readonly filings: readonly Filing[];
  readonly questions: readonly Question[];
  readonly notices: readonly Notice[];
  readonly settled: readonly Settled[];
  readonly assumed: readonly Settled[];
  /** Ids of the answers that it was read by. */
  readonly used: readonly string[];
  /** Whose rows a list has, by all that says so: null where a row says nothing. */
  readonly units: ReadonlySet<string> | null;
}

/** A table whose return is certain. */
export interface Decided {
  readonly found: FoundTable;
  readonly asking: Asking;
  readonly isWanted: boolean;
  /** What was asked before it was known which table it is; null where nothing was. */
  readonly before: Pick<Asking, 'settled' | 'used'> | null;
}

export interface TableToStage extends Decided {
  readonly view: SheetView;
  /** Rows below a list's header that only repeat it. */
  readonly repeated: readonly number[];
  /** What tables above on the sheet say of their unit of money. */
  readonly above: readonly SaidUnit[];
}

/** What is true of all sheets of a file. */
export interface WorkbookFacts {
  readonly date1904: boolean;
  /** The hidden key of the app's own workbook. */
  readonly key: ReadonlyMap<string, string>;
}

interface Table<Filing> extends TableToStage {
  readonly workbook: WorkbookFacts;
  readonly context: StageContext;
  readonly keep: (filing: StagedFiling) => Filing;
}

/** Reads the cells of one table, and collects what has to be asked about it. */
export function stageTable<Filing>(part: Table<Filing>): StagedPart<Filing> {
  const { view, found, asking, isWanted, before, repeated, context } = part;
  const units = new RowUnits();
  const keep = (filing: StagedFiling): Filing => {
    units.add(filing.identity);
    return part.keep(filing);
  };
  const { date1904, key } = part.workbook;
  const { above } = part;
  const cells = new CellStager(view, { date1904, above }, context, asking, found);
  const isOfTheYear = askYear(view, found, key, context, asking);
  const usedBefore = [...(before?.used ?? []), ...asking.used];
  const { table, filings } =
    found.kind === 'form'
      ? new FormStager(view, key, asking, cells).stage(found, keep)
      : new ListStager(view, key, asking, cells).stage(
          found,
          { repeated, isRegister: context.edition.table(found.table)?.kind === 'floating' },
          keep,
        );
  if (!isWanted || !isOfTheYear)
    return {
      ...{ table, filings: [], questions: [], notices: [], settled: [], assumed: [], used: usedBefore },
      units: new Set(),
    };
  const { questions, notices, settled, assumed } = asking;
  return {
    ...{ table, filings, questions, notices, assumed },
    settled: [...(before?.settled ?? []), ...settled],
    used: [...usedBefore, ...asking.used],
    units: units.all(),
  };
}

/**
 * A year in the title, over the columns or in the hidden key, that is not the year being filled, or a title of a part of it:
 * false once the table is to be left out.
 */
function askYear(
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
    key.get('report_year') ?? '',
    ...titles.flatMap((row) => view.row(row).map((cell) => (row < first ? cell.raw : titleIn(cell.raw)))),
  ];
  const years = new Set(
    texts.flatMap((text) =>
      [...text.normalize('NFKC').matchAll(/(?<!\d)(20\d\d)(?=\s*年|$)/gu)].map(([, found]) => Number(found)),
    ),
  );
  const headers = headersOf(found, view);
  const strange = strangeYears(headers, year);
  // Nothing on the sheet says of which year it is: then its tab does.
  if (years.size === 0 && !headers.some((header) => /20\d\d/.test(header)))
    for (const tab of yearOfTab(view.sheet.name)) years.add(tab);
  const period =
    partOfYear([...texts, view.sheet.name]) ?? planOrPart(view.sheet.name) ?? saidInLines(view, first, last);
  if ((years.size === 0 || years.has(year)) && strange.length === 0 && period === null) return true;
  const place = String((view.rowIndexes()[0] ?? 0) + 1);
  const others = (years.has(year) || years.size === 0 ? strange : [...years]).join('、');
  const answer = asking.ask(place, 'other-year', [{ code: 'keep' }, { code: 'skip' }], {
    details: {
      ...(others === '' ? { period: period ?? '' } : { found: others }),
      expected: String(year),
    },
  });
  return answer !== 'skip';
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

/** What a line above the header, or one by itself below it, says of all figures: 以上均为预计数, 报告期:1-11月. */
function saidInLines(view: SheetView, first: number, last: number): string | null {
  const rows = view.rowIndexes();
  // One among them is of those below it. A single number may be that of a telephone.
  const end = Math.max(last, rows.findLast((row) => view.row(row).filter(isFigure).length > 1) ?? last);
  for (const row of rows) {
    const cells = row < first || row > end ? view.row(row) : [];
    if (row > end && cells.length !== 1) continue;
    for (const { raw, type } of cells) {
      const said = type === 'text' ? planOrPart(raw) : null;
      if (said !== null) return said;
    }
  }
  return null;
}

/** 2014, 2014年, 2014年度创新: the year that the name of a sheet begins with. */
function yearOfTab(name: string): readonly number[] {
  const said = /^(20\d\d)(?:$|年)/u.exec(name.normalize('NFKC').trim())?.[1];
  return said === undefined ? [] : [Number(said)];
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
