/** Characters of a page; a cell's text is far shorter. */
const pageLength = 256 * 1024;
/** The texts in front are kept as they are, too: those that repeat in a list come first. */
const keptTexts = 4096;

/**
 * Texts by their number, in a few large buffers: hundreds of thousands of them as strings take several times the memory,
 * and each holds on to the piece of the file that it was cut from.
 */
export class TextTable {
  readonly #pages: Buffer[] = [];
  #used = pageLength;
  /** Where each text begins, in characters from the beginning of the first page, and how long it is. */
  #begins = new Uint32Array(256);
  #lengths = new Uint16Array(256);
  #count = 0;
  readonly #kept: string[] = [];

  /** Of at most 65,535 characters. Returns its number. */
  add(text: string): number {
    if (this.#used + text.length > pageLength) {
      this.#pages.push(Buffer.allocUnsafe(pageLength * 2));
      this.#used = 0;
    }
    if (this.#count === this.#begins.length) this.#grow();
    this.#pages.at(-1)?.write(text, this.#used * 2, 'utf16le');
    this.#begins[this.#count] = (this.#pages.length - 1) * pageLength + this.#used;
    this.#lengths[this.#count] = text.length;
    this.#used += text.length;
    return this.#count++;
  }

  get count(): number {
    return this.#count;
  }

  /** The length of a text; undefined where there is none of this number. */
  lengthOf(number: number): number | undefined {
    return number < this.#count ? this.#lengths[number] : undefined;
  }

  text(number: number): string {
    const known = this.#kept[number];
    if (known !== undefined) return known;
    const begin = this.#begins[number] ?? 0;
    const page = this.#pages[Math.floor(begin / pageLength)];
    const from = (begin % pageLength) * 2;
    const text = page?.toString('utf16le', from, from + (this.#lengths[number] ?? 0) * 2) ?? '';
    if (number < keptTexts) this.#kept[number] = text;
    return text;
  }

  #grow(): void {
    const [begins, lengths] = [new Uint32Array(this.#count * 2), new Uint16Array(this.#count * 2)];
    begins.set(this.#begins);
    lengths.set(this.#lengths);
    [this.#begins, this.#lengths] = [begins, lengths];
  }
}
