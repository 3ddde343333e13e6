import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { parentPort } from 'node:worker_threads';
import { Problem, type ProblemMessage } from '#shared/contract/problem.ts';
import type { Workbook } from '#shared/intake/grid.ts';
import { stageWorkbook } from '#shared/intake/stage.ts';
import type { StagedFile } from '#shared/intake/staged.ts';
import { loadedEdition } from '../edition.ts';
import { readXlsx } from './read-xlsx.ts';

/** What a parser thread is asked: read a file, and understand it for a year with the answers given so far. */
export interface ParserJob {
  readonly path: string;
  /** The name that sentences about the file use. */
  readonly name: string;
  readonly stage: { readonly year: number; readonly answers: Readonly<Record<string, string>> } | null;
}

export interface Parsed {
  readonly sha256: string;
  readonly size: number;
  /** For a preview only; null when the file was staged. */
  readonly workbook: Workbook | null;
  readonly staged: StagedFile | null;
  readonly sheets: readonly string[];
}

/** A refused file still has a hash and a size, for the list of batches. */
export type ParserReply =
  | { readonly parsed: Parsed }
  | { readonly refused: ProblemMessage; readonly sha256: string; readonly size: number }
  | { readonly broken: string };

async function parse(job: ParserJob): Promise<ParserReply> {
  let bytes: Buffer;
  try {
    bytes = await readFile(job.path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    const problem = code === 'EBUSY' || code === 'EPERM' ? new Problem('file.locked', { file: job.name }) : new Problem('file.missing', { file: job.name });
    return { refused: problem.toMessage(), sha256: '', size: 0 };
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const size = bytes.length;
  try {
    const workbook = await readXlsx(bytes, job.name);
    const sheets = workbook.sheets.map((sheet) => sheet.name);
    if (job.stage === null) return { parsed: { sha256, size, workbook, staged: null, sheets } };
    const staged = stageWorkbook(workbook, { edition: loadedEdition(), ...job.stage, prefix: sha256.slice(0, 6) });
    if (staged.tables.length === 0) throw new Problem('intake.no-table', { file: job.name, sheets: sheets.join('、') });
    return { parsed: { sha256, size, workbook: null, staged, sheets } };
  } catch (error) {
    if (error instanceof Problem) return { refused: error.toMessage(), sha256, size };
    return { broken: error instanceof Error ? (error.stack ?? error.name) : String(error) };
  }
}

parentPort?.on('message', (job: ParserJob) => {
  void parse(job).then((reply) => parentPort?.postMessage(reply));
});
