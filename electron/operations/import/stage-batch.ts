import type { Batch } from '#shared/contract/areas/imports.ts';
import { isProblem, Problem, type ProblemMessage } from '#shared/contract/problem.ts';
import type { Recalled } from '#shared/intake/recipe.ts';
import type { Notice, Question } from '#shared/intake/staged.ts';
import { isAboutUnit } from '#shared/texts/identity-questions.ts';
import { localDay } from '#shared/values/moment.ts';
import {
  batch,
  dropRefused,
  noRows,
  nothingRead,
  putBatch,
  sameFile,
  type AnsweredQuestion,
  type BatchFiling,
  type StoredBatch,
} from '../../store/batches.ts';
import { noteChange } from '../../store/changes.ts';
import { round } from '../../store/rounds.ts';
import { unitAt, unitsByName } from '../../store/units.ts';
import type { ReadContext, WriteContext } from '../context.ts';
import { resolveUnit } from '../directory.ts';
import { askReplacements, countRows } from './compare.ts';
import { askAboutYears } from './compare-years.ts';
import { commitFilings } from './commit-batch.ts';
import { askOtherYear, earlierNotices } from './earlier-files.ts';
import { matchUnits } from './match-units.ts';
import { askParents } from './parent-rows.ts';
import { placeRows, rowsKept, type RowPlace } from './place-rows.ts';
import { filingsOf, type StagedLines } from './staged-lines.ts';
import { stageReply } from './query-reply.ts';
import { resolveUnitCells } from './unit-cells.ts';

/** How many questions of a batch are sent at once; the others follow as these are answered. */
const questionsSent = 200;

export interface StageInput {
  readonly year: number;
  readonly file: string;
  readonly sha256: string;
  readonly size: number;
  /** Null for a file that was refused. */
  readonly staged: StagedLines | null;
  readonly refused: ProblemMessage | null;
  readonly newUnits: 'ask' | 'add';
  readonly answers: Readonly<Record<string, string>>;
  /** What is remembered of the sender; the file was read with it. */
  readonly recalled: Recalled;
  readonly dryRun: boolean;
  /** The batch that is staged again with more answers; null for a new file. */
  readonly batch: string | null;
}

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
  const matching = {
    year: input.year,
    answers: input.answers,
    newUnits: input.newUnits,
    prefix: input.sha256.slice(0, 6),
  };
  const matched = matchUnits(store, filingsOf(input.staged), matching, context.edition);
  const named = resolveUnitCells(store, context.edition, matched.filings, matching);
  const below = askParents(store, context.edition, named.filings, matching);
  const file = { name: input.file, sha256: input.sha256 };
  const looked = askOtherYear(
    context,
    askAboutYears(context, head.tables, below.filings, matching),
    file,
    matching,
  );
  const places = placeRows(store, context.edition, input.year, looked.filings);
  const compared = askReplacements(context, looked.filings, places, matching);
  const questions = [
    ...input.recalled.questions,
    ...head.questions,
    ...matched.questions,
    ...named.questions,
    ...below.questions,
    ...looked.questions,
    ...compared.questions,
  ];
  const notices = [
    ...input.recalled.notices,
    ...head.notices,
    ...matched.notices,
    ...named.notices,
    ...looked.notices,
    ...keptNotices(context, input.year, looked.filings, places),
    ...earlierNotices(context, compared.filings, places, { file, year: input.year, tables: head.tables }),
  ];
  const { reused } = input.recalled;
  const ready: StoredBatch = {
    ...emptyBatch(context, input, id),
    at: input.batch === null ? context.now : batch(store, id).at,
    state: questions.length > 0 ? 'questions' : 'staged',
    reading: {
      tables: head.tables,
      questions,
      notices,
      answered: [
        ...answeredOf(context, input, questions),
        ...reused.map(({ question, choice }) => ({ question, answer: choice.code })),
      ],
      settled: head.settled,
      reused,
      ...(input.newUnits === 'add' ? { newUnits: input.newUnits } : {}),
    },
    rows: countRows(compared.filings, places),
  };
  if (input.dryRun) return batchView(ready);
  // A frozen round takes files only as far as here; they are committed once it is opened again.
  const isOpen = round(store, input.year)?.state === 'open';
  const done = questions.length === 0 && isOpen ? commitIfUnlocked(context, ready, compared.filings) : null;
  if (done === null) putBatch(store, ready, compared.filings);
  return batchView(done ?? ready);
}

/** Questions of the readings before that the answers have settled: they are not asked again, and kept with their answer. */
function answeredOf(
  { store }: ReadContext,
  input: StageInput,
  open: readonly Question[],
): readonly AnsweredQuestion[] {
  if (input.batch === null) return [];
  const { answered = [], questions } = batch(store, input.batch).reading;
  const asked = new Map(
    [...answered.map(({ question }) => question), ...questions].map((one) => [one.id, one]),
  );
  for (const { id } of open) asked.delete(id);
  return [...asked.values()].flatMap((question) => {
    const answer = input.answers[question.id];
    return answer === undefined ? [] : [{ question, answer }];
  });
}

/** Null, and nothing written, where the round was opened again for other filings. */
function commitIfUnlocked(
  context: WriteContext,
  ready: StoredBatch,
  filings: readonly BatchFiling[],
): StoredBatch | null {
  try {
    // Within the transaction of the request, a savepoint.
    return context.store.db.transaction(() => commitFilings(context, ready, filings))();
  } catch (error) {
    if (!isProblem(error, 'round.not-unlocked')) throw error;
    // The savepoint took back what may have been gathered meanwhile.
    noteChange(context.store, 'all');
    return null;
  }
}

/** A register that was sent before with more rows: they stay until the clerk ends them. */
function keptNotices(
  context: ReadContext,
  year: number,
  filings: readonly BatchFiling[],
  places: ReadonlyMap<string, RowPlace>,
): readonly Notice[] {
  return rowsKept(context.store, context.edition, year, filings, places).map(({ unit, table, rows }) => ({
    kind: 'rows-kept',
    class: 'C',
    sheet: filings.find((filing) => filing.table === table)?.sheet ?? '',
    details: {
      name: unitAt(context.store, unit, year)?.facts.name ?? unit,
      table,
      rows: String(rows),
    },
  }));
}

function emptyBatch(context: ReadContext, input: StageInput, id: string): StoredBatch {
  const { year, file, sha256, size, answers } = input;
  return {
    id,
    year,
    file,
    sha256,
    size,
    state: 'staged',
    reading: nothingRead,
    answers,
    rows: noRows,
    problem: null,
    at: context.now,
  };
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
