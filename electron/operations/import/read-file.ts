import { isProblem, Problem } from '#shared/contract/problem.ts';
import type { Recalled } from '#shared/intake/recipe.ts';
import { logBug } from '../../store/log.ts';
import type { FileJob, FileReply } from '../../threads/file-worker.ts';
import type { RunContext } from '../run-context.ts';
import type { ChosenFile } from './chosen-files.ts';
import { readKnown } from './read-known.ts';
import { packIdentities } from './staged-lines.ts';

/** The reply about one file. */
export type SingleReply = Exclude<FileReply, { readonly bundle: readonly string[] }>;

export interface KnownReply {
  readonly reply: FileReply | null;
  readonly recalled: Recalled;
}

/** Reads a file with what is remembered of its sender; `batch` is the one that it was before. */
export function readFile(
  context: RunContext,
  file: ChosenFile,
  stageAs: NonNullable<FileJob['stage']>,
  batch: string | null,
): Promise<KnownReply> {
  const { year, answers } = stageAs;
  return readKnown<FileReply | null>(
    {
      parse: (withThese) => parse(context, file, { ...stageAs, answers: withThese }),
      headOf: (reply) => {
        const head = reply !== null && 'answer' in reply ? reply.answer.staged?.head : undefined;
        return head === undefined || head.reply !== undefined ? null : head;
      },
      recall: (head, reply) => {
        const answer = reply !== null && 'answer' in reply ? reply.answer : null;
        return context.workspace.read('import/recall', {
          year,
          prefix: answer?.sha256.slice(0, 6) ?? '',
          head,
          identities: answer?.staged?.identities ?? packIdentities([]),
          answers,
          batch,
        });
      },
    },
    answers,
  );
}

/** Reads one file in a parser thread; null once the caller has cancelled. A thread that hangs or dies costs its file only. */
async function parse(
  context: RunContext,
  file: ChosenFile,
  stageAs: NonNullable<FileJob['stage']>,
): Promise<FileReply | null> {
  try {
    return await context.workspace.files().run({ ...file, stage: stageAs }, context.signal);
  } catch (error) {
    if (isProblem(error, 'request.cancelled')) return null;
    if (!(error instanceof Problem)) throw error;
    if (error.cause !== undefined) logBug(context.folder, error.cause);
    return { refused: error.toMessage(), sha256: '', size: 0 };
  }
}

/** What was asked about is the file as it was sent: one that was lost or altered since is neither read nor shown. */
export function assertOriginal(
  reply: FileReply,
  known: { readonly file: string; readonly sha256: string },
): asserts reply is SingleReply {
  if ('bundle' in reply) throw new Problem('intake.original', { file: known.file });
  // Without a hash it was not read to the end: too slow, or too large for the memory.
  const isLost = 'refused' in reply && reply.refused.code === 'file.missing';
  const sha256 = 'answer' in reply ? reply.answer.sha256 : reply.sha256;
  if (isLost || (sha256 !== '' && sha256 !== known.sha256))
    throw new Problem('intake.original', { file: known.file });
}
