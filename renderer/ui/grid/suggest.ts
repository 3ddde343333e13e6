import { pinyin } from 'pinyin-pro';
import type { GridOption } from './model.ts';

const separators = /[、,,;;]/u;
const initials = new Map<string, string>();

/** 初级 → cj; what is no Chinese stays as it is. */
export function initialsOf(name: string): string {
  const known = initials.get(name);
  if (known !== undefined) return known;
  const made = pinyin(name, { pattern: 'first', toneType: 'none', type: 'array' })
    .join('')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]/gu, '');
  initials.set(name, made);
  return made;
}

/** Options that what is typed may mean, the likeliest first: by code, by name, by the initials of its pinyin. */
export function suggestions(options: readonly GridOption[], typed: string): readonly GridOption[] {
  const wanted = typed.trim().toLowerCase();
  if (wanted === '') return options;
  const rank = ({ value, name }: GridOption): number => {
    const [code, title, letters] = [value.toLowerCase(), name.toLowerCase(), initialsOf(name)];
    if (code === wanted) return 0;
    if (code.startsWith(wanted)) return 1;
    if (title.startsWith(wanted)) return 2;
    if (letters.startsWith(wanted)) return 3;
    if (title.includes(wanted)) return 4;
    return letters.includes(wanted) ? 5 : 6;
  };
  return options
    .map((option, index) => ({ option, index, rank: rank(option) }))
    .filter((item) => item.rank < 6)
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
    .map((item) => item.option);
}

/** The part of a cell with several options that is being typed: the last. */
export function lastPart(text: string): string {
  return text.split(separators).at(-1) ?? '';
}

export function withLastPart(text: string, value: string): string {
  return [...text.split(separators).slice(0, -1), value].join('、');
}
