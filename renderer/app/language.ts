import { create } from 'zustand';
import type { Language } from '#shared/texts/language.ts';

interface LanguageStore {
  readonly language: Language;
  readonly choose: (language: Language) => void;
}

/** What this browser remembers shows the first page; what the workspace remembers, in `Frame`, wins. */
const remembered = 'nianbao.language';

export const useLanguageStore = create<LanguageStore>((set) => ({
  language: localStorage.getItem(remembered) === 'en' ? 'en' : 'zh',
  choose: (language) => {
    localStorage.setItem(remembered, language);
    set({ language });
  },
}));

export function useLanguage(): Language {
  return useLanguageStore((state) => state.language);
}

/** A feature's own labels in the language of the page. */
export function useLabels<T>(labels: Readonly<Record<Language, T>>): T {
  return labels[useLanguage()];
}
