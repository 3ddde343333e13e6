import type { UnitDocuments } from '#shared/checking/documents.ts';
import { carriedKey, type Cells } from '#shared/values/cell.ts';
import type { NearNames, SameRows } from './alike.ts';
import { added, isNotOne } from './county-rows.ts';
import {
  applies,
  exact,
  formOf,
  high,
  isAnotherUnit,
  isFilled,
  isOneOf,
  isOther,
  isUnknownUnit,
} from './reading.ts';
import {
  low,
  monthsBetween,
  owes,
  rowsOf,
  seen,
  text,
  type Form,
  type Report,
  type Setting,
} from './reading.ts';
import { required } from './required.ts';

const plans = new Set('01 02 03 04 05 06 07 08 11 12 13 14 21 22 23 24 25 81 82 83 90 91'.split(' '));

export interface Projects {
  readonly names: NearNames;
  readonly same: SameRows;
}

export function checkProjects(report: Report, unit: UnitDocuments, setting: Setting, others: Projects): void {
  if (seen(unit, 'JC104') === undefined) return;
  const figures = formOf(unit, 'JC102');
  for (const { key, cells } of rowsOf(unit, 'JC104')) {
    const say = (rule: string): void => report(rule, key);
    checkProject(say, cells, unit, setting);
    checkFunds(say, cells, unit, figures);
    const name = text(cells, '02');
    if (name !== undefined && others.names.hasNear(unit.id, key, name)) say('JC104-02-1');
    if (others.same.hasOther(unit, key, cells)) say('JC104-01-1');
    if (cells[carriedKey] === true) say('JC104-K');
    required(report, 'JC104', cells, { unit, end: setting.end, row: key });
  }
  const { projectsBy } = setting.rows;
  const spent = added(projectsBy.sure(unit.id, unit), projectsBy.open(unit), '12').least;
  if (spent > high(figures, '12')) report('JC104-12-2');
}

function checkProject(
  say: (rule: string) => void,
  cells: Cells,
  unit: UnitDocuments,
  setting: Setting,
): void {
  const { start, end, rows } = setting;
  const plan = text(cells, '03');
  const [from, until] = [exact(cells, '06'), exact(cells, '07')];
  if (plan !== undefined && !plans.has(plan)) say('JC104-03-1');
  if (plan === '05' && (from < 201_101 || from > 201_512)) say('JC104-03-2');
  if (isUnknownUnit(setting, cells, '05')) say('JC104-05-1');
  if (isAnotherUnit(setting, cells, '05', unit.id)) say('JC104-05-2');
  if (!Number.isNaN(until)) {
    if (applies(cells, '06') && (from > until || from > end || until < start)) say('JC104-06-1');
    if (monthsBetween(end, until) > 60) say('JC104-07-1');
  }
  const alliance = text(cells, '19');
  if (applies(cells, '09') && !owes(unit, 'JC105')) {
    const isLost = alliance !== undefined && isNotOne(rows.alliancesCalled.count(alliance, unit));
    if (isLost || (text(cells, '09') === '5' && alliance === undefined)) say('JC104-09-1');
  }
  if (isOneOf(cells, '04', ['1', '2']) && !isFilled(cells, '23')) say('JC104-23-1');
  if (exact(cells, '23a') > end) say('JC104-23a-1');
  if (cells['24'] === true) {
    if (isOther(cells, '03', ['01', '02'])) say('JC104-24-1');
    if (from > 201_108) say('JC104-24-2');
  }
}

function checkFunds(say: (rule: string) => void, cells: Cells, unit: UnitDocuments, figures: Form): void {
  if (text(cells, '05') === unit.id) {
    if (low(cells, '11') > high(figures, '10')) say('JC104-11-1');
    if (low(cells, '16') > high(figures, '02')) say('JC104-16-1');
  }
  if (high(cells, '12') < low(cells, '13')) say('JC104-12-1');
  if (100 * (low(cells, '13') + low(cells, '14')) > 105 * high(cells, '12')) say('JC104-14-1');
}
