const dayMs = 86_400_000;
/** Day 0 of the 1900 system; right from March 1900 on, where its leap-year mistake no longer counts. */
const dayZero = Date.UTC(1899, 11, 30);

/**
 * The serial of a date as ODS, SpreadsheetML and the like write it (2015-12-31, 2015-12-31T08:00:00), in the 1900
 * system or that of 1904, as digits; null for anything else. Taken from the figures alone: no time zone, no clock.
 */
export function serialOfDate(written: string, date1904 = false): string | null {
  const found = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d(?:\.\d+)?))?)?Z?$/.exec(written.trim());
  if (found === null) return null;
  const [year, month, day, hour, minute, second] = found.slice(1).map((part) => Number(part ?? 0));
  const at = Date.UTC(year ?? 0, (month ?? 0) - 1, day);
  const date = new Date(at);
  if (date.getUTCMonth() + 1 !== month || date.getUTCDate() !== day || (year ?? 0) < 1900) return null;
  const share = ((hour ?? 0) * 3600 + (minute ?? 0) * 60 + (second ?? 0)) / 86_400;
  return String((at - dayZero) / dayMs - (date1904 ? 1462 : 0) + share);
}
