import type { CodeList, Field } from '../returns/definition.ts';
import type { CellValue } from '../values/cell.ts';
import type { Choice, QuestionKind } from './staged.ts';

/** What the cell's surroundings say about reading it. */
export interface CellContext {
  readonly field: Field;
  /** The edition's list for a code or multi; undefined for a code table, whose codes are taken by form. */
  readonly list: CodeList | undefined;
  /** Unit of the column by its header, units row or table; null where nothing says one. */
  readonly unit: string | null;
  readonly date1904: boolean;
  /** What was answered of all such cells of the column, or of the table. */
  readonly taken?: Readonly<Partial<Record<QuestionKind, string>>>;
  /** A typed value, not a file's: never asked about 万 in a number format or the like. */
  readonly typed?: boolean;
}

/** How far one answer about a cell goes: to all cells of its column, or of the table, that are written in the same way. */
export interface Alike {
  readonly within: 'column' | 'table';
  /** What they have in common: the mark, the format. */
  readonly ground: string;
}

export type CellReading =
  | {
      readonly kind: 'value';
      readonly value: CellValue;
      /** Factor from the unit that was read to the field's, and that unit; absent where they are the same. */
      readonly factor?: number;
      readonly readAs?: string;
      readonly rounded?: boolean;
      readonly unitOfCell?: boolean;
      /** The number of an identity card was in it, and was covered. */
      readonly isCovered?: boolean;
      /** A date in place of a text, which is gone. */
      readonly isDate?: boolean;
    }
  | { readonly kind: 'empty' }
  | {
      readonly kind: 'question';
      readonly question: QuestionKind;
      readonly choices: readonly Choice[];
      readonly details: Readonly<Record<string, string>>;
      /** Where one answer holds for all such cells: how the sender writes, whatever the number. */
      readonly alike?: Alike;
    };

/** The reading that leaves the cell to the clerk; `choices` are codes of answers. */
export function ask(
  question: QuestionKind,
  choices: readonly string[],
  details: Readonly<Record<string, string>> = {},
): Extract<CellReading, { kind: 'question' }> {
  return { kind: 'question', question, choices: choices.map((code) => ({ code })), details };
}
