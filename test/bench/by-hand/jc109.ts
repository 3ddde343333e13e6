import type { UnitDocuments } from '#shared/checking/documents.ts';
import { carriedKey, type Cells } from '#shared/values/cell.ts';
import type { SameRows } from './alike.ts';
import { atMost, carried, growth } from './beside.ts';
import { added, type Between } from './county-rows.ts';
import { applies, exact, formOf, high, isBadDocument, isFilled, isIncompatible, isOneOf } from './reading.ts';
import { isOther, isUnknownUnit, low, monthsBetween, rowsOf, seen, text } from './reading.ts';
import type { Report, Setting } from './reading.ts';
import { required } from './required.ts';

const counts = ['01', '02', '03', '04', '05', '06', '09'];

export function checkQuality(report: Report, unit: UnitDocuments, setting: Setting, same: SameRows): void {
  if (seen(unit, 'JC109') === undefined) return;
  checkCounts(report, unit, setting);
  checkMarks(report, unit, setting, same);
  checkStandards(report, unit, setting);
  checkProducts(report, unit, setting);
}

function checkCounts(report: Report, unit: UnitDocuments, { edition, end }: Setting): void {
  const form = formOf(unit, 'JC109A');
  atMost(report, form, [
    ['02', '01', 'JC109A-02-1'],
    ['03', '01', 'JC109A-03-1'],
    ['04', '03', 'JC109A-04-1'],
    ['05', '01', 'JC109A-05-1'],
    ['06', '05', 'JC109A-06-1'],
    ['06', '09', 'JC109A-06-2'],
    ['09', '01', 'JC109A-09-1'],
  ]);
  growth(report, form, counts, 'JC109A-Y1', edition.params['个数增减下限'] ?? 0);
  carried(report, form, formOf(unit, 'JC109A', 1), counts, 'JC109A-Y2');
  required(report, 'JC109A', form, { unit, end });
}

const classes = new Set(Array.from({ length: 45 }, (_, index) => String(index + 1).padStart(2, '0')));

function checkMarks(report: Report, unit: UnitDocuments, setting: Setting, same: SameRows): void {
  const { start, end } = setting;
  for (const { key, cells } of rowsOf(unit, 'JC109B')) {
    const say = (rule: string): void => report(rule, key);
    const [from, until] = [exact(cells, '07'), exact(cells, '08')];
    const goods = text(cells, '04');
    if (same.hasOther(unit, key, cells)) say('JC109B-03-1');
    if (goods !== undefined && !classes.has(goods)) say('JC109B-04-1');
    if (isOneOf(cells, '01', ['1', '2', '3', '4', '7']) && !isFilled(cells, '06')) say('JC109B-06-1');
    if (isBadDocument(setting, cells, '06')) say('JC109B-06-2');
    if (from > end) say('JC109B-07-1');
    if (until < from) say('JC109B-08-1');
    if (until >= start && until < end) say('JC109B-08-2');
    if (isUnknownUnit(setting, cells, '09')) say('JC109B-09-1');
    if (isOther(cells, '01', ['6', '8']) && isOther(cells, '09', [unit.id])) say('JC109B-09-2');
    if (cells[carriedKey] === true) say('JC109B-K');
    required(report, 'JC109B', cells, { unit, end, row: key });
  }
}

/** Rows of which another of the same filing says the same in a cell. */
function twice(rows: readonly { readonly cells: Cells }[], code: string): ReadonlySet<string> {
  const [once, again] = [new Set<string>(), new Set<string>()];
  for (const { cells } of rows) {
    const said = text(cells, code);
    if (said === undefined) continue;
    if (once.has(said)) again.add(said);
    once.add(said);
  }
  return again;
}

function checkStandards(report: Report, unit: UnitDocuments, { start, end }: Setting): void {
  const rows = rowsOf(unit, 'JC109C');
  const again = twice(rows, '01');
  for (const { key, cells } of rows) {
    const published = exact(cells, '05');
    if (again.has(text(cells, '01') ?? '')) report('JC109C-01-1', key);
    if (published < start || published > end) report('JC109C-05-1', key);
    if (high(cells, '06') < 1) report('JC109C-06-1', key);
    required(report, 'JC109C', cells, { unit, end, row: key });
  }
}

function checkProducts(report: Report, unit: UnitDocuments, setting: Setting): void {
  const { start, end } = setting;
  const rows = rowsOf(unit, 'JC109D');
  const again = twice(rows, '01');
  for (const { key, cells } of rows) {
    const say = (rule: string): void => report(rule, key);
    const launched = exact(cells, '04');
    const isNew = cells['05'] === true;
    if (again.has(text(cells, '01') ?? '')) say('JC109D-01-1');
    if (isIncompatible(setting, ['三个转变', '产业链'], text(cells, '02'), text(cells, '03')))
      say('JC109D-03-1');
    if (isNew && !isFilled(cells, '06') && monthsBetween(launched, end) > 12) say('JC109D-04-1');
    if (launched > end) say('JC109D-04-2');
    if (isNew && isFilled(cells, '06') && exact(cells, '06a') < start) say('JC109D-06-1');
    if (isBadDocument(setting, cells, '06')) say('JC109D-06-2');
    if (low(cells, '09') > 100 || high(cells, '09') < 0) say('JC109D-09-1');
    required(report, 'JC109D', cells, { unit, end, row: key });
  }
  const figures = formOf(unit, 'JC102');
  if (figures === undefined) return;
  const isNew = rows.filter(({ cells }) => cells['05'] === true);
  const maybe = rows.filter(({ cells }) => typeof cells['05'] !== 'boolean' && applies(cells, '05'));
  const sum = (of: typeof rows, or: typeof rows, code: string): Between =>
    added(
      of.map(({ cells }) => ({ unit, cells, counts: true })),
      or.map(({ cells }) => ({ unit, cells, counts: true })),
      code,
    );
  const fresh = sum(isNew, maybe, '07');
  if (fresh.least > high(figures, '02')) report('JC109D-07-1');
  if (10 * fresh.most < 8 * low(figures, '02')) report('JC109D-07-2');
  if (sum(rows, [], '07').least > high(figures, '01')) report('JC109D-07-3');
  if (sum(rows, [], '08').least > high(figures, '05')) report('JC109D-08-1');
}
