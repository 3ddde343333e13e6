import type { Language } from './language.ts';

/** Units of the forms in English; in Chinese they stand as the form has them. */
const english: Readonly<Record<string, string>> = {
  元: 'yuan',
  千元: 'k yuan',
  万元: '10k yuan',
  亿元: '100M yuan',
  人: 'persons',
  件: 'items',
  项: 'items',
  个: 'items',
  户: 'units',
  家: 'units',
  台: 'pieces',
  平方米: 'm²',
  公顷: 'ha',
  吨: 't',
};

export function unitName(unit: string, language: Language): string {
  return language === 'zh' ? unit : (english[unit] ?? unit);
}
