import { Problem, type ProblemMessage } from '#shared/contract/problem.ts';
import type { Actor } from '#shared/contract/frames.ts';
import { sameValue, type CellKey, type CellValue } from '#shared/values/cell.ts';
import type { BatchState } from '#shared/values/states.ts';
import { logAct } from './acts.ts';
import { commitRecords, type ChangedCell, type RecordAct } from './commit.ts';
import type { ReadableStore, WritableStore } from './open.ts';
import { recordOf, type CellEntry } from './records.ts';
import { assertOpen, filing, setFiling } from './rounds.ts';

export interface BatchRows {
  readonly new: number;
  readonly changed: number;
  readonly same: number;
  readonly rejected: number;
}

/** One imported file. `staged` is what was read of it, kept until it is committed or discarded. */
export interface StoredBatch<Staged> {
  readonly id: string;
  readonly year: number;
  readonly file: string;
  readonly sha256: string;
  readonly size: number;
  readonly state: BatchState;
  readonly staged: Staged | null;
  readonly answers: Readonly<Record<string, string>>;
  readonly rows: BatchRows;
  readonly problem: ProblemMessage | null;
  readonly at: string;
}

interface Row {
  readonly id: string;
  readonly year: number;
  readonly file: string;
  readonly sha256: string;
  readonly size: number;
  readonly state: BatchState;
  readonly staged: string | null;
  readonly answers: string;
  readonly rows: string;
  readonly problem: string | null;
  readonly at: string;
}

function toBatch<Staged>(row: Row): StoredBatch<Staged> {
  return {
    ...row,
    staged: row.staged === null ? null : (JSON.parse(row.staged) as Staged),
    answers: JSON.parse(row.answers) as Record<string, string>,
    rows: JSON.parse(row.rows) as BatchRows,
    problem: row.problem === null ? null : (JSON.parse(row.problem) as ProblemMessage),
  };
}

const columns = 'id, year, file, sha256, size, state, json(staged) AS staged, answers, rows, problem, at';

export function batch<Staged>(store: ReadableStore, id: string): StoredBatch<Staged> {
  const row = store.db.prepare<[string], Row>(`SELECT ${columns} FROM batch WHERE id = ?`).get(id);
  if (row === undefined) throw new Problem('intake.batch-absent', { batch: id });
  return toBatch(row);
}

/** Batches of a year, newest first. */
export function batches<Staged>(store: ReadableStore, year: number, offset: number, limit: number): readonly StoredBatch<Staged>[] {
  return store.db
    .prepare<[number, number, number], Row>(`SELECT ${columns} FROM batch WHERE year = ? ORDER BY at DESC, id DESC LIMIT ? OFFSET ?`)
    .all(year, limit, offset)
    .map((row) => toBatch<Staged>(row));
}

export function batchCounts(store: ReadableStore, year: number): Readonly<Partial<Record<BatchState, number>>> {
  const rows = store.db
    .prepare<[number], { state: BatchState; count: number }>('SELECT state, count(*) AS count FROM batch WHERE year = ? GROUP BY state ORDER BY state')
    .all(year);
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}

/** The live batch of the same bytes in a year, if the file was imported before. */
export function sameFile(store: ReadableStore, year: number, sha256: string): { readonly id: string; readonly file: string; readonly at: string } | undefined {
  return store.db
    .prepare<[number, string], { id: string; file: string; at: string }>(
      "SELECT id, file, at FROM batch WHERE year = ? AND sha256 = ? AND state IN ('questions', 'staged', 'committed') ORDER BY at LIMIT 1",
    )
    .get(year, sha256);
}

export function putBatch(store: WritableStore, value: StoredBatch<unknown>): void {
  store.db
    .prepare(
      `INSERT INTO batch (id, year, file, sha256, size, state, staged, answers, rows, problem, at)
       VALUES (@id, @year, @file, @sha256, @size, @state, jsonb(@staged), @answers, @rows, @problem, @at)
       ON CONFLICT (id) DO UPDATE SET state = excluded.state, staged = excluded.staged, answers = excluded.answers,
         rows = excluded.rows, problem = excluded.problem`,
    )
    .run({
      ...value,
      staged: value.staged === null ? null : JSON.stringify(value.staged),
      answers: JSON.stringify(value.answers),
      rows: JSON.stringify(value.rows),
      problem: value.problem === null ? null : JSON.stringify(value.problem),
    });
}

export function setBatchState(store: WritableStore, id: string, state: BatchState): void {
  store.db.prepare('UPDATE batch SET state = ? WHERE id = ?').run(state, id);
}

interface UndoOptions {
  readonly at: string;
  readonly actor: Actor;
  /** Take accepted filings back to draft first; without it they are named and nothing is undone. */
  readonly unaccept: boolean;
}

/**
 * Takes a committed batch back by appending reversals. A cell that something else has overwritten since keeps its newer
 * value and is listed.
 */
export function undoBatch(store: WritableStore, id: string, options: UndoOptions): { readonly changes: readonly ChangedCell[]; readonly kept: readonly { unit: string; return: string; key: CellKey }[] } {
  const found = batch(store, id);
  if (found.state !== 'committed') throw new Problem('intake.batch-state', { batch: id, state: found.state });
  assertOpen(store, found.year);
  const rows = store.db
    .prepare<[string], { unit: string; return: string; key: string; cells: string }>(
      'SELECT unit, return, key, json(cells) AS cells FROM entry WHERE batch = ? ORDER BY id DESC',
    )
    .all(id);
  releaseAccepted(store, found, rows, options);
  const kept: { unit: string; return: string; key: CellKey }[] = [];
  const reversals: RecordAct[] = [];
  for (const row of rows) {
    const now = recordOf(store, found.year, row.unit, row.return, row.key);
    const cells: Record<CellKey, CellEntry> = {};
    for (const [cellKey, cell] of Object.entries(JSON.parse(row.cells) as Record<CellKey, CellEntry>)) {
      if (sameValue(now?.cells[cellKey], cell.value ?? undefined)) {
        const was: CellValue | null = cell.was ?? null;
        cells[cellKey] = { value: was, ...(cell.wasRounded === true ? { rounded: true } : {}) };
      } else kept.push({ unit: row.unit, return: row.return, key: cellKey });
    }
    reversals.push({ unit: row.unit, return: row.return, key: row.key, cells });
  }
  const changes = commitRecords(store, { at: options.at, actor: options.actor, kind: 'undo', year: found.year, batch: id }, reversals);
  dropEmptyDrafts(store, found.year, rows, options.at);
  setBatchState(store, id, 'undone');
  logAct(store, { at: options.at, who: options.actor.name, role: options.actor.role, year: found.year, act: 'undo', reason: found.file });
  return { changes, kept };
}

function releaseAccepted(store: WritableStore, found: StoredBatch<unknown>, rows: readonly { unit: string; return: string }[], options: UndoOptions): void {
  const accepted = rows.filter((row) => ['accepted', 'nil'].includes(filing(store, found.year, row.unit, row.return)?.state ?? ''));
  if (accepted.length === 0) return;
  if (!options.unaccept) {
    throw new Problem('intake.accepted-filings', { batch: found.id, units: [...new Set(accepted.map((row) => `${row.unit}/${row.return}`))].slice(0, 10).join(' ') });
  }
  for (const row of accepted) setFiling(store, found.year, row.unit, row.return, 'draft', { reason: null, basis: null, now: options.at });
}

/** A filing whose cells are all gone is due again. */
function dropEmptyDrafts(store: WritableStore, year: number, rows: readonly { unit: string; return: string; key: string }[], now: string): void {
  for (const row of rows) {
    const left = recordOf(store, year, row.unit, row.return, row.key);
    if (left !== undefined && Object.keys(left.cells).length === 0) {
      store.db.prepare('DELETE FROM record WHERE year = ? AND unit = ? AND return = ? AND key = ?').run(year, row.unit, row.return, row.key);
      if (filing(store, year, row.unit, row.return)?.state === 'draft') {
        setFiling(store, year, row.unit, row.return, 'due', { reason: null, basis: null, now });
      }
    }
  }
}
