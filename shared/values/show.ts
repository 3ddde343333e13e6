import { isBlank, type CellValue } from './cell.ts';

/** A number with thousands separators; decimals as given. */
export function formatNumber(value: number, decimals = 0): string {
  const [whole = '', fraction] = Math.abs(value).toFixed(decimals).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return (
    (value < 0 && Number(value.toFixed(decimals)) !== 0 ? '-' : '') +
    grouped +
    (fraction === undefined ? '' : `.${fraction}`)
  );
}

const blanks = {
  unknown: { zh: '不详', en: 'unknown' },
  none: { zh: '无', en: 'none' },
  'not-applicable': { zh: '不适用', en: 'n/a' },
} as const;

/** A cell's value as it is shown: 0 as 0, a blank by its reason, never filled as an empty text. */
export function showValue(
  value: CellValue | null | undefined,
  field: { readonly type: string; readonly decimals?: number | undefined } | undefined,
  language: 'zh' | 'en',
  listName?: (code: string) => string | undefined,
): string {
  if (value === null || value === undefined) return '';
  if (isBlank(value)) return blanks[value.blank][language];
  if (typeof value === 'boolean') return language === 'zh' ? (value ? '是' : '否') : value ? 'yes' : 'no';
  if (typeof value === 'number') {
    if (field?.type === 'month') return `${Math.floor(value / 100)}-${String(value % 100).padStart(2, '0')}`;
    const decimals = field?.decimals ?? (Number.isInteger(value) ? 0 : 2);
    return formatNumber(value, decimals);
  }
  if (typeof value === 'string') {
    const name = listName?.(value);
    return name === undefined ? value : `${value} ${name}`;
  }
  return value.map((code) => listName?.(code) ?? code).join('、');
}

/** The size of a file as a person reads it, rounded up: 340 KB, 9.6 MB. */
export function sizeText(bytes: number): string {
  return bytes < 1024 * 1024
    ? `${Math.ceil(bytes / 1024)} KB`
    : `${formatNumber(Math.ceil((bytes / 1024 / 1024) * 10) / 10, 1)} MB`;
}
