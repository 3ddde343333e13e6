import type { ReactNode } from 'react';

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
}

export interface CellText {
  readonly row: string;
  readonly column: string;
  readonly text: string;
}

/** One act: all of it is saved or nothing. */
export interface GridWrite {
  readonly cells: readonly CellText[];
  readonly added: readonly Readonly<Record<string, string>>[];
  readonly removed: readonly string[];
}

export type GridOutcome =
  /** Ids of the rows that were added, in their order. */
  | { readonly kind: 'saved'; readonly added: readonly string[] }
  /** Asked elsewhere. */
  | { readonly kind: 'waiting' }
  /** With the column and the text at fault, where it is one. */
  | {
      readonly kind: 'refused';
      readonly message: string;
      readonly column: string | null;
      readonly text: string | null;
    };

export interface GridLabels {
  readonly isGuarded: string;
  /** Said of a cell that holds another text than when it was begun. */
  readonly changedMeanwhile: (text: string) => string;
  readonly tooWide: (columns: number) => string;
  readonly readOnly: (cells: number) => string;
  readonly newRow: string;
  readonly required: string;
}
