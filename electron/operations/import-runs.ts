import type { Batch } from '#shared/contract/areas/imports.ts';
import type { Output, Parsed } from '#shared/contract/contract.ts';
import { Problem } from '#shared/contract/problem.ts';
import { logTrace } from '../store/log.ts';
import { originalFile } from '../store/originals.ts';
import { nothingRecalled, type Recalled } from '#shared/intake/recipe.ts';
import type { Question } from '#shared/intake/staged.ts';
import { filesOf, type ChosenFile } from './import/chosen-files.ts';
import { readGiven, type Given } from './import/given-answers.ts';
import { assertOriginal, readFile, type KnownReply, type SingleReply } from './import/read-file.ts';
import { buffersOf } from './import/staged-lines.ts';
import { handOut } from './made.ts';
import type { RunContext } from './run-context.ts';

export const importRuns = {
  'import.run': importRun,
  'import.answer': importAnswer,
  'import.ask': importAsk,
  'import.preview': importPreview,
  'template.make': templateMake,
};

/** Files that are read before their turn, so that the parsers stay busy while the writer commits. */
const readAhead = 4;
/** How often pages hear of what was committed while an import goes on. */
const announceMs = 500;

async function importRun(context: RunContext, input: Parsed<'import.run'>): Promise<Output<'import.run'>> {
  const year = await context.workspace.read('import/year', { year: input.year });
  const { files, leftovers } = await filesOf(input.files.map((token) => context.tokens.take(token)));
  // The first file is read meanwhile: it is not before it is written that anything changes.
  const backup = input.dryRun ? undefined : context.workspace.export('care/automatic-backup', {});
  return { ...(await importFiles(context, year, files, input, backup)), leftovers };
}

type Importing = Pick<Parsed<'import.run'>, 'answers' | 'newUnits' | 'dryRun'>;

/**
 * Imports files one after the other, each a batch of its own: a file that can't be read or has questions never holds up
 * the others. Cancelling keeps what is finished. The database is not written before the backup is made.
 */
export async function importFiles(
  context: RunContext,
  year: number,
  chosen: readonly ChosenFile[],
  importing: Importing,
  backup: Promise<unknown> = Promise.resolve(),
): Promise<Omit<Output<'import.run'>, 'leftovers'>> {
  const { answers, newUnits, dryRun } = importing;
  // Said where it is waited for.
  backup.catch(() => undefined);
  const edition = await context.workspace.read('editions/sent', { year });
  const read = (file: ChosenFile, these = answers): Promise<KnownReply> =>
    readFile(
      context,
      file,
      { year, edition, answers: these, ...(dryRun ? {} : { keepIn: context.folder }) },
      null,
    );
  const reading = new Map<ChosenFile, Promise<KnownReply>>();
  const batches: Batch[] = [];
  const waiting = [...chosen];
  let total = waiting.length;
  let announced = 0;
  let cancelled = false;
  try {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
      for (const ahead of [file, ...waiting.slice(0, readAhead - 1)])
        if (!reading.has(ahead)) reading.set(ahead, read(ahead));
      context.progress({ done: batches.length, total, on: file.name });
      const { reply = null, recalled = nothingRecalled } = (await reading.get(file)) ?? {};
      reading.delete(file);
      cancelled = context.signal.aborted || reply === null;
      if (cancelled || reply === null) break;
      if ('bundle' in reply) {
        const { path: zip, name } = file;
        waiting.unshift(...reply.bundle.map((entry) => ({ path: zip, name: `${name}/${entry}`, entry })));
        total += reply.bundle.length - 1;
        continue;
      }
      const staging = { year, file: file.name, newUnits, answers, recalled, dryRun, batch: null };
      const given = await withAnswers(context, staging, reply, (these) => read(file, these));
      cancelled = given.reply === null;
      if (given.reply === null) break;
      const { reply: last, ...more } = given;
      await backup;
      batches.push(await stage(context, { ...staging, ...more }, last));
      if (!dryRun && performance.now() - announced > announceMs) {
        announced = performance.now();
        context.changed();
      }
    }
  } finally {
    await Promise.allSettled(reading.values());
  }
  if (!dryRun) context.changed();
  context.progress({ done: batches.length, total, on: '' });
  return { batches, cancelled, left: total - batches.length };
}

/** A file with all answers that there are for it, and with the questions that they are to. */
async function withAnswers(
  context: RunContext,
  staging: Staging,
  reply: SingleReply,
  read: (answers: Staging['answers']) => Promise<KnownReply>,
): Promise<Given<SingleReply | null>> {
  const { year, answers: given, recalled } = staging;
  const { workspace } = context;
  const sha256 = 'answer' in reply ? reply.answer.sha256 : '';
  const waiting = await workspace.read('import/waiting', { year, sha256 });
  return readGiven<SingleReply | null>(
    {
      read: async (answers) => {
        const again = await read(answers);
        return { ...again, reply: again.reply === null || 'bundle' in again.reply ? null : again.reply };
      },
      asked: async (before, answers) => {
        if (before.reply === null || !('answer' in before.reply)) return [];
        const { size, staged } = before.reply.answer;
        const input = { ...staging, answers, recalled: before.recalled, sha256, size, staged, refused: null };
        return workspace.read('import/asked', { ...input, wanted: Object.keys(given) });
      },
    },
    { reply, recalled },
    { prefix: sha256.slice(0, 6), given, waiting },
  );
}

interface Staging {
  readonly year: number;
  readonly file: string;
  readonly newUnits: 'ask' | 'add';
  readonly answers: Readonly<Record<string, string>>;
  readonly recalled: Recalled;
  readonly dryRun: boolean;
  readonly batch: string | null;
  readonly asked?: readonly Question[];
}

/** Hands a parser's reply to the writer, which matches, compares and, without questions, commits; `undo` is taken back first. */
async function stage(
  context: RunContext,
  staging: Staging,
  reply: SingleReply,
  undo?: Parsed<'import.undo'>,
): Promise<Batch> {
  const options = { actor: context.actor ?? undefined };
  if ('answer' in reply) {
    const { sha256, size, staged } = reply.answer;
    const input = { ...staging, sha256, size, staged, refused: null };
    const sending = { ...options, transfer: staged === null ? [] : buffersOf(staged) };
    return undo === undefined
      ? context.workspace.write('import/stage', input, sending)
      : context.workspace.write('import/stage-anew', { ...input, undo }, sending);
  }
  const refused =
    'refused' in reply ? reply.refused : new Problem('file.reader-died', { file: staging.file }).toMessage();
  if ('broken' in reply) logTrace(context.folder, reply.broken);
  return context.workspace.write(
    'import/stage',
    { ...staging, sha256: reply.sha256, size: reply.size, staged: null, refused },
    options,
  );
}

/**
 * Answers questions, also some that were answered before, and lays tables out: the file is read again from the stored
 * original, with all answers so far. A committed one is taken back for it, and is a new batch.
 */
async function importAnswer(
  context: RunContext,
  input: Parsed<'import.answer'>,
): Promise<Output<'import.answer'>> {
  const { workspace } = context;
  const { isCommitted, ...known } = await workspace.read('import/answers', {
    batch: input.batch,
    answers: input.answers,
  });
  const read = await readAgain(context, known, input.batch);
  const staging = {
    year: known.year,
    file: known.file,
    // As the file was imported: one answer is no reason to ask about every new unit of it.
    newUnits: known.newUnits ?? input.newUnits,
    answers: known.answers,
    recalled: read.recalled,
    dryRun: false,
  };
  const { unaccept } = input;
  const batch = isCommitted
    ? await stage(context, { ...staging, batch: null }, read.reply, { batch: input.batch, unaccept })
    : await stage(context, { ...staging, batch: input.batch }, read.reply);
  context.changed();
  return { batch };
}

/**
 * Asks what was answered from memory. A committed file is taken back for it, and is a new batch with the question: only once
 * it could be read again.
 */
async function importAsk(context: RunContext, input: Parsed<'import.ask'>): Promise<Output<'import.ask'>> {
  const { workspace } = context;
  const { isCommitted, ...known } = await workspace.read('import/ask', input);
  const { reply, recalled } = await readAgain(context, known, input.batch);
  const { year, file, answers } = known;
  const { unaccept } = input;
  const newUnits = known.newUnits ?? input.newUnits;
  const staging = { year, file, newUnits, answers, recalled, dryRun: false };
  const batch = isCommitted
    ? await stage(context, { ...staging, batch: null }, reply, { batch: input.batch, unaccept })
    : await stage(context, { ...staging, batch: input.batch }, reply);
  context.changed();
  return { batch };
}

/** The original of a batch, read with other answers. */
async function readAgain(
  context: RunContext,
  known: Pick<Staging, 'year' | 'file' | 'answers'> & { readonly sha256: string },
  batch: string,
): Promise<{ readonly reply: SingleReply; readonly recalled: Recalled }> {
  const { year, answers } = known;
  const file = { path: originalFile(context.folder, known.sha256), name: known.file };
  const edition = await context.workspace.read('editions/sent', { year });
  const { reply, recalled } = await readFile(context, file, { year, edition, answers }, batch);
  if (reply === null) throw new Problem('request.cancelled', {});
  assertOriginal(reply, known);
  if ('refused' in reply) throw new Problem(reply.refused.code, reply.refused.details);
  return { reply, recalled };
}

async function importPreview(
  context: RunContext,
  input: Parsed<'import.preview'>,
): Promise<Output<'import.preview'>> {
  const known = await context.workspace.read('import/file', { batch: input.batch });
  const { sheet, offset, limit } = input;
  const job = {
    path: originalFile(context.folder, known.sha256),
    name: known.file,
    preview: { sheet, offset, limit, answers: known.answers },
  };
  const reply = await context.workspace.files().run(job, context.signal);
  assertOriginal(reply, known);
  if ('refused' in reply) throw new Problem(reply.refused.code, reply.refused.details);
  if ('broken' in reply || reply.answer.page === null)
    throw new Problem('file.reader-died', { file: known.file });
  return reply.answer.page;
}

async function templateMake(
  context: RunContext,
  input: Parsed<'template.make'>,
): Promise<Output<'template.make'>> {
  return { file: handOut(context, await context.workspace.export('import/template', input)) };
}
