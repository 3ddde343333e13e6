/** Binary formulas: those of Excel 95, of Excel 97 and of xlsb. */
export type FormulaVersion = 5 | 8 | 12;

/** Bytes behind each token, in the three versions ([MS-XLS] 2.5.198, [MS-XLSB] 2.5.97). Operators have none. */
const sizes: ReadonlyMap<number, readonly [number, number, number]> = new Map([
  [0x01, [4, 4, 4]],
  [0x02, [4, 4, 4]],
  [0x1c, [1, 1, 1]],
  [0x1d, [1, 1, 1]],
  [0x1e, [2, 2, 2]],
  [0x1f, [8, 8, 8]],
  [0x20, [7, 7, 14]],
  [0x21, [2, 2, 2]],
  [0x22, [3, 3, 3]],
  [0x23, [14, 4, 4]],
  [0x24, [3, 4, 6]],
  [0x25, [6, 8, 12]],
  [0x26, [6, 6, 6]],
  [0x27, [6, 6, 6]],
  [0x28, [6, 6, 6]],
  [0x29, [2, 2, 2]],
  [0x2a, [3, 4, 6]],
  [0x2b, [6, 8, 12]],
  [0x2c, [3, 4, 6]],
  [0x2d, [6, 8, 12]],
  [0x39, [24, 6, 6]],
  [0x3a, [17, 6, 8]],
  [0x3b, [20, 10, 14]],
  [0x3c, [17, 6, 8]],
  [0x3d, [20, 10, 14]],
]);

/** Tokens that begin with the number of a link: a name, a cell or a range elsewhere, and those that are lost. */
const links = new Set([0x39, 0x3a, 0x3b, 0x3c, 0x3d]);

/** Whether a formula takes a value from another file; `isOther` tells that of a link. What it does not know ends its look. */
export function takesFromOther(
  tokens: Buffer,
  version: FormulaVersion,
  isOther: (link: number) => boolean,
): boolean {
  let at = 0;
  while (at < tokens.length) {
    const token = tokens[at] ?? 0;
    const base = token >= 0x40 ? (token & 0x1f) | 0x20 : token;
    if (links.has(base) && at + 3 <= tokens.length && isOther(tokens.readUInt16LE(at + 1))) return true;
    const size = sizeOf(base, tokens, at, version);
    if (size === null) return false;
    at += 1 + size;
  }
  return false;
}

function sizeOf(base: number, tokens: Buffer, at: number, version: FormulaVersion): number | null {
  // Operators, brackets, and arguments that are left out.
  if (base >= 0x03 && base <= 0x16) return 0;
  const byte = (offset: number): number => tokens[at + offset] ?? 0;
  const pair = (offset: number): number => byte(offset) | (byte(offset + 1) << 8);
  switch (base) {
    case 0x17:
      if (version === 5) return 1 + byte(1);
      return version === 8 ? 2 + byte(1) * ((byte(2) & 1) + 1) : 2 + pair(1) * 2;
    case 0x18:
      return byte(1) === 0x19 ? 13 : 5;
    case 0x19:
      return byte(1) === 0x04 ? 3 + (pair(2) + 1) * 2 : 3;
    default:
      return sizes.get(base)?.[version === 5 ? 0 : version === 8 ? 1 : 2] ?? null;
  }
}
