import { withRaised, type RunFont, type RunText } from './font-runs.ts';

/** A font of a run, by its number. */
export type FontOf = (font: number) => RunFont;

/** The body of a record and of those that continue it, read as one. */
export class Pieces {
  readonly #pieces: readonly Buffer[];
  #piece = 0;
  #at = 0;

  constructor(pieces: readonly Buffer[]) {
    this.#pieces = pieces;
  }

  byte(): number {
    this.#advance();
    const byte = this.#pieces[this.#piece]?.[this.#at];
    if (byte === undefined) throw new RangeError('the record ends');
    this.#at += 1;
    return byte;
  }

  u16(): number {
    return this.byte() | (this.byte() << 8);
  }

  u32(): number {
    return this.u16() + this.u16() * 0x1_0000;
  }

  skip(count: number): void {
    for (let left = count; left > 0;) {
      this.#advance();
      const piece = this.#pieces[this.#piece];
      if (piece === undefined) throw new RangeError('the record ends');
      const taken = Math.min(left, piece.length - this.#at);
      this.#at += taken;
      left -= taken;
    }
  }

  /** Characters of one byte or of two; a record that continues them begins by saying which. */
  characters(count: number, isWide: boolean): string {
    let text = '';
    for (let [left, wide] = [count, isWide]; left > 0;) {
      if (this.#advance()) wide = (this.byte() & 1) !== 0;
      const piece = this.#pieces[this.#piece];
      const size = wide ? 2 : 1;
      const taken = piece === undefined ? 0 : Math.min(left, Math.floor((piece.length - this.#at) / size));
      if (piece === undefined || taken === 0) throw new RangeError('the record ends');
      text += piece.toString(wide ? 'utf16le' : 'latin1', this.#at, this.#at + taken * size);
      this.#at += taken * size;
      left -= taken;
    }
    return text;
  }

  get isAtEnd(): boolean {
    this.#advance();
    return this.#piece >= this.#pieces.length;
  }

  /** On to the next record where this one is used up; whether it was. */
  #advance(): boolean {
    let isNext = false;
    while (this.#piece < this.#pieces.length && this.#at >= (this.#pieces[this.#piece]?.length ?? 0)) {
      this.#piece += 1;
      this.#at = 0;
      isNext = true;
    }
    return isNext;
  }
}

/** The texts of a shared-string table that have runs of fonts in them, by their index ([MS-XLS] 2.4.265, 2.5.293). */
export function richStrings(table: readonly Buffer[], fontOf: FontOf): ReadonlyMap<number, RunText> {
  const pieces = new Pieces(table);
  const found = new Map<number, RunText>();
  pieces.skip(4);
  const count = pieces.u32();
  for (let index = 0; index < count && !pieces.isAtEnd; index++) {
    const length = pieces.u16();
    const flags = pieces.byte();
    const runs = (flags & 8) === 0 ? 0 : pieces.u16();
    const more = (flags & 4) === 0 ? 0 : pieces.u32();
    const text = pieces.characters(length, (flags & 1) !== 0);
    if (runs > 0) found.set(index, withRaised({ text, runs: runsOf(pieces, runs, fontOf) }));
    pieces.skip(more);
  }
  return found;
}

function runsOf(pieces: Pieces, count: number, fontOf: FontOf): RunText['runs'] {
  return Array.from({ length: count }, () => ({ from: pieces.u16(), ...fontOf(pieces.u16()) }));
}

/** The text of an RSTRING record with its runs; of BIFF5 as the bytes that it has, each a character ([MS-XLS] 2.4.222). */
export function richLabel(body: Buffer, version: 5 | 8, fontOf: FontOf): RunText {
  const pieces = new Pieces([body]);
  pieces.skip(6);
  const length = pieces.u16();
  if (version === 8) {
    const text = pieces.characters(length, (pieces.byte() & 1) !== 0);
    return withRaised({ text, runs: runsOf(pieces, pieces.u16(), fontOf) });
  }
  const text = pieces.characters(length, false);
  const runs = Array.from({ length: pieces.byte() }, () => ({
    from: pieces.byte(),
    ...fontOf(pieces.byte()),
  }));
  return { text, runs };
}

/**
 * The text of a print header, as far as its record has it: nothing of the sheet hangs on it. Of BIFF5 as the bytes that it has,
 * each a character ([MS-XLS] 2.4.136).
 */
export function printedText(body: Buffer, version: 5 | 8): string {
  if (version === 5) return body.toString('latin1', 1, 1 + (body[0] ?? 0));
  if (body.length < 3) return '';
  const [length, isWide] = [body.readUInt16LE(0), (body.readUInt8(2) & 1) !== 0];
  return body.toString(isWide ? 'utf16le' : 'latin1', 3, 3 + length * (isWide ? 2 : 1));
}
