import type { LoadedEdition } from '../returns/edition.ts';
import { returnOf } from '../values/record.ts';
import { groundOf, questionId, yearless } from './asking.ts';
import type { Workbook } from './grid.ts';
import { identityAbove } from './identity.ts';
import { completeEachOther, itemsOf } from './items-of-table.ts';
import { LaidAnswers } from './laid-answers.ts';
import { areApart } from './row-units.ts';
import { SheetView } from './sheet-view.ts';
import { stageSheet } from './stage-sheet.ts';
import type { StagedPart } from './stage-table.ts';
import { noticeOfUnread } from './unread-figures.ts';
import {
  firstCellOf,
  placeOf,
  type Identity,
  type MisLaid,
  type Notice,
  type Question,
  type Settled,
  type Staged,
  type StagedFile,
  type StagedFiling,
} from './staged.ts';

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
  return stageKeeping(workbook, context, (filing) => filing);
}

/** The same, with what `keep` makes of each filing once it is read: ten thousand of them as objects fill the memory. */
export function stageKeeping<Filing>(
  workbook: Workbook,
  context: StageContext,
  keep: (filing: StagedFiling) => Filing,
): Staged<Filing> {
  const identities = new Map<string, Identity>();
  const ofNames: Notice[] = [];
  const keepNamed = (filing: StagedFiling): Filing => {
    const { identity } = filing;
    const { creditCode, organisationCode, name } = identity;
    const said = identity.key ?? creditCode ?? organisationCode ?? name;
    if (said !== undefined) identities.set(said, identity);
    if (name !== undefined && /\p{Co}/u.test(name)) {
      const details = { name };
      ofNames.push({
        kind: 'private-use',
        class: 'C',
        sheet: filing.sheet,
        cell: firstCellOf(filing),
        details,
      });
    }
    return keep(filing);
  };
  const { parts, notices: ofSheets, covers, misLaid } = stageSheets(workbook, context, keepNamed);
  const notices = [...ofSheets, ...ofNames];
  const doubts = (workbook.doubts ?? []).map(({ place, ...doubt }): Question => ({
    ...doubt,
    id: questionId(context.prefix, doubt.sheet, place, doubt.kind),
    group: doubt.kind,
    ground: '',
  }));
  // Not even a part is taken of a file that may have to be read in another way.
  if (doubts.length > 0)
    return {
      tables: parts.map((part) => part.table),
      filings: [],
      questions: doubts,
      notices: [...(workbook.notices ?? [])],
      settled: [],
      assumed: [],
      used: [],
      identities: [],
      covers: [],
      misLaid: [],
    };
  const { chosen, questions, settled, assumed, used } = chooseTables(workbook, parts, context);
  return {
    tables: parts.map((part) => part.table),
    filings: chosen.flatMap((part) => part.filings),
    questions: [...questions, ...chosen.flatMap((part) => part.questions)],
    notices: [...notices, ...parts.flatMap((part) => part.notices), ...assumed.map(noticeOfBoth)],
    settled: [...settled, ...chosen.flatMap((part) => part.settled)],
    assumed: [...assumed, ...chosen.flatMap((part) => part.assumed)],
    used: [...used, ...chosen.flatMap((part) => part.used)],
    identities: [...identities.values()],
    covers,
    misLaid,
  };
}

/** So many rows of a sheet without a table are looked at for whose the file is. */
const rowsOfCover = 60;

/** The tables of all sheets, in their order. */
function stageSheets<Filing>(
  workbook: Workbook,
  context: StageContext,
  keep: (filing: StagedFiling) => Filing,
): {
  readonly parts: readonly StagedPart<Filing>[];
  readonly notices: readonly Notice[];
  readonly covers: readonly Identity[];
  readonly misLaid: readonly MisLaid[];
} {
  const key = keyOfWorkbook(workbook);
  const parts: StagedPart<Filing>[] = [];
  const notices: Notice[] = [...(workbook.notices ?? [])];
  const covers: Identity[] = [];
  const laid = new LaidAnswers(context);
  for (const sheet of workbook.sheets) {
    if (sheet.name === keySheet || sheet.rows.length === 0) continue;
    if (sheet.hidden) {
      notices.push({ kind: 'sheet-hidden', class: 'D', sheet: sheet.name, details: {} });
      continue;
    }
    notices.push(...(sheet.notices ?? []));
    const staged = stageSheet(sheet, { date1904: workbook.date1904, key }, context, laid, keep);
    if (staged.length === 0) {
      const view = new SheetView(sheet);
      notices.push(
        noticeOfUnread(view, view.rowIndexes()) ?? {
          kind: 'sheet-without-table',
          class: 'D',
          sheet: sheet.name,
          details: {},
        },
      );
      covers.push(identityAbove(view, rowsOfCover, new Map()));
    }
    parts.push(...staged);
  }
  return { parts, notices, covers, misLaid: laid.end() };
}

/** Longer lists are not looked through again: which of them counts is asked. */
const rowsCompared = 5000;

/** Whether the lists complete each other, so that nothing has to be chosen. Where they have items in common, all is read again. */
function areOneList<Filing>(
  workbook: Workbook,
  parts: readonly StagedPart<Filing>[],
  lists: readonly StagedPart<Filing>[],
  context: StageContext,
): boolean {
  const { edition } = context;
  if (edition.table(lists[0]?.table.table ?? '')?.kind !== 'fixed') return false;
  const items = lists.map(({ table }) => itemsOf(table, edition));
  const all = new Set(items.flatMap((codes) => [...codes]));
  if (items.reduce((sum, { size }) => sum + size, 0) === all.size) return true;
  if (parts.reduce((sum, { filings }) => sum + filings.length, 0) > rowsCompared) return false;
  const read = stageSheets(workbook, context, (filing) => filing).parts;
  return completeEachOther(
    read.filter((_, index) => lists.some((list) => list === parts[index])),
    edition,
  );
}

/**
 * Several lists of the same return, on sheets of their own or on one: which counts is asked, never guessed. Those that complete
 * each other all count: the rows of one unit are put together once it is known whose they are. On one sheet, and without a
 * unit that has rows in two of them, they are parts of one list: all count, and that is said.
 */
function chooseTables<Filing>(
  workbook: Workbook,
  parts: readonly StagedPart<Filing>[],
  context: StageContext,
): {
  readonly chosen: readonly StagedPart<Filing>[];
  readonly questions: readonly Question[];
  readonly settled: readonly Settled[];
  readonly assumed: readonly Settled[];
  readonly used: readonly string[];
} {
  const used: string[] = [];
  const dropped = new Set<StagedPart<Filing>>();
  const questions: Question[] = [];
  const settled: Settled[] = [];
  const assumed: Settled[] = [];
  for (const code of new Set(parts.map((part) => part.table.table))) {
    const lists = parts.filter(({ table }) => table.table === code && table.layout === 'list');
    const [first] = lists;
    if (first === undefined || lists.length < 2 || areOneList(workbook, parts, lists, context)) continue;
    const { sheet } = first.table;
    const id = `${context.prefix}:${sheet}/table-twice/${code}`;
    const names = lists.map((list) => nameOf(list, lists));
    const choices = [...names.map((name) => ({ code: `sheet:${name}` })), { code: 'both' }];
    const question: Question = {
      id,
      kind: 'table-twice',
      sheet,
      return: returnOf(code),
      details: { sheets: names.join('、') },
      choices,
      ground: yearless(`${code}|${groundOf(...names)}`, context.year),
      group: 'table-twice',
    };
    const answer = context.answers[id];
    if (answer !== undefined) used.push(id);
    const choice = choices.find((each) => each.code === answer);
    const isOneSheet = lists.every(({ table }) => table.sheet === sheet);
    if (choice === undefined && isOneSheet && areApart(lists.map(({ units }) => units)))
      assumed.push({ question, choice: { code: 'both' } });
    else if (choice === undefined) questions.push(question);
    else settled.push({ question, choice });
    if (choice === undefined || choice.code === 'both') continue;
    const kept = choices.indexOf(choice);
    for (const [index, list] of lists.entries()) if (index !== kept) dropped.add(list);
  }
  return { chosen: parts.filter((part) => !dropped.has(part)), questions, settled, assumed, used };
}

function noticeOfBoth({ question: { sheet, details } }: Settled): Notice {
  return { kind: 'tables-both', class: 'C', sheet, details };
}

/** A list by its sheet, by its first row where a sheet has several, and by its first cell where they stand side by side. */
function nameOf({ table }: StagedPart<unknown>, lists: readonly StagedPart<unknown>[]): string {
  const onSheet = lists.filter((other) => other.table.sheet === table.sheet).map((other) => other.table);
  if (onSheet.length === 1) return table.sheet;
  const { part, headerRows } = table;
  const head = { ...(part === undefined ? {} : { part }), row: headerRows[0] ?? 0 };
  const isBeside = onSheet.some((other) => other.part !== undefined);
  return `${table.sheet}!${isBeside ? firstCellOf(head) : placeOf(head)}`;
}
