import type { FindingClass } from '../values/states.ts';
import type { QueryReply } from './query-sheet.ts';
import type { CellKey, CellValue, Column } from '../values/cell.ts';
import { addressOf, columnName } from '../values/address.ts';
import type { LayoutFault } from '../values/sheet-layout.ts';
import type { TableRows } from '../values/sheet-rows.ts';

/**
 * What was understood of one file, before anything touches the returns: filings with their cells, and the questions that
 * import will not answer by itself. Plain JSON, without wording.
 */
export type StagedFile = Staged<StagedFiling>;

/** The same with its filings in another shape: those of a large file are not kept as objects. */
export interface Staged<Filing> {
  readonly tables: readonly StagedTable[];
  readonly filings: readonly Filing[];
  readonly questions: readonly Question[];
  readonly notices: readonly Notice[];
  /** Answers that were given and may be remembered. */
  readonly settled: readonly Settled[];
  /** Questions that the file itself answers: taken so, said in a notice, and open to another answer. */
  readonly assumed: readonly Settled[];
  /** Ids of the answers that it was read by: any other is to a question that nothing asks any more. */
  readonly used: readonly string[];
  /** Whose filings they are, each once. */
  readonly identities: readonly Identity[];
  /** Whose file it is, as sheets without a table say: a cover. */
  readonly covers: readonly Identity[];
  /** What the clerk said of where tables are, and could not be meant: nothing may be taken of such a file. */
  readonly misLaid: readonly MisLaid[];
  /** A filled-in 查询单, which holds answers instead of filings. */
  readonly reply?: QueryReply;
}

/** A question with its answer, to be given again to the sender's next file. */
export interface Settled {
  readonly question: Question;
  readonly choice: Choice;
}

/** A layout that cannot be: where it was said, and why. */
export interface MisLaid {
  readonly sheet: string;
  readonly fault: LayoutFault;
}

/** What a column, or the row of an item, says of itself, and the cells that it was taken for. */
export interface Heading {
  /** C7; empty for the lines above the table, of which only the unit counts. */
  readonly at: string;
  /** Headers from top to bottom, or code and words of an item, as they are written. */
  readonly text: string;
  readonly unit: string | null;
  readonly key?: CellKey;
  /** The column of a header that may be one of several items. */
  readonly column?: Column;
  /** A header that names nothing which is known, not even of another year or measure. */
  readonly isStrange?: true;
  /** Below it stand words and no figure: no new name of an amount. */
  readonly isWords?: true;
}

/** Where a table was found, for the coloured preview. */
export interface StagedTable extends TableRows {
  readonly sheet: string;
  /** Of tables side by side: the column in which it begins, unless it is the first. */
  readonly part?: string;
  readonly return: string;
  readonly table: string;
  /** template: the app's own form; form: the same layout without the key; list: one enterprise per row. */
  readonly layout: 'template' | 'form' | 'list';
  /** What each column was taken for: a cell key, or an identity; none of a list whose items stand in rows. */
  readonly columns: Readonly<Record<number, string>>;
  /** Of a list whose units stand in columns: its first row, the column of its items' names, and its first and last unit's. */
  readonly across?: {
    readonly top: number;
    readonly items: number;
    readonly from: number;
    readonly to: number;
  };
  /** In their order; absent from batches of earlier versions. */
  readonly headings?: readonly Heading[];
  /** The clerk's layout by which it was read: the id under which it was said, and as it is written in the answer. */
  readonly laid?: { readonly id: string; readonly text: string };
}

/** Whether a filing stands in the body of a list. */
export function isBodyRow(
  { bodyFrom, bodyTo, across }: Pick<StagedTable, 'bodyFrom' | 'bodyTo' | 'across'>,
  filing: Pick<FilingHead, 'row' | 'across'>,
): boolean {
  const { from, to } = across ?? { from: bodyFrom, to: bodyTo };
  return filing.across === across?.top && filing.row >= from && filing.row <= to;
}

/** Whether a filing was read from a table. */
export function isFilingOf(table: StagedTable, filing: FilingHead): boolean {
  const isHere = filing.sheet === table.sheet && filing.part === table.part && filing.table === table.table;
  return (
    isHere && (table.layout === 'list' ? isBodyRow(table, filing) : table.headerRows.includes(filing.row))
  );
}

export interface Identity {
  /** The hidden key of the app's own workbook. */
  readonly key?: string;
  readonly creditCode?: string;
  readonly organisationCode?: string;
  readonly name?: string;
  readonly area?: string;
  /** What is left of a code that a spreadsheet turned into a number: nothing to find a unit by. */
  readonly lostCode?: string;
}

/** A filing without its cells. */
export interface FilingHead {
  /** Stable within the file: sheet and row. */
  readonly id: string;
  readonly return: string;
  readonly table: string;
  readonly identity: Identity;
  /** 键 of the row that this one stands below, as the file says it: the alliance of a member. */
  readonly parent?: string;
  readonly sheet: string;
  /** As of its table. */
  readonly part?: string;
  readonly row: number;
  /** Of a list whose units stand in columns: the row in which that begins; `row` is the unit's column. */
  readonly across?: number;
  /** Its figures are the sums of the rows above: to be asked, unless its label is the name of a unit. */
  readonly total?: Question;
}

type Place = Pick<FilingHead, 'part' | 'row' | 'across'>;

/** Where a filing begins, as an id has it: 7, H7 in a table beside another, D@3 for column D of a list that begins in row 3. */
export function placeOf({ part, row, across }: Place): string {
  return across === undefined ? `${part ?? ''}${row + 1}` : `${columnName(row)}@${across + 1}`;
}

/** The cell in which it begins. */
export function firstCellOf({ part, row, across }: Place): string {
  return across === undefined ? `${part ?? 'A'}${row + 1}` : addressOf(across, row);
}

export interface StagedFiling extends FilingHead {
  readonly cells: readonly StagedCell[];
}

export interface StagedCell {
  readonly key: CellKey;
  readonly raw: string;
  readonly sheet: string;
  /** C7 */
  readonly cell: string;
  /** Absent: an empty cell; nothing is written. */
  readonly value?: CellValue;
  /** Factor from the file's unit to the field's, and that unit: 10 and 万元 for a field in 千元. */
  readonly factor?: number;
  readonly readAs?: string;
  readonly rounded?: boolean;
  /** The open question about this cell; it has no value yet. */
  readonly question?: string;
}

export const questionKinds = [
  'approximate',
  'grouping',
  'error-value',
  'uncomputed',
  'same-as',
  'not-a-number',
  'negative-mark',
  'none-mark',
  'sum',
  'scaled-format',
  'currency-sign',
  'lost-digits',
  'turned-into-date',
  'percent-scale',
  'month-unclear',
  'not-in-list',
  'several-codes',
  'unit-conflict',
  'rounds-away',
  'too-long',
  'layout-changed',
  'layout',
  'unit-moved',
  'table-unit',
  'column-unclear',
  'table-twice',
  'return-unclear',
  'hidden-rows',
  'hidden-columns',
  'struck-rows',
  'struck-out',
  'struck-part',
  'total-row',
  'other-year',
  'unit-unknown',
  'unit-suggested',
  'unit-disagrees',
  'unit-elsewhere',
  'unit-namesake',
  'unit-renamed',
  'unit-place',
  'unit-twice',
  'unit-missing',
  'unit-in-cell',
  'parent-missing',
  'replaces',
  'encoding-unclear',
  'row-uneven',
  'unit-shift',
  'years-swapped',
  'last-year-again',
  'file-of-year',
  'rows-shifted',
  'reply-changed',
  'reply-text-changed',
  'reply-explanation',
] as const;
export type QuestionKind = (typeof questionKinds)[number];

export interface Choice {
  /** What `--answers` names: value:1530000, blank, zero, skip, unit:万元, add, match:<unit> … */
  readonly code: string;
  readonly details?: Readonly<Record<string, string>>;
}

/** Something that import will not guess. `id` is stable over re-readings, so that an answer stays an answer. */
export interface Question {
  readonly id: string;
  readonly kind: QuestionKind;
  readonly sheet: string;
  readonly cell?: string;
  readonly raw?: string;
  readonly return?: string;
  readonly field?: string;
  readonly filing?: string;
  readonly details: Readonly<Record<string, string>>;
  readonly choices: readonly Choice[];
  /**
   * What the answer rests on besides the kind and the table: the headers, the mark, the format. Where that is the same, an
   * answer may be remembered (`question-memory.ts`); absent: never.
   */
  readonly ground?: string;
  /** Questions with the same group can be answered alike: 对本文件同类都这样. */
  readonly group: string;
}

/** Something to know about the import that needs no answer. */
export interface Notice {
  readonly kind:
    | 'rounded'
    | 'column-unknown'
    | 'column-headless'
    | 'codes-renumbered'
    | 'sheet-hidden'
    | 'sheet-without-table'
    | 'total-differs'
    | 'unit-converted'
    | 'row-same-twice'
    | 'rows-joined'
    | 'rows-left'
    | 'rows-unread'
    | 'unit-of-cell'
    | 'unit-above'
    | 'unit-below'
    | 'unit-of-header'
    | 'unit-printed'
    | 'none-read'
    | 'unit-outside'
    /** Of batches from before it was asked. */
    | 'unit-renamed'
    | 'new-version'
    | 'filed-same'
    | 'cells-kept'
    | 'rows-kept'
    | 'misnamed'
    | 'read-as'
    | 'shown-blank'
    | 'struck-by-rule'
    | 'hidden-by-rule'
    | 'cell-comment'
    | 'unit-elsewhere'
    | 'code-lost'
    | 'unit-of-file'
    | 'tables-both'
    | 'total-unnamed'
    | 'total-place'
    | 'part-rows'
    | 'last-year-rows'
    | 'date-left-out'
    | 'personal-data'
    | 'private-use'
    | 'other-file'
    | 'years-same'
    | 'layout-differs'
    /** A question that was open when the rest of the file was written. */
    | 'left-open'
    | 'reply-merged'
    | 'reply-settled'
    | 'reply-must-correct';
  readonly class: FindingClass;
  readonly sheet: string;
  readonly cell?: string;
  readonly details: Readonly<Record<string, string>>;
}
