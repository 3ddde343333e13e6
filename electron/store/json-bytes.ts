import type { CellValue } from '#shared/values/cell.ts';

const encoder = new TextEncoder();
/** The codes of items with their columns, which come again in every record and in every file. */
const keys = new Map<string, Uint8Array>();

/**
 * JSON in UTF-8, put together piece by piece in a buffer that is used again. For the cells of long lists, of which there are
 * millions: neither objects nor texts are made only to be written.
 */
export class JsonBytes {
  #bytes = Buffer.alloc(16 * 1024);
  #used = 0;

  /** What was written since `clear`: a view, until the next piece is written. */
  written(): Buffer {
    return this.#bytes.subarray(0, this.#used);
  }

  clear(): void {
    this.#used = 0;
  }

  /** Signs of ASCII as they stand: brackets, commas. */
  signs(signs: string): void {
    this.#makeRoom(signs.length);
    for (let index = 0; index < signs.length; index++) this.#bytes[this.#used++] = signs.charCodeAt(index);
  }

  /** The key of a cell, as a text. */
  key(key: string): void {
    let bytes = keys.get(key);
    if (bytes === undefined) keys.set(key, (bytes = encoder.encode(JSON.stringify(key))));
    this.#makeRoom(bytes.length);
    // So few that setting them at once takes longer.
    for (let index = 0; index < bytes.length; index++) this.#bytes[this.#used + index] = bytes[index] ?? 0;
    this.#used += bytes.length;
  }

  text(text: string): void {
    const from = this.#used;
    this.signs('"');
    if (this.#plain(text)) {
      this.signs('"');
      return;
    }
    this.#used = from;
    this.json(text);
  }

  value(value: CellValue | null): void {
    if (typeof value === 'number') this.#plain(String(value));
    else if (typeof value === 'string') this.text(value);
    else this.json(value);
  }

  json(value: unknown): void {
    const text = JSON.stringify(value);
    // At most three bytes for each UTF-16 unit.
    this.#makeRoom(text.length * 3);
    this.#used += encoder.encodeInto(text, this.#bytes.subarray(this.#used)).written;
  }

  /** A text that JSON writes as it is; false, and nothing that counts, where it doesn't. */
  #plain(text: string): boolean {
    this.#makeRoom(text.length);
    const from = this.#used;
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      if (code < 0x20 || code > 0x7e || code === 0x22 || code === 0x5c) return false;
      this.#bytes[from + index] = code;
    }
    this.#used = from + text.length;
    return true;
  }

  #makeRoom(bytes: number): void {
    if (this.#used + bytes <= this.#bytes.length) return;
    const grown = Buffer.alloc(Math.max(this.#used + bytes, this.#bytes.length * 2));
    grown.set(this.#bytes.subarray(0, this.#used));
    this.#bytes = grown;
  }
}
