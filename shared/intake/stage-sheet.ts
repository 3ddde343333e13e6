import { Asking } from './asking.ts';
import { findForm, type FoundForm } from './find-form.ts';
import { findList, headersBelow, type FoundList } from './find-list.ts';
import type { Sheet } from './grid.ts';
import { SheetView } from './sheet-view.ts';
import type { StageContext } from './stage.ts';
import { CellStager } from './stage-cell.ts';
import { FormStager } from './stage-form.ts';
import { ListStager } from './stage-list.ts';
import type { Notice, Question, StagedFiling, StagedTable } from './staged.ts';

export interface StagedPart {
  readonly table: StagedTable;
  readonly filings: readonly StagedFiling[];
  readonly questions: readonly Question[];
  readonly notices: readonly Notice[];
}

/**
 * Stages one sheet: finds its tables, one below the other, reads their cells, collects what has to be asked. Each table
 * has its own title, unit and identity lines: those between it and the table above.
 */
export function stageSheet(
  sheet: Sheet,
  date1904: boolean,
  key: ReadonlyMap<string, string>,
  context: StageContext,
): readonly StagedPart[] {
  const parts: StagedPart[] = [];
  let rest: SheetView | null = new SheetView(sheet);
  while (rest !== null) {
    const found = findTable(rest, key, context);
    if (found === null) break;
    const next = nextTable(rest, found, context);
    const view: SheetView = next === null ? rest : rest.between(0, next);
    parts.push(stageTable(view, found, date1904, key, context));
    rest = next === null ? null : rest.between(next, Infinity);
  }
  return parts;
}

function findTable(
  view: SheetView,
  key: ReadonlyMap<string, string>,
  { edition, year }: StageContext,
): FoundForm | FoundList | null {
  const form = findForm(view, edition, key.get('form_code') ?? null, year);
  const list = findList(view, edition, year, key);
  return form !== null && (list === null || form.matched >= list.matched) ? form : list;
}

/** The row where what belongs to the next table begins: its header, or the few words above it. */
function nextTable(view: SheetView, found: FoundForm | FoundList, { edition }: StageContext): number | null {
  const header = found.kind === 'form' ? found.next : headersBelow(view, found, edition).next;
  if (header === null) return null;
  const last =
    found.kind === 'form' ? (found.items.at(-1)?.row ?? found.headerRow) : Math.max(...found.headerRows);
  let from = header;
  for (const row of view
    .rowIndexes()
    .filter((index) => index > last && index < header)
    .reverse()) {
    if (view.row(row).size > 2) break;
    from = row;
  }
  return from;
}

function stageTable(
  view: SheetView,
  found: FoundForm | FoundList,
  date1904: boolean,
  key: ReadonlyMap<string, string>,
  context: StageContext,
): StagedPart {
  const asking = new Asking(view.sheet.name, context, found.table);
  const cells = new CellStager(view, date1904, context, asking);
  const headerRows = found.kind === 'form' ? [found.headerRow] : found.headerRows;
  const isWanted = askYear(view, headerRows, key, context, asking);
  const { table, filings } =
    found.kind === 'form'
      ? new FormStager(view, key, asking, cells).stage(found)
      : new ListStager(view, key, asking, cells).stage(found, context.edition);
  if (!isWanted) return { table, filings: [], questions: [], notices: [] };
  return { table, filings, questions: asking.questions, notices: asking.notices };
}

/** A year in the title, or in the hidden key, that is not the year being filled: false once the table is to be left out. */
function askYear(
  view: SheetView,
  headerRows: readonly number[],
  key: ReadonlyMap<string, string>,
  { year }: StageContext,
  asking: Asking,
): boolean {
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
  if (years.size === 0 || years.has(year)) return true;
  const place = String((view.rowIndexes()[0] ?? 0) + 1);
  const answer = asking.ask(place, 'other-year', [{ code: 'keep' }, { code: 'skip' }], {
    details: { found: [...years].join('、'), expected: String(year) },
  });
  return answer !== 'skip';
}

/** A title that stands in a header row, over columns whose year is another matter. */
function titleIn(text: string): string {
  return /20\d\d\s*年.{0,60}(表|情况|名单|名录)/u.test(text) ? text : '';
}
