import type { Actor } from '#shared/contract/frames.ts';
import { Problem } from '#shared/contract/problem.ts';
import { carriedKey, type CellKey } from '#shared/values/cell.ts';
import { logAct } from './acts.ts';
import { takeBackFacts } from './batch-facts.ts';
import { batch, setBatchState, type StoredBatch } from './batches.ts';
import { commitRecords, type ChangedCell, type RecordAct } from './commit.ts';
import { unpackEntry } from './entry-cells.ts';
import type { ReadableStore, WritableStore } from './open.ts';
import { historyOf, type HistoryLine } from './history.ts';
import { recordOf, recordsOfFiling, type CellEntry } from './records.ts';
import { assertOpen, filing, setFiling } from './rounds.ts';

interface UndoOptions {
  readonly at: string;
  readonly actor: Actor;
  /** Take accepted filings back to draft first; without it they are named and nothing is undone. */
  readonly unaccept: boolean;
}

/**
 * Takes a committed batch back by appending reversals: a cell holds again what was written last by anything that stands; what
 * an undone batch wrote never comes back. A cell that something else has overwritten since keeps its newer value and is listed,
 * as is a fact that the batch stated of a unit.
 */
export function undoBatch(
  store: WritableStore,
  id: string,
  options: UndoOptions,
): {
  readonly changes: readonly ChangedCell[];
  readonly kept: readonly { unit: string; return: string; key: CellKey }[];
  /** What is again in the directory as it was, and what was changed since and stays. */
  readonly facts: ReturnType<typeof takeBackFacts>;
  readonly units: ReadonlySet<string>;
} {
  const found = batch(store, id);
  if (found.state !== 'committed') throw new Problem('intake.batch-state', { batch: id, state: found.state });
  assertOpen(store, found.year);
  const rows = store.db
    .prepare<[string], { unit: string; return: string; key: string; cells: string }>(
      'SELECT unit, return, key, json(cells) AS cells FROM entry WHERE batch = ? ORDER BY id DESC',
    )
    .all(id);
  for (const row of rows) assertOpen(store, found.year, row.unit, row.return);
  releaseAccepted(store, found, rows, options);
  const kept: { unit: string; return: string; key: CellKey }[] = [];
  const reversals: RecordAct[] = [];
  const undone = new Set([id, ...undoneBatches(store, found.year)]);
  for (const row of rows) {
    const history = Map.groupBy(
      historyOf(store, found.year, row.unit, row.return, row.key),
      (line) => line.key,
    );
    const cells: Record<CellKey, CellEntry> = {};
    for (const cellKey of Object.keys(unpackEntry(row.cells))) {
      const lines = history.get(cellKey) ?? [];
      // By who wrote last, not by value: a correction back to the same number is the newer word.
      if (lines.find((line) => line.batch === id || !isOf(line, undone))?.batch === id)
        cells[cellKey] = valueOf(lines.find((line) => !isOf(line, undone)));
      else kept.push({ unit: row.unit, return: row.return, key: cellKey });
    }
    reversals.push({ unit: row.unit, return: row.return, key: row.key, cells });
  }
  const changes = commitRecords(
    store,
    { at: options.at, actor: options.actor, kind: 'undo', year: found.year, batch: id },
    reversals,
  );
  dropEmptyDrafts(store, found.year, rows, options.at);
  setBatchState(store, id, 'undone');
  logAct(store, {
    at: options.at,
    who: options.actor.name,
    role: options.actor.role,
    year: found.year,
    act: 'undo',
    reason: found.file,
  });
  const facts = takeBackFacts(store, id);
  const units = new Set([...rows, ...facts.restored].map(({ unit }) => unit));
  return { changes, kept, facts, units };
}

function undoneBatches(store: ReadableStore, year: number): readonly string[] {
  return store.db
    .prepare<[number], { id: string }>("SELECT id FROM batch WHERE year = ? AND state = 'undone' ORDER BY id")
    .all(year)
    .map(({ id }) => id);
}

function isOf(line: HistoryLine, batches: ReadonlySet<string>): boolean {
  return line.batch !== null && batches.has(line.batch);
}

/** What a cell holds by an act; nothing without one. */
function valueOf(line: HistoryLine | undefined): CellEntry {
  return { value: line?.value ?? null, ...(line?.rounded === true ? { rounded: true } : {}) };
}

function releaseAccepted(
  store: WritableStore,
  found: StoredBatch,
  rows: readonly { unit: string; return: string }[],
  { at, actor, unaccept }: UndoOptions,
): void {
  const touched = new Map(rows.map((row) => [`${row.unit}/${row.return}`, row]));
  const accepted = [...touched].flatMap(([name, row]) => {
    const state = filing(store, found.year, row.unit, row.return)?.state;
    return state === 'accepted' || state === 'nil' ? [{ ...row, name, state }] : [];
  });
  if (accepted.length === 0) return;
  if (!unaccept) {
    throw new Problem('intake.accepted-filings', {
      batch: found.id,
      units: accepted
        .map(({ name }) => name)
        .slice(0, 10)
        .join(' '),
    });
  }
  for (const row of accepted) {
    setFiling(store, found.year, row.unit, row.return, 'draft', { reason: null, basis: null, now: at });
    logAct(store, {
      at,
      who: actor.name,
      role: actor.role,
      year: found.year,
      unit: row.unit,
      return: row.return,
      act: 'unaccept',
      before: row.state,
      after: 'draft',
      reason: found.file,
    });
  }
}

/** A record whose cells are all gone is none; a filing that has nothing but what was carried over is due again. */
function dropEmptyDrafts(
  store: WritableStore,
  year: number,
  rows: readonly { unit: string; return: string; key: string }[],
  now: string,
): void {
  for (const row of rows) {
    const left = recordOf(store, year, row.unit, row.return, row.key);
    if (left !== undefined && Object.keys(left.cells).length === 0) {
      store.db
        .prepare('DELETE FROM record WHERE year = ? AND unit = ? AND return = ? AND key = ?')
        .run(year, row.unit, row.return, row.key);
    }
    const isOthers = recordsOfFiling(store, year, row.unit, row.return).some(
      (record) => record.cells[carriedKey] !== true,
    );
    if (!isOthers && filing(store, year, row.unit, row.return)?.state === 'draft')
      setFiling(store, year, row.unit, row.return, 'due', { reason: null, basis: null, now });
  }
}
