import { Problem } from '#shared/contract/problem.ts';
import type { FilingState, RoundState } from '#shared/values/states.ts';
import { noteChange } from './changes.ts';
import type { ReadableStore, WritableStore } from './open.ts';
import { countyAt, countyOf, type County } from './settings.ts';
import { everyUnit, type UnitRange } from './units.ts';

export interface Round {
  readonly year: number;
  readonly state: RoundState;
  readonly edition: string;
  /** Filings that a reopening unlocked, as unit/return; null: all are. */
  readonly unlocked: readonly string[] | null;
}

interface RoundRow {
  readonly year: number;
  readonly state: RoundState;
  readonly edition: string;
  readonly unlocked: string | null;
}

export function rounds(store: ReadableStore): readonly Round[] {
  return store.db
    .prepare<[], RoundRow>('SELECT year, state, edition, unlocked FROM round ORDER BY year')
    .all()
    .map(toRound);
}

/** The county as it is called in the newest year: for what belongs to no year, such as a backup's name or a certificate. */
export function countyNow(store: ReadableStore): County | null {
  const newest = rounds(store).at(-1);
  return newest === undefined ? countyOf(store) : countyAt(store, newest.year);
}

export function round(store: ReadableStore, year: number): Round | undefined {
  const row = store.db
    .prepare<[number], RoundRow>('SELECT year, state, edition, unlocked FROM round WHERE year = ?')
    .get(year);
  return row === undefined ? undefined : toRound(row);
}

function toRound(row: RoundRow): Round {
  return { ...row, unlocked: row.unlocked === null ? null : (JSON.parse(row.unlocked) as string[]) };
}

export function startRound(store: WritableStore, year: number, edition: string, now: string): void {
  store.db
    .prepare("INSERT INTO round (year, state, edition, created) VALUES (?, 'open', ?, ?)")
    .run(year, edition, now);
}

export function setRound(
  store: WritableStore,
  year: number,
  state: RoundState,
  unlocked: readonly string[] | null,
): void {
  store.db
    .prepare('UPDATE round SET state = ?, unlocked = ? WHERE year = ?')
    .run(state, unlocked === null ? null : JSON.stringify(unlocked), year);
}

/** Throws unless the cells and states of a filing may change now. */
export function assertOpen(store: ReadableStore, year: number, unit?: string, returnCode?: string): void {
  const found = round(store, year);
  if (found === undefined) throw new Problem('workspace.year-absent', { year });
  if (found.state !== 'open') throw new Problem('round.frozen', { year, state: found.state });
  if (
    found.unlocked !== null &&
    unit !== undefined &&
    !found.unlocked.includes(`${unit}/${returnCode ?? ''}`)
  ) {
    throw new Problem('round.not-unlocked', { unit, return: returnCode ?? '' });
  }
}

export interface Filing {
  readonly unit: string;
  readonly return: string;
  readonly state: FilingState;
  readonly reason: string | null;
  readonly basis: string | null;
  readonly since: string;
  readonly undecided: number;
}

const filingColumns = 'unit, return, state, reason, basis, since, undecided';

export function filings(store: ReadableStore, year: number): readonly Filing[] {
  return store.db
    .prepare<[number], Filing>(`SELECT ${filingColumns} FROM filing WHERE year = ? ORDER BY unit, return`)
    .all(year);
}

/** Filings of some units. */
export function filingsAmong(
  store: ReadableStore,
  year: number,
  units: readonly string[],
): readonly Filing[] {
  return store.db
    .prepare<[number, string], Filing>(
      `SELECT ${filingColumns} FROM filing
       WHERE year = ? AND unit IN (SELECT value FROM json_each(?)) ORDER BY unit, return`,
    )
    .all(year, JSON.stringify(units));
}

export function filingsOf(store: ReadableStore, year: number, unit: string): readonly Filing[] {
  return store.db
    .prepare<[number, string], Filing>(
      `SELECT ${filingColumns} FROM filing WHERE year = ? AND unit = ? ORDER BY return`,
    )
    .all(year, unit);
}

/** Filings of one return that count, in the order of the units. */
export function countedFilings(
  store: ReadableStore,
  year: number,
  returnCode: string,
  counted: boolean,
): readonly Filing[] {
  return store.db
    .prepare<[number, string, number], Filing>(
      `SELECT ${filingColumns} FROM filing WHERE year = ? AND return = ? AND state IN ('accepted', 'nil') = ? ORDER BY unit`,
    )
    .all(year, returnCode, Number(counted));
}

export function filing(
  store: ReadableStore,
  year: number,
  unit: string,
  returnCode: string,
): Filing | undefined {
  return store.db
    .prepare<[number, string, string], Filing>(
      `SELECT ${filingColumns} FROM filing WHERE year = ? AND unit = ? AND return = ?`,
    )
    .get(year, unit, returnCode);
}

/** Makes an obligation; one that is there already stays as it is. */
export function oblige(
  store: WritableStore,
  year: number,
  unit: string,
  returnCode: string,
  now: string,
): void {
  noteChange(store, `${year}/${returnCode}`);
  store.db
    .prepare(
      "INSERT INTO filing (year, return, unit, state, since) VALUES (?, ?, ?, 'due', ?) ON CONFLICT DO NOTHING",
    )
    .run(year, returnCode, unit, now);
}

/** Takes an obligation away for which nothing was filed. */
export function dropFiling(store: WritableStore, year: number, unit: string, returnCode: string): void {
  noteChange(store, `${year}/${returnCode}`);
  store.db
    .prepare("DELETE FROM filing WHERE year = ? AND unit = ? AND return = ? AND state = 'due'")
    .run(year, unit, returnCode);
}

export function setFiling(
  store: WritableStore,
  year: number,
  unit: string,
  returnCode: string,
  state: FilingState,
  details: { readonly reason: string | null; readonly basis: string | null; readonly now: string },
): void {
  noteChange(store, `${year}/${returnCode}`);
  store.db
    .prepare(
      'UPDATE filing SET state = ?, reason = ?, basis = ?, since = ? WHERE year = ? AND unit = ? AND return = ?',
    )
    .run(state, details.reason, details.basis, details.now, year, unit, returnCode);
}

/** Makes a filing that is due a draft; false where it is not due. */
export function beginDraft(
  store: WritableStore,
  year: number,
  unit: string,
  returnCode: string,
  now: string,
): boolean {
  const { changes } = store.db
    .prepare(
      `UPDATE filing SET state = 'draft', reason = NULL, basis = NULL, since = ?
       WHERE year = ? AND unit = ? AND return = ? AND state = 'due'`,
    )
    .run(now, year, unit, returnCode);
  if (changes === 0) return false;
  noteChange(store, `${year}/${returnCode}`);
  return true;
}

/** A unit that owes nothing in a year any more. Its entries stay. */
export function dropFilings(store: WritableStore, year: number, unit: string): void {
  noteChange(store, 'all');
  store.db.prepare('DELETE FROM record WHERE year = ? AND unit = ?').run(year, unit);
  store.db.prepare('DELETE FROM filing WHERE year = ? AND unit = ?').run(year, unit);
}

/** By unit, as `setUndecided` kept them: null where it is to be written anew. */
export function undecidedAt(
  store: ReadableStore,
  year: number,
  { first, last }: UnitRange = everyUnit,
): ReadonlyMap<string, number | null> {
  // With `min`, the other columns are of the row that has it.
  const rows = store.db
    .prepare<[number, string, string], { unit: string; undecided: number; total: number }>(
      `SELECT unit, min(return), undecided, total(undecided) AS total
       FROM filing WHERE year = ? AND unit BETWEEN ? AND ? GROUP BY unit ORDER BY unit`,
    )
    .all(year, first, last);
  return new Map(rows.map(({ unit, undecided, total }) => [unit, undecided === total ? total : null]));
}

export function setUndecided(store: WritableStore, year: number, unit: string, undecided: number): void {
  // Kept on the unit's first filing: it belongs to the unit, and reports sum over filings. Most stay as they are.
  store.db
    .prepare<{ year: number; unit: string; undecided: number }>(
      `UPDATE filing SET undecided = iif(return = first, @undecided, 0)
       FROM (SELECT min(return) AS first FROM filing WHERE year = @year AND unit = @unit)
       WHERE year = @year AND unit = @unit AND undecided <> iif(return = first, @undecided, 0)`,
    )
    .run({ year, unit, undecided });
}
