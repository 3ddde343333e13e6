import { isProblem, type ProblemMessage } from '#shared/contract/problem.ts';
import type { Recalled } from '#shared/intake/recipe.ts';
import type { Notice, Question, Settled } from '#shared/intake/staged.ts';
import {
  batch,
  noRows,
  nothingRead,
  putBatch,
  type AnsweredQuestion,
  type BatchFiling,
  type StoredBatch,
} from '../../store/batches.ts';
import { noteChange } from '../../store/changes.ts';
import { round } from '../../store/rounds.ts';
import { unitAt } from '../../store/units.ts';
import type { ReadContext, WriteContext } from '../context.ts';
import { askReplacements, countRows } from './compare.ts';
import { askAboutYears } from './compare-years.ts';
import { commitFilings, type Committed } from './commit-batch.ts';
import { askOtherYear, earlierNotices } from './earlier-files.ts';
import { joinRows } from './join-tables.ts';
import { laidAnswers } from './laid.ts';
import { lookedUp } from './looked-up.ts';
import { matchUnits } from './match-units.ts';
import { askParents } from './parent-rows.ts';
import { placeRows, rowsKept, type RowPlace } from './place-rows.ts';
import { filingsOf, type StagedLines } from './staged-lines.ts';
import { resolveUnitCells } from './unit-cells.ts';

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
  /** The batch that was taken back to be staged anew as this one: what was answered there was answered here. */
  readonly before?: string;
  /** Questions that the answers settle and that no batch before has asked. */
  readonly asked?: readonly Question[];
}

/** What was understood of a file's filings, kept as a batch or, without questions, committed but for `finishCommit`. */
export function stageFilings(
  context: WriteContext,
  input: StageInput,
  id: string,
  staged: StagedLines,
): { readonly batch: StoredBatch; readonly committed: Committed | null } {
  const { store } = context;
  const { ready, filings } = compareFile(context, input, id, staged);
  if (input.dryRun) return { batch: ready, committed: null };
  // A frozen round takes files only as far as here; they are committed once it is opened again.
  const isOpen = round(store, input.year)?.state === 'open';
  const isClear = ready.reading.questions.length === 0;
  const committed = isClear && isOpen ? commitIfUnlocked(context, ready, filings) : null;
  if (committed === null) putBatch(store, ready, filings);
  return { batch: ready, committed };
}

/** What is asked of a file that was read, with nothing kept. */
export function questionsOf(
  context: ReadContext,
  input: StageInput,
  staged: StagedLines,
): readonly Question[] {
  const { ready, assumed } = compareFile(context, input, '', staged);
  return [...ready.reading.questions, ...assumed.map(({ question }) => question)];
}

/** The filings of a file beside the directory and the store: whose they are, where they go, and what is to be asked. */
function compareFile(
  context: ReadContext,
  input: StageInput,
  id: string,
  staged: StagedLines,
): {
  readonly ready: StoredBatch;
  readonly filings: readonly BatchFiling[];
  readonly assumed: readonly Settled[];
} {
  const { store } = context;
  const { head } = staged;
  const given = lookedUp(input.answers);
  const matching = {
    year: input.year,
    answers: given.answers,
    newUnits: input.newUnits,
    prefix: input.sha256.slice(0, 6),
  };
  const matched = matchUnits(store, filingsOf(staged), matching, context.edition, head);
  const named = resolveUnitCells(store, context.edition, matched.filings, matching);
  const below = askParents(store, context.edition, named.filings, matching);
  const file = { name: input.file, sha256: input.sha256 };
  const looked = askOtherYear(
    context,
    askAboutYears(context, head.tables, below.filings, matching),
    file,
    matching,
  );
  const filings = joinRows(looked.filings, matched.joins);
  const places = placeRows(store, context.edition, input.year, filings);
  const compared = askReplacements(context, filings, places, matching);
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
    ...keptNotices(context, input.year, filings, places),
    ...earlierNotices(context, compared.filings, places, { file, year: input.year, tables: head.tables }),
  ];
  const { reused } = input.recalled;
  const used = new Set([...head.used, ...given.used]);
  const skipped = new Set(compared.filings.filter((filing) => filing.skipped).map((filing) => filing.id));
  const isIdle = ({ id: asked, kind, field, filing }: Question): boolean =>
    // What is remembered is asked about before the file is staged.
    (kind !== 'layout-changed' && !used.has(asked)) ||
    (field !== undefined && filing !== undefined && skipped.has(filing));
  const assumed = [...head.assumed, ...matched.assumed];
  const ready: StoredBatch = {
    ...emptyBatch(context, input, id),
    at: input.batch === null ? context.now : batch(store, id).at,
    state: questions.length > 0 ? 'questions' : 'staged',
    reading: {
      tables: head.tables,
      questions,
      notices,
      answered: [
        ...laidAnswers(context, head.tables),
        ...answeredOf(context, input, questions).map((answered) =>
          isIdle(answered.question) ? { ...answered, isIdle: true as const } : answered,
        ),
        ...assumed.map(({ question, choice }) => ({ question, answer: choice.code })),
        ...reused.map(({ question, choice }) => ({ question, answer: choice.code })),
      ],
      settled: head.settled,
      reused,
      ...(input.newUnits === 'add' ? { newUnits: input.newUnits } : {}),
    },
    rows: countRows(compared.filings, places),
  };
  return { ready, filings: compared.filings, assumed };
}

/** Questions that the answers have settled: they are not asked again, and kept with their answer. */
function answeredOf(
  { store }: ReadContext,
  input: StageInput,
  open: readonly Question[],
): readonly AnsweredQuestion[] {
  const before = input.batch ?? input.before;
  const { answered = [], questions = [] } = before === undefined ? {} : batch(store, before).reading;
  const asked = new Map(
    [...answered.map(({ question }) => question), ...questions, ...(input.asked ?? [])].map((one) => [
      one.id,
      one,
    ]),
  );
  for (const { id } of open) asked.delete(id);
  for (const { id, kind } of asked.values()) if (kind === 'layout') asked.delete(id);
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
): Committed | null {
  const commit = (): Committed => commitFilings(context, ready, filings);
  // For a savepoint SQLite copies every page before it is changed: where no filing is locked there is nothing to go back to.
  if (round(context.store, ready.year)?.unlocked === null) return commit();
  try {
    // Within the transaction of the request, a savepoint.
    return context.store.db.transaction(commit)();
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

export function emptyBatch(context: ReadContext, input: StageInput, id: string): StoredBatch {
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
