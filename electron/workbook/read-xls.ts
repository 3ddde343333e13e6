import { read, SSF, type CellObject, type WorkBook, type WorkSheet } from '@e965/xlsx';
import { isProblem, Problem } from '#shared/contract/problem.ts';
import type { Doubt, GridCell, Sheet, Workbook } from '#shared/intake/grid.ts';
import { walkBiff, type Biff } from './biff.ts';
import type { BiffRule } from './biff-conditions.ts';
import type { BiffNote } from './biff-notes.ts';
import { workbookStream } from './compound-file.ts';
import { sampleOf } from './decode-text.ts';
import { errorNames } from './error-names.ts';
import { chineseDates, isDateFormat } from './formats.ts';
import { decodedRuns, withRaised } from './font-runs.ts';
import type { Spent } from './limits.ts';
import { SheetBuilder } from './sheet-builder.ts';

interface XlsOptions {
  readonly file: string;
  readonly spent: Spent;
  /** The answer to which code page the texts of an old file are in. */
  readonly encoding: string | undefined;
}

/** What the library's reader is told: values and formats as they are stored, no macros, nothing formatted. */
const storedOnly = {
  dense: true,
  cellNF: true,
  cellText: false,
  cellHTML: false,
  cellFormula: false,
  cellDates: false,
  sheetStubs: false,
} as const;

/** A workbook of Excel 97 to 2003 (BIFF8, also named .et by WPS) or of Excel 5 and 95 (BIFF5, texts in a code page). */
export function readXls(bytes: Buffer, { file, spent, encoding }: XlsOptions): Workbook {
  const biff = walkBiff(workbookStream(bytes, file), file);
  const book = readStored(biff.values, file);
  const texts = textsOf(biff, book, file, encoding);
  const sheets: Sheet[] = [];
  for (const [at, name] of book.SheetNames.entries()) {
    const facts = biff.sheets[at];
    if (facts === undefined) throw damaged(file, name);
    if (!facts.isWorksheet) continue;
    const reading: SheetReading = {
      file,
      spent,
      name: texts.plain(name),
      hidden: isHidden(book, at),
      text: texts.plain,
      isRowHidden: (row) => facts.hiddenRows.has(row),
      hiddenColumns: facts.hiddenColumns,
      left: (row, column) => {
        const left = facts.struck.get(row * 256 + column);
        return typeof left === 'string' ? texts.plain(left) : left;
      },
      raised: (row, column) => {
        const shown = facts.raised.get(row * 256 + column);
        return shown === undefined ? undefined : withRaised(decodedRuns(shown, texts.plain)).text;
      },
      isUnseen: (row, column) => facts.unseen.has(row * 256 + column),
      isFromOther: (row, column) => facts.fromOther.has(row * 256 + column),
      comments: facts.notes,
      rules: facts.rules,
      hidesZeros: facts.hidesZeros,
      printed: facts.printed,
      uncomputed: (row, column) => facts.formulas.get(row * 256 + column),
    };
    const { sheet, cells } = sheetOf(book.Sheets[name], reading);
    // What the records hold and what was read of them must be the same cells.
    if (cells !== facts.cells) throw damaged(file, reading.name);
    sheets.push(sheet);
  }
  assertNames(sheets, file);
  return {
    format: 'xls',
    sheets,
    date1904: book.Workbook?.WBProps?.date1904 === true,
    pictures: biff.pictures,
    ...(texts.doubt === null ? {} : { doubts: [texts.doubt] }),
  };
}

/** The part of the library's formats that is used here; it has no types of its own. */
const formatTable = SSF as { readonly get_table: () => Record<number, string> };
/** The formats that every file begins with; the library keeps those of the file before. */
const builtIn = {
  ...formatTable.get_table(),
  ...Object.fromEntries(chineseDates.map((id) => [id, 'yyyy-mm-dd'])),
};

function resetFormats(): void {
  const table = formatTable.get_table();
  for (const id of Object.keys(table)) Reflect.deleteProperty(table, id);
  Object.assign(table, builtIn);
}

function readStored(bytes: Buffer, file: string): WorkBook {
  try {
    resetFormats();
    return read(bytes, { type: 'buffer', ...storedOnly });
  } catch (error) {
    if (error instanceof Error && /password|encrypt/i.test(error.message))
      throw new Problem('file.encrypted', { file });
    throw damaged(file, 'Workbook');
  }
}

function damaged(file: string, part: string): Problem {
  return new Problem('file.damaged', { file, part });
}

function isHidden(book: WorkBook, at: number): boolean {
  return (book.Workbook?.Sheets?.[at]?.Hidden ?? 0) !== 0;
}

function assertNames(sheets: readonly Sheet[], file: string): void {
  if (new Set(sheets.map(({ name }) => name)).size < sheets.length) throw damaged(file, 'Workbook');
}

interface SheetReading {
  readonly file: string;
  readonly spent: Spent;
  readonly name: string;
  readonly hidden: boolean;
  readonly text: (stored: string) => string;
  readonly isRowHidden: (row: number) => boolean;
  /** First and last columns. */
  readonly hiddenColumns: readonly (readonly [from: number, to: number])[];
  /** What is left of a cell that is struck out: null where it is whole, undefined for one that is not. */
  readonly left: (row: number, column: number) => string | null | undefined;
  /** A text as it is shown, with raised digits; undefined for any other. */
  readonly raised: (row: number, column: number) => string | undefined;
  readonly isUnseen: (row: number, column: number) => boolean;
  readonly isFromOther: (row: number, column: number) => boolean;
  readonly comments: readonly BiffNote[];
  readonly rules: readonly BiffRule[];
  readonly hidesZeros: boolean;
  readonly printed: Biff['sheets'][number]['printed'];
  /** Undefined for no formula, true for one that was never computed. */
  readonly uncomputed: (row: number, column: number) => boolean | undefined;
}

function sheetOf(
  sheet: WorkSheet | undefined,
  reading: SheetReading,
): { readonly sheet: Sheet; readonly cells: number } {
  const builder = new SheetBuilder(reading.file, reading.name, reading.spent);
  const rows = (sheet?.['!data'] ?? []) as readonly (readonly (CellObject | undefined)[] | undefined)[];
  let cells = 0;
  rows.forEach((row, index) => {
    if (row === undefined) return;
    builder.row(index, reading.isRowHidden(index));
    row.forEach((cell, column) => {
      if (cell === undefined || cell.t === 'z') return;
      cells += 1;
      const read = cellOf(cell, column, reading.uncomputed(index, column), reading);
      if (read === null) return;
      const raised = reading.raised(index, column);
      builder.add(raised === undefined || read.type !== 'text' ? read : { ...read, raw: raised });
      const left = reading.left(index, column);
      if (left !== undefined) builder.strike(left ?? undefined);
      if (reading.isUnseen(index, column)) builder.unseen(read);
      if (reading.isFromOther(index, column)) builder.fromOther(column);
    });
  });
  for (const [from, to] of reading.hiddenColumns) builder.hideColumns(from, to);
  for (const { s, e } of sheet?.['!merges'] ?? []) {
    if (e.r < s.r || e.c < s.c) throw damaged(reading.file, reading.name);
    if (e.r > s.r || e.c > s.c) builder.merge({ top: s.r, left: s.c, bottom: e.r, right: e.c });
  }
  if (reading.hidesZeros) builder.hideZeros();
  for (const { where, written } of reading.printed) builder.print(where, readable(reading.text, written));
  for (const { cells: of, look } of reading.rules) builder.byRule(of, look);
  for (const { row, column, text } of reading.comments) builder.comment(row, column, reading.text(text));
  return { sheet: builder.finish(reading.name, reading.hidden), cells };
}

/** A text on which no value hangs; empty where its bytes are no letters. */
function readable(text: SheetReading['text'], written: string): string {
  try {
    return text(written);
  } catch (error) {
    if (!isProblem(error, 'file.encoding')) throw error;
    return '';
  }
}

function cellOf(
  cell: CellObject,
  column: number,
  uncomputed: boolean | undefined,
  { file, name, text }: SheetReading,
): GridCell | null {
  if (uncomputed === true) return { column, raw: '', type: 'error', formula: true, uncomputed: true };
  const formula = uncomputed === undefined ? {} : { formula: true };
  switch (cell.t) {
    case 'n': {
      if (typeof cell.v !== 'number' || !Number.isFinite(cell.v)) throw damaged(file, name);
      const code = typeof cell.z === 'string' && !/^general$/i.test(cell.z) ? cell.z : undefined;
      return {
        column,
        // The shortest digits that give the stored number again; -0 is 0.
        raw: String(cell.v),
        type: code !== undefined && isDateFormat(code) ? 'date' : 'number',
        ...(code === undefined ? {} : { format: code }),
        ...formula,
      };
    }
    case 'b':
      return { column, raw: cell.v === true ? 'TRUE' : 'FALSE', type: 'boolean', ...formula };
    case 'e': {
      const shown = errorNames.get(cell.v);
      if (shown === undefined) throw damaged(file, name);
      return { column, raw: shown, type: 'error', ...formula };
    }
    case 's': {
      const raw = text(String(cell.v ?? ''));
      return raw === '' ? null : { column, raw, type: 'text', ...formula };
    }
    default:
      throw damaged(file, name);
  }
}

interface Texts {
  readonly plain: (stored: string) => string;
  readonly doubt: Doubt | null;
}

/**
 * Texts of BIFF8 are Unicode. Those of BIFF5 are bytes in the code page that the file names: 936 here, or 1252 where a
 * program wrote Chinese without saying so, which shows as Latin letters that make sense as Chinese; only a person can tell.
 */
function textsOf(biff: Biff, book: WorkBook, file: string, decided: string | undefined): Texts {
  if (biff.version === 8) return { plain: (stored) => stored, doubt: null };
  const isChinese = biff.codePage === 936 || decided === 'gb18030';
  if (!isChinese && biff.codePage !== null && ![1252, 0x8001, 367, 1200].includes(biff.codePage))
    throw new Problem('file.encoding', { file });
  const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');
  const western = (text: string): string => new TextDecoder('windows-1252').decode(bytes(text));
  const chinese = (text: string): string => {
    const plain = chineseOf(bytes(text));
    if (plain === null) throw new Problem('file.encoding', { file });
    return plain;
  };
  if (isChinese) return { plain: chinese, doubt: null };
  const texts = [...book.SheetNames, ...eachText(book)].filter((text) => /[\u0080-\u00ff]/.test(text));
  const readings = texts.map((text) => chineseOf(bytes(text)));
  const at = readings.findIndex((reading) => reading !== null && /\p{Script=Han}/u.test(reading));
  if (decided === 'windows-1252' || at < 0 || readings.includes(null)) return { plain: western, doubt: null };
  const samples = [western(texts[at] ?? ''), readings[at] ?? ''].map((text) => sampleOf(text));
  return {
    plain: western,
    doubt: {
      kind: 'encoding-unclear',
      sheet: '',
      place: 'encoding',
      details: {},
      choices: ['windows-1252', 'gb18030'].map((code, index) => ({
        code: `encoding:${code}`,
        details: { sample: samples[index] ?? '' },
      })),
    },
  };
}

/** Bytes as GB18030; null where they are not. */
function chineseOf(bytes: Buffer): string | null {
  try {
    return new TextDecoder('gb18030', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function* eachText(book: WorkBook): Generator<string> {
  for (const name of book.SheetNames)
    for (const row of (book.Sheets[name]?.['!data'] ?? []) as readonly (
      readonly (CellObject | undefined)[] | undefined
    )[])
      for (const cell of row ?? []) if (cell?.t === 's' && typeof cell.v === 'string') yield cell.v;
}
