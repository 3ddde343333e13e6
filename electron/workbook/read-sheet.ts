import { Problem } from '#shared/contract/problem.ts';
import type { GridCell, GridRow, Range, Sheet } from '#shared/intake/grid.ts';
import type { CellFormat } from './formats.ts';
import { limits, type Spent } from './limits.ts';
import { RowPacker } from './packed-rows.ts';
import { readXml } from './xml.ts';
import { overBudget, type Zip } from './zip.ts';

interface SheetOptions {
  readonly name: string;
  readonly hidden: boolean;
  readonly strings: readonly string[];
  readonly formats: readonly CellFormat[];
  readonly spent: Spent;
}

/** "C7" → row 6, column 2; null for anything else. */
export function parseAddress(address: string): { readonly row: number; readonly column: number } | null {
  let column = 0;
  let at = 0;
  for (; at < address.length; at++) {
    const code = address.charCodeAt(at) & ~32;
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  const row = Number(address.slice(at));
  return at === 0 || column > 16_384 || !Number.isInteger(row) || row < 1 || row > 1_048_576
    ? null
    : { row: row - 1, column: column - 1 };
}

function parseRange(written: string): Range | null {
  const [from = '', to = from] = written.split(':');
  const [a, b] = [parseAddress(from), parseAddress(to)];
  if (a === null || b === null) return null;
  return {
    top: Math.min(a.row, b.row),
    left: Math.min(a.column, b.column),
    bottom: Math.max(a.row, b.row),
    right: Math.max(a.column, b.column),
  };
}

/** Characters that XML can't hold stand in a text as _x000D_. */
export function plainText(text: string): string {
  return text.replace(/_x([\dA-Fa-f]{4})_/g, (_whole, code: string) =>
    String.fromCharCode(parseInt(code, 16)),
  );
}

export async function readSheet(zip: Zip, part: string, options: SheetOptions): Promise<Sheet> {
  const reader = new SheetReader(zip.file, part, options);
  await readXml(zip, part, {
    open: (name, attributes) => reader.open(name, attributes),
    text: (text) => reader.text(text),
    close: (name) => reader.close(name),
  });
  return { name: options.name, hidden: options.hidden, rows: reader.rows, merges: reader.merges };
}

class SheetReader {
  readonly rows: GridRow[] = [];
  readonly merges: Range[] = [];
  readonly #file: string;
  readonly #part: string;
  readonly #options: SheetOptions;
  readonly #packer = new RowPacker();
  #row = { index: -1, hidden: false, cells: [] as GridCell[] };
  #blank = 0;
  #column = -1;
  #type = '';
  #style = 0;
  #value = '';
  #hasValue = false;
  #formula = false;
  #phonetic = false;
  #taking = false;
  #inRow = false;
  #inCell = false;
  #covered = 0;

  constructor(file: string, part: string, options: SheetOptions) {
    this.#file = file;
    this.#part = part;
    this.#options = options;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    switch (name) {
      case 'row': {
        const given = attributes['r'];
        const index = given === undefined ? this.#row.index + 1 : Number(given) - 1;
        if (!Number.isInteger(index) || index <= this.#row.index || index >= 1_048_576) throw this.#damaged();
        this.#row = {
          index,
          hidden: attributes['hidden'] === '1' || attributes['hidden'] === 'true',
          cells: [],
        };
        this.#column = -1;
        this.#inRow = true;
        return;
      }
      case 'c': {
        if (!this.#inRow || this.#inCell) throw this.#damaged();
        this.#inCell = true;
        const address = attributes['r'];
        const place =
          address === undefined ? { row: this.#row.index, column: this.#column + 1 } : parseAddress(address);
        if (place === null || place.row !== this.#row.index || place.column <= this.#column)
          throw this.#damaged();
        this.#column = place.column;
        this.#type = attributes['t'] ?? 'n';
        this.#style = Number(attributes['s'] ?? 0);
        this.#value = '';
        this.#hasValue = false;
        this.#formula = false;
        return;
      }
      case 'f':
        this.#formula = true;
        return;
      case 'v':
        this.#taking = this.#inCell;
        this.#hasValue = true;
        return;
      case 'rPh':
        this.#phonetic = true;
        return;
      case 't':
        this.#taking = this.#inCell && !this.#phonetic;
        this.#hasValue = true;
        return;
      case 'mergeCell': {
        const range = parseRange(attributes['ref'] ?? '');
        if (range === null) throw this.#damaged();
        this.merges.push(range);
        if (this.merges.length > limits.merges) throw overBudget(this.#file, 'merges', this.#part);
        this.#covered += (range.bottom - range.top + 1) * (range.right - range.left + 1);
        if (this.#covered > limits.mergedCells) throw overBudget(this.#file, 'mergedCells', this.#part);
        return;
      }
    }
  }

  text(text: string): void {
    if (!this.#taking) return;
    this.#value += text;
    if (this.#value.length > limits.text) throw overBudget(this.#file, 'text', this.#part);
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.#taking = false;
    else if (name === 'rPh') this.#phonetic = false;
    else if (name === 'c') {
      this.#inCell = false;
      this.#endCell();
    } else if (name === 'row') {
      this.#inRow = false;
      this.#endRow();
    }
  }

  #endCell(): void {
    const cell = this.#cell();
    if (cell === null) return;
    this.#row.cells.push(cell);
    const { spent } = this.#options;
    spent.cells += 1;
    if (spent.cells > limits.cells) throw overBudget(this.#file, 'cells', this.#part);
    if (this.#row.cells.length > limits.columns) throw overBudget(this.#file, 'columns', this.#part);
  }

  #cell(): GridCell | null {
    const column = this.#column;
    const format = this.#options.formats[this.#style];
    const isText = this.#type === 'str' || this.#type === 'inlineStr';
    if (!this.#hasValue || (this.#value.trim() === '' && !isText)) {
      // A formula that no program has computed. It must never be read as 0. One whose result is an empty text was.
      return this.#formula ? { column, raw: '', type: 'error', formula: true, uncomputed: true } : null;
    }
    const formula = this.#formula ? { formula: true } : {};
    switch (this.#type) {
      case 's': {
        const text = /^\s*\d+\s*$/.test(this.#value) ? this.#options.strings[Number(this.#value)] : undefined;
        if (text === undefined) throw this.#damaged();
        return text === '' ? null : { column, raw: text, type: 'text', ...formula };
      }
      case 'str':
      case 'inlineStr':
        return this.#value === '' ? null : { column, raw: plainText(this.#value), type: 'text', ...formula };
      case 'b':
        return {
          column,
          raw: this.#value === '1' || this.#value === 'true' ? 'TRUE' : 'FALSE',
          type: 'boolean',
          ...formula,
        };
      case 'e':
        return { column, raw: this.#value, type: 'error', ...formula };
      case 'd':
        return { column, raw: this.#value, type: 'text', ...formula };
      default: {
        const shown = format?.code === undefined || format.code === 'General' ? {} : { format: format.code };
        return {
          column,
          raw: this.#value.trim(),
          type: format?.date === true ? 'date' : 'number',
          ...shown,
          ...formula,
        };
      }
    }
  }

  #endRow(): void {
    if (this.#row.cells.length === 0) {
      this.#blank += 1;
      if (this.#blank > limits.blankRows) throw overBudget(this.#file, 'blankRows', this.#part);
      return;
    }
    this.#blank = 0;
    this.rows.push(this.#packer.pack(this.#row));
    const { spent } = this.#options;
    spent.rows += 1;
    if (spent.rows > limits.rows) throw overBudget(this.#file, 'rows', this.#part);
  }

  #damaged(): Problem {
    return new Problem('file.damaged', { file: this.#file, part: this.#part });
  }
}
