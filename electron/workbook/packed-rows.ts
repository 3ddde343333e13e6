import type { GridCell, GridRow } from '#shared/intake/grid.ts';

const types = ['number', 'text', 'boolean', 'error', 'date'] as const;

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
  readonly #texts: string[] = [];
  readonly #formats: string[] = [];
  readonly #formatNumbers = new Map<string, number>();

  pack(row: GridRow): GridRow {
    const [from, textsFrom] = [this.#used, this.#texts.length];
    const figures: string[] = [];
    for (const cell of row.cells) {
      const format = cell.format === undefined ? 0 : this.#formatNumber(cell.format);
      // More formats than there is room for: such a row stays as it is.
      if (format > mostFormats) return row;
      this.#add(
        (cell.column |
          (types.indexOf(cell.type) << columnBits) |
          (cell.formula === true ? formulaBit : 0) |
          (cell.uncomputed === true ? uncomputedBit : 0) |
          (format << formatShift)) >>>
          0,
      );
      if (cell.type === 'text') this.#texts.push(cell.raw);
      else figures.push(cell.raw);
    }
    const place = { from, to: this.#used, textsFrom, figures: figures.join(separator) };
    return new PackedRow(row, this, place);
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

  unpack(place: Place): readonly GridCell[] {
    const figures = place.figures.split(separator);
    let [text, figure] = [place.textsFrom, 0];
    const cells: GridCell[] = [];
    for (let at = place.from; at < place.to; at++) {
      const packed = this.#cells[at] ?? 0;
      const type = types[(packed >>> columnBits) & (2 ** typeBits - 1)] ?? 'text';
      const raw = (type === 'text' ? this.#texts[text++] : figures[figure++]) ?? '';
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
