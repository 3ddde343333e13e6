import type * as Pinyin from 'pinyin-pro';

/** Absent until letters are typed: it takes 16 MB in each thread that loads it. */
let pinyin: typeof Pinyin | null = null;

/** To be awaited before `meansUnit` is asked about what was typed. */
export async function prepareSearch(typed: string | undefined): Promise<void> {
  if (typed !== undefined && areLetters(typed.trim())) pinyin ??= await import('pinyin-pro');
}

function areLetters(text: string): boolean {
  return /^[a-z]+$/i.test(text);
}

/** First letters of every reading of each character of a name: 长河 → ['cz', 'h']. */
const initials = new Map<string, readonly string[]>();
const kept = 50_000;

/**
 * Whether a unit is meant by what was typed: a part of its name or code, or the first letters of its name in pinyin
 * (拼音首字母), any reading of a character counting: chym and zhym both find 长河玉米.
 */
export function meansUnit(
  typed: string,
  { name, codes }: { readonly name: string; readonly codes: readonly string[] },
): boolean {
  const wanted = typed.trim();
  if (wanted === '' || name.includes(wanted)) return true;
  const upper = wanted.toUpperCase();
  if (codes.some((code) => code.includes(upper))) return true;
  return areLetters(wanted) && isSpelled(wanted.toLowerCase(), lettersOf(name));
}

function isSpelled(wanted: string, letters: readonly string[]): boolean {
  return letters.some((_, start) =>
    [...wanted].every((letter, index) => letters[start + index]?.includes(letter) === true),
  );
}

function lettersOf(name: string): readonly string[] {
  let letters = initials.get(name);
  if (letters === undefined) {
    if (pinyin === null) throw new Error('a search that was not prepared');
    if (initials.size >= kept) initials.clear();
    letters = pinyin
      .polyphonic(name, { pattern: 'first', toneType: 'none', type: 'array' })
      .map((readings) => readings.join('').toLowerCase());
    initials.set(name, letters);
  }
  return letters;
}
