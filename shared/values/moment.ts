const two = (number: number): string => String(number).padStart(2, '0');

/**
 * A stored moment (ISO 8601, UTC) as people read it, by the clock of this computer: 2016-03-25 09:30. What is no moment is
 * given back as it is.
 */
export function localTime(iso: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  return `${localDay(iso)} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** The day of a stored moment where this computer is: 2016-03-25. */
export function localDay(iso: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** By this computer's clock, to the second: 09:30:07. */
export function localClock(at: Date): string {
  return `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}

/** How many days a month has; months count from 1. */
export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
