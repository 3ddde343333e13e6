import { Pieces } from './biff-strings.ts';

/** What is written to a cell; of BIFF5 as the bytes that the text has, each a character. */
export interface BiffNote {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

/**
 * The comments of a sheet. In BIFF8 a note names a drawn object, whose text stands in a record of its own ([MS-XLS]
 * 2.4.179, 2.4.181, 2.4.329); in BIFF5 it holds its text, and further notes at row 0xFFFF hold the rest.
 */
export class BiffNotes {
  readonly #version: 5 | 8;
  readonly #notes: { readonly row: number; readonly column: number; object: number; text: string }[] = [];
  readonly #texts = new Map<number, { readonly length: number; readonly pieces: Buffer[] }>();
  #object = 0;

  constructor(version: 5 | 8) {
    this.#version = version;
  }

  note(body: Buffer): void {
    if (body.length < 6) return;
    const [row, column] = [body.readUInt16LE(0), body.readUInt16LE(2)];
    const text = this.#version === 5 ? body.toString('latin1', 6) : '';
    const last = this.#notes.at(-1);
    if (this.#version === 5 && row === 0xffff && last !== undefined) last.text += text;
    else this.#notes.push({ row, column, object: body.length < 8 ? 0 : body.readUInt16LE(6), text });
  }

  object(body: Buffer): void {
    this.#object = body.length < 8 ? 0 : body.readUInt16LE(6);
  }

  textOfObject(body: Buffer): void {
    if (body.length >= 12) this.#texts.set(this.#object, { length: body.readUInt16LE(10), pieces: [] });
  }

  /** A record that continues the one with the text of an object. */
  more(body: Buffer): void {
    this.#texts.get(this.#object)?.pieces.push(body);
  }

  found(): readonly BiffNote[] {
    return this.#notes.flatMap(({ row, column, object, text }) => {
      const said = this.#version === 5 ? text : this.#textOf(object);
      return said === '' ? [] : [{ row, column, text: said }];
    });
  }

  #textOf(object: number): string {
    const text = this.#texts.get(object);
    if (text === undefined || text.length === 0) return '';
    const pieces = new Pieces(text.pieces);
    return pieces.characters(text.length, (pieces.byte() & 1) !== 0);
  }
}
