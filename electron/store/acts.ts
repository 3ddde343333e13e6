import type { ReadableStore, WritableStore } from './open.ts';

/** One line of the log of acts: who did what, when, why, and which state became which. */
export interface Act {
  readonly at: string;
  readonly who: string;
  readonly role: string;
  readonly year: number;
  readonly unit: string | null;
  readonly return: string | null;
  readonly act: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly reason: string | null;
  readonly basis: string | null;
}

export function logAct(
  store: WritableStore,
  act: Partial<Act> & Pick<Act, 'at' | 'who' | 'role' | 'year' | 'act'>,
): void {
  store.db
    .prepare(
      `INSERT INTO act (at, who, role, year, unit, return, act, before, after, reason, basis)
       VALUES (@at, @who, @role, @year, @unit, @return, @act, @before, @after, @reason, @basis)`,
    )
    .run({ unit: null, return: null, before: null, after: null, reason: null, basis: null, ...act });
}

export function acts(store: ReadableStore, year: number): readonly Act[] {
  return store.db
    .prepare<[number], Act>(
      'SELECT at, who, role, year, unit, return, act, before, after, reason, basis FROM act WHERE year = ? ORDER BY id',
    )
    .all(year);
}

/** Acts on the round itself, newest first. */
export function roundActs(store: ReadableStore, year: number): readonly Act[] {
  return store.db
    .prepare<[number], Act>(
      `SELECT at, who, role, year, unit, return, act, before, after, reason, basis FROM act
       WHERE year = ? AND unit IS NULL ORDER BY id DESC LIMIT 200`,
    )
    .all(year);
}
