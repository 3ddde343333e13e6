import { readNumberText } from '../values/number-grammar.ts';
import type { Choice, Notice, QuestionKind } from './staged.ts';

/**
 * What a workbook holds, before anything is understood: cells as they are, nothing converted, nothing guessed.
 * Rows and columns count from 0; `A1` is row 0, column 0.
 */
export interface Workbook {
  readonly format: WorkbookFormat;
  readonly sheets: readonly Sheet[];
  /** True for the 1904 date system: serials are four years and a day later. */
  readonly date1904: boolean;
  /** True where it holds pictures or drawings. */
  readonly pictures?: boolean;
  /** What could be read in two ways; nothing of the file is taken while one is open. */
  readonly doubts?: readonly Doubt[];
  /** What to know about how it was read. */
  readonly notices?: readonly Notice[];
}

/** By content, whatever the name says: csv is any text of separated fields, xls also the .et of WPS, xml that of Excel 2003. */
export type WorkbookFormat = 'xlsx' | 'xlsb' | 'xls' | 'ods' | 'csv' | 'html' | 'xml';

/** A question that has to be answered before a file can be read for sure. */
export interface Doubt {
  readonly kind: QuestionKind;
  readonly sheet: string;
  /** Where in the sheet, or what of the file: a part of the question's id. */
  readonly place: string;
  readonly details: Readonly<Record<string, string>>;
  readonly choices: readonly Choice[];
}

export interface Sheet {
  readonly name: string;
  readonly hidden: boolean;
  /** Rows that hold at least one cell, in ascending order. */
  readonly rows: readonly GridRow[];
  /** Merged ranges, kept as ranges, never spread over their cells. */
  readonly merges: readonly Range[];
  /** Columns that are hidden or shown without width, in ascending order. */
  readonly hiddenColumns?: readonly number[];
  /** What stands above and below its cells on paper only. */
  readonly printed?: Printed;
  /** What to know about its cells that their values do not tell. */
  readonly notices?: readonly Notice[];
}

/** The lines of a print header and of a print footer. */
export interface Printed {
  readonly header: readonly string[];
  readonly footer: readonly string[];
}

export interface GridRow {
  readonly index: number;
  readonly hidden: boolean;
  /** Cells that hold something, in ascending order of column. */
  readonly cells: readonly GridCell[];
  /** Columns of the cells that are struck out, all or a part of each. */
  readonly struck?: readonly number[];
  /** Of texts that are struck out in part: what is left of them, by column. */
  readonly left?: ReadonlyMap<number, string>;
  /** The column of the last one, where it is known without making them. */
  readonly lastColumn?: number;
  /** How many there are, where that is known without making them. */
  readonly count?: number;
}

export interface GridCell {
  readonly column: number;
  /** The stored text: digits of a number as the file has them, the characters of a text, TRUE/FALSE, #REF!. */
  readonly raw: string;
  readonly type: 'number' | 'text' | 'boolean' | 'error' | 'date';
  /** Number format code of a number or date ("0.00%", "0!.0,\"万元\""); absent for General. */
  readonly format?: string;
  /** True where the cell is a formula; `raw` is then its cached value. */
  readonly formula?: boolean;
  /** A formula that no program has computed yet: `raw` is empty and must never be read as 0. */
  readonly uncomputed?: boolean;
}

/** A rectangle of cells, both corners included. */
export interface Range {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export { addressOf, columnName, rangeName } from '../values/address.ts';

/** Whether a cell holds a number, or a text that is one. */
export function isFigure({ type, raw }: GridCell): boolean {
  return type === 'number' || readNumberText(raw).kind === 'number';
}
