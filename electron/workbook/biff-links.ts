/** In place of the length of a path: a workbook's own sheets, and the functions of add-ins. */
const ownBooks = [0x0401, 0x3a01];

/**
 * Which references of formulas lead to another file. In BIFF8 by the SUPBOOK and EXTERNSHEET records of the workbook
 * ([MS-XLS] 2.4.271, 2.4.105); in BIFF5 each sheet has EXTERNSHEET records of its own.
 */
export class BiffLinks {
  readonly #version: 5 | 8;
  readonly #isBookOther: boolean[] = [];
  readonly #sheets: Buffer[] = [];
  #books: readonly number[] | null = null;
  #ofSheet: boolean[] = [];

  constructor(version: 5 | 8) {
    this.#version = version;
  }

  book(body: Buffer): void {
    const length = body.length < 4 ? 0 : body.readUInt16LE(2);
    // A path of one character stands for the sheet itself, or for nothing.
    this.#isBookOther.push(!ownBooks.includes(length) && length > 1);
  }

  sheets(body: Buffer): void {
    if (this.#version === 8) this.#sheets.push(body);
    // The path of a file begins with 1, a sheet of this one with 2 or 3.
    else this.#ofSheet.push(body[1] === 1);
  }

  nextSheet(): void {
    this.#ofSheet = [];
  }

  readonly isOther = (index: number): boolean => {
    // In BIFF5 those of the own workbook are less than nothing.
    if (this.#version === 5) return this.#ofSheet[((index << 16) >> 16) - 1] === true;
    this.#books ??= booksOf(Buffer.concat(this.#sheets));
    return this.#isBookOther[this.#books[index] ?? -1] === true;
  };
}

function booksOf(body: Buffer): readonly number[] {
  const count = body.length < 2 ? 0 : body.readUInt16LE(0);
  const books: number[] = [];
  for (let at = 2; books.length < count && at + 6 <= body.length; at += 6) books.push(body.readUInt16LE(at));
  return books;
}
