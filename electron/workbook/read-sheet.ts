import type { GridCell, Range, Sheet } from '#shared/intake/grid.ts';
import type { Styles } from './formats.ts';
import type { Spent } from './limits.ts';
import type { CellComment } from './read-comments.ts';
import { plainText, RichText, type SharedStrings } from './rich-text.ts';
import { serialOfDate } from './serials.ts';
import { SheetBuilder } from './sheet-builder.ts';
import { readXml } from './xml.ts';
import type { Zip } from './zip.ts';

interface SheetOptions {
  readonly name: string;
  readonly hidden: boolean;
  readonly strings: SharedStrings;
  readonly styles: Styles;
  readonly comments: readonly CellComment[];
  readonly date1904: boolean;
  readonly spent: Spent;
}

/** Characters of a formula that are looked at; a spreadsheet allows no more. */
const longestFormula = 8192;

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

export async function readSheet(zip: Zip, part: string, options: SheetOptions): Promise<Sheet> {
  const builder = new SheetBuilder(zip.file, part, options.spent, options.strings.texts);
  const reader = new SheetReader(builder, options);
  await readXml(zip, part, {
    open: (name, attributes) => reader.open(name, attributes),
    text: (text) => reader.text(text),
    close: (name) => reader.close(name),
  });
  for (const { ref, text } of options.comments) {
    const place = parseAddress(ref);
    if (place !== null) builder.comment(place.row, place.column, text);
  }
  return builder.finish(options.name, options.hidden);
}

class SheetReader {
  readonly #builder: SheetBuilder;
  readonly #options: SheetOptions;
  #index = -1;
  #column = -1;
  #type = '';
  #style = 0;
  #value = '';
  #hasValue = false;
  #formula = false;
  #inFormula = false;
  #formulaText = '';
  /** A text that stands in the cell itself. */
  readonly #rich = new RichText();
  #taking = false;
  #inRow = false;
  #inCell = false;
  /** The cells that conditions are for, while they are open. */
  #conditional = '';

  constructor(builder: SheetBuilder, options: SheetOptions) {
    this.#builder = builder;
    this.#options = options;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    switch (name) {
      case 'row': {
        const given = attributes['r'];
        this.#index = given === undefined ? this.#index + 1 : Number(given) - 1;
        this.#builder.row(this.#index, attributes['hidden'] === '1' || attributes['hidden'] === 'true');
        this.#column = -1;
        this.#inRow = true;
        return;
      }
      case 'c': {
        if (!this.#inRow || this.#inCell) throw this.#builder.damaged();
        this.#inCell = true;
        const address = attributes['r'];
        const place =
          address === undefined ? { row: this.#index, column: this.#column + 1 } : parseAddress(address);
        if (place === null || place.row !== this.#index || place.column <= this.#column)
          throw this.#builder.damaged();
        this.#column = place.column;
        this.#type = attributes['t'] ?? 'n';
        this.#style = Number(attributes['s'] ?? 0);
        this.#value = '';
        this.#hasValue = false;
        this.#formula = false;
        this.#rich.begin();
        return;
      }
      case 'f':
        this.#formula = true;
        this.#inFormula = this.#inCell;
        this.#formulaText = '';
        return;
      case 'v':
        this.#taking = this.#inCell;
        this.#hasValue = true;
        return;
      case 't':
      case 'r':
      case 'rPh':
      case 'strike':
        if (name === 't') this.#hasValue = true;
        if (this.#inCell) this.#rich.open(name, attributes);
        return;
      case 'col':
        if (isHiddenColumn(attributes))
          this.#builder.hideColumns(Number(attributes['min']) - 1, Number(attributes['max']) - 1);
        return;
      case 'sheetView':
        if (['0', 'false'].includes(attributes['showZeros'] ?? '')) this.#builder.hideZeros();
        return;
      case 'conditionalFormatting':
        this.#conditional = attributes['sqref'] ?? '';
        return;
      case 'cfRule':
        if (this.#options.styles.struckLooks.has(Number(attributes['dxfId'] ?? NaN)))
          this.#builder.struckByRule(this.#conditional);
        return;
      case 'mergeCell': {
        const range = parseRange(attributes['ref'] ?? '');
        if (range === null) throw this.#builder.damaged();
        this.#builder.merge(range);
        return;
      }
    }
  }

  text(text: string): void {
    if (this.#inFormula && this.#formulaText.length < longestFormula) this.#formulaText += text;
    if (this.#taking) this.#value += text;
    else if (this.#rich.add(text)) this.#value = this.#rich.whole;
    else return;
    this.#builder.text(this.#value);
  }

  close(name: string): void {
    if (name === 'v') this.#taking = false;
    else if (name === 't' || name === 'r' || name === 'rPh') this.#rich.close(name);
    else if (name === 'f') {
      if (this.#inFormula) this.#builder.formula(this.#formulaText, this.#column);
      this.#inFormula = false;
    } else if (name === 'c') {
      this.#inCell = false;
      const cell = this.#cell();
      if (cell !== null) this.#add(cell);
    } else if (name === 'row') {
      this.#inRow = false;
      this.#builder.endRow();
    }
  }

  #add(cell: GridCell): void {
    const shared = this.#type === 's' && cell.type === 'text' ? Number(this.#value) : null;
    if (shared === null) this.#builder.add(cell);
    else this.#builder.addShared(cell, shared);
    const left = shared === null ? this.#rich.left : this.#options.strings.left.get(shared);
    if (typeof left === 'string') this.#builder.strike(left);
    else if (this.#options.styles.cells[this.#style]?.struck === true) this.#builder.strike();
  }

  #cell(): GridCell | null {
    const column = this.#column;
    const format = this.#options.styles.cells[this.#style];
    const isText = this.#type === 'str' || this.#type === 'inlineStr';
    if (!this.#hasValue || (this.#value.trim() === '' && !isText)) {
      // A formula that no program has computed. It must never be read as 0. One whose result is an empty text was.
      return this.#formula ? { column, raw: '', type: 'error', formula: true, uncomputed: true } : null;
    }
    const formula = this.#formula ? { formula: true } : {};
    const shown = format?.code === undefined || format.code === 'General' ? {} : { format: format.code };
    switch (this.#type) {
      case 's': {
        const length = /^\s*\d+\s*$/.test(this.#value)
          ? this.#options.strings.texts.lengthOf(Number(this.#value))
          : undefined;
        if (length === undefined) throw this.#builder.damaged();
        // The text itself is made when it is asked for.
        return length === 0 ? null : { column, raw: '', type: 'text', ...formula };
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
      case 'd': {
        const serial = serialOfDate(this.#value, this.#options.date1904);
        if (serial === null) return { column, raw: this.#value, type: 'text', ...formula };
        return { column, raw: serial, type: 'date', ...shown, ...formula };
      }
      default: {
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
}

function isHiddenColumn(attributes: Readonly<Record<string, string>>): boolean {
  return attributes['hidden'] === '1' || attributes['hidden'] === 'true' || Number(attributes['width']) === 0;
}
