import type { Batch } from '#shared/contract/areas/imports.ts';
import type { Output, Parsed } from '#shared/contract/contract.ts';
import { Problem } from '#shared/contract/problem.ts';
import {
  answersRead,
  batch,
  batchCounts,
  batches,
  batchFilings,
  lastCommitted,
  setBatchState,
  type StoredBatch,
} from '../store/batches.ts';
import { undoBatch } from '../store/undo-batch.ts';
import { dropRecipe } from '../store/recipes.ts';
import { unitAt } from '../store/units.ts';
import type { ReadContext, WriteContext } from './context.ts';
import { recheckUnits } from './documents.ts';
import { commitBatch } from './import/commit-batch.ts';
import { recallFor } from './import/recall.ts';
import { differencesOf, type Compared } from './import/compare.ts';
import { askedOf, waitingAnswers } from './import/given-answers.ts';
import { withdrawExplanations } from './import/query-reply.ts';
import { misLaidIn } from './import/laid.ts';
import { mergeAnswers } from './import/merge-answers.ts';
import { batchView, stageBatch } from './import/stage-batch.ts';
import type { StageInput } from './import/stage-filings.ts';
import { askAnew, recipeReads, recipeWrites } from './recipes.ts';
import { yearOf } from './year.ts';

export const importReads = { 'import.list': importList, 'import.get': importGet, ...recipeReads };
export const importWrites = {
  'import.commit': importCommit,
  'import.discard': importDiscard,
  'import.undo': importUndo,
  ...recipeWrites,
};
/** Steps of the long operations in `import-runs.ts`. */
export const importReaderSteps = {
  'import/year': (context: ReadContext, input: { readonly year: number | undefined }): number =>
    yearOf(context, input),
  'import/answers': mergeAnswers,
  'import/recall': recallFor,
  'import/waiting': waitingAnswers,
  'import/asked': askedOf,
  'import/ask': askAnew,
  'import/file': fileOf,
};
export const importWriterSteps = { 'import/stage': stageBatch, 'import/stage-anew': stageAnew };

function fileOf(
  context: ReadContext,
  input: { readonly batch: string },
): Pick<StoredBatch, 'file' | 'sha256' | 'answers'> {
  const found = batch(context.store, input.batch);
  return { file: found.file, sha256: found.sha256, answers: answersRead(found) };
}

function importList(context: ReadContext, input: Parsed<'import.list'>): Output<'import.list'> {
  const year = yearOf(context, input);
  const counts = {
    committed: 0,
    questions: 0,
    staged: 0,
    refused: 0,
    undone: 0,
    ...batchCounts(context.store, year),
  };
  const { committed, questions, staged, refused, undone } = counts;
  return {
    batches: batches(context.store, year, input.offset, input.limit).map(batchView),
    total: Object.values(counts).reduce((sum, count) => sum + count, 0),
    counts: { committed, questions, staged, refused, undone },
    last: lastCommitted(context.store, year),
  };
}

function importGet(context: ReadContext, input: Parsed<'import.get'>): Output<'import.get'> {
  const found = batch(context.store, input.batch);
  const shown: Compared[] = [];
  const cells = { new: 0, changed: 0, same: 0 };
  let wanted = 0;
  // One after the other: a long list has millions.
  for (const compared of differencesOf(context, found, batchFilings(context.store, found.id))) {
    cells[compared.state] += 1;
    if (input.state !== undefined && compared.state !== input.state) continue;
    if (wanted >= input.offset && shown.length < input.limit) shown.push(compared);
    wanted += 1;
  }
  return {
    batch: batchView(found),
    tables: [...found.reading.tables],
    notices: found.reading.notices.slice(0, 200),
    differences: shown.map((compared) => compared.difference()),
    totalDifferences: wanted,
    cells,
  };
}

function importCommit(context: WriteContext, input: Parsed<'import.commit'>): Output<'import.commit'> {
  return { batch: batchView(commitBatch(context, input.batch, input.partial)) };
}

function importDiscard(context: WriteContext, input: Parsed<'import.discard'>): Output<'import.discard'> {
  const found = batch(context.store, input.batch);
  if (found.state === 'committed' || found.state === 'undone')
    throw new Problem('intake.batch-state', { batch: found.id, state: found.state });
  setBatchState(context.store, found.id, 'discarded');
  return { batch: batchView(batch(context.store, found.id)) };
}

function importUndo(context: WriteContext, input: Parsed<'import.undo'>): Output<'import.undo'> {
  const found = batch(context.store, input.batch);
  const { year } = found;
  const { changes, kept, facts, units } = undoBatch(context.store, input.batch, {
    at: context.now,
    actor: context.actor,
    unaccept: input.unaccept,
  });
  withdrawExplanations(context, found);
  dropRecipe(context.store, found.id);
  const { reply } = found.reading;
  recheckUnits(context, year, reply === undefined ? units : new Set([...units, reply.unit]));
  return {
    batch: input.batch,
    cells: changes.length,
    kept: [...kept],
    facts: facts.restored.length,
    keptFacts: facts.kept.map(({ unit, attribute }) => ({
      unit,
      name: unitAt(context.store, unit, year)?.facts.name ?? unit,
      fact: attribute,
    })),
  };
}

/** Takes a committed batch back and stages its file again, in one transaction: as a new batch. */
function stageAnew(
  context: WriteContext,
  { undo, ...input }: StageInput & { readonly undo: Parsed<'import.undo'> },
): Batch {
  const misLaid = misLaidIn(input);
  if (misLaid !== null) throw misLaid;
  importUndo(context, undo);
  return stageBatch(context, { ...input, before: undo.batch });
}
