import { rangeName } from '#shared/intake/grid.ts';
import { record } from './biff-records.ts';
import { plainColour, white } from './biff-styles.ts';
import { hidesNumbers, plainLook, type RuleLook } from './rule-looks.ts';

/** A record of Excel 2007 in an old file begins with its own number, flags and a range. */
const futureHead = 12;
const mostRanges = 200;
/** The parts that a look (DXFN, [MS-XLS] 2.5.92) may have, in their order; a number format may be written out. */
const part = {
  format: 1 << 25,
  font: 1 << 26,
  alignment: 1 << 27,
  border: 1 << 28,
  pattern: 1 << 29,
} as const;
const isFormatOwn = 1;
/** What of a pattern it leaves as the cells have it. */
const keeps = { pattern: 1 << 16, behind: 1 << 18 } as const;
/** Within its font: the attributes, the colour, and which attributes it leaves alone; of these a bit strikes out. */
const [attributes, inkAt, leaves, struck, fontSize] = [68, 80, 88, 0x80, 118];
const none = 0xffff_ffff;

export interface BiffRule {
  /** "C3:F9 H3". */
  readonly cells: string;
  readonly look: RuleLook;
}

/** The conditional formats of a sheet of a BIFF8 stream: which cells they are for, and how these may look. */
export class BiffConditions {
  /** Cells that the rules that follow are for. */
  #cells = '';

  /** Takes a record; the rule that it is, if it tells anything. What is cut says nothing. */
  take(type: number, body: Buffer): BiffRule | null {
    const isFuture = type === record.conditionNew || type === record.ruleNew;
    const own = body.subarray(isFuture ? futureHead : 0);
    if (type === record.condition || type === record.conditionNew) {
      this.#cells = cellsIn(own);
      return null;
    }
    const look = lookIn(own.subarray(isFuture ? 10 : 6));
    const tells = this.#cells !== '' && (look.isStruck || look.isHidden);
    return tells ? { cells: this.#cells, look } : null;
  }
}

/** The ranges behind the one that bounds them all. */
function cellsIn(body: Buffer): string {
  if (body.length < 14) return '';
  const count = Math.min(body.readUInt16LE(12), mostRanges, Math.floor((body.length - 14) / 8));
  const ranges = Array.from({ length: count }, (_, at) => {
    const [top = 0, bottom = 0, left = 0, right = 0] = [0, 2, 4, 6].map((offset) =>
      body.readUInt16LE(14 + at * 8 + offset),
    );
    return rangeName({ top, left, bottom, right });
  });
  return ranges.join(' ');
}

function lookIn(look: Buffer): RuleLook {
  if (look.length < 8) return plainLook;
  const flags = look.readUInt32LE(0);
  const has = (of: number): boolean => (flags & of) !== 0;
  const isOwn = (look.readUInt16LE(4) & isFormatOwn) !== 0;
  const formatSize = !has(part.format) ? 0 : isOwn ? look.readUInt16LE(6) : 2;
  const format = isOwn && formatSize > 0 ? codeIn(look.subarray(8, 6 + formatSize)) : undefined;
  const font = look.subarray(6 + formatSize, 6 + formatSize + (has(part.font) ? fontSize : 0));
  const between = (has(part.alignment) ? 8 : 0) + (has(part.border) ? 8 : 0);
  const behindAt = 6 + formatSize + font.length + between;
  const behind = has(part.pattern) ? behindIn(flags, look.subarray(behindAt, behindAt + 4)) : white;
  if (font.length < fontSize) return { isStruck: false, isHidden: hidesNumbers(format) };
  const ink = font.readUInt32LE(inkAt);
  return {
    isStruck: (font.readUInt8(attributes) & struck) !== 0 && (font.readUInt8(leaves) & struck) === 0,
    isHidden: (ink !== none && plainColour(ink) === behind) || hidesNumbers(format),
  };
}

/** What a rule puts behind the letters; null for a pattern of two colours. Without a pattern it is a plain one. */
function behindIn(flags: number, pattern: Buffer): number | null {
  if (pattern.length < 4 || (flags & keeps.behind) !== 0) return white;
  const isPlain = (flags & keeps.pattern) !== 0 || pattern.readUInt16LE(0) >> 10 <= 1;
  return isPlain ? plainColour((pattern.readUInt16LE(2) >> 7) & 0x7f) : null;
}

/** A format code with its length and whether its characters take two bytes. */
function codeIn(written: Buffer): string {
  if (written.length < 3) return '';
  const isWide = (written.readUInt8(2) & 1) !== 0;
  return written.toString(isWide ? 'utf16le' : 'latin1', 3, 3 + written.readUInt16LE(0) * (isWide ? 2 : 1));
}
