import type { Draft, Seen } from './change.ts';
import type { CellText, GridLine, GridRow } from './model.ts';

interface GoneRow {
  readonly row: GridRow;
  readonly index: number;
}

interface EditState {
  /** By row, then column. */
  readonly drafts: ReadonlyMap<string, ReadonlyMap<string, Draft>>;
  /** Rows that are being written; the last is empty and waits. */
  readonly fresh: readonly string[];
  /** Rows that are gone, with something in them that is not saved. */
  readonly gone: readonly GoneRow[];
  readonly notice: string | null;
}

/** The rows of a grid with what is written into them and is not, or not yet, what the service has. */
export class EditedRows {
  #rows: readonly GridRow[] = [];
  #state: EditState = { drafts: new Map(), fresh: ['+1'], gone: [], notice: null };
  #next = 2;
  #edited: CellText | null = null;
  readonly #ids = new Map<string, string>();
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly state = (): EditState => this.#state;

  /** As the service has them, the newest. */
  get known(): readonly GridRow[] {
    return this.#rows;
  }

  /** The newest rows; what was saved is now in them. */
  follow(rows: readonly GridRow[]): void {
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

  forget(rows: readonly string[]): void {
    this.#set({
      drafts: new Map([...this.#state.drafts].filter(([row]) => !rows.includes(row))),
      gone: this.#state.gone.filter(({ row }) => !rows.includes(row.id)),
    });
  }

  /** Whether a row is the empty one that waits. */
  isWaiting(row: string): boolean {
    return row === this.#state.fresh.at(-1);
  }

  /** Texts that were refused, or are being written. */
  unsavedTexts(): readonly string[] {
    const refused = [...this.#state.drafts.values()].flatMap((cells) =>
      [...cells.values()].filter(({ state }) => state === 'refused').map(({ text }) => text),
    );
    return [...refused, ...(this.#edited === null ? [] : [this.#edited.text])];
  }

  lines(rows: readonly GridRow[], canAdd: boolean): readonly GridLine[] {
    const known = rows.map((row): GridLine => ({ id: row.id, row }));
    for (const { row, index } of this.#goneFrom(rows))
      known.splice(Math.min(index, known.length), 0, { id: row.id, row, isGone: true });
    if (!canAdd) return known;
    const { fresh, drafts } = this.#state;
    const isShown = (id: string): boolean =>
      !isNew(id) || id === fresh.at(-1) || (drafts.get(id)?.size ?? 0) > 0;
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
    if (this.isGone(row)) return () => null;
    const draft = this.draftOf(row, column);
    if (draft !== undefined) return draft.held;
    const value = this.#rowOf(row)?.cells[column]?.value ?? null;
    return () => value;
  }

  /** The text that is being written: its row stays, whatever becomes of it elsewhere. */
  editing(edited: CellText | null): void {
    this.#edited = edited;
  }

  say(notice: string | null): void {
    this.#set({ notice });
  }

  /** Whether anything stands in a row. */
  isThere(row: string): boolean {
    const columns = new Set([
      ...Object.keys(this.#rowOf(row)?.cells ?? {}),
      ...(this.#state.drafts.get(this.idOf(row))?.keys() ?? []),
    ]);
    return [...columns].some((column) => this.held(row, column)() !== null);
  }

  /** What a cell says without what was refused in it. */
  storedText(row: string, column: string): string {
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

  /** Whether a row was taken out elsewhere while something was written into it. */
  isGone(row: string): boolean {
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

  /** A row that was only being written has got its id. */
  rename(from: string, to: string): void {
    this.#ids.set(from, to);
    const drafts = new Map(this.#state.drafts);
    const own = drafts.get(from);
    drafts.delete(from);
    if (own !== undefined) drafts.set(to, own);
    const isThere = this.#rows.some((row) => row.id === to);
    const fresh = this.#state.fresh.flatMap((id) => (id !== from ? [id] : isThere ? [] : [to]));
    this.#set({ drafts, fresh });
  }

  /** Keeps what is made of each cell; null forgets what was kept. */
  draft<C extends CellText>(cells: readonly C[], make: ((cell: C) => Draft) | null): void {
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

  #set(part: Partial<EditState>): void {
    this.#state = { ...this.#state, ...part };
    for (const listener of this.#listeners) listener();
  }
}

/** Whether a row is only being written, and has no id of the service's. */
export function isNew(row: string): boolean {
  return row.startsWith('+');
}
