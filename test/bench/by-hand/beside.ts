import { exact, high, low, type Form, type Report } from './reading.ts';

/** Part and whole, and the rule that says that the one is at most the other. */
export type AtMost = readonly (readonly [part: string, whole: string, rule: string])[];

export function atMost(report: Report, form: Form, pairs: AtMost): void {
  for (const [part, whole, rule] of pairs) if (low(form, part) > high(form, whole)) report(rule);
}

/** One number that asks for another: if the first is above 0, so is the second. */
export type Along = readonly (readonly [first: string, second: string, rule: string])[];

export function along(report: Report, form: Form, pairs: Along): void {
  for (const [first, second, rule] of pairs)
    if (low(form, first) > 0 && high(form, second) <= 0) report(rule);
}

/** Whether a number is further from a known one than so many hundredths of it. */
export function isFar(least: number, most: number, known: number, percent: number): boolean {
  const room = percent * Math.abs(known);
  return 100 * (least - known) > room || 100 * (known - most) > room;
}

/** 本年 beside 上年 in one form: more than half of last year's, and more than `least`, apart. Two decimals are kept. */
export function growth(
  report: Report,
  form: Form,
  codes: readonly string[],
  rule: string,
  least: number,
  isSigned = false,
): void {
  for (const code of codes) {
    const last = `${code}.上年`;
    const old = exact(form, last);
    // Of what a blank may be, that which is nearest to last year's.
    const now = isSigned ? exact(form, code) : Math.max(low(form, code), Math.min(old, high(form, code)));
    const size = isSigned ? Math.abs(old) : old;
    const change = Math.round(Math.abs(now - old) * 100) / 100;
    if (2 * change > Math.max(size, 1) && change > least) report(isSigned ? rule : `${rule}-${code}`);
  }
}

/** 上年 on this form beside what was accepted last year; a blank of a number that may be negative may be any. */
export function carried(
  report: Report,
  form: Form,
  before: Form,
  codes: readonly string[],
  rule: string,
  signed?: string,
): void {
  if (before === undefined) return;
  if (signed !== undefined) {
    const [said, accepted] = [exact(form, `${signed}.上年`), exact(before, signed)];
    if (said < accepted || said > accepted) report(`${rule}-${signed}`);
  }
  for (const code of codes) {
    const last = `${code}.上年`;
    if (low(form, last) > high(before, code) || high(form, last) < low(before, code))
      report(`${rule}-${code}`);
  }
}

/** Ten, a thousand or ten thousand times last year's, give or take two per cent, or the other way round. */
export function shifted(
  report: Report,
  form: Form,
  lastOf: (code: string) => number,
  codes: readonly string[],
  rule: string,
): void {
  for (const code of codes) {
    const now = exact(form, code);
    if (!(now > 0)) continue;
    const old = lastOf(code);
    if (old > 0 && (isShift(now, old) || isShift(old, now))) report(`${rule}-${code}`);
  }
}

function isShift(a: number, b: number): boolean {
  for (const factor of [10, 1000, 10_000]) if (50 * Math.abs(a - factor * b) <= factor * b) return true;
  return false;
}

export function codes(from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, index) => String(from + index).padStart(2, '0'));
}
