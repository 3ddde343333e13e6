/** A month as YYYYMM, or why a text is none. Months are read by arithmetic on the text and the serial, never by a clock. */
export type MonthReading = { readonly month: number } | { readonly unclear: true };

export function readMonthText(raw: string): MonthReading {
  const text = raw
    .normalize('NFKC')
    .replace(/[\u200b-\u200f\u2060\ufeff]/gu, '')
    .replace(/\s*([年月日])\s*/gu, '$1')
    .trim();
  const parts =
    /^((?:19|20)\d\d)年(\d{1,2})月(?:\d{1,2}日)?$/.exec(text) ??
    /^((?:19|20)\d\d)[-/.](\d{2})(?:[-/.]\d{1,2})?(?:[ T]0?0:00(?::00)?)?$/.exec(text) ??
    /^((?:19|20)\d\d)[-/](\d{1,2})[-/]\d{1,2}$/.exec(text) ??
    /^((?:19|20)\d\d)(\d\d)(?:\d\d)?$/.exec(text);
  const month = parts === null ? 0 : Number(parts[2]);
  if (parts === null || month < 1 || month > 12) return { unclear: true };
  return { month: Number(parts[1]) * 100 + month };
}

/** The month of a spreadsheet serial: days since 1899-12-30, or since 1904-01-01. */
export function monthOfSerial(serial: number, date1904: boolean): MonthReading {
  const days = Math.floor(serial) + (date1904 ? 1462 : 0);
  if (!Number.isFinite(days) || days < 61 || days > 73_050) return { unclear: true };
  // Civil date from days since 1970-01-01 (Howard Hinnant, "chrono-compatible low-level date algorithms").
  const z = days - 25_569 + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return { month: (yearOfEra + era * 400 + (month <= 2 ? 1 : 0)) * 100 + month };
}
