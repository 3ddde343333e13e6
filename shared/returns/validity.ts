import { daysInMonth } from '../values/moment.ts';
import type { Edition } from './definition.ts';

/**
 * The last day of a 有效期 as forms print it — 2016年6月, 2016年6月30日, 2016-06-30, 2016.6 —, YYYY-MM-DD; null where it
 * names no day, such as 示范版.
 */
export function lastValidDay(validUntil: string): string | null {
  const found = /(\d{4})\s*[年.\-/]\s*(\d{1,2})(?:\s*[月.\-/]\s*(\d{1,2})?)?/u.exec(
    validUntil.normalize('NFKC'),
  );
  if (found === null) return null;
  const [, year = '', month = '', day] = found;
  const last = daysInMonth(Number(year), Number(month));
  if (Number(month) < 1 || Number(month) > 12 || Number(day ?? last) > last) return null;
  return `${year}-${month.padStart(2, '0')}-${String(day ?? last).padStart(2, '0')}`;
}

/** Whether an edition's forms are past their 有效期 on a day, YYYY-MM-DD or longer. */
export function isExpired({ header }: Pick<Edition, 'header'>, today: string): boolean {
  const last = lastValidDay(header.validUntil);
  return last !== null && today.slice(0, 10) > last;
}

/** 有效期至 as it is printed: what has passed says so on every copy. */
export function printedValidity(edition: Pick<Edition, 'header'>, today: string): string {
  return `${edition.header.validUntil}${isExpired(edition, today) ? '(已过有效期)' : ''}`;
}
