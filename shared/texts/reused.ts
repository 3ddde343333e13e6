import type { Reused } from '../intake/recipe.ts';
import type { Language } from './language.ts';
import { chosenText } from './questions.ts';

/** An answer that was taken from an earlier file of the sender, and from which. */
export function reusedText({ question, choice, year, file }: Reused, language: Language): string {
  const chosen = chosenText(question, choice, language);
  return language === 'zh'
    ? `沿用 ${year} 年“${file}”的选择:${chosen}`
    : `As chosen for “${file}” of ${year}: ${chosen}`;
}
