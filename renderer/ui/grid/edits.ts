import { Change, valueAt, type Draft, type Seen, type Written } from './change.ts';
import { History, type Done } from './history.ts';
import type {
  CellText,
  GridChanged,
  GridLabels,
  GridLine,
  GridOutcome,
  GridRow,
  GridWrite,
} from './model.ts';

interface GoneRow {
  readonly row: GridRow;
  readonly index: number;
}

export interface EditState {
  /** By row, then column. */
  readonly drafts: ReadonlyMap<string, ReadonlyMap<string, Draft>>;
  /** Rows that are being written; the last is empty and waits. */
  readonly fresh: readonly string[];
  /** Rows that are gone, with something in them that is not saved. */
  readonly gone: readonly GoneRow[];
  readonly notice: string | null;
}

type Write = (request: GridWrite) => Promise<GridOutcome>;
type Labels = Pick<GridLabels, 'changedMeanwhile' | 'isGone'>;

/**
 * What happens between typing and the rows that come back: texts that are on their way or were refused, new rows, undo.
 * Writes go one after the other, so that a row's second cell finds the row that its first one made, and each is written
 * over what was seen when it was begun: what was changed elsewhere meanwhile is shown beside the text, to choose.
 */
export class Edits {
  #rows: readonly GridRow[] = [];
  #state: EditState = { drafts: new Map(), fresh: ['+1'], gone: [], notice: null };
  #next = 2;
  #write: Write = async () => ({ kind: 'waiting' });
  #labels: Labels = { changedMeanwhile: (text) => text, isGone: '' };
  #queue: Promise<void> = Promise.resolve();
  readonly #history = new History();
  #edited: CellText | null = null;
  #lost: ((texts: readonly string[]) => void) | null = null;
  readonly #ids = new Map<string, string>();
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly state = (): EditState => this.#state;

  /** The newest rows and way to write; what was saved is now in the rows. */
  follow(rows: readonly GridRow[], write: Write, labels: Labels): void {
    this.#write = write;
    this.#labels = labels;
    if (rows === this.#rows) return;
    const gone = this.#goneFrom(rows);
    this.#rows = rows;
    const fresh = this.#state.fresh.filter((id) => !rows.some((row) => row.id === id));
    const drafts = new Map(
      [...this.#state.drafts].map(([row, cells]) => [
        row,
        new Map([...cells].filter(([, draft]) => draft.state !== 'saved')),
      ]),
    );
    this.#set({ fresh, drafts, gone });
  }

  lines(rows: readonly GridRow[], canAdd: boolean): readonly GridLine[] {
    const known = rows.map((row): GridLine => ({ id: row.id, row }));
    for (const { row, index } of this.#goneFrom(rows))
      known.splice(Math.min(index, known.length), 0, { id: row.id, row, isGone: true });
    if (!canAdd) return known;
    const { fresh, drafts } = this.#state;
    const isShown = (id: string): boolean =>
      !id.startsWith('+') || id === fresh.at(-1) || (drafts.get(id)?.size ?? 0) > 0;
    const open = fresh.filter((id) => isShown(id) && !rows.some((row) => row.id === id));
    return [...known, ...open.map((id): GridLine => ({ id, row: null }))];
  }

  /** Ids for `count` more rows, and one that waits below them. */
  grow(count: number): readonly string[] {
    const ids = Array.from({ length: count }, () => `+${this.#next++}`);
    this.#set({ fresh: [...this.#state.fresh, ...ids] });
    return ids;
  }

  /** The row that a line has become: one that was only being written gets its id when it is saved. */
  idOf(row: string): string {
    return this.#ids.get(row) ?? row;
  }

  textOf(row: string, column: string): string {
    return this.draftOf(row, column)?.text ?? this.#rowOf(row)?.cells[column]?.text ?? '';
  }

  draftOf(row: string, column: string): Draft | undefined {
    return this.#state.drafts.get(this.idOf(row))?.get(column);
  }

  /** What stands in a cell now, with what this page has written or is about to. */
  held(row: string, column: string): Seen {
    if (this.#isGone(row)) return () => null;
    const draft = this.draftOf(row, column);
    if (draft !== undefined) return draft.held;
    const value = this.#rowOf(row)?.cells[column]?.value ?? null;
    return () => value;
  }

  /** The text that is being written: its row stays, whatever becomes of it elsewhere. */
  editing(edited: CellText | null): void {
    this.#edited = edited;
  }

  /** The table is shown; what was not saved is told once it is not any more. */
  open(): void {
    this.#lost = null;
  }

  close(lost: (texts: readonly string[]) => void): void {
    this.#lost = lost;
    const refused = [...this.#state.drafts.values()].flatMap((cells) =>
      [...cells.values()].filter(({ state }) => state === 'refused').map(({ text }) => text),
    );
    this.#tellLost([...refused, ...(this.#edited === null ? [] : [this.#edited.text])]);
  }

  /** Forgets what was refused in a cell: it is again as it was. */
  restore(row: string, column: string): void {
    if (this.draftOf(row, column)?.state === 'refused') this.#draft([{ row, column, text: '' }], null);
  }

  /** Shows a text that can't be saved as it is, with the reason. */
  refuse(cells: readonly CellText[], failure: string, held?: Seen): void {
    this.#draft(cells, (cell) => ({
      text: cell.text,
      state: 'refused',
      failure,
      held: held ?? this.held(cell.row, cell.column),
    }));
    this.#tellLost(cells.map(({ text }) => text));
  }

  say(notice: string | null): void {
    this.#set({ notice });
  }

  put(cells: readonly (CellText & { readonly seen?: Seen })[]): Promise<void> {
    const changes = cells
      .filter(
        (cell) =>
          this.#isGone(cell.row) ||
          this.textOf(cell.row, cell.column) !== cell.text ||
          this.draftOf(cell.row, cell.column)?.state === 'refused',
      )
      .map(
        (cell) =>
          new Change(
            cell,
            this.#isGone(cell.row) ? '' : this.#storedText(cell.row, cell.column),
            cell.seen ?? this.held(cell.row, cell.column),
          ),
      );
    if (changes.length === 0) return this.#queue;
    this.#draft(changes, saving);
    const used = new Set(changes.map((change) => change.row));
    if (used.has(this.#state.fresh.at(-1) ?? '')) this.grow(1);
    return this.#enqueue(() => this.#save(changes));
  }

  /** Forgets what can't be taken back any more, because its row is gone. */
  forget(rows: readonly string[]): void {
    this.#history.forget(rows);
    this.#set({
      drafts: new Map([...this.#state.drafts].filter(([row]) => !rows.includes(row))),
      gone: this.#state.gone.filter(({ row }) => !rows.includes(row.id)),
    });
  }

  /** Takes back the last act. Gives what was changed elsewhere since, where it is for that. */
  undo(): Promise<GridChanged | null> {
    return this.#enqueue(() =>
      this.#history.undo((done) => {
        const changes = done.changes
          .filter(({ row }) => !done.added.includes(row))
          .map((change) => new Change({ ...change, text: change.before }, change.text, () => change.is));
        const seenIn = (row: string) =>
          Object.fromEntries(
            done.changes.filter((change) => change.row === row).map(({ column, is }) => [column, is]),
          );
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
    this.#draft(changes, saving);
    const rows = this.#rows;
    const outcome = await this.#write({
      cells: changes.map((change) => this.#asWritten(change)),
      back: absent.filter((row) => changes.some((change) => change.row === row)),
      added: [],
      removed,
    });
    if (outcome.kind === 'saved') this.#settle(changes, outcome.written, rows);
    else this.#draft(this.#current(changes), null);
    if (outcome.kind === 'refused') this.say(outcome.message);
    return outcome;
  }

  /** Saves what can be saved; a text that is refused stays in its cell with the reason, and the rest goes on without it. */
  async #save(changes: readonly Change[]): Promise<void> {
    let rest = changes;
    while (rest.length > 0) {
      const ids = [...new Set(rest.map((change) => this.idOf(change.row)))];
      const added = ids.filter((row) => row.startsWith('+'));
      const absent = ids.filter((row) => !added.includes(row) && !this.#isThere(row));
      const rows = this.#rows;
      const outcome = await this.#write({
        cells: rest
          .filter((change) => !added.includes(this.idOf(change.row)))
          .map((change) => this.#asWritten(change)),
        back: absent,
        added: added.map((id) => textsOf(rest.filter((change) => this.idOf(change.row) === id))),
        removed: [],
      });
      switch (outcome.kind) {
        case 'waiting':
          return this.#draft(this.#current(rest), null);
        case 'saved':
          added.forEach((id, index) => this.#rename(id, outcome.added[index] ?? id));
          return this.#remember(rest, outcome, absent, rows);
        case 'changed':
          rest = this.#setAside(rest, outcome);
          break;
        case 'refused': {
          const isAtFault = (change: Change): boolean =>
            change.column === outcome.column && change.text.trim() === outcome.text?.trim();
          const atFault = rest.some(isAtFault) ? rest.filter(isAtFault) : rest;
          for (const change of this.#current(atFault)) this.refuse([change], outcome.message, change.seen);
          rest = rest.filter((change) => !atFault.includes(change));
        }
      }
    }
  }

  /** Leaves out what was changed elsewhere meanwhile: what stands there is said beside the text, to choose. */
  #setAside(rest: readonly Change[], { cells, gone, message }: GridChanged): readonly Change[] {
    const nowAt = (change: Change): GridChanged['cells'][number] | undefined =>
      cells.find((cell) => cell.row === this.idOf(change.row) && cell.column === change.column);
    const isGone = (change: Change): boolean => gone.includes(this.idOf(change.row));
    const aside = rest.filter((change) => isGone(change) || nowAt(change) !== undefined);
    // A row above all of them.
    if (aside.length === 0) {
      this.refuse(this.#current(rest), message);
      return [];
    }
    for (const change of this.#current(aside)) {
      const now = nowAt(change);
      if (now === undefined) this.refuse([change], this.#labels.isGone, () => null);
      else this.refuse([change], this.#labels.changedMeanwhile(now.shown), () => now.value);
    }
    return rest.filter((change) => !aside.includes(change));
  }

  #remember(
    changes: readonly Change[],
    { added, written }: { readonly added: readonly string[]; readonly written: Written },
    absent: readonly string[],
    rowsBefore: readonly GridRow[],
  ): void {
    const done = changes.flatMap((change): Done['changes'] => {
      const [row, was] = [this.idOf(change.row), change.seen()];
      const value = valueAt(written, { row, column: change.column });
      // What stood there already, whoever wrote it, is not this page's to take back.
      if (value === undefined) return [];
      change.became(value);
      const { column, text, before } = change;
      return [{ row, column, text, before, was, is: value }];
    });
    const rows = [...new Set(done.map(({ row }) => row))];
    const absentAfter = rows.filter((row) => !added.includes(row) && !this.#isThere(row));
    this.#settle(changes, written, rowsBefore);
    if (done.length === 0) return;
    this.#history.add({ changes: done, added, absentBefore: [...absent, ...added], absentAfter });
  }

  /** The drafts go when the rows that hold them arrive; they may have arrived before the answer. */
  #settle(changes: readonly Change[], written: Written, rowsBefore: readonly GridRow[]): void {
    for (const change of changes) {
      const value = valueAt(written, { row: this.idOf(change.row), column: change.column });
      if (value !== undefined) change.became(value);
    }
    const own = this.#current(changes);
    if (this.#rows !== rowsBefore) this.#draft(own, null);
    else this.#draft(own, (change) => ({ ...saving(change), state: 'saved' }));
  }

  /** Those whose cells nothing else was written into meanwhile. */
  #current(changes: readonly Change[]): readonly Change[] {
    return changes.filter((change) => this.draftOf(change.row, change.column)?.held === change.held);
  }

  #asWritten(change: Change): GridWrite['cells'][number] {
    const { column, text } = change;
    return { row: this.idOf(change.row), column, text, seen: change.seen() };
  }

  #isThere(row: string): boolean {
    const columns = new Set([
      ...Object.keys(this.#rowOf(row)?.cells ?? {}),
      ...(this.#state.drafts.get(this.idOf(row))?.keys() ?? []),
    ]);
    return [...columns].some((column) => this.held(row, column)() !== null);
  }

  #storedText(row: string, column: string): string {
    const draft = this.draftOf(row, column);
    if (draft !== undefined && draft.state !== 'refused') return draft.text;
    return this.#rowOf(row)?.cells[column]?.text ?? '';
  }

  #rowOf(row: string): GridRow | undefined {
    const id = this.idOf(row);
    return (
      this.#rows.find((item) => item.id === id) ?? this.#state.gone.find((item) => item.row.id === id)?.row
    );
  }

  #isGone(row: string): boolean {
    const id = this.idOf(row);
    return this.#state.gone.some((item) => item.row.id === id) && !this.#rows.some((item) => item.id === id);
  }

  /** Rows that were there and are not among these, with something in them that is not saved. */
  #goneFrom(rows: readonly GridRow[]): readonly GoneRow[] {
    const before = rows === this.#rows ? [] : this.#rows.map((row, index) => ({ row, index }));
    return [...this.#state.gone, ...before].filter(
      ({ row }) => this.#isUnsaved(row.id) && !rows.some((item) => item.id === row.id),
    );
  }

  #isUnsaved(row: string): boolean {
    if (this.#edited !== null && this.idOf(this.#edited.row) === row) return true;
    return [...(this.#state.drafts.get(row)?.values() ?? [])].some(({ state }) => state !== 'saved');
  }

  #tellLost(texts: readonly string[]): void {
    const written = texts.filter((text) => text.trim() !== '');
    if (written.length > 0) this.#lost?.(written);
  }

  #rename(from: string, to: string): void {
    this.#ids.set(from, to);
    const drafts = new Map(this.#state.drafts);
    const own = drafts.get(from);
    drafts.delete(from);
    if (own !== undefined) drafts.set(to, own);
    const isThere = this.#rows.some((row) => row.id === to);
    const fresh = this.#state.fresh.flatMap((id) => (id !== from ? [id] : isThere ? [] : [to]));
    this.#set({ drafts, fresh });
  }

  #draft<C extends CellText>(cells: readonly C[], make: ((cell: C) => Draft) | null): void {
    const drafts = new Map(this.#state.drafts);
    for (const cell of cells) {
      const row = this.idOf(cell.row);
      const own = new Map(drafts.get(row));
      if (make === null) own.delete(cell.column);
      else own.set(cell.column, make(cell));
      drafts.set(row, own);
    }
    this.#set({ drafts });
  }

  #enqueue<T>(act: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(act);
    this.#queue = done.then(() => undefined);
    return done;
  }

  #set(part: Partial<EditState>): void {
    this.#state = { ...this.#state, ...part };
    for (const listener of this.#listeners) listener();
  }
}

function saving(change: Change): Draft {
  return { text: change.text, state: 'saving', failure: null, held: change.held };
}

function textsOf(changes: readonly CellText[]): Readonly<Record<string, string>> {
  return Object.fromEntries(changes.map(({ column, text }) => [column, text]));
}
