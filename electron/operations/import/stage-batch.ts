import type { Batch } from '#shared/contract/areas/imports.ts';
import { Problem } from '#shared/contract/problem.ts';
import type { Question } from '#shared/intake/staged.ts';
import { isAboutUnit } from '#shared/texts/identity-questions.ts';
import { localDay } from '#shared/values/moment.ts';
import { batch, dropRefused, putBatch, sameFile, type StoredBatch } from '../../store/batches.ts';
import { unitsByName } from '../../store/units.ts';
import type { ReadContext, WriteContext } from '../context.ts';
import { resolveUnit } from '../directory.ts';
import { finishCommit } from './commit-batch.ts';
import { stageReply } from './query-reply.ts';
import { emptyBatch, stageFilings, type StageInput } from './stage-filings.ts';

/** How many questions of a batch are sent at once; the others follow as these are answered. */
const questionsSent = 200;

export function batchView(found: StoredBatch): Batch {
  const { id, file, sha256, size, state, at, rows, reading, problem } = found;
  return {
    id,
    file,
    sha256,
    size,
    outcome: state,
    at,
    rows,
    open: reading.questions.length,
    questions: reading.questions.slice(0, questionsSent),
    reused: [...(reading.reused ?? [])],
    notices: reading.notices.length,
    problem,
  };
}

/** One file: refused, staged with its questions, or, without any, committed. One transaction. */
export function stageBatch(context: WriteContext, given: StageInput): Batch {
  const { store } = context;
  const known =
    given.batch === null && given.sha256 !== '' ? sameFile(store, given.year, given.sha256) : undefined;
  // The same file again while its questions are open is the same batch, with more answers perhaps.
  const isWaiting = known !== undefined && known.state !== 'committed';
  const input = isWaiting ? { ...given, batch: known.id } : given;
  if (known !== undefined && !isWaiting) {
    const problem = new Problem('intake.same-file', {
      file: input.file,
      first: known.file,
      on: localDay(known.at),
    }).toMessage();
    return batchView({ ...emptyBatch(context, input, known.id), state: 'refused', problem });
  }
  const id = input.batch ?? newId(context, input.sha256, input.file);
  if (input.refused !== null || input.staged === null) {
    const refused: StoredBatch = {
      ...emptyBatch(context, input, id),
      state: 'refused',
      problem: input.refused,
    };
    if (!input.dryRun) {
      dropRefused(store, input.year, input.sha256, input.file);
      putBatch(store, refused, null);
    }
    return batchView(refused);
  }
  const { head } = input.staged;
  if (head.reply !== undefined) {
    const at = input.batch === null ? context.now : batch(store, id).at;
    const replied = stageReply(context, { ...emptyBatch(context, input, id), at }, head.reply, input.dryRun);
    if (replied.state === 'refused' && !input.dryRun)
      dropRefused(store, input.year, input.sha256, input.file);
    if (!input.dryRun && replied.state !== 'committed') putBatch(store, replied, null);
    return batchView(replied);
  }
  const { batch: staged, committed } = stageFilings(context, input, id, input.staged);
  return batchView(committed === null ? staged : finishCommit(context, committed));
}

/** Short, so that it can be typed: the start of the file's hash, with a number when that is taken. */
function newId(context: ReadContext, sha256: string, file: string): string {
  const stem = sha256 === '' ? `x${Buffer.from(file).toString('hex').slice(-7)}` : sha256.slice(0, 8);
  const taken = context.store.db
    .prepare<{ stem: string }, { id: string }>(
      // The sign behind the dash ends those that begin with the stem and a dash.
      "SELECT id FROM batch WHERE id = @stem OR (id > @stem || '-' AND id < @stem || '.') ORDER BY id",
    )
    .all({ stem });
  return taken.length === 0 ? stem : `${stem}-${taken.length + 1}`;
}

/**
 * The answers of a batch with new ones merged in: `group:<group>` becomes the same answer to each open question of the
 * group, and an unknown question or choice is refused.
 */
export function mergeAnswers(
  context: ReadContext,
  input: { readonly batch: string; readonly answers: Readonly<Record<string, string>> },
): {
  readonly year: number;
  readonly file: string;
  readonly sha256: string;
  readonly size: number;
  readonly answers: Readonly<Record<string, string>>;
  readonly newUnits?: 'add';
} {
  const found = batch(context.store, input.batch);
  if (found.state !== 'questions' && found.state !== 'staged')
    throw new Problem('intake.batch-state', { batch: input.batch, state: found.state });
  const answers: Record<string, string> = { ...found.answers };
  const { questions, newUnits } = found.reading;
  const byGroup = Map.groupBy(questions, (question) => question.group);
  const byId = Map.groupBy(questions, (question) => question.id);
  for (const [id, choice] of Object.entries(input.answers)) {
    const asked = (id.startsWith('group:') ? byGroup.get(id.slice('group:'.length)) : byId.get(id)) ?? [];
    if (asked.length === 0) throw new Problem('intake.answer-unknown', { question: id });
    for (const question of asked) answers[question.id] = chosen(context, found.year, question, choice);
  }
  const { year, file, sha256, size } = found;
  return { year, file, sha256, size, answers, ...(newUnits === undefined ? {} : { newUnits }) };
}

/** A choice by its code, by its kind when only one is of it (`match`), or a value or unit that the clerk typed. */
function chosen(context: ReadContext, year: number, question: Question, choice: string): string {
  if (question.choices.some((item) => item.code === choice)) return choice;
  const ofKind = question.choices.filter((item) => item.code.startsWith(`${choice}:`));
  if (ofKind.length === 1 && ofKind[0] !== undefined) return ofKind[0].code;
  if (choice.startsWith('match:') && isAboutUnit(question.kind))
    return `match:${unitMeant(context, year, choice.slice('match:'.length).trim())}`;
  if (!choice.startsWith('value:') || question.field === undefined)
    throw new Problem('intake.answer-unknown', { question: question.id });
  return choice;
}

/** A unit of the directory by its code or its whole name. */
function unitMeant(context: ReadContext, year: number, typed: string): string {
  const named = unitsByName(context.store, typed, year);
  return named.length === 1 && named[0] !== undefined ? named[0] : resolveUnit(context, typed, year);
}
