import type { Language } from './language.ts';

/**
 * Rows of a list as import names them (`placeOf`): 7; F4, row 4 of the table that begins in column F; D@3, column D of a
 * list that begins in row 3 and whose units stand in columns. Several are separated by 、, a stretch by –.
 */
export function linesText(names: string, language: Language): string {
  const plain = names.replace(/@\d+/g, '');
  if (names.includes('@')) return language === 'zh' ? `${plain} 列` : `column ${plain}`;
  const beside = /^(?:(.*)!)?([A-Z]+)(\d+)$/.exec(names);
  if (beside !== null) {
    const [, sheet, column = '', row = ''] = beside;
    return language === 'zh'
      ? `${sheet === undefined ? '' : `“${sheet}”`}第 ${row} 行(${column} 列起的表)`
      : `row ${row} of the table from column ${column}${sheet === undefined ? '' : ` of “${sheet}”`}`;
  }
  const [, sheet, row = plain] = /^(.*)!(.+)$/.exec(plain) ?? [];
  if (language === 'zh') return `${sheet === undefined ? '' : `“${sheet}”`}第 ${row} 行`;
  return `row ${row}${sheet === undefined ? '' : ` of “${sheet}”`}`;
}

/** Whether the rows of a list are columns of its sheet. */
export function areColumns(names: string): boolean {
  return names.includes('@');
}

/** What the rows of a list are on its sheet. */
export function lineWord(names = ''): Readonly<Record<Language, string>> {
  return areColumns(names) ? { zh: '列', en: 'columns' } : { zh: '行', en: 'rows' };
}
