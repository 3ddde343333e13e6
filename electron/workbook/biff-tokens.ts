/** Functions whose result is a number: COUNT, SUM, AVERAGE, MIN, MAX, ABS, INT, ROUND, PRODUCT, ROUNDUP, ROUNDDOWN. */
const numeric = new Set([0, 4, 5, 6, 7, 24, 25, 27, 183, 212, 213]);

/**
 * True for a formula that can only come to a number or an error: figures, cells and ranges, arithmetic, and functions of
 * them. What it does not know it leaves open. [MS-XLS] 2.5.198.
 */
export function isArithmetic(tokens: Buffer, version: 5 | 8): boolean {
  let operators = 0;
  let at = 0;
  while (at < tokens.length) {
    const token = tokens[at] ?? 0;
    const base = token >= 0x40 ? (token & 0x1f) | 0x20 : token;
    if (token >= 0x03 && token <= 0x14 && token !== 0x08) {
      operators += 1;
      at += 1;
    } else if (token === 0x15) at += 1;
    else if (token === 0x19) {
      // Of the attributes only SUM and spaces: IF and CHOOSE may come to a text.
      const kind = tokens[at + 1] ?? 0;
      if ((kind & ~0x51) !== 0) return false;
      if ((kind & 0x10) !== 0) operators += 1;
      at += 4;
    } else if (token === 0x1e) at += 3;
    else if (token === 0x1f) at += 9;
    else if (base === 0x24) at += version === 8 ? 5 : 4;
    else if (base === 0x25) at += version === 8 ? 9 : 7;
    else if (base === 0x21 || base === 0x22) {
      const place = base === 0x21 ? at + 1 : at + 2;
      if (place + 2 > tokens.length || !numeric.has(tokens.readUInt16LE(place))) return false;
      operators += 1;
      at = place + 2;
    } else return false;
  }
  return operators > 0;
}
