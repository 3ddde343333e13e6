import type { LoadedEdition } from '../returns/edition.ts';
import type { Workbook } from './grid.ts';
import { SheetStager } from './stage-sheet.ts';
import type { Notice, Question, StagedFile, StagedFiling, StagedTable } from './staged.ts';

export interface StageContext {
  readonly edition: LoadedEdition;
  readonly year: number;
  readonly answers: Readonly<Record<string, string>>;
  /** Put before the ids of questions, so that answers for several files never mix: the start of the file's hash. */
  readonly prefix: string;
}

/** The hidden sheet by which the app knows its own workbooks: names in column A, values in column B. */
export const keySheet = '_nianbao';

/** The key of the app's own workbook; empty for any other file. */
export function keyOfWorkbook(workbook: Workbook): ReadonlyMap<string, string> {
  const sheet = workbook.sheets.find((item) => item.name === keySheet);
  return new Map(
    (sheet?.rows ?? []).map((row) => [
      row.cells.find((cell) => cell.column === 0)?.raw ?? '',
      row.cells.find((cell) => cell.column === 1)?.raw ?? '',
    ]),
  );
}

/**
 * Grid + definitions + answers → filings and questions. Pure: the same file with the same answers stages the same, so an
 * import can go on after a restart, and answering is staging again.
 */
export function stageWorkbook(workbook: Workbook, context: StageContext): StagedFile {
  const key = keyOfWorkbook(workbook);
  const tables: StagedTable[] = [];
  const filings: StagedFiling[] = [];
  const questions: Question[] = [];
  const notices: Notice[] = [];
  for (const sheet of workbook.sheets) {
    if (sheet.name === keySheet || sheet.rows.length === 0) continue;
    if (sheet.hidden) {
      notices.push({ kind: 'sheet-hidden', class: 'D', sheet: sheet.name, details: {} });
      continue;
    }
    const staged = new SheetStager(sheet, workbook.date1904, key, context).stage();
    if (staged === null)
      notices.push({ kind: 'sheet-without-table', class: 'D', sheet: sheet.name, details: {} });
    else {
      tables.push(staged.table);
      filings.push(...staged.filings);
      questions.push(...staged.questions);
      notices.push(...staged.notices);
    }
  }
  return { ...chooseTables(tables, filings, questions, context), notices };
}

/** Two sheets with a list of the same return: which one counts is asked, never guessed. */
function chooseTables(
  tables: readonly StagedTable[],
  filings: readonly StagedFiling[],
  questions: readonly Question[],
  context: StageContext,
): Omit<StagedFile, 'notices'> {
  const dropped = new Set<string>();
  const asked: Question[] = [];
  for (const code of new Set(tables.map((table) => table.return))) {
    const lists = tables.filter((table) => table.return === code && table.layout === 'list');
    if (lists.length < 2) continue;
    const id = `${context.prefix}:${lists[0]?.sheet ?? ''}/table-twice`;
    const chosen = context.answers[id];
    if (chosen === undefined) {
      asked.push({
        id,
        kind: 'table-twice',
        sheet: lists[0]?.sheet ?? '',
        return: code,
        details: { sheets: lists.map((table) => table.sheet).join('、') },
        choices: [...lists.map((table) => ({ code: `sheet:${table.sheet}` })), { code: 'both' }],
        group: 'table-twice',
      });
    } else if (chosen !== 'both') {
      for (const table of lists) if (`sheet:${table.sheet}` !== chosen) dropped.add(table.sheet);
    }
  }
  return {
    tables,
    filings: filings.filter((filing) => !dropped.has(filing.sheet)),
    questions: [...asked, ...questions.filter((question) => !dropped.has(question.sheet))],
  };
}
