const marks = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/**
 * Digits that are raised or lowered behind those of a figure, as a mark of a note is: 10 with a raised 2 is 10², and no 102.
 * Any other text stays as it is stored.
 */
export function raisedDigits(before: string, piece: string): string {
  if (!/[\d⁰¹²³⁴-⁹]\s*$/u.test(before) || !/\d/.test(piece)) return piece;
  return piece.replace(/\d/g, (digit) => marks[Number(digit)] ?? digit);
}
