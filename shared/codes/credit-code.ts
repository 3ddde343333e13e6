/**
 * 统一社会信用代码, GB 32100-2015: 18 characters without I O S V Z; 1 登记管理部门, 2 机构类别, 3-8 登记机关行政区划,
 * 9-17 主体标识码 (the organisation code), 18 check character. Registries have issued codes whose check character is
 * wrong, so a wrong one is a matter for an explanation, never a refusal.
 */
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** As typed → as written: NFKC, upper case, without spaces, hyphens and invisible characters. */
export function normaliseCode(typed: string): string {
  return typed
    .normalize('NFKC')
    .replace(/[\s\u200b-\u200f\u2060\ufeff\-‐-―]/gu, '')
    .toUpperCase();
}

export function isCreditCodeForm(code: string): boolean {
  return /^[0-9A-HJ-NP-RTUWXY]{18}$/.test(code);
}

/** The check character of the first 17; undefined when they are not of the form. */
export function creditCodeCheck(code: string): string | undefined {
  let sum = 0;
  for (let i = 0; i < 17; i++) {
    const value = alphabet.indexOf(code.charAt(i));
    const weight = weights[i];
    if (code.charAt(i) === '' || value < 0 || weight === undefined) return undefined;
    sum += value * weight;
  }
  return alphabet.charAt((31 - (sum % 31)) % 31);
}

export function isCreditCodeSound(code: string): boolean {
  return isCreditCodeForm(code) && creditCodeCheck(code) === code.charAt(17);
}

/** Positions 9-17: the organisation code within. */
export function bodyOf(code: string): string {
  return code.slice(8, 17);
}

const confusable: readonly (readonly [string, string])[] = [
  ['O', '0'],
  ['I', '1'],
  ['S', '5'],
  ['Z', '2'],
  ['B', '8'],
];

/** The one spelling, a letter and a digit that look alike exchanged, that makes the code sound; undefined if none or several. */
export function suggestCreditCode(code: string): string | undefined {
  if (code.length !== 18) return undefined;
  const readable = [...code]
    .map(
      (character) =>
        confusable.find(([letter]) => letter === character && !alphabet.includes(letter))?.[1] ?? character,
    )
    .join('');
  const found = new Set<string>();
  if (isCreditCodeSound(readable)) found.add(readable);
  for (let i = 0; i < 18; i++) {
    for (const [letter, digit] of confusable) {
      const other = readable.charAt(i) === letter ? digit : readable.charAt(i) === digit ? letter : undefined;
      if (other === undefined) continue;
      const candidate = readable.slice(0, i) + other + readable.slice(i + 1);
      if (isCreditCodeSound(candidate)) found.add(candidate);
    }
  }
  found.delete(code);
  return found.size === 1 ? [...found][0] : undefined;
}
