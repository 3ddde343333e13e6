import type { UnitDocuments } from '#shared/checking/documents.ts';
import { carriedKey, type Cells } from '#shared/values/cell.ts';
import type { SameRows } from './alike.ts';
import { isNotOne } from './county-rows.ts';
import { applies, exact, high, isBadDocument, isFilled, isUnknownUnit, low, owes } from './reading.ts';
import { rowsOf, text, type Report, type Setting } from './reading.ts';
import { required } from './required.ts';

export function checkTalents(report: Report, unit: UnitDocuments, setting: Setting, same: SameRows): void {
  for (const { key, cells } of rowsOf(unit, 'JC108A')) {
    const say = (rule: string): void => report(rule, key);
    if (same.hasOther(unit, key, cells)) say('JC108A-01-1');
    if (isUnknownUnit(setting, cells, '03')) say('JC108A-03-1');
    if (exact(cells, '08') > setting.end) say('JC108A-08-1');
    if (isFilled(cells, '08') && !isFilled(cells, '08a')) say('JC108A-08a-1');
    if (isBadDocument(setting, cells, '08a')) say('JC108A-08a-2');
    if (isLostProject(cells, unit, setting)) say('JC108A-09-1');
    if (text(cells, '04') === '02b' && high(cells, '11') < 2) say('JC108A-11-1');
    if (cells[carriedKey] === true) say('JC108A-K');
    required(report, 'JC108A', cells, { unit, end: setting.end, row: key });
  }
}

export function checkServices(report: Report, unit: UnitDocuments, setting: Setting, same: SameRows): void {
  const { start, end, has } = setting;
  for (const { key, cells } of rowsOf(unit, 'JC108B')) {
    const say = (rule: string): void => report(rule, key);
    const [from, until] = [exact(cells, '05'), exact(cells, '05a')];
    const served = text(cells, '03');
    if (same.hasOther(unit, key, cells)) say('JC108B-01-1');
    if (isUnknownUnit(setting, cells, '02')) say('JC108B-02-1');
    if (served !== undefined && !has(served)) say('JC108B-03-1');
    if (from > end) say('JC108B-05-1');
    if (applies(cells, '05') && (from > until || until < start)) say('JC108B-05a-1');
    if (low(cells, '06') > 366) say('JC108B-06-1');
    if (high(cells, '06') <= 0) say('JC108B-06-2');
    if (isLostProject(cells, unit, setting)) say('JC108B-09-1');
    if (cells['10'] === false) say('JC108B-10-1');
    if (cells['10'] === true && !isFilled(cells, '10a')) say('JC108B-10a-1');
    required(report, 'JC108B', cells, { unit, end, row: key });
  }
}

/** A project that is named and is not there, or there more than once. */
function isLostProject(cells: Cells, unit: UnitDocuments, { rows }: Setting): boolean {
  const project = text(cells, '09');
  return project !== undefined && !owes(unit, 'JC104') && isNotOne(rows.projectsCalled.count(project, unit));
}
