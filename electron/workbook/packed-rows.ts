import type { GridCell, GridRow } from '#shared/intake/grid.ts';
import { TextTable } from './text-table.ts';

const types = ['number', 'text', 'boolean', 'error', 'date'] as const;
/** Behind the types: a text that stands in the workbook's table of shared texts. */
const sharedType = types.length;

/** One number for each cell: 14 bits of column, 3 of type, 2 of flags, the rest its format. */
const columnBits = 14;
const typeBits = 3;
const columnMask = 2 ** columnBits - 1;
const typeMask = 2 ** typeBits - 1;
const formulaBit = 1 << (columnBits + typeBits);
const uncomputedBit = formulaBit << 1;
const formatShift = columnBits + typeBits + 2;
/** Stands for a format whose number has no room: such are kept beside, by the place of the cell. */
const furtherFormat = 2 ** (32 - formatShift) - 1;
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
  readonly #further = new Map<number, string>();
  /** Of the open row: where it begins, and what its cells other than texts hold. */
  #from = 0;
  #textsFrom = 0;
  readonly #figures: string[] = [];

  /** The texts that the cells of the workbook share. */
  constructor(shared: TextTable) {
    this.#shared = shared;
  }

  /** Begins a row. */
  begin(): void {
    this.#from = this.#used;
    this.#textsFrom = this.#textsUsed;
    this.#figures.length = 0;
  }

  /** Adds a cell to the open row; `shared` is the number of its text in the workbook's table, which needs none of its own. */
  add(cell: GridCell, shared: number | null): void {
    let format = cell.format === undefined ? 0 : this.#formatNumber(cell.format);
    if (format >= furtherFormat) {
      this.#further.set(this.#used, cell.format ?? '');
      format = furtherFormat;
    }
    const type = shared === null ? types.indexOf(cell.type) : sharedType;
    this.#add(
      (cell.column |
        (type << columnBits) |
        (cell.formula === true ? formulaBit : 0) |
        (cell.uncomputed === true ? uncomputedBit : 0) |
        (format << formatShift)) >>>
        0,
    );
    if (cell.type === 'text') this.#addText(shared ?? this.#own.add(cell.raw));
    else this.#figures.push(cell.raw);
  }

  /** Ends the open row. */
  end(row: Omit<GridRow, 'cells'>): GridRow {
    const figures = this.#figures.join(separator);
    return new PackedRow(row, this, {
      from: this.#from,
      to: this.#used,
      textsFrom: this.#textsFrom,
      figures,
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
      const stored = (packed >>> columnBits) & typeMask;
      const type = types[stored] ?? 'text';
      const raw =
        type === 'text'
          ? (stored === sharedType ? this.#shared : this.#own).text(this.#texts[text++] ?? 0)
          : (figures[figure++] ?? '');
      const column = packed & columnMask;
      const formatNumber = packed >>> formatShift;
      const format = formatNumber === furtherFormat ? this.#further.get(at) : this.#formats[formatNumber - 1];
      // Millions are made: put together from spread parts, each takes several times as long, and twice the room where a
      // part is added to it.
      const cell: { -readonly [K in keyof GridCell]: GridCell[K] } =
        format === undefined ? { column, raw, type } : { column, raw, type, format };
      if ((packed & formulaBit) !== 0) cell.formula = true;
      if ((packed & uncomputedBit) !== 0) cell.uncomputed = true;
      cells.push(cell);
    }
    return cells;
  }

  lastColumn({ from, to }: Place): number {
    return to === from ? -1 : (this.#cells[to - 1] ?? 0) & columnMask;
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
    { index, hidden, struck, left }: Omit<GridRow, 'cells'>,
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

  get count(): number {
    return this.to - this.from;
  }
}
