import type { ReactNode } from 'react';
import type { Held } from '#shared/contract/areas/filings.ts';

export interface GridOption {
  readonly value: string;
  readonly name: string;
}

export interface GridColumn {
  readonly id: string;
  readonly title: string;
  /** Small print below the title. */
  readonly hint: string;
  /** Columns side by side with the same group share a heading. */
  readonly group: string;
  readonly width: number;
  readonly isNumber: boolean;
  readonly isRequired: boolean;
  readonly isReadOnly: boolean;
  /** What can be chosen by typing; null where anything may be written. */
  readonly options: readonly GridOption[] | null;
  /** Several options in one cell, with 、 between them. */
  readonly isMulti: boolean;
}

export interface GridCell {
  /** As it is typed and copied. */
  readonly text: string;
  readonly shown: string;
  /** What stands there: a change is written only over what was seen. */
  readonly value: Held;
  readonly look?: 'blank' | 'rounded' | 'missing';
  /** A change of it needs an answer first, so a block that is pasted leaves it alone. */
  readonly isGuarded?: boolean;
}

export interface GridRow {
  readonly id: string;
  readonly cells: Readonly<Record<string, GridCell>>;
  /** Beside the row's number. */
  readonly lead?: ReactNode;
  /** Below the row. */
  readonly notes?: ReactNode;
  readonly isMarked?: boolean;
}

/** A row as it is shown: one that is there, or one that is only being written (`row` null). */
export interface GridLine {
  readonly id: string;
  readonly row: GridRow | null;
  /** Taken out while something was written into it: shown as it last was, until that is saved or dropped. */
  readonly isGone?: boolean;
}

export interface CellText {
  readonly row: string;
  readonly column: string;
  readonly text: string;
}

/** A text with what stood in its cell when it was begun. */
export interface CellWrite extends CellText {
  readonly seen: Held;
}

/** One act: all of it is saved or nothing. */
export interface GridWrite {
  readonly cells: readonly CellWrite[];
  /** Rows of these cells that were not there and come back. */
  readonly back: readonly string[];
  readonly added: readonly Readonly<Record<string, string>>[];
  /** Rows with what was seen in them. */
  readonly removed: readonly { readonly row: string; readonly seen: Readonly<Record<string, Held>> }[];
}

/** What was changed elsewhere while it was being written, and nothing is saved. */
export interface GridChanged {
  readonly kind: 'changed';
  readonly cells: readonly {
    readonly row: string;
    readonly column: string;
    readonly value: Held;
    readonly shown: string;
  }[];
  readonly gone: readonly string[];
  readonly message: string;
}

export type GridOutcome =
  /** With the ids of the rows that were added, in their order, and what every cell that changed holds now. */
  | {
      readonly kind: 'saved';
      readonly added: readonly string[];
      readonly written: readonly { readonly row: string; readonly column: string; readonly value: Held }[];
    }
  /** Asked elsewhere. */
  | { readonly kind: 'waiting' }
  | GridChanged
  /** With the column and the text at fault, where it is one. */
  | {
      readonly kind: 'refused';
      readonly message: string;
      readonly column: string | null;
      readonly text: string | null;
    };

export interface GridLabels {
  readonly isGuarded: string;
  /** Said of a cell that holds something else than when it was begun. */
  readonly changedMeanwhile: (text: string) => string;
  /** Said of what was written into a row that is taken out by now. */
  readonly isGone: string;
  /** Why an act can't be taken back, with the cells that were changed since, where it is for them. */
  readonly notTakenBack: (cells: string) => string;
  readonly standsNow: (column: string, text: string) => string;
  readonly tooWide: (columns: number) => string;
  readonly readOnly: (cells: number) => string;
  readonly newRow: string;
  readonly required: string;
}
