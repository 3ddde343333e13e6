import type { Batch } from '#shared/contract/areas/imports.ts';
import { Problem } from '#shared/contract/problem.ts';
import type { Notice } from '#shared/intake/staged.ts';
import { topicsOf } from '#shared/intake/question-topics.ts';
import { localDay } from '#shared/values/moment.ts';
import {
  batch,
  dropRefused,
  nothingRead,
  putBatch,
  sameFile,
  type StoredBatch,
} from '../../store/batches.ts';
import type { ReadContext, WriteContext } from '../context.ts';
import { canCommitPart, finishCommit } from './commit-batch.ts';
import { layoutsOf, misLaidIn } from './laid.ts';
import { stageReply } from './query-reply.ts';
import { emptyBatch, stageFilings, type StageInput } from './stage-filings.ts';
import type { StagedLines } from './staged-lines.ts';

/** How many questions of a batch are sent at once; the others follow as these are answered. */
const questionsSent = 200;

export function batchView(found: StoredBatch): Batch {
  const { id, file, sha256, size, state, at, rows, reading, problem } = found;
  const reused = new Set(reading.reused?.map(({ question }) => question.id));
  const answered = (reading.answered ?? []).filter(({ question }) => !reused.has(question.id));
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
    topics: topicsOf(reading.questions),
    isReply: reading.reply !== undefined,
    canCommitPart: canCommitPart(found),
    reused: [...(reading.reused ?? [])],
    answered: answered.slice(0, questionsSent),
    layouts: layoutsOf(found),
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
  const input = isWaiting
    ? { ...given, batch: known.id, newUnits: batch(store, known.id).reading.newUnits ?? given.newUnits }
    : given;
  if (known !== undefined && !isWaiting) {
    const problem = new Problem('intake.same-file', {
      file: input.file,
      first: known.file,
      on: localDay(known.at),
    }).toMessage();
    return batchView({ ...emptyBatch(context, input, known.id), state: 'refused', problem });
  }
  const misLaid = misLaidIn(input);
  if (misLaid !== null) {
    // An answer that can't be is no reason to lose what was read before.
    if (given.batch !== null) throw misLaid;
    const problem = misLaid.toMessage();
    return batchView({ ...emptyBatch(context, input, known?.id ?? ''), state: 'refused', problem });
  }
  // What was refused before it was laid out is the same file.
  if (input.staged !== null && input.batch === null && !input.dryRun)
    dropRefused(store, input.year, input.sha256, input.file);
  const id = input.batch ?? newId(context, input.sha256, input.file);
  if (input.refused !== null || input.staged === null) {
    const refused: StoredBatch = {
      ...emptyBatch(context, input, id),
      state: 'refused',
      // The clerk may lay out what was not found.
      reading: { ...nothingRead, ...(input.newUnits === 'add' ? { newUnits: input.newUnits } : {}) },
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
  if (isBlank(input.staged, input.answers)) {
    const returns = [...new Set(head.tables.map((table) => table.return))];
    const blank: StoredBatch = {
      ...emptyBatch(context, input, id),
      state: 'refused',
      // The clerk may see rows where import saw none.
      reading: {
        tables: head.tables,
        questions: [],
        notices: head.notices,
        ...(input.newUnits === 'add' ? { newUnits: input.newUnits } : {}),
      },
      problem: new Problem('intake.blank', { file: input.file, returns }).toMessage(),
    };
    if (!input.dryRun) putBatch(store, blank, null);
    return batchView(blank);
  }
  const { batch: staged, committed } = stageFilings(context, input, id, input.staged);
  return batchView(committed === null ? staged : finishCommit(context, committed));
}

/** What is said of a file that says nothing of its rows. */
const ofTheFile: ReadonlySet<Notice['kind']> = new Set([
  'misnamed',
  'read-as',
  'sheet-hidden',
  'sheet-without-table',
  'column-unknown',
]);

/** Whether tables were found and not one row or figure in them, and that not because an answer or the file itself left it out. */
function isBlank({ head, places }: StagedLines, answers: StageInput['answers']): boolean {
  const { tables, questions, notices, assumed } = head;
  return (
    tables.length > 0 &&
    places.length === 0 &&
    questions.length + assumed.length === 0 &&
    notices.every(({ kind }) => ofTheFile.has(kind)) &&
    Object.keys(answers).length === 0
  );
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
