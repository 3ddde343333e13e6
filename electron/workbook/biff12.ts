/** Records of [MS-XLSB], by their numbers. */
export const record = {
  row: 0,
  blank: 1,
  rk: 2,
  error: 3,
  boolean: 4,
  real: 5,
  text: 6,
  shared: 7,
  formulaText: 8,
  formulaNumber: 9,
  formulaBoolean: 10,
  formulaError: 11,
  shortBlank: 12,
  shortShared: 18,
  sharedItem: 19,
  font: 43,
  format: 44,
  fill: 45,
  xf: 47,
  columnInfo: 60,
  richText: 62,
  view: 137,
  endSheetData: 146,
  workbookProperties: 153,
  sheet: 156,
  calculation: 157,
  merge: 176,
  otherBook: 355,
  ownBook: 357,
  sameSheet: 358,
  links: 362,
  array: 426,
  condition: 461,
  rule: 463,
  headerFooter: 479,
  look: 507,
  beginCellStyles: 617,
  endCellStyles: 618,
  beginComment: 635,
  commentText: 637,
  addIns: 667,
} as const;

/** Takes the records of a part one after the other. Ends in a RangeError where one is cut. */
export function eachRecord(part: Buffer, take: (type: number, body: Body) => void): void {
  let at = 0;
  while (at < part.length) {
    let type = part.readUInt8(at++);
    if (type >= 0x80) type = (type & 0x7f) | ((part.readUInt8(at++) & 0x7f) << 7);
    let length = 0;
    for (let shift = 0; shift < 28; shift += 7) {
      const byte = part.readUInt8(at++);
      length |= (byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    if (at + length > part.length) throw new RangeError('the record ends');
    take(type, new Body(part.subarray(at, at + length)));
    at += length;
  }
}

/** What a record holds, read from its beginning on. */
export class Body {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  u8(): number {
    this.#at += 1;
    return this.#bytes.readUInt8(this.#at - 1);
  }

  u16(): number {
    this.#at += 2;
    return this.#bytes.readUInt16LE(this.#at - 2);
  }

  u24(): number {
    this.#at += 3;
    return this.#bytes.readUIntLE(this.#at - 3, 3);
  }

  u32(): number {
    this.#at += 4;
    return this.#bytes.readUInt32LE(this.#at - 4);
  }

  real(): number {
    this.#at += 8;
    return this.#bytes.readDoubleLE(this.#at - 8);
  }

  /** A number in four bytes: a whole one or the upper part of a real one, of which it may be a hundredth (2.5.122). */
  rk(): number {
    const stored = this.u32();
    const upper = Buffer.alloc(8);
    upper.writeUInt32LE((stored & 0xffff_fffc) >>> 0, 4);
    const value = (stored & 2) === 0 ? upper.readDoubleLE(0) : (stored | 0) >> 2;
    return (stored & 1) === 0 ? value : value / 100;
  }

  /** A text with its length before it (2.5.168); empty where it is none. */
  text(): string {
    const length = this.u32();
    return length === 0xffff_ffff ? '' : this.take(length * 2).toString('utf16le');
  }

  take(length: number): Buffer {
    const bytes = this.#bytes.subarray(this.#at, this.#at + length);
    if (bytes.length < length) throw new RangeError('the record ends');
    this.#at += length;
    return bytes;
  }

  skip(length: number): void {
    this.#at += length;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }
}
