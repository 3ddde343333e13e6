import type { Held } from '#shared/contract/areas/filings.ts';
import type { CellText, GridOutcome } from './model.ts';

/** What stands in a cell: asked for when it is written, as another act may be on its way there. */
export type Seen = () => Held;

/** What was typed and is not, or not yet, what the rows say. */
export interface Draft {
  readonly text: string;
  readonly state: 'saving' | 'saved' | 'refused';
  readonly failure: string | null;
  /** What stands below it, as far as this page knows. */
  readonly held: Seen;
}

/** A text on its way into a cell, with what stood there when it was begun. */
export class Change implements CellText {
  readonly row: string;
  readonly column: string;
  readonly text: string;
  readonly before: string;
  readonly seen: Seen;
  #written: { readonly value: Held } | null = null;

  constructor({ row, column, text }: CellText, before: string, seen: Seen) {
    [this.row, this.column, this.text, this.before, this.seen] = [row, column, text, before, seen];
  }

  became(value: Held): void {
    this.#written = { value };
  }

  /** What stands there: until it is written, and where it never is, what was seen. */
  readonly held = (): Held => (this.#written === null ? this.seen() : this.#written.value);
}

type Written = Extract<GridOutcome, { readonly kind: 'saved' }>['written'];
/** What a cell holds after a write that changed it; undefined of any other. */
export type ValueOf = (cell: { readonly row: string; readonly column: string }) => Held | undefined;

/** By row and column: a block that is pasted may have ten thousand. */
export function valuesOf(written: Written): ValueOf {
  const values = new Map(written.map(({ row, column, value }) => [`${row}|${column}`, value]));
  return ({ row, column }) => values.get(`${row}|${column}`);
}
