import path from 'node:path';
import { Problem } from '#shared/contract/problem.ts';
import type { Doubt, Workbook, WorkbookFormat } from '#shared/intake/grid.ts';
import type { Notice, QuestionKind } from '#shared/intake/staged.ts';
import { decodeText, sampleOf, type DecodedText } from './decode-text.ts';
import { limits, type Spent } from './limits.ts';
import { readHtml } from './read-html.ts';
import { readOds } from './read-ods.ts';
import { readSpreadsheetML } from './read-spreadsheetml.ts';
import { readTextTable } from './read-text.ts';
import { readXlsb } from './read-xlsb.ts';
import { nothingSpent, openZip, readXlsxParts } from './read-xlsx.ts';
import { containerOf, markupOf, packedIn, unsupported } from './sniff.ts';
import { overBudget } from './zip.ts';

/** The clerk's answer to a doubt of the file, if there is one yet: by the sheet, the place in it, and the kind. */
export type Decided = (sheet: string, place: string, kind: QuestionKind) => string | undefined;

interface ReadOptions {
  /** Tells afterwards what reading cost, also when the file was refused. */
  readonly spent?: Spent;
  readonly decided?: Decided;
}

/**
 * Reads a file of any format that enterprises send, by what it holds and never by its name, into the one grid that
 * everything after is written for: cells as they are stored, nothing converted. Ends in a problem that names the file.
 */
export async function readWorkbook(
  bytes: Buffer,
  file: string,
  options: ReadOptions = {},
): Promise<Workbook> {
  const { spent = nothingSpent(), decided = () => undefined } = options;
  if (bytes.length > limits.bytes) throw overBudget(file, 'bytes', file);
  const workbook = await readAny(bytes, file, spent, decided);
  if (workbook.pictures === true && workbook.sheets.every((sheet) => sheet.rows.length === 0))
    throw unsupported(file, 'picture-only');
  const notices = [...misnamed(file, workbook.format), ...(workbook.notices ?? [])];
  return notices.length === 0 ? workbook : { ...workbook, notices };
}

/** The library behind the older binary formats is loaded when it is needed: it is large, and most files are xlsx. */
async function readAny(bytes: Buffer, file: string, spent: Spent, decided: Decided): Promise<Workbook> {
  switch (containerOf(bytes, file)) {
    case 'zip':
      return readZip(bytes, file, spent);
    case 'compound':
      return (await import('./read-xls.ts')).readXls(bytes, {
        file,
        spent,
        encoding: encodingOf(decided),
      });
    case 'text':
      return readText(bytes, file, spent, decided);
  }
}

async function readZip(bytes: Buffer, file: string, spent: Spent): Promise<Workbook> {
  const zip = await openZip(bytes, file, spent);
  switch (packedIn(zip.names(), file)) {
    case 'xlsx':
      return readXlsxParts(zip, spent);
    case 'xlsb':
      return readXlsb(zip, spent);
    case 'ods':
      return readOds(zip, spent);
    case 'bundle':
      throw unsupported(file, 'archive');
  }
}

function encodingOf(decided: Decided): string | undefined {
  return /^encoding:(.+)$/.exec(decided('', 'encoding', 'encoding-unclear') ?? '')?.[1];
}

function readText(bytes: Buffer, file: string, spent: Spent, decided: Decided): Workbook {
  const decoded = decodeText(bytes, file, encodingOf(decided));
  const { text, encoding } = decoded;
  const doubts = decoded.other === null ? [] : [encodingDoubt(decoded, decoded.other)];
  switch (markupOf(text, file)) {
    case 'html':
      return { format: 'html', ...readHtml(text, file, spent), doubts };
    case 'spreadsheetml':
      return { ...readSpreadsheetML(text, file, spent), doubts };
    case null: {
      const name = path.basename(file).replace(/\.[^.]*$/, '');
      const table = readTextTable(text, {
        file,
        name,
        spent,
        decided: (row) => decided(name, String(row), 'row-uneven'),
      });
      if (table.sheet.rows.length === 0) throw new Problem('file.empty', { file });
      const details = { encoding, separator: table.separator };
      const readAs: Notice = { kind: 'read-as', class: 'D', sheet: name, details };
      return {
        format: 'csv',
        sheets: [table.sheet],
        date1904: false,
        doubts: [...doubts, ...table.doubts],
        notices: [readAs],
      };
    }
  }
}

/** Where the readings differ, in both of them. */
function encodingDoubt(decoded: DecodedText, other: NonNullable<DecodedText['other']>): Doubt {
  return {
    kind: 'encoding-unclear',
    sheet: '',
    place: 'encoding',
    details: {},
    choices: [decoded, other].map(({ text, encoding }) => ({
      code: `encoding:${encoding}`,
      details: { sample: sampleOf(text) },
    })),
  };
}

/** Names that programs give, and what lies behind them. A macro workbook is an xlsx with macros, which are not looked at. */
const formatsOf: Readonly<Record<string, WorkbookFormat>> = {
  xlsx: 'xlsx',
  xlsm: 'xlsx',
  xltx: 'xlsx',
  xltm: 'xlsx',
  xlsb: 'xlsb',
  xls: 'xls',
  xlt: 'xls',
  et: 'xls',
  ett: 'xls',
  ods: 'ods',
  csv: 'csv',
  txt: 'csv',
  tsv: 'csv',
  htm: 'html',
  html: 'html',
  xml: 'xml',
};

function misnamed(file: string, format: WorkbookFormat): readonly Notice[] {
  const extension = path.extname(file).slice(1).toLowerCase();
  const expected = formatsOf[extension];
  if (expected === undefined || expected === format) return [];
  return [{ kind: 'misnamed', class: 'D', sheet: '', details: { extension, format } }];
}
