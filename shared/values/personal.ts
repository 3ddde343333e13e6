const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checks = '10X98765432';
const residentId =
  /(?<![\dA-Z])[1-6]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX](?![\dA-Z])/giu;

/** 公民身份号码, GB 11643: a region, a day of birth, a number and a check character that is right. */
function isResidentId(digits: string): boolean {
  const sum = weights.reduce((all, weight, at) => all + weight * Number(digits.charAt(at)), 0);
  return checks.charAt(sum % 11) === digits.charAt(17).toUpperCase();
}

/** A text with all but the last four characters of each number of an identity card covered. */
export function withoutResidentIds(text: string): string {
  if (text.length < 18) return text;
  const plain = text.normalize('NFKC');
  const covered = plain.replace(residentId, (found) =>
    isResidentId(found) ? '*'.repeat(14) + found.slice(14) : found,
  );
  return covered === plain ? text : covered;
}

/** The last four characters of the one number of an identity card that a text was; null for any other text. */
export function lastFourOf(covered: string): string | null {
  return /^\*{14}(\d{3}[\dX])$/i.exec(covered)?.[1] ?? null;
}

/** What a text says of a person: the number of an identity card, or of a mobile telephone. */
export function personalIn(text: string): 'resident-id' | 'mobile' | null {
  if (withoutResidentIds(text) !== text) return 'resident-id';
  return /^(?:\+?86)?1[3-9]\d{9}$/.test(text.normalize('NFKC').replace(/[\s-]/gu, '')) ? 'mobile' : null;
}
