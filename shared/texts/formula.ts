import type { Language } from './language.ts';

/** Words of the notation of formulas, each before those that begin like it. */
const words: readonly (readonly [string, string])[] = [
  ['省提供的参照值', 'the reference of the province'],
  ['省提供', 'supplied by the province'],
  ['报告年初', 'first day of the year'],
  ['报告年末', 'last day of the year'],
  ['单位.类型', 'unit.kind'],
  ['单位', 'unit'],
  ['企业', 'enterprise'],
  ['计数', 'count'],
  ['去重', 'distinct'],
  ['其中', 'where'],
  ['且', 'and'],
  ['或', 'or'],
  ['含', 'has'],
  ['空', 'empty'],
  ['填', 'filled'],
  ['是', 'yes'],
  ['否', 'no'],
];

/** How an indicator is computed, in the field's notation. */
export function formulaText(source: string, language: Language): string {
  if (language === 'zh') return source;
  return words.reduce((text, [zh, en]) => text.replaceAll(zh, en), source);
}

/** The number of an official form, such as 吉创Z301表. */
export function formNumber(number: string, language: Language): string {
  const part = /^吉创([A-Z]\d+)表$/u.exec(number)?.[1];
  return language === 'zh' || part === undefined ? number : `Jichuang ${part}`;
}
