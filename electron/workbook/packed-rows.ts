import type { GridCell, GridRow } from '#shared/intake/grid.ts';
import { TextTable } from './text-table.ts';

const types = ['number', 'text', 'boolean', 'error', 'date'] as const;
/** Behind the types: a text that stands in the workbook's table of shared texts. */
const sharedType = types.length;

/** One number for each cell: 14 bits of column, 3 of type, 2 of flags, the rest its format. */
const columnBits = 14;
const typeBits = 3;
const formulaBit = 1 << (columnBits + typeBits);
const uncomputedBit = formulaBit << 1;
const formatShift = columnBits + typeBits + 2;
const mostFormats = 2 ** (32 - formatShift) - 1;
/** Stands in no XML, so in no number either. */
const separator = '\u0000';

/**
 * Keeps the rows of a sheet in a few bytes a cell, and makes the cells anew each time a row is asked for them: a large
 * sheet as objects takes ten times the memory.
 */
export class RowPacker {
  #cells = new Uint32Array(256);
  #used = 0;
  /** The numbers of the texts, of the workbook's table or of the sheet's own. */
  #texts = new Uint32Array(256);
  #textsUsed = 0;
  readonly #shared: TextTable;
  readonly #own = new TextTable();
  readonly #formats: string[] = [];
  readonly #formatNumbers = new Map<string, number>();

  /** The texts that the cells of the workbook share. */
  constructor(shared: TextTable) {
    this.#shared = shared;
  }

  /** `shared`: the numbers of texts in the workbook's table, by columns; such cells need no text of their own. */
  pack(row: GridRow, shared: ReadonlyMap<number, number>): GridRow {
    const [from, textsFrom] = [this.#used, this.#textsUsed];
    const figures: string[] = [];
    for (const cell of row.cells) {
      const format = cell.format === undefined ? 0 : this.#formatNumber(cell.format);
      // More formats than there is room for: such a row stays as it is.
      if (format > mostFormats) return { ...row, cells: this.#whole(row, shared) };
      const text = cell.type === 'text' ? shared.get(cell.column) : undefined;
      this.#add(
        (cell.column |
          ((text === undefined ? types.indexOf(cell.type) : sharedType) << columnBits) |
          (cell.formula === true ? formulaBit : 0) |
          (cell.uncomputed === true ? uncomputedBit : 0) |
          (format << formatShift)) >>>
          0,
      );
      if (cell.type === 'text') this.#addText(text ?? this.#own.add(cell.raw));
      else figures.push(cell.raw);
    }
    const place = { from, to: this.#used, textsFrom, figures: figures.join(separator) };
    return new PackedRow(row, this, place);
  }

  #whole(row: GridRow, shared: ReadonlyMap<number, number>): readonly GridCell[] {
    return row.cells.map((cell) => {
      const text = shared.get(cell.column);
      return text === undefined ? cell : { ...cell, raw: this.#shared.text(text) };
    });
  }

  #formatNumber(format: string): number {
    let number = this.#formatNumbers.get(format);
    if (number === undefined) {
      this.#formats.push(format);
      this.#formatNumbers.set(format, (number = this.#formats.length));
    }
    return number;
  }

  #add(packed: number): void {
    if (this.#used === this.#cells.length) {
      const grown = new Uint32Array(this.#cells.length * 2);
      grown.set(this.#cells);
      this.#cells = grown;
    }
    this.#cells[this.#used++] = packed;
  }

  #addText(number: number): void {
    if (this.#textsUsed === this.#texts.length) {
      const grown = new Uint32Array(this.#texts.length * 2);
      grown.set(this.#texts);
      this.#texts = grown;
    }
    this.#texts[this.#textsUsed++] = number;
  }

  unpack(place: Place): readonly GridCell[] {
    const figures = place.figures.split(separator);
    let [text, figure] = [place.textsFrom, 0];
    const cells: GridCell[] = [];
    for (let at = place.from; at < place.to; at++) {
      const packed = this.#cells[at] ?? 0;
      const stored = (packed >>> columnBits) & (2 ** typeBits - 1);
      const type = types[stored] ?? 'text';
      const raw =
        type === 'text'
          ? (stored === sharedType ? this.#shared : this.#own).text(this.#texts[text++] ?? 0)
          : (figures[figure++] ?? '');
      const column = packed & (2 ** columnBits - 1);
      const format = this.#formats[(packed >>> formatShift) - 1];
      // Millions are made: put together from spread parts, each takes several times as long.
      const cell: { -readonly [K in keyof GridCell]: GridCell[K] } = { column, raw, type };
      if (format !== undefined) cell.format = format;
      if ((packed & formulaBit) !== 0) cell.formula = true;
      if ((packed & uncomputedBit) !== 0) cell.uncomputed = true;
      cells.push(cell);
    }
    return cells;
  }

  lastColumn({ from, to }: Place): number {
    return to === from ? -1 : (this.#cells[to - 1] ?? 0) & (2 ** columnBits - 1);
  }
}

/** Where a row's cells are. */
interface Place {
  readonly from: number;
  readonly to: number;
  readonly textsFrom: number;
  /** What cells other than texts hold, one behind the other. */
  readonly figures: string;
}

class PackedRow implements GridRow, Place {
  readonly index: number;
  readonly hidden: boolean;
  readonly from: number;
  readonly to: number;
  readonly textsFrom: number;
  readonly figures: string;
  readonly packer: RowPacker;
  readonly struck?: readonly number[];
  readonly left?: ReadonlyMap<number, string>;

  constructor(
    { index, hidden, struck, left }: GridRow,
    packer: RowPacker,
    { from, to, textsFrom, figures }: Place,
  ) {
    this.index = index;
    this.hidden = hidden;
    this.from = from;
    this.to = to;
    this.textsFrom = textsFrom;
    this.figures = figures;
    this.packer = packer;
    if (struck !== undefined) this.struck = struck;
    if (left !== undefined) this.left = left;
  }

  get cells(): readonly GridCell[] {
    return this.packer.unpack(this);
  }

  get lastColumn(): number {
    return this.packer.lastColumn(this);
  }
}
