import type { GridCell, Printed, Range, Sheet } from '#shared/intake/grid.ts';
import { isSaid, type CellFormat, type Styles } from './formats.ts';
import type { Spent } from './limits.ts';
import type { CellComment } from './read-comments.ts';
import { plainText, RichText, type SharedStrings } from './rich-text.ts';
import { serialOfDate } from './serials.ts';
import { SheetBuilder } from './sheet-builder.ts';
import { SheetConditions } from './sheet-conditions.ts';
import type { Attributes } from './xml-attributes.ts';
import type { Handlers } from './xml-scanner.ts';
import { readXml } from './xml.ts';
import type { Zip } from './zip.ts';

interface SheetOptions {
  readonly name: string;
  readonly hidden: boolean;
  readonly strings: SharedStrings;
  readonly styles: Styles;
  readonly comments: readonly CellComment[];
  readonly date1904: boolean;
  /** The workbook says that its formulas wait to be computed: what stands in them is of no use. */
  readonly isUncomputed: boolean;
  readonly spent: Spent;
}

const mostColumns = 16_384;
/** Arrays of a sheet that are looked at. */
const mostArrays = 1000;
/** Characters of a formula that are looked at; a spreadsheet allows no more. */
const longestFormula = 8192;

/** A cell as programs write it: its column, row, style, type, formula and value. */
const cellPattern =
  /<c r="([A-Z]{1,3})(\d+)"(?: s="(\d+)")?(?: t="(\w+)")?(?:\/>|>(?:<f(?: aca="false")?>([^<&\]\r]*)<\/f>)?(?:<v>([^<&\]\r]*)<\/v>)?<\/c>)/y;

/** "C7" → row 6, column 2; null for anything else. */
export function parseAddress(address: string): { readonly row: number; readonly column: number } | null {
  let [at, column, row] = [0, 0, 0];
  for (; at < address.length; at++) {
    const code = address.charCodeAt(at) & ~32;
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  for (; at < address.length; at++) {
    const digit = address.charCodeAt(at) - 48;
    if (!(digit >= 0 && digit <= 9)) return null;
    row = row * 10 + digit;
  }
  return column < 1 || column > mostColumns || row < 1 || row > 1_048_576
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
  await readXml(zip, part, reader);
  for (const { ref, text } of options.comments) {
    const place = parseAddress(ref);
    if (place !== null) builder.comment(place.row, place.column, text);
  }
  return builder.finish(options.name, options.hidden);
}

class SheetReader implements Handlers {
  readonly #builder: SheetBuilder;
  readonly #options: SheetOptions;
  readonly shortcut = {
    pattern: cellPattern,
    within: 3,
    take: (found: RegExpExecArray) => this.#take(found),
  };
  #index = -1;
  /** The number of the row, as its cells have it. */
  #number = '';
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
  /** Where the results of arrays stand that were not computed. */
  readonly #arrays: Range[] = [];
  readonly #conditions: SheetConditions;
  /** Which print headers are used beside those of odd pages, and the one that is open. */
  #prints: readonly string[] = [];
  #print: { readonly where: keyof Printed; written: string } | null = null;

  constructor(builder: SheetBuilder, options: SheetOptions) {
    this.#builder = builder;
    this.#options = options;
    this.#conditions = new SheetConditions(options.styles.looks, (cells, look) =>
      builder.byRule(cells, look),
    );
  }

  open(name: string, attributes: Attributes): void {
    if (this.#conditions.isOpen) return this.#conditions.open(name, attributes);
    switch (name) {
      case 'row': {
        const given = attributes.get('r');
        this.#index = given === undefined ? this.#index + 1 : Number(given) - 1;
        this.#number = String(this.#index + 1);
        this.#builder.row(
          this.#index,
          isSaid(attributes.get('hidden')) ||
            (isSaid(attributes.get('customHeight')) && isFlat(attributes.get('ht'))),
        );
        this.#column = -1;
        this.#inRow = true;
        return;
      }
      case 'c': {
        const address = attributes.get('r');
        const place =
          address === undefined ? { row: this.#index, column: this.#column + 1 } : parseAddress(address);
        if (place?.row !== this.#index) throw this.#builder.damaged();
        this.#beginCell(place.column, attributes.get('t'), attributes.get('s'));
        return;
      }
      case 'f':
        this.#formula = true;
        this.#inFormula = this.#inCell;
        this.#formulaText = '';
        if (this.#options.isUncomputed && attributes.get('t') !== 'shared')
          this.#results(attributes.get('ref') ?? '');
        return;
      case 'v':
        this.#taking = this.#inCell;
        this.#hasValue = true;
        return;
      case 't':
      case 'r':
      case 'rPh':
      case 'strike':
      case 'vertAlign':
        if (name === 't') this.#hasValue = true;
        if (this.#inCell) this.#rich.open(name, attributes);
        return;
      case 'col':
        if (isHiddenColumn(attributes))
          this.#builder.hideColumns(Number(attributes.get('min')) - 1, Number(attributes.get('max')) - 1);
        return;
      case 'sheetView':
        if (['0', 'false'].includes(attributes.get('showZeros') ?? '')) this.#builder.hideZeros();
        return;
      case 'conditionalFormatting':
        this.#conditions.begin(attributes);
        return;
      case 'headerFooter':
        this.#prints = [
          'odd',
          ...(isSaid(attributes.get('differentOddEven')) ? ['even'] : []),
          ...(isSaid(attributes.get('differentFirst')) ? ['first'] : []),
        ];
        return;
      case 'mergeCell': {
        const range = parseRange(attributes.get('ref') ?? '');
        if (range === null) throw this.#builder.damaged();
        this.#builder.merge(range);
        return;
      }
      default: {
        const [, page = '', where] = /^(odd|even|first)(Header|Footer)$/.exec(name) ?? [];
        if (where !== undefined && this.#prints.includes(page))
          this.#print = { where: where === 'Header' ? 'header' : 'footer', written: '' };
      }
    }
  }

  /** The cells of an array or a data table hold results without a formula of their own. */
  #results(ref: string): void {
    const range = ref.includes(':') ? parseRange(ref) : null;
    if (range !== null && this.#arrays.length < mostArrays) this.#arrays.push(range);
  }

  #uncomputed(): GridCell {
    return { column: this.#column, raw: '', type: 'error', formula: true, uncomputed: true };
  }

  /** Whether the cell waits to be computed, in a workbook of which all do. */
  #waits(): boolean {
    const [row, column] = [this.#index, this.#column];
    return (
      this.#formula ||
      this.#arrays.some(
        ({ top, left, bottom, right }) => row >= top && row <= bottom && column >= left && column <= right,
      )
    );
  }

  #beginCell(column: number, type = 'n', style = '0'): void {
    if (!this.#inRow || this.#inCell || column <= this.#column) throw this.#builder.damaged();
    this.#inCell = true;
    this.#column = column;
    this.#type = type;
    this.#style = Number(style);
    this.#value = '';
    this.#hasValue = false;
    this.#formula = false;
    this.#rich.begin();
  }

  #take([, letters = '', number, style, type, formula, value]: RegExpExecArray): boolean {
    let column = 0;
    for (let at = 0; at < letters.length; at++) column = column * 26 + letters.charCodeAt(at) - 64;
    if (number !== this.#number || column > mostColumns) return false;
    this.#beginCell(column - 1, type, style);
    if (formula !== undefined) {
      this.#formula = true;
      this.#builder.formula(formula, this.#column);
    }
    if (value !== undefined) {
      this.#hasValue = true;
      this.#value = value;
      this.#builder.text(value);
    }
    this.#endCell();
    return true;
  }

  #endCell(): void {
    this.#inCell = false;
    const cell = this.#cell();
    if (cell !== null) this.#add(cell);
  }

  text(text: string): void {
    if (this.#conditions.isOpen) return this.#conditions.text(text);
    if (this.#print !== null) {
      this.#print.written += text;
      return this.#builder.text(this.#print.written);
    }
    if (this.#inFormula && this.#formulaText.length < longestFormula) this.#formulaText += text;
    if (this.#taking) this.#value += text;
    else if (this.#rich.add(text)) this.#value = this.#rich.whole;
    else return;
    this.#builder.text(this.#value);
  }

  close(name: string): void {
    if (this.#conditions.isOpen) this.#conditions.close(name);
    else if (this.#print !== null) {
      this.#builder.print(this.#print.where, this.#print.written);
      this.#print = null;
    } else if (name === 'v') this.#taking = false;
    else if (name === 't' || name === 'r' || name === 'rPh') this.#rich.close(name);
    else if (name === 'f') {
      if (this.#inFormula) this.#builder.formula(this.#formulaText, this.#column);
      this.#inFormula = false;
    } else if (name === 'c') this.#endCell();
    else if (name === 'row') {
      this.#inRow = false;
      this.#builder.endRow();
    }
  }

  #add(cell: GridCell): void {
    const shared = this.#type === 's' && cell.type === 'text' ? Number(this.#value) : null;
    this.#builder.add(cell, shared);
    const left = shared === null ? this.#rich.left : this.#options.strings.left.get(shared);
    if (typeof left === 'string') this.#builder.strike(left);
    else if (this.#format?.struck === true) this.#builder.strike();
    if (this.#format?.unseen === true) this.#builder.unseen(cell);
  }

  get #format(): CellFormat | undefined {
    return this.#options.styles.cells[this.#style];
  }

  #cell(): GridCell | null {
    const isText = this.#type === 'str' || this.#type === 'inlineStr';
    const value = isText ? this.#value : this.#value.trim();
    // A formula that no program has computed. It must never be read as 0. One whose result is an empty text was.
    if (!this.#hasValue || (value === '' && !isText)) return this.#formula ? this.#uncomputed() : null;
    if (this.#options.isUncomputed && this.#waits()) return this.#uncomputed();
    switch (this.#type) {
      case 's': {
        const length = /^\d+$/.test(value) ? this.#options.strings.texts.lengthOf(Number(value)) : undefined;
        if (length === undefined) throw this.#builder.damaged();
        // The text itself is made when it is asked for.
        return length === 0 ? null : this.#of('', 'text');
      }
      case 'str':
      case 'inlineStr':
        return value === '' ? null : this.#of(plainText(value), 'text');
      case 'b':
        return this.#of(this.#value === '1' || this.#value === 'true' ? 'TRUE' : 'FALSE', 'boolean');
      case 'e':
        return this.#of(this.#value, 'error');
      case 'd': {
        const serial = serialOfDate(this.#value, this.#options.date1904);
        return serial === null ? this.#of(this.#value, 'text') : this.#of(serial, 'date', this.#format?.code);
      }
      default: {
        const format = this.#format;
        return this.#of(value, format?.date === true ? 'date' : 'number', format?.code);
      }
    }
  }

  /** Millions are made: put together from spread parts, each takes several times as long. */
  #of(raw: string, type: GridCell['type'], format?: string): GridCell {
    const column = this.#column;
    const cell: { -readonly [K in keyof GridCell]: GridCell[K] } =
      format === undefined || format === 'General' ? { column, raw, type } : { column, raw, type, format };
    if (this.#formula) cell.formula = true;
    return cell;
  }
}

function isHiddenColumn(attributes: Attributes): boolean {
  return isSaid(attributes.get('hidden')) || isFlat(attributes.get('width'));
}

/** A height or a width of nothing. */
function isFlat(size: string | undefined): boolean {
  return size !== undefined && Number(size) === 0;
}
