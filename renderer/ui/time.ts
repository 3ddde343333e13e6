const two = (number: number): string => String(number).padStart(2, '0');

/** A moment by this computer's clock: 2016-03-25 09:30. */
export function localTime(iso: string): string {
  const at = new Date(iso);
  return `${localDay(at)} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** 2016-03-25 */
export function localDay(at: Date): string {
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** 09:30:07 */
export function localClock(at: Date): string {
  return `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}
