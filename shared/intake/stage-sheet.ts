import { AcrossView } from './across-view.ts';
import { Asking, groundOf } from './asking.ts';
import type { FoundForm } from './find-form.ts';
import { findTable, type Findings, type FoundTable } from './find-table.ts';
import { returnOf } from '../values/record.ts';
import type { Sheet } from './grid.ts';
import { headersBelow, linesAbove } from './headers-below.ts';
import { SheetView } from './sheet-view.ts';
import { sideBySide } from './side-by-side.ts';
import type { StageContext } from './stage.ts';
import { CellStager } from './stage-cell.ts';
import { FormStager } from './stage-form.ts';
import { ListStager } from './stage-list.ts';
import type { Notice, Question, Settled, StagedFiling, StagedTable } from './staged.ts';

export interface StagedPart<Filing> {
  readonly table: StagedTable;
  readonly filings: readonly Filing[];
  readonly questions: readonly Question[];
  readonly notices: readonly Notice[];
  readonly settled: readonly Settled[];
}

/**
 * Stages one sheet: finds its tables, one below the other, reads their cells, collects what has to be asked. Each table
 * has its own title, unit and identity lines: those between it and the table above.
 */
export function stageSheet<Filing>(
  sheet: Sheet,
  date1904: boolean,
  key: ReadonlyMap<string, string>,
  context: StageContext,
  keep: (filing: StagedFiling) => Filing,
): readonly StagedPart<Filing>[] {
  return stageView(new SheetView(sheet), { date1904, key }, context, keep);
}

function stageView<Filing>(
  whole: SheetView,
  workbook: Table<Filing>['workbook'],
  context: StageContext,
  keep: (filing: StagedFiling) => Filing,
): readonly StagedPart<Filing>[] {
  const parts: StagedPart<Filing>[] = [];
  const { key } = workbook;
  let rest: SheetView | null = whole;
  while (rest !== null) {
    const findings = findTable(rest, key, context);
    const across: PartAcross<Filing> | null = stageAcross(rest, findings, workbook, context, keep);
    if (across !== null) {
      parts.push(across.part);
      rest = across.next === null ? null : rest.between(across.next, Infinity);
      continue;
    }
    const decided = decide(rest, findings, context);
    if (decided === null) break;
    const { found } = decided;
    const beside: readonly SheetView[] =
      found.kind === 'form'
        ? []
        : sideBySide(rest, found, (part) => findTable(part, key, context).tables.some(isIdentified));
    if (beside.length > 0)
      return [...parts, ...beside.flatMap((part) => stageView(part, workbook, context, keep))];
    const below =
      found.kind === 'form' ? { repeated: [], next: found.next } : headersBelow(rest, found, context.edition);
    const next = nextTable(rest, found, below.next);
    const view: SheetView = next === null ? rest : rest.between(0, next);
    parts.push(stageTable({ ...decided, view, repeated: below.repeated, workbook, context, keep }));
    rest = next === null ? null : rest.between(next, Infinity);
  }
  return parts;
}

interface PartAcross<Filing> {
  readonly part: StagedPart<Filing>;
  /** The row of the sheet where a further table begins. */
  readonly next: number | null;
}

/** A list whose units stand in columns, where the sheet is nothing else, or a form that has each year several times. */
function stageAcross<Filing>(
  rest: SheetView,
  { tables: [first] }: Findings,
  workbook: Table<Filing>['workbook'],
  context: StageContext,
  keep: (filing: StagedFiling) => Filing,
): PartAcross<Filing> | null {
  const isElse = first !== undefined && !(first.kind === 'form' && hasYearsTwice(first));
  const view = isElse || workbook.key.size > 0 ? null : AcrossView.of(rest, context.edition, context.year);
  if (view === null) return null;
  const { tables, otherwise } = findTable(view, workbook.key, context);
  const decided = decide(view, { tables: tables.filter(isIdentified), otherwise }, context);
  if (decided === null) return null;
  const staged = stageTable({
    ...decided,
    view,
    repeated: [],
    workbook,
    context,
    keep: (filing) => keep(view.filingOnSheet(filing)),
  });
  return { part: { ...staged, table: view.tableOnSheet(staged.table) }, next: view.next };
}

function hasYearsTwice({ blocks }: FoundForm): boolean {
  return blocks.some(({ columns }) => new Set(columns.map(({ column }) => column)).size < columns.length);
}

/** A list that says in its own columns whose rows they are. */
function isIdentified(found: FoundTable): boolean {
  return (
    found.kind === 'list' &&
    [...found.columns.values()].some(
      ({ role }) => role.kind === 'identity' || (role.kind === 'cell' && role.identity !== undefined),
    )
  );
}

interface Decided {
  readonly found: FoundTable;
  readonly asking: Asking;
  readonly isWanted: boolean;
  /** What was answered before it was known which table it is. */
  readonly before: readonly Settled[];
}

/** The table that it is; asked where it may be of one return as well as of another, or the title names another. */
function decide(view: SheetView, { tables, otherwise }: Findings, context: StageContext): Decided | null {
  const [first] = tables;
  if (first === undefined) return null;
  const askingFor = (found: FoundTable): Asking =>
    new Asking(view.sheet.name, context, found.table, view.part);
  const asking = askingFor(first);
  if (tables.length === 1 && otherwise.length === 0)
    return { found: first, asking, isWanted: true, before: [] };
  const place = String((view.rowIndexes()[0] ?? 0) + 1);
  const choices = tables.map(({ table }) => ({
    code: `return:${table}`,
    details: nameOf(table, context),
  }));
  const answer = asking.ask(place, 'return-unclear', [...choices, { code: 'skip' }], {
    details: { title: otherwise.join('、') },
    ground: groundOf(...otherwise),
  });
  const found = tables.find(({ table }) => answer === `return:${table}`);
  return found === undefined
    ? { found: first, asking, isWanted: answer === undefined, before: [] }
    : { found, asking: askingFor(found), isWanted: true, before: asking.settled };
}

function nameOf(table: string, { edition }: StageContext): { readonly zh: string; readonly en: string } {
  return edition.return(returnOf(table))?.name ?? { zh: '', en: '' };
}

/** The row where what belongs to the next table begins: its header, or the few words above it. */
function nextTable(view: SheetView, found: FoundTable, header: number | null): number | null {
  if (header === null) return null;
  const last =
    found.kind === 'form' ? (found.items.at(-1)?.row ?? found.headerRow) : Math.max(...found.headerRows);
  return linesAbove(view, header, last)[0] ?? header;
}

interface Table<Filing> extends Decided {
  readonly view: SheetView;
  /** Rows below a list's header that only repeat it. */
  readonly repeated: readonly number[];
  readonly workbook: { readonly date1904: boolean; readonly key: ReadonlyMap<string, string> };
  readonly context: StageContext;
  readonly keep: (filing: StagedFiling) => Filing;
}

function stageTable<Filing>(part: Table<Filing>): StagedPart<Filing> {
  const { view, found, asking, isWanted, before, repeated, context, keep } = part;
  const { date1904, key } = part.workbook;
  const cells = new CellStager(view, date1904, context, asking, found);
  const isOfTheYear = askYear(view, found, key, context, asking);
  const { table, filings } =
    found.kind === 'form'
      ? new FormStager(view, key, asking, cells).stage(found, keep)
      : new ListStager(view, key, asking, cells).stage(
          found,
          { repeated, isRegister: context.edition.table(found.table)?.kind === 'floating' },
          keep,
        );
  if (!isWanted || !isOfTheYear) return { table, filings: [], questions: [], notices: [], settled: [] };
  const { questions, notices, settled } = asking;
  return { table, filings, questions, notices, settled: [...before, ...settled] };
}

/**
 * A year in the title, over the columns or in the hidden key, that is not the year being filled: false once the table is
 * to be left out.
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
    ...titles.flatMap((row) =>
      [...view.row(row).values()].map((cell) => (row < first ? cell.raw : titleIn(cell.raw))),
    ),
  ];
  const years = new Set(
    texts.flatMap((text) =>
      [...text.normalize('NFKC').matchAll(/(?<!\d)(20\d\d)(?=\s*年|$)/gu)].map(([, found]) => Number(found)),
    ),
  );
  const strange = strangeYears(headersOf(found, view), year);
  if ((years.size === 0 || years.has(year)) && strange.length === 0) return true;
  const place = String((view.rowIndexes()[0] ?? 0) + 1);
  const answer = asking.ask(place, 'other-year', [{ code: 'keep' }, { code: 'skip' }], {
    details: {
      found: (years.has(year) || years.size === 0 ? strange : [...years]).join('、'),
      expected: String(year),
    },
  });
  return answer !== 'skip';
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
