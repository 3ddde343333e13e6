import type { Held } from '#shared/contract/areas/filings.ts';
import { valuesOf } from './change.ts';
import type { CellText, GridChanged, GridOutcome } from './model.ts';

/** What undo takes back. A row that was added comes back under its own id when it is done again. */
export interface Done {
  readonly changes: readonly (CellText & {
    readonly before: string;
    readonly was: Held;
    readonly is: Held;
  })[];
  readonly added: readonly string[];
  /** Rows that were not there before, and those that were not there afterwards. */
  readonly absentBefore: readonly string[];
  readonly absentAfter: readonly string[];
}

const longest = 200;

/** Acts to take back and to do again, the newest last. */
export class History {
  #done: readonly Done[] = [];
  #undone: readonly Done[] = [];

  add(done: Done): void {
    this.#done = [...this.#done, done].slice(-longest);
    this.#undone = [];
  }

  /** Forgets acts on rows that are gone. */
  forget(rows: readonly string[]): void {
    const isLeft = (done: Done): boolean => !done.changes.some((change) => rows.includes(change.row));
    this.#done = this.#done.filter(isLeft);
    this.#undone = this.#undone.filter(isLeft);
  }

  async undo(take: (done: Done) => Promise<GridOutcome>): Promise<GridChanged | null> {
    const last = this.#done.at(-1);
    if (last === undefined) return null;
    const outcome = await take(last);
    if (!isOver(outcome)) return null;
    this.#done = this.#done.filter((done) => done !== last);
    if (outcome.kind === 'changed') return outcome;
    // Doing it again is written over what taking it back has left.
    const valueOf = valuesOf(outcome.written);
    const changes = last.changes.map((change) => ({ ...change, was: valueOf(change) ?? change.was }));
    this.#undone = [...this.#undone, { ...last, changes }];
    return null;
  }

  async redo(take: (done: Done) => Promise<GridOutcome>): Promise<GridChanged | null> {
    const last = this.#undone.at(-1);
    if (last === undefined) return null;
    const outcome = await take(last);
    if (!isOver(outcome)) return null;
    this.#undone = this.#undone.filter((done) => done !== last);
    if (outcome.kind === 'changed') return outcome;
    this.#done = [...this.#done, last];
    return null;
  }
}

/** Whether an act is taken back, or never can be: what was changed elsewhere since is not this page's to take back. */
function isOver(
  outcome: GridOutcome,
): outcome is Extract<GridOutcome, { readonly kind: 'saved' | 'changed' }> {
  return outcome.kind === 'saved' || outcome.kind === 'changed';
}
