import { addressOf } from '#shared/intake/grid.ts';
import { record } from './biff-records.ts';

/** A record of Excel 2007 in an old file begins with its own number, flags and a range. */
const futureHead = 12;
const mostRanges = 200;
/** Where a look (DXFN, [MS-XLS] 2.5.92) says that it has a number format or a font, and that the format is written out. */
const [hasFormat, hasFont, isFormatOwn] = [1 << 25, 1 << 26, 1];
/** Within its font: the attributes, and which of them it leaves alone; of each a bit strikes out. */
const [attributes, left, struck] = [68, 88, 0x80];

/** The conditional formats of a sheet of a BIFF8 stream: which cells they may strike out. */
export class BiffConditions {
  /** Cells that the rules that follow are for. */
  #cells = '';

  /** Takes a record; the cells of a rule that strikes out ("C3:F9 H3"), else null. What is cut says nothing. */
  take(type: number, body: Buffer): string | null {
    const isFuture = type === record.conditionNew || type === record.ruleNew;
    const own = body.subarray(isFuture ? futureHead : 0);
    if (type === record.condition || type === record.conditionNew) {
      this.#cells = cellsIn(own);
      return null;
    }
    const look = own.subarray(isFuture ? 10 : 6);
    return this.#cells !== '' && strikesOut(look) ? this.#cells : null;
  }
}

/** The ranges behind the one that bounds them all. */
function cellsIn(body: Buffer): string {
  if (body.length < 14) return '';
  const count = Math.min(body.readUInt16LE(12), mostRanges, Math.floor((body.length - 14) / 8));
  const ranges = Array.from({ length: count }, (_, at) => {
    const [top = 0, bottom = 0, first = 0, last = 0] = [0, 2, 4, 6].map((offset) =>
      body.readUInt16LE(14 + at * 8 + offset),
    );
    const begin = addressOf(top, first);
    return top === bottom && first === last ? begin : `${begin}:${addressOf(bottom, last)}`;
  });
  return ranges.join(' ');
}

function strikesOut(look: Buffer): boolean {
  if (look.length < 8) return false;
  const flags = look.readUInt32LE(0);
  if ((flags & hasFont) === 0) return false;
  const ownFormat = (look.readUInt16LE(4) & isFormatOwn) !== 0 ? look.readUInt16LE(6) : 2;
  const font = look.subarray(6 + ((flags & hasFormat) === 0 ? 0 : ownFormat));
  if (font.length <= left) return false;
  return (font.readUInt8(attributes) & struck) !== 0 && (font.readUInt8(left) & struck) === 0;
}
