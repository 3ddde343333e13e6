import type { CellText, GridLine, GridOutcome, GridRow, GridWrite } from './model.ts';

/** What was typed and is not, or not yet, what the rows say. */
export interface Draft {
  readonly text: string;
  readonly state: 'saving' | 'saved' | 'refused';
  readonly failure: string | null;
}

interface Change extends CellText {
  readonly before: string;
}

/** What undo takes back. A row that was added comes back under its own id when it is done again. */
interface Done {
  readonly changes: readonly Change[];
  readonly added: readonly string[];
}

export interface EditState {
  /** By row, then column. */
  readonly drafts: ReadonlyMap<string, ReadonlyMap<string, Draft>>;
  /** Rows that are being written; the last is empty and waits. */
  readonly fresh: readonly string[];
  readonly notice: string | null;
}

type Write = (request: GridWrite) => Promise<GridOutcome>;

const longestHistory = 200;

/**
 * What happens between typing and the rows that come back: texts that are on their way or were refused, new rows, undo.
 * Writes go one after the other, so that a row's second cell finds the row that its first one made.
 */
export class Edits {
  #rows: readonly GridRow[] = [];
  #state: EditState = { drafts: new Map(), fresh: ['+1'], notice: null };
  #next = 2;
  #write: Write = async () => ({ kind: 'saved', added: [] });
  #queue: Promise<void> = Promise.resolve();
  #done: Done[] = [];
  #undone: Done[] = [];
  readonly #ids = new Map<string, string>();
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly state = (): EditState => this.#state;

  /** The newest rows and way to write; what was saved is now in the rows. */
  follow(rows: readonly GridRow[], write: Write): void {
    this.#write = write;
    if (rows === this.#rows) return;
    this.#rows = rows;
    const fresh = this.#state.fresh.filter((id) => !rows.some((row) => row.id === id));
    const drafts = new Map(
      [...this.#state.drafts].map(([row, cells]) => [
        row,
        new Map([...cells].filter(([, draft]) => draft.state !== 'saved')),
      ]),
    );
    this.#set({ fresh, drafts });
  }

  lines(rows: readonly GridRow[], canAdd: boolean): readonly GridLine[] {
    const known = rows.map((row): GridLine => ({ id: row.id, row }));
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

  textOf(row: string, column: string): string {
    const id = this.#idOf(row);
    return (
      this.#state.drafts.get(id)?.get(column)?.text ??
      this.#rows.find((item) => item.id === id)?.cells[column]?.text ??
      ''
    );
  }

  draftOf(row: string, column: string): Draft | undefined {
    return this.#state.drafts.get(this.#idOf(row))?.get(column);
  }

  /** Forgets what was refused in a cell: it is again as it was. */
  restore(row: string, column: string): void {
    if (this.draftOf(row, column)?.state === 'refused') this.#draft([{ row, column, text: '' }], null);
  }

  /** Shows a text that can't be saved as it is, with the reason. */
  refuse(cells: readonly CellText[], failure: string): void {
    this.#draft(cells, (cell) => ({ text: cell.text, state: 'refused', failure }));
  }

  say(notice: string | null): void {
    this.#set({ notice });
  }

  put(cells: readonly CellText[]): Promise<void> {
    const changes = cells
      .filter(
        (cell) =>
          this.textOf(cell.row, cell.column) !== cell.text ||
          this.draftOf(cell.row, cell.column)?.state === 'refused',
      )
      .map((cell): Change => ({ ...cell, before: this.#storedText(cell.row, cell.column) }));
    if (changes.length === 0) return this.#queue;
    this.#draft(changes, (cell) => ({ text: cell.text, state: 'saving', failure: null }));
    const used = new Set(changes.map((change) => change.row));
    if (used.has(this.#state.fresh.at(-1) ?? '')) this.grow(1);
    return this.#enqueue(() => this.#save(changes));
  }

  /** Forgets what can't be taken back any more, because its row is gone. */
  forget(rows: readonly string[]): void {
    const touches = (done: Done): boolean =>
      done.changes.some((change) => rows.includes(this.#idOf(change.row)));
    this.#done = this.#done.filter((done) => !touches(done));
    this.#undone = this.#undone.filter((done) => !touches(done));
    this.#set({ drafts: new Map([...this.#state.drafts].filter(([row]) => !rows.includes(row))) });
  }

  undo(): Promise<void> {
    return this.#enqueue(async () => {
      const done = this.#done.pop();
      if (done === undefined) return;
      const added = done.added.map((id) => this.#idOf(id));
      const cells = done.changes
        .map((change) => ({ row: this.#idOf(change.row), column: change.column, text: change.before }))
        .filter((cell) => !added.includes(cell.row));
      const isBack = await this.#take({ cells, added: [], removed: added });
      if (isBack) this.#undone.push(done);
      else this.#done.push(done);
    });
  }

  redo(): Promise<void> {
    return this.#enqueue(async () => {
      const done = this.#undone.pop();
      if (done === undefined) return;
      const cells = done.changes.map(({ row, column, text }) => ({ row: this.#idOf(row), column, text }));
      const isDone = await this.#take({ cells, added: [], removed: [] });
      if (isDone) this.#done.push(done);
      else this.#undone.push(done);
    });
  }

  async #take(request: GridWrite): Promise<boolean> {
    this.#draft(request.cells, (cell) => ({ text: cell.text, state: 'saving', failure: null }));
    const rows = this.#rows;
    const outcome = await this.#write(request);
    if (outcome.kind === 'saved') this.#settle(request.cells, rows);
    else this.#draft(request.cells, null);
    if (outcome.kind === 'refused') this.say(outcome.message);
    return outcome.kind === 'saved';
  }

  /** Saves what can be saved; a text that is refused stays in its cell with the reason, and the rest goes on without it. */
  async #save(changes: readonly Change[]): Promise<void> {
    let rest = changes.map((change) => ({ ...change, row: this.#idOf(change.row) }));
    while (rest.length > 0) {
      const added = [...new Set(rest.map((change) => change.row).filter((row) => row.startsWith('+')))];
      const rows = this.#rows;
      const outcome = await this.#write({
        cells: rest.filter((change) => !added.includes(change.row)),
        added: added.map((id) => textsOf(rest.filter((change) => change.row === id))),
        removed: [],
      });
      if (outcome.kind === 'waiting') return this.#draft(rest, null);
      if (outcome.kind === 'saved') {
        added.forEach((id, index) => this.#rename(id, outcome.added[index] ?? id));
        rest = rest.map((change) => ({ ...change, row: this.#idOf(change.row) }));
        this.#settle(rest, rows);
        this.#done = [...this.#done, { changes: rest, added: added.map((id) => this.#idOf(id)) }].slice(
          -longestHistory,
        );
        this.#undone = [];
        return;
      }
      const isAtFault = (change: Change): boolean =>
        change.column === outcome.column && change.text.trim() === outcome.text?.trim();
      const atFault = rest.some(isAtFault) ? rest.filter(isAtFault) : rest;
      this.refuse(atFault, outcome.message);
      rest = rest.filter((change) => !atFault.includes(change));
    }
  }

  /** The drafts go when the rows that hold them arrive; they may have arrived before the answer. */
  #settle(cells: readonly CellText[], rowsBefore: readonly GridRow[]): void {
    if (this.#rows !== rowsBefore) this.#draft(cells, null);
    else this.#draft(cells, (cell) => ({ text: cell.text, state: 'saved', failure: null }));
  }

  #storedText(row: string, column: string): string {
    const draft = this.draftOf(row, column);
    if (draft !== undefined && draft.state !== 'refused') return draft.text;
    const id = this.#idOf(row);
    return this.#rows.find((item) => item.id === id)?.cells[column]?.text ?? '';
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

  #idOf(row: string): string {
    return this.#ids.get(row) ?? row;
  }

  #draft(cells: readonly CellText[], make: ((cell: CellText) => Draft) | null): void {
    const drafts = new Map(this.#state.drafts);
    for (const cell of cells) {
      const row = this.#idOf(cell.row);
      const own = new Map(drafts.get(row));
      if (make === null) own.delete(cell.column);
      else own.set(cell.column, make(cell));
      drafts.set(row, own);
    }
    this.#set({ drafts });
  }

  #enqueue(act: () => Promise<void>): Promise<void> {
    this.#queue = this.#queue.then(act);
    return this.#queue;
  }

  #set(part: Partial<EditState>): void {
    this.#state = { ...this.#state, ...part };
    for (const listener of this.#listeners) listener();
  }
}

function textsOf(changes: readonly CellText[]): Readonly<Record<string, string>> {
  return Object.fromEntries(changes.map(({ column, text }) => [column, text]));
}
