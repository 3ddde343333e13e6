import { Change, valuesOf, type Draft, type Seen, type ValueOf } from './change.ts';
import { EditedRows, isNew } from './edited-rows.ts';
import { History, type Done } from './history.ts';
import type { CellText, GridChanged, GridLabels, GridOutcome, GridRow, GridWrite } from './model.ts';

type Write = (request: GridWrite) => Promise<GridOutcome>;
type Labels = Pick<GridLabels, 'changedMeanwhile' | 'isGone'>;

/**
 * What happens between typing and the rows that come back: texts that are on their way or were refused, new rows, undo.
 * Writes go one after the other, so that a row's second cell finds the row that its first one made, and each is written
 * over what was seen when it was begun: what was changed elsewhere meanwhile is shown beside the text, to choose.
 */
export class Edits {
  readonly rows = new EditedRows();
  #write: Write = async () => ({ kind: 'waiting' });
  #labels: Labels = { changedMeanwhile: (text) => text, isGone: '' };
  #queue: Promise<void> = Promise.resolve();
  readonly #history = new History();
  #lost: ((texts: readonly string[]) => void) | null = null;

  /** The newest rows and way to write. */
  follow(rows: readonly GridRow[], write: Write, labels: Labels): void {
    this.#write = write;
    this.#labels = labels;
    this.rows.follow(rows);
  }

  /** The table is shown; what was not saved is told once it is not any more. */
  open(): void {
    this.#lost = null;
  }

  close(lost: (texts: readonly string[]) => void): void {
    this.#lost = lost;
    this.#tellLost(this.rows.unsavedTexts());
  }

  /** Forgets what was refused in a cell: it is again as it was. */
  restore(row: string, column: string): void {
    if (this.rows.draftOf(row, column)?.state === 'refused')
      this.rows.draft([{ row, column, text: '' }], null);
  }

  /** Shows texts that can't be saved as they are, with the reason; `heldIn`: what stands below each. */
  refuse<C extends CellText>(
    cells: readonly C[],
    failure: string,
    heldIn: (cell: C) => Seen = ({ row, column }) => this.rows.held(row, column),
  ): void {
    this.rows.draft(cells, (cell) => ({ text: cell.text, state: 'refused', failure, held: heldIn(cell) }));
    this.#tellLost(cells.map(({ text }) => text));
  }

  put(cells: readonly (CellText & { readonly seen?: Seen })[]): Promise<void> {
    const changes = cells
      .filter(
        (cell) =>
          this.rows.isGone(cell.row) ||
          this.rows.textOf(cell.row, cell.column) !== cell.text ||
          this.rows.draftOf(cell.row, cell.column)?.state === 'refused',
      )
      .map(
        (cell) =>
          new Change(
            cell,
            this.rows.isGone(cell.row) ? '' : this.rows.storedText(cell.row, cell.column),
            cell.seen ?? this.rows.held(cell.row, cell.column),
          ),
      );
    if (changes.length === 0) return this.#queue;
    this.rows.draft(changes, saving);
    if (changes.some((change) => this.rows.isWaiting(change.row))) this.rows.grow(1);
    return this.#enqueue(() => this.#save(changes));
  }

  /** Forgets what can't be taken back any more, because its row is gone. */
  forget(rows: readonly string[]): void {
    this.#history.forget(rows);
    this.rows.forget(rows);
  }

  /** Takes back the last act. Gives what was changed elsewhere since, where it is for that. */
  undo(): Promise<GridChanged | null> {
    return this.#enqueue(() =>
      this.#history.undo((done) => {
        const changes = done.changes
          .filter(({ row }) => !done.added.includes(row))
          .map((change) => new Change({ ...change, text: change.before }, change.text, () => change.is));
        const byRow = Map.groupBy(done.changes, ({ row }) => row);
        const seenIn = (row: string) =>
          Object.fromEntries((byRow.get(row) ?? []).map(({ column, is }) => [column, is]));
        const removed = done.added.map((row) => ({ row, seen: seenIn(row) }));
        return this.#take(changes, done.absentAfter, removed);
      }),
    );
  }

  redo(): Promise<GridChanged | null> {
    return this.#enqueue(() =>
      this.#history.redo((done) => {
        const changes = done.changes.map((change) => new Change(change, change.before, () => change.was));
        return this.#take(changes, done.absentBefore, []);
      }),
    );
  }

  async #take(
    changes: readonly Change[],
    absent: readonly string[],
    removed: GridWrite['removed'],
  ): Promise<GridOutcome> {
    this.rows.draft(changes, saving);
    const rows = this.rows.known;
    const outcome = await this.#write({
      cells: changes.map((change) => this.#asWritten(change)),
      back: absent.filter((row) => changes.some((change) => change.row === row)),
      added: [],
      removed,
    });
    if (outcome.kind === 'saved') {
      this.#became(changes, valuesOf(outcome.written));
      this.#settle(changes, rows);
    } else this.rows.draft(this.#current(changes), null);
    if (outcome.kind === 'refused') this.rows.say(outcome.message);
    return outcome;
  }

  /** Saves what can be saved; a text that is refused stays in its cell with the reason, and the rest goes on without it. */
  async #save(changes: readonly Change[]): Promise<void> {
    let rest = changes;
    while (rest.length > 0) {
      const byRow = Map.groupBy(rest, (change) => this.rows.idOf(change.row));
      const added = [...byRow.keys()].filter(isNew);
      const absent = [...byRow.keys()].filter((row) => !isNew(row) && !this.rows.isThere(row));
      const rows = this.rows.known;
      const outcome = await this.#write({
        cells: rest
          .filter((change) => !isNew(this.rows.idOf(change.row)))
          .map((change) => this.#asWritten(change)),
        back: absent,
        added: added.map((id) => textsOf(byRow.get(id) ?? [])),
        removed: [],
      });
      switch (outcome.kind) {
        case 'waiting':
          return this.rows.draft(this.#current(rest), null);
        case 'saved':
          added.forEach((id, index) => this.rows.rename(id, outcome.added[index] ?? id));
          this.#remember(rest, outcome, absent);
          return this.#settle(rest, rows);
        case 'changed':
          rest = this.#setAside(rest, outcome);
          break;
        case 'refused': {
          const isAtFault = (change: Change): boolean =>
            change.column === outcome.column && change.text.trim() === outcome.text?.trim();
          const isNone = !rest.some(isAtFault);
          const atFault = isNone ? rest : rest.filter(isAtFault);
          this.refuse(this.#current(atFault), outcome.message, (change) => change.seen);
          rest = isNone ? [] : rest.filter((change) => !isAtFault(change));
        }
      }
    }
  }

  /** Leaves out what was changed elsewhere meanwhile: what stands there is said beside the text, to choose. */
  #setAside(rest: readonly Change[], { cells, gone, message }: GridChanged): readonly Change[] {
    const current = new Map(cells.map((cell) => [`${cell.row}|${cell.column}`, cell]));
    const isGone = new Set(gone);
    const [left, aside, lost]: [Change[], Change[], Change[]] = [[], [], []];
    for (const change of rest) {
      const row = this.rows.idOf(change.row);
      if (isGone.has(row)) lost.push(change);
      else if (current.has(`${row}|${change.column}`)) aside.push(change);
      else left.push(change);
    }
    // A row above all of them.
    if (left.length === rest.length) {
      this.refuse(this.#current(rest), message);
      return [];
    }
    this.refuse(this.#current(lost), this.#labels.isGone, () => () => null);
    for (const change of this.#current(aside)) {
      const now = current.get(`${this.rows.idOf(change.row)}|${change.column}`);
      if (now !== undefined)
        this.refuse([change], this.#labels.changedMeanwhile(now.shown), () => () => now.value);
    }
    return left;
  }

  #remember(
    changes: readonly Change[],
    { added, written }: Extract<GridOutcome, { readonly kind: 'saved' }>,
    absent: readonly string[],
  ): void {
    const valueOf = valuesOf(written);
    const done = changes.flatMap((change): Done['changes'] => {
      const { column, text, before } = change;
      const [row, was] = [this.rows.idOf(change.row), change.seen()];
      const is = valueOf({ row, column });
      // What stood there already, whoever wrote it, is not this page's to take back.
      return is === undefined ? [] : [{ row, column, text, before, was, is }];
    });
    this.#became(changes, valueOf);
    const fresh = new Set(added);
    const rows = new Set(done.map(({ row }) => row));
    const absentAfter = [...rows].filter((row) => !fresh.has(row) && !this.rows.isThere(row));
    if (done.length > 0)
      this.#history.add({ changes: done, added, absentBefore: [...absent, ...added], absentAfter });
  }

  #became(changes: readonly Change[], valueOf: ValueOf): void {
    for (const change of changes) {
      const value = valueOf({ row: this.rows.idOf(change.row), column: change.column });
      if (value !== undefined) change.became(value);
    }
  }

  /** The drafts go when the rows that hold them arrive; they may have arrived before the answer. */
  #settle(changes: readonly Change[], rowsBefore: readonly GridRow[]): void {
    const own = this.#current(changes);
    if (this.rows.known !== rowsBefore) this.rows.draft(own, null);
    else this.rows.draft(own, (change) => ({ ...saving(change), state: 'saved' }));
  }

  /** Those whose cells nothing else was written into meanwhile. */
  #current(changes: readonly Change[]): readonly Change[] {
    return changes.filter((change) => this.rows.draftOf(change.row, change.column)?.held === change.held);
  }

  #asWritten(change: Change): GridWrite['cells'][number] {
    const { column, text } = change;
    return { row: this.rows.idOf(change.row), column, text, seen: change.seen() };
  }

  #tellLost(texts: readonly string[]): void {
    const written = texts.filter((text) => text.trim() !== '');
    if (written.length > 0) this.#lost?.(written);
  }

  #enqueue<T>(act: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(act);
    this.#queue = done.then(() => undefined);
    return done;
  }
}

function saving(change: Change): Draft {
  return { text: change.text, state: 'saving', failure: null, held: change.held };
}

function textsOf(changes: readonly CellText[]): Readonly<Record<string, string>> {
  return Object.fromEntries(changes.map(({ column, text }) => [column, text]));
}
