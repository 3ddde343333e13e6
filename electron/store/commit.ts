import { Problem } from '#shared/contract/problem.ts';
import type { Actor } from '#shared/contract/frames.ts';
import {
  carriedKey,
  isSameCells,
  sameValue,
  type CellKey,
  type Cells,
  type CellValue,
} from '#shared/values/cell.ts';
import { showValue } from '#shared/values/show.ts';
import { logAct } from './acts.ts';
import { noteChange } from './changes.ts';
import { packEntry, packValues, unpackEntry } from './entry-cells.ts';
import type { ReadableStore, WritableStore } from './open.ts';
import { recordOf, type CellEntry, type StoredRecord } from './records.ts';
import { assertOpen, beginDraft, filing, setFiling } from './rounds.ts';

/** What one act writes into one record. */
export interface RecordAct {
  readonly unit: string;
  readonly return: string;
  readonly key?: string;
  readonly cells: Readonly<Record<CellKey, CellEntry>>;
}

export interface Commit {
  readonly at: string;
  readonly actor: Actor;
  readonly kind: 'import' | 'typed' | 'correction' | 'undo' | 'carry';
  readonly year: number;
  readonly batch?: string;
  readonly basis?: string;
  readonly reason?: string;
}

export interface ChangedCell {
  readonly unit: string;
  readonly return: string;
  readonly record: string;
  readonly key: CellKey;
  readonly old: CellValue | null;
  readonly new: CellValue | null;
}

/** What several acts change, one after the other. */
export function commitRecords(
  store: WritableStore,
  commit: Commit,
  acts: readonly RecordAct[],
): readonly ChangedCell[] {
  return acts.flatMap((act) => {
    const written = commitRecord(store, commit, act);
    // That a row is confirmed is no change of a cell.
    return Object.entries(written).flatMap(([key, { was, value }]) =>
      act.cells[key] === undefined
        ? []
        : [{ unit: act.unit, return: act.return, record: act.key ?? '', key, old: was ?? null, new: value }],
    );
  });
}

/**
 * The one way a cell changes: appends an entry, rebuilds the record's document, and moves the filing (due → draft;
 * accepted or nil → draft, logged). Cells that already hold the value are left out; a record without a change gets no
 * entry. Runs within the caller's transaction; refuses a frozen round. Gives what the entry holds.
 */
export function commitRecord(
  store: WritableStore,
  commit: Commit,
  act: RecordAct,
): Readonly<Record<CellKey, CellEntry>> {
  assertOpen(store, commit.year, act.unit, act.return);
  const key = act.key ?? '';
  const before = recordOf(store, commit.year, act.unit, act.return, key);
  const change = before === undefined ? begun(act.cells) : changed(before, act.cells);
  const { written, doc, rounded } = change;
  const mark = doc?.[carriedKey];
  const isStated = hasAny(act.cells) && commit.kind !== 'undo' && commit.kind !== 'carry';
  if (!hasAny(written) && (mark === undefined || !isStated)) return written;
  // A row that somebody changed, or sent again as it was, is theirs: it needs no confirmation any more.
  if (commit.kind !== 'carry' && doc !== null && mark !== undefined && act.cells[carriedKey] === undefined) {
    written[carriedKey] = { value: null, was: mark };
    delete doc[carriedKey];
  }
  const place = { year: commit.year, unit: act.unit, return: act.return, key };
  noteChange(store, `${commit.year}/${act.return}/cells`);
  // What is carried over is nobody's filing yet.
  if (commit.kind !== 'carry') moveToDraft(store, commit, act, written);
  else noteChange(store, `${commit.year}/${act.return}`);
  store.db
    .prepare(
      `INSERT INTO entry (at, actor, kind, batch, year, unit, return, key, cells, basis, reason)
       VALUES (@at, @actor, @kind, @batch, @year, @unit, @return, @key, jsonb(CAST(@cells AS TEXT)), @basis, @reason)`,
    )
    .run({
      ...place,
      at: commit.at,
      actor: commit.actor.name,
      kind: commit.kind,
      batch: commit.batch ?? null,
      basis: commit.basis ?? null,
      reason: commit.reason ?? null,
      cells: packEntry(written),
    });
  store.db
    .prepare(
      `INSERT INTO record (year, unit, return, key, doc, rounded) VALUES (@year, @unit, @return, @key, jsonb(CAST(@doc AS TEXT)), @rounded)
       ON CONFLICT DO UPDATE SET doc = excluded.doc, rounded = excluded.rounded`,
    )
    .run({
      ...place,
      doc: doc === null ? packValues(written) : JSON.stringify(doc),
      rounded: JSON.stringify([...rounded].sort()),
    });
  return written;
}

/** What an act writes into a record, and what that holds afterwards. */
interface Change {
  readonly written: Record<CellKey, CellEntry>;
  /** Null where that is what was written. */
  readonly doc: Record<CellKey, CellValue> | null;
  readonly rounded: ReadonlySet<CellKey>;
}

/** Of a record that there is not yet, as nearly all of a list are: nothing is there to be compared with. */
function begun(cells: RecordAct['cells']): Change {
  const written: Record<CellKey, CellEntry> = {};
  const rounded = new Set<CellKey>();
  for (const key in cells) {
    const cell = cells[key];
    if (cell === undefined || cell.value === null) continue;
    written[key] = cell;
    if (cell.rounded === true) rounded.add(key);
  }
  return { written, doc: null, rounded };
}

function hasAny(cells: RecordAct['cells']): boolean {
  for (const key in cells) if (cells[key] !== undefined) return true;
  return false;
}

function changed(before: StoredRecord, cells: RecordAct['cells']): Change {
  const written: Record<CellKey, CellEntry> = {};
  const doc: Record<CellKey, CellValue> = { ...before.cells };
  const rounded = new Set(before.rounded);
  for (const [key, cell] of Object.entries(cells)) {
    const old = before.cells[key];
    if (sameValue(old, cell.value ?? undefined) && rounded.has(key) === (cell.rounded ?? false)) continue;
    written[key] = old === undefined ? cell : { ...cell, was: old };
    applyCell(doc, rounded, key, cell);
  }
  return { written, doc, rounded };
}

function applyCell(
  doc: Record<CellKey, CellValue>,
  rounded: Set<CellKey>,
  key: CellKey,
  cell: CellEntry,
): void {
  if (cell.value === null) delete doc[key];
  else doc[key] = cell.value;
  if (cell.rounded === true) rounded.add(key);
  else rounded.delete(key);
}

function moveToDraft(
  store: WritableStore,
  commit: Commit,
  act: RecordAct,
  written: Readonly<Record<CellKey, CellEntry>>,
): void {
  // Of a list nearly all are due.
  if (beginDraft(store, commit.year, act.unit, act.return, commit.at)) return;
  const found = filing(store, commit.year, act.unit, act.return);
  if (found === undefined) throw new Problem('filing.absent', { unit: act.unit, return: act.return });
  if (found.state === 'draft' || found.state === 'aside') return;
  // Taking an import back decides nothing about who need not report.
  if (found.state === 'exempt' && commit.kind === 'undo') return;
  setFiling(store, commit.year, act.unit, act.return, 'draft', { reason: null, basis: null, now: commit.at });
  logAct(store, {
    at: commit.at,
    who: commit.actor.name,
    role: commit.actor.role,
    year: commit.year,
    unit: act.unit,
    return: act.return,
    act: 'demote',
    before: found.state,
    after: 'draft',
    reason: Object.entries(written)
      .map(([key, cell]) => `${key}:${shown(cell.was)}→${shown(cell.value)}`)
      .join('; ')
      .slice(0, 500),
  });
}

function shown(value: CellValue | null | undefined): string {
  return showValue(value ?? null, undefined, 'zh');
}

/** What a record holds: its values, and which of them were rounded when converted. */
export interface Folded {
  readonly cells: Cells;
  readonly rounded: readonly CellKey[];
}

/** A record's document computed from its entries alone, for the doctor and the tests: it must equal the stored one. */
export function foldEntries(
  store: ReadableStore,
  year: number,
  unit: string,
  returnCode: string,
  key = '',
): Folded {
  const doc: Record<CellKey, CellValue> = {};
  const rounded = new Set<CellKey>();
  const rows = store.db
    .prepare<[number, string, string, string], { cells: string }>(
      'SELECT json(cells) AS cells FROM entry WHERE year = ? AND unit = ? AND return = ? AND key = ? ORDER BY id',
    )
    .iterate(year, unit, returnCode, key);
  for (const { cells } of rows) {
    for (const [cellKey, cell] of Object.entries(unpackEntry(cells))) applyCell(doc, rounded, cellKey, cell);
  }
  return { cells: doc, rounded: [...rounded].sort() };
}

/** Every record of a year that has a document or an entry, by unit and return. */
export function recordPlaces(
  store: ReadableStore,
  year: number,
): readonly { readonly unit: string; readonly return: string; readonly key: string }[] {
  return store.db
    .prepare<[number, number], { unit: string; return: string; key: string }>(
      `SELECT unit, return, key FROM record WHERE year = ?
       UNION SELECT unit, return, key FROM entry WHERE year = ? ORDER BY 1, 2, 3`,
    )
    .all(year, year);
}

/** Whether the stored document of a record is what its entries add up to; one without values may be absent. */
export function agreesWithEntries(
  store: ReadableStore,
  year: number,
  place: { readonly unit: string; readonly return: string; readonly key: string },
): boolean {
  const folded = foldEntries(store, year, place.unit, place.return, place.key);
  const stored = recordOf(store, year, place.unit, place.return, place.key);
  return (
    isSameCells(folded.cells, stored?.cells ?? {}) &&
    JSON.stringify(folded.rounded) === JSON.stringify(stored?.rounded ?? [])
  );
}
