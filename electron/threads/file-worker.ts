import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { parentPort } from 'node:worker_threads';
import { Problem, type ProblemMessage } from '#shared/contract/problem.ts';
import type { Output } from '#shared/contract/contract.ts';
import type { Workbook } from '#shared/intake/grid.ts';
import {
  isPageWithoutKey,
  readQuerySheet,
  type QueryReply,
  type ReadQuerySheet,
} from '#shared/intake/query-sheet.ts';
import { windowOf, type WindowAsked } from '#shared/intake/sheet-window.ts';
import { mostAttachmentBytes } from '#shared/values/attachments.ts';
import { stageKeeping } from '#shared/intake/stage.ts';
import type { LoadedEdition } from '#shared/returns/edition.ts';
import { loadedEdition } from '../edition.ts';
import { decidedBy } from '../operations/import/decided.ts';
import {
  buffersOf,
  StagedWriter,
  type StagedHead,
  type StagedLines,
} from '../operations/import/staged-lines.ts';
import { bindKept } from '../operations/year-edition.ts';
import { unpackBody } from '../store/editions.ts';
import { asProblem } from '../store/faults.ts';
import { traceOf } from '../store/log.ts';
import { keepOriginal, OriginalCopy } from '../store/originals.ts';
import type { EditionFile } from '../sync/edition-file.ts';
import type { ComparedAttachments } from '../sync/attachments.ts';
import type { Verdict } from '../sync/verify.ts';
import { KeptWorkbook } from './kept-workbook.ts';
import { hashesIn } from './zip-hashes.ts';
import { bundledFiles, fileInBundle } from '../workbook/bundle.ts';
import { readWorkbook } from '../workbook/read-workbook.ts';
import { isDocument } from '../workbook/sniff.ts';

/** What a file thread is asked: to understand a file for a year, to show a page of a sheet or a cell's surroundings, to keep a document, or to verify a package. */
export interface FileJob {
  readonly path: string;
  /** The name that sentences about the file use. */
  readonly name: string;
  /** The file within the zip at `path` that is meant. */
  readonly entry?: string;
  readonly stage?: {
    readonly year: number;
    /** The year's edition; the program's own when there is none. */
    readonly edition?: SentEdition | null;
    readonly answers: Readonly<Record<string, string>>;
    /** The data folder to keep the original in once it was understood; absent for a trial. */
    readonly keepIn?: string;
  };
  readonly preview?: {
    readonly sheet: string | undefined;
    readonly offset: number;
    readonly limit: number;
    readonly answers: Readonly<Record<string, string>>;
  };
  /** The surroundings of one cell. */
  readonly window?: WindowAsked & { readonly answers: Readonly<Record<string, string>> };
  /** A document that goes with an explanation: the data folder to keep it in once it is known to be one. */
  readonly attach?: { readonly keepIn: string };
  /** An edition file: PEM of the roots that are trusted, and of the county's own certificate. */
  readonly open?: { readonly trust: readonly string[]; readonly own: readonly string[] };
  readonly verify?: {
    readonly trust: readonly string[];
    readonly editions: readonly SentEdition[];
    readonly attachments?: { readonly path: string; readonly name: string };
  };
}

/** An edition as it crosses to a thread that has no database: its hash, and its JSON deflated. */
export interface SentEdition {
  readonly sha256: string;
  readonly body: Uint8Array;
}

function received({ sha256, body }: SentEdition): LoadedEdition {
  return bindKept(sha256, () => unpackBody(body));
}

export type SheetPage = Output<'import.preview'>;

export interface FileAnswer {
  readonly sha256: string;
  readonly size: number;
  /** Handed over without copying: the thread in between never unpacks it. */
  readonly staged: StagedLines | null;
  readonly page: SheetPage | null;
  readonly window: ReturnType<typeof windowOf>;
  readonly verdict: Verdict | null;
  readonly attachments: ComparedAttachments | null;
  readonly opened: EditionFile | null;
}

/** A refused file still has a hash and a size, for the list of batches. */
export type FileReply =
  | { readonly answer: FileAnswer }
  /** A zip of files; each is to be asked for by itself. */
  | { readonly bundle: readonly string[] }
  | { readonly refused: ProblemMessage; readonly sha256: string; readonly size: number }
  /** A fault of the program: its trace, for the log. */
  | { readonly broken: string; readonly sha256: string; readonly size: number };

const kept = new KeptWorkbook();

async function answer(job: FileJob): Promise<FileReply> {
  let bytes: Buffer;
  try {
    if (job.attach !== undefined) {
      const { size } = await stat(job.path);
      const most = mostAttachmentBytes;
      if (size > most) return refusal(new Problem('attachment.size', { file: job.name, size, most }));
    }
    bytes = await readFile(job.path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    const problem =
      code === 'EBUSY' || code === 'EPERM' || code === 'EACCES'
        ? new Problem('file.locked', { file: job.name })
        : new Problem('file.missing', { file: job.name });
    return refusal(problem);
  }
  if (job.entry !== undefined) {
    try {
      bytes = await fileInBundle(bytes, job.name, job.entry);
    } catch (error) {
      return notRead(error, job, { sha256: '', size: 0 });
    }
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const size = bytes.length;
  try {
    const nothing = {
      sha256,
      size,
      staged: null,
      page: null,
      window: null,
      verdict: null,
      attachments: null,
      opened: null,
    };
    if (job.attach !== undefined) {
      if (!isDocument(bytes)) throw new Problem('attachment.kind', { file: job.name });
      await keepOriginal(job.attach.keepIn, bytes, sha256);
      return { answer: nothing };
    }
    if (job.open !== undefined) {
      const { openEdition } = await import('../sync/edition-file.ts');
      return { answer: { ...nothing, opened: await openEdition(bytes, job.name, job.open) } };
    }
    if (job.verify !== undefined) {
      return { answer: { ...nothing, ...(await verified(bytes, job.name, job.verify)) } };
    }
    const answers = (job.stage ?? job.preview ?? job.window)?.answers ?? {};
    const prefix = sha256.slice(0, 6);
    if (job.entry === undefined) {
      const bundle = await bundledFiles(bytes, job.name);
      if (bundle !== null) return { bundle };
    }
    const { decided, settled, used } = decidedBy(answers, prefix);
    const read = (): Promise<Workbook> => readWorkbook(bytes, job.name, { decided });
    if (job.stage === undefined) {
      const workbook = await kept.take(JSON.stringify([sha256, job.name, answers]), read);
      return {
        answer:
          job.window === undefined
            ? { ...nothing, page: pageOf(workbook, job.preview) }
            : { ...nothing, window: windowOf(workbook, job.window) },
      };
    }
    kept.drop();
    const { keepIn } = job.stage;
    const original = keepIn === undefined ? null : new OriginalCopy(keepIn, bytes, sha256);
    try {
      const workbook = await read();
      const staged = stagedOf(workbook, job.stage, { name: job.name, prefix, settled, used });
      await original?.keep();
      // It is kept all the same: the clerk may see a table in it, and lay it out.
      if (isEmpty(staged.head)) {
        throw new Problem('intake.no-table', {
          file: job.name,
          sheets: workbook.sheets.filter(({ hidden }) => !hidden).map(({ name }) => name),
        });
      }
      return { answer: { ...nothing, staged } };
    } finally {
      // Of a file that was not understood; of one that was kept nothing is left to be dropped.
      await original?.drop();
    }
  } catch (error) {
    return notRead(error, job, { sha256, size });
  }
}

/** What was understood of a workbook for a year. Refuses a page of another year or edition. */
function stagedOf(
  workbook: Workbook,
  { year, edition: sent = null, answers }: NonNullable<FileJob['stage']>,
  about: {
    readonly name: string;
    readonly prefix: string;
    readonly settled: StagedHead['settled'];
    readonly used: readonly string[];
  },
): StagedLines {
  const edition = sent === null ? loadedEdition() : received(sent);
  const { name, prefix, settled, used } = about;
  const writer = new StagedWriter();
  const query = readQuerySheet(workbook);
  if (query !== null) {
    const head = {
      tables: [],
      questions: [],
      notices: [...(workbook.notices ?? [])],
      settled: [],
      assumed: [],
      used: [],
      covers: [],
      misLaid: [],
      reply: replyOf(query, edition, name, year),
    };
    return writer.lines(head, [], []);
  }
  if (isPageWithoutKey(workbook)) throw new Problem('intake.query-without-key', { file: name });
  const { filings, identities, ...staged } = stageKeeping(
    workbook,
    { edition, year, answers, prefix },
    (filing) => writer.pack(filing),
  );
  const head = { ...staged, settled: [...settled, ...staged.settled], used: [...used, ...staged.used] };
  return writer.lines(head, identities, filings);
}

function isEmpty({ tables, questions, misLaid, reply }: StagedHead): boolean {
  return reply === undefined && tables.length === 0 && questions.length === 0 && misLaid.length === 0;
}

async function verified(
  bytes: Buffer,
  name: string,
  { trust, editions, attachments }: NonNullable<FileJob['verify']>,
): Promise<Pick<FileAnswer, 'verdict' | 'attachments'>> {
  // Loaded when it is needed: most threads only ever read workbooks.
  const { verifyPackage } = await import('../sync/verify.ts');
  const verdict = await verifyPackage(bytes, name, {
    trust,
    edition: (hash) => {
      const known = editions.find((item) => item.sha256 === hash);
      return known === undefined ? loadedEdition() : received(known);
    },
  });
  if (attachments === undefined || !verdict.valid) return { verdict, attachments: null };
  const { compareAttachments } = await import('../sync/attachments.ts');
  return { verdict, attachments: await compareAttachments(bytes, name, await hashesIn(attachments)) };
}

function refusal(problem: Problem): FileReply {
  return { refused: problem.toMessage(), sha256: '', size: 0 };
}

/** A page of another edition or year is refused, and one that was changed where it must not be. */
function replyOf(query: ReadQuerySheet, edition: LoadedEdition, file: string, year: number): QueryReply {
  const expected = edition.edition.name;
  if (query.altered !== null)
    throw new Problem('intake.query-altered', { file, sheet: query.reply.sheet, cell: query.altered });
  if (query.edition !== expected)
    throw new Problem('intake.other-edition', { file, found: query.edition, expected });
  if (query.year !== year)
    throw new Problem('intake.other-year', { file, found: query.year, expected: year });
  return query.reply;
}

function notRead(
  error: unknown,
  job: FileJob,
  known: { readonly sha256: string; readonly size: number },
): FileReply {
  const problem = asProblem(error, (job.stage ?? job.attach)?.keepIn ?? '');
  return problem === null ? { broken: traceOf(error), ...known } : { refused: problem.toMessage(), ...known };
}

function pageOf(workbook: Workbook, asked: FileJob['preview']): SheetPage {
  const visible = workbook.sheets.filter((sheet) => !sheet.name.startsWith('_'));
  const sheet = visible.find((item) => item.name === asked?.sheet) ?? visible[0];
  const offset = asked?.offset ?? 0;
  const rows =
    sheet?.rows.filter((row) => row.index >= offset && row.index < offset + (asked?.limit ?? 0)) ?? [];
  return {
    sheets: visible.map(({ name, hidden }) => ({ name, hidden })),
    sheet: sheet?.name ?? '',
    columns: sheet?.rows.reduce((most, row) => Math.max(most, (row.cells.at(-1)?.column ?? -1) + 1), 0) ?? 0,
    totalRows: (sheet?.rows.at(-1)?.index ?? -1) + 1,
    firstRow: sheet?.rows[0]?.index ?? 0,
    rows: rows.map((row) => ({
      index: row.index,
      cells: row.cells.map(({ column, raw }) => ({
        column,
        text: raw,
        ...(row.struck?.includes(column) === true ? { struck: true as const } : {}),
      })),
    })),
    merges: [...(sheet?.merges ?? [])].filter(
      (merge) => merge.bottom >= offset && merge.top < offset + (asked?.limit ?? 0),
    ),
  };
}

parentPort?.on('message', (job: FileJob) => {
  void answer(job).then((reply) => {
    const staged = 'answer' in reply ? reply.answer.staged : null;
    parentPort?.postMessage(reply, staged === null ? [] : [...buffersOf(staged)]);
  });
});
