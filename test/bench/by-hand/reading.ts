import type { FilingDocument, Row, UnitDocuments } from '#shared/checking/documents.ts';
import type { Surroundings } from '#shared/checking/surroundings.ts';
import type { Edition } from '#shared/returns/definition.ts';
import { outside, type Cells } from '#shared/values/cell.ts';
import type { RecordKey } from '#shared/values/record.ts';
import type { CountyRows } from './county-rows.ts';

/** The cells of a form or row; undefined where there is none, and no rule that names it can be broken. */
export type Form = Cells | undefined;

/** Names the rule that a unit breaks, and of a rule over rows the row. */
export type Report = (rule: string, row?: RecordKey) => void;

/** What all rules of a year look at beside the unit's own returns. */
export interface Setting {
  readonly around: Surroundings;
  /** First and last month of the year, YYYYMM. */
  readonly start: number;
  readonly end: number;
  readonly edition: Pick<Edition, 'params' | 'compatible'>;
  readonly rows: CountyRows;
  readonly has: (unit: string) => boolean;
}

const empty: Cells = {};

/** A filing that the rules see: not one that is awaited, exempt or set aside. */
export function seen(unit: UnitDocuments, code: string, back = 0): FilingDocument | undefined {
  const filing = unit.filing(code, back);
  if (filing === undefined) return undefined;
  return filing.state === 'due' || filing.state === 'exempt' || filing.state === 'aside' ? undefined : filing;
}

/** The one record of a fixed table. */
export function formOf(unit: UnitDocuments, table: string, back = 0): Form {
  const filing = seen(unit, table.slice(0, 5), back);
  return filing === undefined ? undefined : (filing.tables.get(table)?.[0]?.cells ?? empty);
}

export function rowsOf(unit: UnitDocuments, table: string, back = 0): readonly Row[] {
  return seen(unit, table.slice(0, 5), back)?.tables.get(table) ?? [];
}

/** The same for a rule that counts them: undefined where the return is still awaited, or nobody asks for it. */
export function countable(unit: UnitDocuments, table: string): readonly Row[] | undefined {
  const state = unit.filing(table.slice(0, 5), 0)?.state;
  return state === undefined || state === 'due' ? undefined : rowsOf(unit, table);
}

export function owes(unit: UnitDocuments, code: string): boolean {
  return unit.filing(code, 0)?.state === 'due';
}

function isInapplicable(value: unknown): boolean {
  return (value as { blank?: unknown } | undefined)?.blank === 'not-applicable';
}

/** Whether none of some cells is marked as not applicable, which takes the whole rule away. */
export function applies(form: Form, ...keys: readonly string[]): boolean {
  return form !== undefined && !keys.some((key) => isInapplicable(form[key]));
}

/**
 * The least that a number may be: 0 where it is blank, and NaN where there is no such cell. No comparison with NaN holds, so
 * that no rule breaks on it.
 */
export function low(form: Form, key: string): number {
  if (form === undefined) return Number.NaN;
  const value = form[key];
  if (typeof value === 'number') return value;
  return isInapplicable(value) ? Number.NaN : 0;
}

/** The most that a number may be: without end where it is blank. */
export function high(form: Form, key: string): number {
  if (form === undefined) return Number.NaN;
  const value = form[key];
  if (typeof value === 'number') return value;
  return isInapplicable(value) ? Number.NaN : Number.POSITIVE_INFINITY;
}

/** A number or month that is known; NaN otherwise. */
export function exact(form: Form, key: string): number {
  const value = form?.[key];
  return typeof value === 'number' ? value : Number.NaN;
}

/** The least that the size of a number may be: 0 where it is blank, and NaN where there is no such cell. */
export function leastSize(form: Form, key: string): number {
  return Math.max(0, low(form, key), -high(form, key));
}

/** Whether a number is surely not zero. */
export function isNotZero(form: Form, key: string): boolean {
  return low(form, key) > 0 || high(form, key) < 0;
}

export function lows(form: Form, keys: readonly string[]): number {
  let sum = 0;
  for (const key of keys) sum += low(form, key);
  return sum;
}

export function highs(form: Form, keys: readonly string[]): number {
  let sum = 0;
  for (const key of keys) sum += high(form, key);
  return sum;
}

export function text(form: Form, key: string): string | undefined {
  const value = form?.[key];
  return typeof value === 'string' ? value : undefined;
}

/** What a cell says by which rows are looked up: undefined while it is blank, null where it does not apply. */
export function named(form: Form, key: string): string | undefined | null {
  return isInapplicable(form?.[key]) ? null : text(form, key);
}

export function isFilled(form: Form, key: string): boolean {
  const value = form?.[key];
  return value !== undefined && (typeof value !== 'object' || Array.isArray(value));
}

/** Whether a list of codes is there and has some of these: undefined while nothing is said. */
export function hasSome(form: Form, key: string, codes: readonly string[]): boolean | undefined {
  const value = form?.[key];
  return Array.isArray(value) ? codes.some((code) => (value as readonly string[]).includes(code)) : undefined;
}

/** A code that is filled in, and is none of a set. */
export function isOther(form: Form, key: string, codes: readonly string[]): boolean {
  const code = text(form, key);
  return code !== undefined && !codes.includes(code);
}

export function isOneOf(form: Form, key: string, codes: readonly string[]): boolean {
  const code = text(form, key);
  return code !== undefined && codes.includes(code);
}

/** A unit that is neither in the directory nor marked as outside. */
export function isUnknownUnit({ has }: Setting, form: Form, key: string): boolean {
  const unit = text(form, key);
  return unit !== undefined && !has(unit) && !unit.startsWith(outside);
}

/** A unit of the directory that is not the one that files. */
export function isAnotherUnit({ has }: Setting, form: Form, key: string, own: string): boolean {
  const unit = text(form, key);
  return unit !== undefined && unit !== own && has(unit);
}

/** Months from one to the other, both YYYYMM. */
export function monthsBetween(from: number, to: number): number {
  return (Math.floor(to / 100) - Math.floor(from / 100)) * 12 + (to % 100) - (from % 100);
}

/** A 文号 that does not look like one. */
export function isBadDocument({ around }: Setting, form: Form, key: string): boolean {
  const written = text(form, key);
  return written !== undefined && !around.hasForm(written, '文号');
}

/** Whether two codes cannot go together by the edition's table for their lists. */
export function isIncompatible(
  { edition }: Setting,
  lists: readonly [string, string],
  first: string | undefined,
  second: string | undefined,
): boolean {
  if (first === undefined || second === undefined) return false;
  const table = edition.compatible.find((item) => item.lists[0] === lists[0] && item.lists[1] === lists[1]);
  const fitting = table?.pairs[first];
  return fitting !== undefined && !fitting.includes(second);
}
