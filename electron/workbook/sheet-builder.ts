import { Problem } from '#shared/contract/problem.ts';
import {
  addressOf,
  type GridCell,
  type GridRow,
  type Printed,
  type Range,
  type Sheet,
} from '#shared/intake/grid.ts';
import { showsNothing } from '#shared/values/number-format.ts';
import type { Notice } from '#shared/intake/staged.ts';
import { limits, type Spent } from './limits.ts';
import { RowPacker } from './packed-rows.ts';
import { printedLines } from './printed-lines.ts';
import type { RuleLook } from './rule-looks.ts';
import { TextTable } from './text-table.ts';
import { overBudget } from './zip.ts';

/** A formula that takes its number from another file. */
const otherFile = /(?<![\p{L}\p{N}_.\]])\[\d+\]|\[[^[\]]+\.(?:xls|xlsx|xlsm|xlsb|et|ods|csv)\]|file:\/\//iu;

/** The last column that a sheet can have. */
const lastColumn = 16_383;

/** Characters of a comment that are shown. */
const longestComment = 200;

/** Conditions of a sheet that are told of. */
const mostRules = 20;

type SaidOnce = Extract<Notice['kind'], 'shown-blank' | 'other-file'>;

type SaidOfRules = Extract<Notice['kind'], 'struck-by-rule' | 'hidden-by-rule'>;

interface OpenRow extends Omit<GridRow, 'cells'> {
  cells: number;
  /** The column of the last one. */
  column: number;
  struck?: number[];
  left?: Map<number, string>;
}

/** Puts a sheet together, row by row in ascending order, and keeps every budget of rows, cells and merges. */
export class SheetBuilder {
  readonly #file: string;
  readonly #part: string;
  readonly #spent: Spent;
  readonly #rows: GridRow[] = [];
  readonly #merges: Range[] = [];
  readonly #packer: RowPacker;
  #row: OpenRow | null = null;
  #last = -1;
  #blank = 0;
  readonly #hiddenColumns = new Set<number>();
  #covered = 0;
  readonly #comments: { readonly cell: string; readonly text: string }[] = [];
  readonly #printed = { header: [] as string[], footer: [] as string[] };
  #hidesZeros = false;
  /** The numbers that are 0 and shown by their format. */
  #zeros: { readonly cell: string; count: number } | null = null;
  readonly #byRules = new Map<SaidOfRules, Set<string>>();
  readonly #said = new Map<SaidOnce, { readonly cell: string; count: number }>();

  /** `texts`: those that the cells of the workbook share. */
  constructor(file: string, part: string, spent: Spent, texts = new TextTable()) {
    this.#packer = new RowPacker(texts);
    this.#file = file;
    this.#part = part;
    this.#spent = spent;
  }

  /** Begins a row; rows and cells come in ascending order. */
  row(index: number, hidden: boolean): void {
    this.endRow();
    if (!Number.isInteger(index) || index <= this.#last || index >= 1_048_576) throw this.damaged();
    this.#row = { index, hidden, cells: 0, column: -1 };
    this.#packer.begin();
    this.#last = index;
  }

  /** `shared`: the number of its text in the workbook's table, where it stands there. */
  add(cell: GridCell, shared: number | null = null): void {
    const row = this.#row;
    if (row === null || !(cell.column > row.column && cell.column <= lastColumn)) throw this.damaged();
    this.text(cell.raw);
    row.column = cell.column;
    row.cells += 1;
    if (cell.type === 'number') this.#number(cell);
    this.#packer.add(cell, shared);
    this.#spent.cells += 1;
    if (this.#spent.cells > limits.cells) throw overBudget(this.#file, 'cells', this.#part);
    if (row.cells > limits.columns) throw overBudget(this.#file, 'columns', this.#part);
  }

  /** Looks at what is shown of a number. */
  #number({ raw, format, column }: GridCell): void {
    const value = Number(raw);
    if (format !== undefined && showsNothing(format, value)) this.#say('shown-blank', column);
    else if (value === 0) {
      this.#zeros ??= { cell: addressOf(this.#last, column), count: 0 };
      this.#zeros.count += 1;
    }
  }

  /** The cell that was added last is struck out; with `left`, all of its text but that. */
  strike(left?: string): void {
    const row = this.#row;
    if (row === null || row.cells === 0) return;
    (row.struck ??= []).push(row.column);
    if (left !== undefined && left.trim() !== '') (row.left ??= new Map()).set(row.column, left);
  }

  /** The letters of a cell that was added have the colour behind them. */
  unseen({ type, column }: Pick<GridCell, 'type' | 'column'>): void {
    if (type === 'number') this.#say('shown-blank', column);
  }

  /** The sheet shows no zeros. */
  hideZeros(): void {
    this.#hidesZeros = true;
  }

  /** Cells ("C3:F9 H3") that a condition makes look so where it holds; whether it does is not looked at. */
  byRule(cells: string, { isStruck, isHidden }: RuleLook): void {
    if (isStruck) this.#tellOfRule('struck-by-rule', cells);
    if (isHidden) this.#tellOfRule('hidden-by-rule', cells);
  }

  #tellOfRule(kind: SaidOfRules, cells: string): void {
    const told = this.#byRules.get(kind) ?? new Set();
    if (told.size < mostRules) this.#byRules.set(kind, told.add(cells.slice(0, longestComment)));
  }

  /** Columns from one to another are hidden; to the sheet's edge at most. */
  hideColumns(from: number, to: number): void {
    for (let column = from; column <= Math.min(to, lastColumn); column++) this.#hiddenColumns.add(column);
  }

  /** Looks at the formula of a cell of this row; what it comes to is the cell's value. */
  formula(formula: string, column: number): void {
    if (otherFile.test(formula)) this.fromOther(column);
  }

  /** The formula of a cell of this row takes a value from another file. */
  fromOther(column: number): void {
    this.#say('other-file', column);
  }

  #say(kind: SaidOnce, column: number): void {
    const said = this.#said.get(kind);
    if (said === undefined) this.#said.set(kind, { cell: addressOf(this.#last, column), count: 1 });
    else said.count += 1;
  }

  /** Looks at the length of a text that is being put together. */
  text(text: string): void {
    if (text.length > limits.text) throw overBudget(this.#file, 'text', this.#part);
  }

  /** What somebody wrote to a cell; it is shown, and never read as a value. */
  comment(row: number, column: number, text: string): void {
    const said = text.replace(/\s+/gu, ' ').trim();
    if (said === '') return;
    this.#spent.strings += 1;
    if (this.#spent.strings > limits.strings) throw overBudget(this.#file, 'strings', this.#part);
    this.#comments.push({ cell: addressOf(row, column), text: said.slice(0, longestComment) });
  }

  /** What is printed above or below the cells, with its codes. */
  print(where: keyof Printed, written: string): void {
    this.text(written);
    this.#printed[where].push(...printedLines(written));
  }

  merge(range: Range): void {
    this.#merges.push(range);
    if (this.#merges.length > limits.merges) throw overBudget(this.#file, 'merges', this.#part);
    this.#covered += (range.bottom - range.top + 1) * (range.right - range.left + 1);
    if (this.#covered > limits.mergedCells) throw overBudget(this.#file, 'mergedCells', this.#part);
  }

  endRow(): void {
    const row = this.#row;
    if (row === null) return;
    this.#row = null;
    if (row.cells === 0) {
      this.#blank += 1;
      if (this.#blank > limits.blankRows) throw overBudget(this.#file, 'blankRows', this.#part);
      return;
    }
    this.#blank = 0;
    this.#rows.push(this.#packer.end(row));
    this.#spent.rows += 1;
    if (this.#spent.rows > limits.rows) throw overBudget(this.#file, 'rows', this.#part);
  }

  finish(name: string, hidden: boolean): Sheet {
    this.endRow();
    if (this.#hidesZeros && this.#zeros !== null) {
      const said = this.#said.get('shown-blank') ?? { ...this.#zeros, count: 0 };
      said.count += this.#zeros.count;
      this.#said.set('shown-blank', said);
    }
    const notices = [...this.#said].map(([kind, { cell, count }]): Notice => ({
      kind,
      class: 'D',
      sheet: name,
      cell,
      details: { cells: String(count) },
    }));
    for (const [kind, told] of this.#byRules)
      notices.push({ kind, class: 'C', sheet: name, details: { cells: [...told].join('、') } });
    for (const { cell, text } of this.#comments)
      notices.push({ kind: 'cell-comment', class: 'D', sheet: name, cell, details: { text } });
    const columns = [...this.#hiddenColumns].sort((a, b) => a - b);
    const hiddenColumns = columns.length === 0 ? {} : { hiddenColumns: columns };
    const { header, footer } = this.#printed;
    const printed = header.length + footer.length === 0 ? {} : { printed: { header, footer } };
    const sheet = { name, hidden, rows: this.#rows, merges: this.#merges, ...hiddenColumns, ...printed };
    return notices.length === 0 ? sheet : { ...sheet, notices };
  }

  damaged(): Problem {
    return new Problem('file.damaged', { file: this.#file, part: this.#part });
  }
}
