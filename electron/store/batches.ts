import { Problem, type ProblemMessage } from '#shared/contract/problem.ts';
import type { BatchState } from '#shared/values/states.ts';
import type { QueryReply } from '#shared/intake/query-sheet.ts';
import type { Reused } from '#shared/intake/recipe.ts';
import type {
  FilingHead,
  Notice,
  Question,
  Settled,
  StagedCell,
  StagedTable,
} from '#shared/intake/staged.ts';
import type { Explanation } from './findings.ts';
import type { ReadableStore, WritableStore } from './open.ts';
import { blobOf, FilingPacker, ofBlob, unpackFilings } from './packed-filings.ts';
import { unpackCells } from './staged-cells.ts';

export interface BatchRows {
  readonly new: number;
  readonly changed: number;
  readonly same: number;
  readonly rejected: number;
}

export interface AnsweredQuestion {
  readonly question: Question;
  readonly answer: string;
  /** What it is about is left out by another answer, or waits for one: it changes nothing now. */
  readonly isIdle?: true;
}

/** What was understood of a file, without its cells. */
export interface BatchReading {
  readonly tables: readonly StagedTable[];
  readonly questions: readonly Question[];
  readonly notices: readonly Notice[];
  /** Whether units that the directory lacks are added unasked, for the next reading with more answers. */
  readonly newUnits?: 'add';
  /** Answers that may be remembered; absent from batches of earlier versions, as what was taken from a recipe. */
  readonly settled?: readonly Settled[];
  readonly reused?: readonly Reused[];
  /** A filled-in 查询单 has answers instead of filings. */
  readonly reply?: QueryReply;
  /** Questions that were answered, with what was answered; absent in batches of earlier versions. */
  readonly answered?: readonly AnsweredQuestion[];
  /** Findings that a committed reply explained, with what was said before. */
  readonly explained?: readonly { readonly finding: string; readonly before: Explanation | null }[];
}

/** A filing of the file with the unit that it was found to be of; null while that is a question. */
export interface BatchFiling extends FilingHead {
  /** Made when they are asked for: a list of ten thousand enterprises has a million. */
  readonly cells: () => readonly StagedCell[];
  readonly unit: string | null;
  /** Left out by an answer. */
  readonly skipped: boolean;
  /** Units to be added to the directory with the commit carry the facts to add them with. */
  readonly adds: Readonly<Record<string, string>> | null;
  /** Facts of a known unit that an answer stated, entered with the commit: its new name, an old code. */
  readonly states?: Readonly<Record<string, string>>;
  /** The open question about the filing as a whole: whose it is, or which of two. */
  readonly question: string | null;
}

/** One imported file. */
export interface StoredBatch {
  readonly id: string;
  readonly year: number;
  readonly file: string;
  readonly sha256: string;
  readonly size: number;
  readonly state: BatchState;
  readonly reading: BatchReading;
  readonly answers: Readonly<Record<string, string>>;
  readonly rows: BatchRows;
  readonly problem: ProblemMessage | null;
  readonly at: string;
}

/** What its file was read with: the answers for it, and those that were remembered. */
export function answersRead({ answers, reading }: StoredBatch): Readonly<Record<string, string>> {
  const reused: Record<string, string> = {};
  for (const { question, choice } of reading.reused ?? []) reused[question.id] = choice.code;
  return { ...reused, ...answers };
}

export const nothingRead: BatchReading = { tables: [], questions: [], notices: [] };
export const noRows: BatchRows = { new: 0, changed: 0, same: 0, rejected: 0 };

interface Row {
  readonly id: string;
  readonly year: number;
  readonly file: string;
  readonly sha256: string;
  readonly size: number;
  readonly state: BatchState;
  readonly reading: string;
  readonly answers: string;
  readonly rows: string;
  readonly problem: string | null;
  readonly at: string;
}

function toBatch(row: Row): StoredBatch {
  return {
    ...row,
    reading: JSON.parse(row.reading) as BatchReading,
    answers: JSON.parse(row.answers) as Record<string, string>,
    rows: JSON.parse(row.rows) as BatchRows,
    problem: row.problem === null ? null : (JSON.parse(row.problem) as ProblemMessage),
  };
}

const columns = 'id, year, file, sha256, size, state, reading, answers, rows, problem, at';

export function batch(store: ReadableStore, id: string): StoredBatch {
  const row = store.db.prepare<[string], Row>(`SELECT ${columns} FROM batch WHERE id = ?`).get(id);
  if (row === undefined) throw new Problem('intake.batch-absent', { batch: id });
  return toBatch(row);
}

/** Batches of a year, newest first. */
export function batches(
  store: ReadableStore,
  year: number,
  offset: number,
  limit: number,
): readonly StoredBatch[] {
  return store.db
    .prepare<[number, number, number], Row>(
      `SELECT ${columns} FROM batch WHERE year = ? ORDER BY at DESC, id DESC LIMIT ? OFFSET ?`,
    )
    .all(year, limit, offset)
    .map(toBatch);
}

/** Files whose numbers went in, also those taken out again, oldest first. */
export function reportedFiles(
  store: ReadableStore,
  year: number,
): readonly Pick<StoredBatch, 'file' | 'sha256' | 'state' | 'at'>[] {
  return store.db
    .prepare<[number], Pick<StoredBatch, 'file' | 'sha256' | 'state' | 'at'>>(
      "SELECT file, sha256, state, at FROM batch WHERE year = ? AND state IN ('committed', 'undone') ORDER BY at, id",
    )
    .all(year);
}

/** The filings of a batch that is not committed yet. */
export function batchFilings(store: ReadableStore, id: string): readonly BatchFiling[] {
  const row = store.db
    .prepare<[string], { filings: Buffer | null }>('SELECT filings FROM batch WHERE id = ?')
    .get(id);
  if (row?.filings === null || row === undefined) return [];
  const packed = ofBlob(row.filings);
  return packed === null ? earlierFilings(store, id) : unpackFilings<Omit<BatchFiling, 'cells'>>(packed);
}

/** As earlier versions kept them: JSON of SQLite's own, the cells of each filing packed into a text, or as they are. */
function earlierFilings(store: ReadableStore, id: string): readonly BatchFiling[] {
  type Kept = Omit<BatchFiling, 'cells'> & { readonly cells: string | readonly StagedCell[] };
  const row = store.db
    .prepare<[string], { filings: string }>('SELECT json(filings) AS filings FROM batch WHERE id = ?')
    .get(id);
  return (JSON.parse(row?.filings ?? '[]') as Kept[]).map(({ cells, ...filing }) => ({
    ...filing,
    cells: () => (typeof cells === 'string' ? unpackCells(cells, filing.sheet) : cells),
  }));
}

/** One by one: all cells of a long list at once fill the memory. */
function keptFilings(filings: readonly BatchFiling[]): Buffer {
  const packer = new FilingPacker();
  return blobOf(packer.packed(filings.map((filing) => packer.pack({ ...filing, cells: filing.cells() }))));
}

export function batchCounts(
  store: ReadableStore,
  year: number,
): Readonly<Partial<Record<BatchState, number>>> {
  const rows = store.db
    .prepare<[number], { state: BatchState; count: number }>(
      'SELECT state, count(*) AS count FROM batch WHERE year = ? GROUP BY state ORDER BY state',
    )
    .all(year);
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}

/** The file of a year that was written last, of those that are in: an older one may have waited for its answers until now. */
export function lastCommitted(store: ReadableStore, year: number): string | null {
  const row = store.db
    .prepare<[number], { id: string }>(
      `SELECT id FROM batch WHERE year = ? AND state = 'committed'
       ORDER BY (SELECT max(entry.id) FROM entry WHERE entry.batch = batch.id) DESC, at DESC, id DESC LIMIT 1`,
    )
    .get(year);
  return row?.id ?? null;
}

/** The live batch of the same bytes in a year, if the file was imported before. */
export function sameFile(
  store: ReadableStore,
  year: number,
  sha256: string,
):
  | { readonly id: string; readonly file: string; readonly at: string; readonly state: BatchState }
  | undefined {
  return store.db
    .prepare<[number, string], { id: string; file: string; at: string; state: BatchState }>(
      "SELECT id, file, at, state FROM batch WHERE year = ? AND sha256 = ? AND state IN ('questions', 'staged', 'committed') ORDER BY +at LIMIT 1",
    )
    .get(year, sha256);
}

/** A committed file of a year under the same name with other bytes: an earlier version, the newest of them. */
export function namedFile(
  store: ReadableStore,
  year: number,
  file: string,
  sha256: string,
): { readonly id: string; readonly at: string } | undefined {
  return store.db
    .prepare<[number, string, string], { id: string; at: string }>(
      "SELECT id, at FROM batch WHERE year = ? AND file = ? AND sha256 <> ? AND state = 'committed' ORDER BY +at DESC, id DESC LIMIT 1",
    )
    .get(year, file, sha256);
}

/** The same bytes committed for another year, the latest. */
export function fileOfOtherYear(
  store: ReadableStore,
  year: number,
  sha256: string,
): { readonly year: number; readonly file: string; readonly at: string } | undefined {
  return store.db
    .prepare<[number, string], { year: number; file: string; at: string }>(
      // Year by year: files are looked up by the year and their hash.
      `SELECT batch.year, file, at FROM round CROSS JOIN batch ON batch.year = round.year
       WHERE round.year <> ? AND sha256 = ? AND batch.state = 'committed' ORDER BY batch.year DESC, at LIMIT 1`,
    )
    .get(year, sha256);
}

/** Writes a batch; `filings` are kept only until they are committed. */
export function putBatch(
  store: WritableStore,
  value: StoredBatch,
  filings: readonly BatchFiling[] | null,
): void {
  store.db
    .prepare(
      `INSERT INTO batch (id, year, file, sha256, size, state, reading, filings, answers, rows, problem, at)
       VALUES (@id, @year, @file, @sha256, @size, @state, @reading, @filings, @answers, @rows, @problem, @at)
       ON CONFLICT (id) DO UPDATE SET state = excluded.state, reading = excluded.reading, filings = excluded.filings,
         answers = excluded.answers, rows = excluded.rows, problem = excluded.problem`,
    )
    .run({
      ...value,
      reading: JSON.stringify(value.reading),
      filings: filings === null ? null : keptFilings(filings),
      answers: JSON.stringify(value.answers),
      rows: JSON.stringify(value.rows),
      problem: value.problem === null ? null : JSON.stringify(value.problem),
    });
}

/** An earlier refusal of the same bytes is replaced by the newer one. */
export function dropRefused(store: WritableStore, year: number, sha256: string, file: string): void {
  store.db
    .prepare("DELETE FROM batch WHERE year = ? AND sha256 = ? AND file = ? AND state = 'refused'")
    .run(year, sha256, file);
}

type Replied = NonNullable<BatchReading['explained']>;

/** The committed replies to query sheets of a year, with the findings that they explained. */
export function eachReplied(
  store: ReadableStore,
  year: number,
): readonly { readonly id: string; readonly explained: Replied }[] {
  return store.db
    .prepare<[number], { id: string; explained: string }>(
      `SELECT id, json_extract(reading, '$.explained') AS explained FROM batch
       WHERE year = ? AND state = 'committed' AND json_array_length(reading, '$.explained') > 0 ORDER BY id`,
    )
    .all(year)
    .map(({ id, explained }) => ({ id, explained: JSON.parse(explained) as Replied }));
}

/** States anew which findings a reply explained. */
export function putReplied(store: WritableStore, id: string, explained: Replied): void {
  store.db
    .prepare("UPDATE batch SET reading = json_set(reading, '$.explained', json(?)) WHERE id = ?")
    .run(JSON.stringify(explained), id);
}

export function setBatchState(store: WritableStore, id: string, state: BatchState): void {
  store.db.prepare('UPDATE batch SET state = ?, filings = NULL WHERE id = ?').run(state, id);
}
