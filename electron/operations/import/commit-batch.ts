import { Problem } from '#shared/contract/problem.ts';
import { logAct } from '../../store/acts.ts';
import { batch, batchFilings, putBatch, type BatchFiling, type StoredBatch } from '../../store/batches.ts';
import { commitRecords, type RecordAct } from '../../store/commit.ts';
import type { CellEntry } from '../../store/records.ts';
import { assertOpen } from '../../store/rounds.ts';
import { setFact, survivor, unitAt, unitByCode, type UnitAttribute } from '../../store/units.ts';
import type { WriteContext } from '../context.ts';
import { carryLastYear } from '../carry-over.ts';
import { enterUnit } from '../directory.ts';
import { recheckUnits } from '../documents.ts';
import { listFor } from '../obligations.ts';
import { countRows } from './compare.ts';
import { placeRows } from './place-rows.ts';

/** Questions that change what the whole table means: a partial import can't leave them open. */
const ofTheTable = new Set(['other-year', 'return-unclear', 'table-twice', 'hidden-rows']);

/** Writes a batch into the returns: all of it, or with `partial` all that no open question touches. */
export function commitBatch(context: WriteContext, id: string, partial: boolean): StoredBatch {
  const { store } = context;
  const found = batch(store, id);
  if (found.state !== 'questions' && found.state !== 'staged')
    throw new Problem('intake.batch-state', { batch: id, state: found.state });
  assertOpen(store, found.year);
  const { questions } = found.reading;
  if (questions.length > 0 && (!partial || questions.some((question) => ofTheTable.has(question.kind)))) {
    throw new Problem('intake.questions-open', { batch: id, open: questions.length });
  }
  // Matched when the file was staged; the unit may have been merged since.
  const filings = batchFilings(store, id).map((filing) =>
    filing.unit === null ? filing : { ...filing, unit: survivor(store, filing.unit, found.year) },
  );
  const taken = filings.filter(
    (filing) => !filing.skipped && filing.question === null && filing.unit !== null,
  );
  const places = placeRows(store, context.edition, found.year, taken);
  const rows = countRows(
    filings.map((filing) => (taken.includes(filing) ? filing : { ...filing, skipped: true })),
    places,
  );
  const units = addUnits(context, found.year, taken);
  for (const filing of taken) listFor(context, found.year, filing.unit ?? '', filing.return);
  const acts = taken.flatMap((filing): RecordAct[] => {
    const place = places.get(filing.id);
    if (place === undefined) return [];
    return [{ unit: filing.unit ?? '', return: filing.return, key: place.record, cells: entriesOf(filing) }];
  });
  // The batch first: every entry names it.
  const done: StoredBatch = {
    ...found,
    state: 'committed',
    rows,
    reading: { ...found.reading, questions: [] },
  };
  putBatch(store, done, null);
  commitRecords(
    store,
    { at: context.now, actor: context.actor, kind: 'import', year: found.year, batch: id },
    acts,
  );
  const filed = new Map(taken.map((filing) => [`${filing.unit ?? ''}/${filing.return}`, filing]));
  for (const { unit, return: code } of filed.values())
    carryLastYear(context, found.year, unit ?? '', code, id);
  for (const filing of taken) completeFacts(context, found.year, filing);
  recheckUnits(context, found.year, new Set(units.keys()));
  logAct(store, {
    at: context.now,
    who: context.actor.name,
    role: context.actor.role,
    year: found.year,
    act: 'import',
    reason: found.file,
  });
  return done;
}

function entriesOf(filing: BatchFiling): Record<string, CellEntry> {
  const cells: Record<string, CellEntry> = {};
  for (const { key, value, raw, sheet, cell, factor, readAs, rounded } of filing.cells) {
    if (value === undefined) continue;
    cells[key] = {
      value,
      raw,
      sheet,
      cell,
      ...(factor === undefined ? {} : { factor }),
      ...(readAs === undefined ? {} : { readAs }),
      ...(rounded === true ? { rounded } : {}),
    };
  }
  return cells;
}

function kindOf(context: WriteContext, filing: BatchFiling): string {
  return context.edition.return(filing.return)?.population.kinds[0] ?? '企业';
}

/** Units of the batch, the new ones entered into the directory. */
function addUnits(
  context: WriteContext,
  year: number,
  taken: readonly BatchFiling[],
): ReadonlyMap<string, BatchFiling> {
  const units = new Map<string, BatchFiling>();
  for (const filing of taken) {
    const { unit, adds } = filing;
    if (unit === null) continue;
    units.set(unit, filing);
    if (adds === null || unitByCode(context.store, unit, year) !== undefined) continue;
    const facts = Object.fromEntries(Object.entries(adds).filter(([name]) => name !== 'id'));
    enterUnit(context, year, { id: unit, kind: kindOf(context, filing), facts: { status: '1', ...facts } });
  }
  return units;
}

/** What a return says about the unit fills what the directory lacks, and never overwrites it. */
function completeFacts(context: WriteContext, year: number, filing: BatchFiling): void {
  if (filing.unit === null) return;
  const known = unitAt(context.store, filing.unit, year)?.facts ?? {};
  for (const field of context.edition.fields(filing.table).values()) {
    if (field.fact === undefined || known[field.fact] !== undefined) continue;
    const value = filing.cells.find((cell) => cell.key === field.code)?.value;
    if (typeof value === 'string')
      setFact(context.store, filing.unit, field.fact satisfies UnitAttribute, value, year);
  }
}
