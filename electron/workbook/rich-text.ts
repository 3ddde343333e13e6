import { isOn } from './formats.ts';
import { raisedDigits } from './raised.ts';
import type { TextTable } from './text-table.ts';
import type { Attributes } from './xml-attributes.ts';

/** The texts that the cells of a workbook share. */
export interface SharedStrings {
  readonly texts: TextTable;
  /** Of those that have a part struck out: what is left, by their index. */
  readonly left: ReadonlyMap<number, string>;
}

/** Characters that XML can't hold stand in a text as _x000D_. */
export function plainText(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([\dA-Fa-f]{4})_/g, (_whole, code: string) =>
    String.fromCharCode(parseInt(code, 16)),
  );
}

/** A text of runs with fonts of their own, put together from its elements; how it is spoken (rPh) is none of it. */
export class RichText {
  whole = '';
  #kept = '';
  #isAnyStruck = false;
  #isStruck = false;
  #isRaised = false;
  #phonetic = 0;
  #taking = false;

  begin(): void {
    this.whole = this.#kept = '';
    this.#isAnyStruck = this.#isStruck = this.#isRaised = false;
  }

  open(name: string, attributes: Attributes): void {
    if (name === 't') this.#taking = this.#phonetic === 0;
    else if (name === 'rPh') this.#phonetic += 1;
    else if (name === 'r') this.#isStruck = this.#isRaised = false;
    else if (name === 'vertAlign') this.#isRaised = attributes.get('val') !== 'baseline';
    else if (name === 'strike') this.#isStruck = isOn(attributes.get('val'));
  }

  /** Adds what stands within a <t>; false for anything else. */
  add(piece: string): boolean {
    if (!this.#taking) return false;
    this.whole += this.#isRaised ? raisedDigits(this.whole, piece) : piece;
    if (!this.#isStruck) this.#kept += this.#isRaised ? raisedDigits(this.#kept, piece) : piece;
    else if (piece.trim() !== '') this.#isAnyStruck = true;
    return true;
  }

  close(name: string): void {
    if (name === 't') this.#taking = false;
    else if (name === 'rPh') this.#phonetic -= 1;
    else if (name === 'r') this.#isStruck = this.#isRaised = false;
  }

  /** What is not struck out; null where nothing is. */
  get left(): string | null {
    return this.#isAnyStruck ? this.#kept : null;
  }
}
