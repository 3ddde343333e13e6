import { Problem } from '#shared/contract/problem.ts';
import type { Question, StagedCell } from '#shared/intake/staged.ts';
import { logAct } from '../../store/acts.ts';
import { batch, batchFilings, putBatch, type BatchFiling, type StoredBatch } from '../../store/batches.ts';
import { commitRecord, type Commit } from '../../store/commit.ts';
import type { CellEntry } from '../../store/records.ts';
import { assertOpen, round } from '../../store/rounds.ts';
import { keepStated } from '../../store/batch-facts.ts';
import {
  renameUnit,
  setFact,
  survivor,
  unitAt,
  unitByCode,
  type StatedFact,
  type UnitAttribute,
} from '../../store/units.ts';
import type { WriteContext } from '../context.ts';
import { carryLastYear } from '../carry-over.ts';
import { enterUnit } from '../directory.ts';
import { recheckUnits } from '../documents.ts';
import { listFor } from '../obligations.ts';
import { countRows } from './compare.ts';
import { placeRows } from './place-rows.ts';
import { leftOpen } from './left-open.ts';
import { keepRecipe } from './recall.ts';
import { commitReply } from './query-reply.ts';

/** Questions that change what the whole table means: a partial import can't leave them open. */
const ofTheTable: ReadonlySet<string> = new Set([
  'layout-changed',
  'other-year',
  'return-unclear',
  'table-twice',
  'hidden-rows',
  'hidden-columns',
  'struck-rows',
]);

/** The open question, if there is one, that has to be answered before any part of a batch is written. */
export function blockingQuestion({ reading }: StoredBatch): Question | undefined {
  return reading.questions.find(({ kind }) => ofTheTable.has(kind));
}

/** Whether some part of a batch can be written while questions about others are open. */
export function canCommitPart(found: StoredBatch): boolean {
  const { state, rows, reading } = found;
  const isAny = reading.reply !== undefined || rows.new + rows.changed + rows.same > 0;
  return state === 'questions' && isAny && blockingQuestion(found) === undefined;
}

/** Writes a batch into the returns: all of it, or with `partial` all that no open question touches. */
export function commitBatch(context: WriteContext, id: string, partial: boolean): StoredBatch {
  const { store } = context;
  const found = batch(store, id);
  if (found.state !== 'questions' && found.state !== 'staged')
    throw new Problem('intake.batch-state', { batch: id, state: found.state });
  assertOpen(store, found.year);
  const { questions } = found.reading;
  if (questions.length > 0 && !partial)
    throw new Problem('intake.questions-open', { batch: id, open: questions.length });
  const blocking = blockingQuestion(found);
  if (blocking !== undefined) {
    const { sheet, cell } = blocking;
    const place = cell === undefined ? sheet : `${sheet}!${cell}`;
    throw new Problem('intake.table-open', { file: found.file, place });
  }
  const { reply } = found.reading;
  return reply === undefined
    ? finishCommit(context, commitFilings(context, found, keptFilings(context, found)))
    : commitReply(context, found, reply);
}

/** Matched when the file was staged; a unit may have been merged since. */
function keptFilings({ store }: WriteContext, { id, year }: StoredBatch): readonly BatchFiling[] {
  return batchFilings(store, id).map((filing) =>
    filing.unit === null ? filing : { ...filing, unit: survivor(store, filing.unit, year) },
  );
}

export interface Committed {
  readonly done: StoredBatch;
  readonly units: ReadonlySet<string>;
}

/**
 * Writes the filings of a batch that no open question touches, and the batch as committed. `finishCommit` follows: it judges
 * what was written, which takes memory of its own once that of the filings is free.
 */
export function commitFilings(
  context: WriteContext,
  found: StoredBatch,
  filings: readonly BatchFiling[],
): Committed {
  const { store } = context;
  const { id, year } = found;
  const taken = filings.filter(
    (filing) => !filing.skipped && filing.question === null && filing.unit !== null,
  );
  const isTaken = new Set(taken);
  const places = placeRows(store, context.edition, year, taken);
  const rows = countRows(
    filings.map((filing) => (isTaken.has(filing) ? filing : { ...filing, skipped: true })),
    places,
  );
  const units = addUnits(context, year, taken);
  const stated: StatedFact[] = [...stateFacts(context, year, taken)];
  for (const filing of taken) listFor(context, year, filing.unit ?? '', filing.return);
  // The batch first: every entry names it.
  const done: StoredBatch = {
    ...found,
    state: 'committed',
    rows,
    reading: {
      ...found.reading,
      questions: [],
      notices: [...found.reading.notices, ...found.reading.questions.map(leftOpen)],
    },
  };
  putBatch(store, done, null);
  keepRecipe(context, done, taken);
  const commit: Commit = { at: context.now, actor: context.actor, kind: 'import', year, batch: id };
  for (const filing of taken) {
    const cells = filing.cells();
    const place = places.get(filing.id);
    if (place !== undefined) {
      const { unit, return: code } = filing;
      commitRecord(store, commit, {
        unit: unit ?? '',
        return: code,
        key: place.record,
        cells: entriesOf(cells),
      });
    }
    stated.push(...completeFacts(context, year, filing, cells));
  }
  keepStated(store, id, stated);
  if (round(store, year - 1) !== undefined) {
    const filed = new Map(taken.map((filing) => [`${filing.unit ?? ''}/${filing.return}`, filing]));
    for (const { unit, return: code } of filed.values()) carryLastYear(context, year, unit ?? '', code, id);
  }
  return { done, units };
}

/** Judges the units of a batch that was written, and logs it. */
export function finishCommit(context: WriteContext, { done, units }: Committed): StoredBatch {
  recheckUnits(context, done.year, units);
  logAct(context.store, {
    at: context.now,
    who: context.actor.name,
    role: context.actor.role,
    year: done.year,
    act: 'import',
    reason: done.file,
  });
  return done;
}

function entriesOf(cells: readonly StagedCell[]): Record<string, CellEntry> {
  const entries: Record<string, CellEntry> = {};
  for (const { key, value, raw, sheet, cell, factor, readAs, rounded } of cells) {
    if (value === undefined) continue;
    // Millions are made: put together from spread parts, each takes several times as long.
    const entry: { -readonly [K in keyof CellEntry]: CellEntry[K] } = { value, raw, sheet, cell };
    if (factor !== undefined) entry.factor = factor;
    if (readAs !== undefined) entry.readAs = readAs;
    if (rounded === true) entry.rounded = rounded;
    entries[key] = entry;
  }
  return entries;
}

function kindOf(context: WriteContext, filing: BatchFiling): string {
  return context.edition.return(filing.return)?.population.kinds[0] ?? '企业';
}

/** Units of the batch, the new ones entered into the directory. */
function addUnits(context: WriteContext, year: number, taken: readonly BatchFiling[]): ReadonlySet<string> {
  const units = new Set<string>();
  for (const filing of taken) {
    const { unit, adds } = filing;
    if (unit === null || units.has(unit)) continue;
    units.add(unit);
    if (adds === null || unitByCode(context.store, unit, year) !== undefined) continue;
    const facts = Object.fromEntries(Object.entries(adds).filter(([name]) => name !== 'id'));
    enterUnit(context, year, { id: unit, kind: kindOf(context, filing), facts: { status: '1', ...facts } });
  }
  return units;
}

/** Enters what answers stated of known units. */
function stateFacts(
  { store }: WriteContext,
  year: number,
  taken: readonly BatchFiling[],
): readonly StatedFact[] {
  return taken.flatMap(({ unit, states }) =>
    Object.entries(states ?? {}).flatMap(([attribute, value]) => {
      if (unit === null) return [];
      if (attribute === 'name') return renameUnit(store, unit, value, year);
      return setFact(store, unit, attribute as UnitAttribute, value, year);
    }),
  );
}

/** What a return says about the unit fills what the directory lacks, and never overwrites it. */
function completeFacts(
  context: WriteContext,
  year: number,
  { unit, table }: BatchFiling,
  cells: readonly StagedCell[],
): readonly StatedFact[] {
  const fields = [...context.edition.fields(table).values()].filter((field) => field.fact !== undefined);
  if (unit === null || fields.length === 0) return [];
  const known = unitAt(context.store, unit, year)?.facts ?? {};
  return fields.flatMap((field) => {
    if (field.fact === undefined) return [];
    const value = cells.find((cell) => cell.key === field.code)?.value;
    const now = known[field.fact];
    if (typeof value !== 'string' || (now !== undefined && now !== value)) return [];
    return setFact(context.store, unit, field.fact satisfies UnitAttribute, value, year);
  });
}
