import type { Language } from './language.ts';

/** Encodings of a text, as a clerk may know them. */
export const encodings: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  'utf-8': { zh: 'UTF-8', en: 'UTF-8' },
  gb18030: { zh: '中文 GBK', en: 'Chinese, GBK' },
  'windows-1252': { zh: '西欧', en: 'Western' },
};
/** What separates the fields of a text. */
export const separators: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  '\t': { zh: '制表符', en: 'tabs' },
  ',': { zh: '逗号', en: 'commas' },
  ';': { zh: '分号', en: 'semicolons' },
  '|': { zh: '竖线', en: 'bars' },
  '，': { zh: '全角逗号', en: 'full-width commas' },
};
/** What a file is by its content. */
export const contents: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  xlsx: { zh: 'xlsx 工作簿', en: 'an xlsx workbook' },
  xlsb: { zh: 'xlsb 工作簿', en: 'an xlsb workbook' },
  xls: { zh: 'xls 工作簿', en: 'an xls workbook' },
  ods: { zh: 'ods 电子表格', en: 'an ods spreadsheet' },
  csv: { zh: '文本(CSV)', en: 'text (CSV)' },
  html: { zh: '网页表格(HTML)', en: 'a web page (HTML)' },
  xml: { zh: 'XML 电子表格', en: 'an XML spreadsheet' },
};

/** What to do about files that a program keeps beside open workbooks. */
export function leftoversText(names: readonly string[], language: Language): string {
  const shown = names.slice(0, 3).join(language === 'zh' ? '、' : ', ');
  return language === 'zh'
    ? `跳过 ${names.length} 个表格软件的临时文件(${shown}${names.length > 3 ? '等' : ''}):对应的表格可能正开着,请保存并关闭后再导入一次。`
    : `Passed over ${names.length} temporary files of a spreadsheet program (${shown}${names.length > 3 ? ' …' : ''}): their workbooks may be open; save and close them, then import again.`;
}
