import type { Language } from './language.ts';

const names = {
  credit: { zh: '统一社会信用代码', en: 'Credit code' },
  organisation: { zh: '组织机构代码', en: 'Organisation code' },
  area: { zh: '行政区划代码', en: 'Area code' },
  own: { zh: '单位编号', en: 'Number of the unit' },
} as const;

/**
 * What the code is that a unit is filed under: of 18 characters (GB 32100), of 9 (GB 11714), the county's own area code of six
 * digits (GB/T 2260), or a number of this program for a unit without any.
 */
export function codeName(code: string, language: Language): string {
  // L and the moment it was entered: as long as a credit code, which never begins so.
  if (/^L\d+$/.test(code)) return names.own[language];
  if (/^[0-9A-Z]{18}$/.test(code)) return names.credit[language];
  if (/^[0-9A-Z]{8}[0-9X]$/.test(code)) return names.organisation[language];
  return /^\d{6}$/.test(code) ? names.area[language] : names.own[language];
}
