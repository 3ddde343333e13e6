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
  台套: 'sets',
  次: 'times',
  户次: 'unit-times',
  场次: 'events',
  小时: 'hours',
  种: 'kinds',
  笔: 'deals',
  分: 'points',
  百分点: 'percentage points',
  指数: 'index',
  级别: 'level',
  文本: 'text',
  平方米: 'm²',
  公顷: 'ha',
  吨: 't',
  名: 'persons',
  份: 'documents',
};

export function unitName(unit: string, language: Language): string {
  return language === 'zh' ? unit : (english[unit] ?? unit);
}
