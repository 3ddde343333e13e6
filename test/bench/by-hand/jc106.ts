import type { UnitDocuments } from '#shared/checking/documents.ts';
import type { SameRows } from './alike.ts';
import { along, atMost, codes, isFar, shifted } from './beside.ts';
import { added } from './county-rows.ts';
import {
  exact,
  formOf,
  high,
  highs,
  isBadDocument,
  isFilled,
  isOneOf,
  isOther,
  leastSize,
} from './reading.ts';
import { low, lows, named, owes, text, type Report, type Setting } from './reading.ts';
import { required } from './required.ts';

const moneyOfBase = '10 11 12 13 14 15 20 16'.split(' ');

export function checkBase(report: Report, unit: UnitDocuments, setting: Setting, same: SameRows): void {
  const form = formOf(unit, 'JC106');
  if (form === undefined) return;
  const before = formOf(unit, 'JC106', 1);
  if (same.hasOther(unit, '', form)) report('JC106-01-1');
  if (text(form, '03') === '1' && isOther(form, '02', ['1', '4'])) report('JC106-03-1');
  if (exact(form, '24') > setting.end) report('JC106-24-1');
  if (isBadDocument(setting, form, '25')) report('JC106-25-1');
  atMost(report, form, [
    ['07', '06', 'JC106-07-1'],
    ['08', '06', 'JC106-08-1'],
    ['11', '10', 'JC106-11-1'],
    ['12', '10', 'JC106-12-1'],
    ['14', '13', 'JC106-14-1'],
  ]);
  const name = named(form, '01');
  const { formsOfBase, platformsOfBase } = setting.rows;
  const output =
    name === null
      ? added([], [], '01')
      : name === undefined
        ? added([], formsOfBase.all(unit), '01')
        : added(formsOfBase.sure(name, unit), formsOfBase.open(unit), '01');
  const isKnown = output.least === output.most && !owes(unit, 'JC102');
  if (isKnown && isFar(low(form, '10'), high(form, '10'), output.least, 10)) report('JC106-10-1');
  if (typeof name === 'string' && !owes(unit, 'JC103')) {
    const run = platformsOfBase.sure(name, unit).filter(({ cells }) => text(cells, '08') === '2');
    if (high(form, '17') < run.length) report('JC106-17-1');
  }
  shifted(report, form, (code) => exact(before, code), moneyOfBase, 'JC106-U1');
  required(report, 'JC106', form, { unit, end: setting.end });
}

const moneyOfIncubator = [...codes(6, 15), ...codes(17, 22), ...codes(34, 37)];

export function checkIncubator(report: Report, unit: UnitDocuments, setting: Setting, same: SameRows): void {
  const form = formOf(unit, 'JC107');
  if (form === undefined) return;
  const before = formOf(unit, 'JC107', 1);
  const [opened, recognised] = [exact(form, '05'), exact(form, '42')];
  if (same.hasOther(unit, '', form)) report('JC107-01-1');
  if (opened > setting.end) report('JC107-05-1');
  if (recognised > setting.end) report('JC107-42-1');
  if (recognised < opened) report('JC107-42-2');
  if (isOneOf(form, '04', ['1', '2']) && !isFilled(form, '43')) report('JC107-43-1');
  if (isBadDocument(setting, form, '43')) report('JC107-43-2');
  const invested = ['07', '08', '09', '10'];
  if (low(form, '06') > highs(form, invested) || high(form, '06') < lows(form, invested))
    report('JC107-06-1');
  if (high(form, '11') < lows(form, ['12', '13', '14', '15'])) report('JC107-11-1');
  if (leastSize(form, '16') > high(form, '11')) report('JC107-16-1');
  if (high(form, '27') < lows(form, ['28', '29', '30', '31'])) report('JC107-27-1');
  atMost(report, form, [
    ['19', '18', 'JC107-19-1'],
    ['21', '20', 'JC107-21-1'],
    ['24', '23', 'JC107-24-1'],
    ['25', '23', 'JC107-25-1'],
    ['26', '23', 'JC107-26-1'],
    ['33', '32', 'JC107-33-1'],
    ['35', '34', 'JC107-35-1'],
    ['38', '39', 'JC107-38-1'],
  ]);
  if (high(form, '39') < low(before, '39') + low(form, '38')) report('JC107-39-1');
  along(report, form, [['32', '40', 'JC107-40-1']]);
  shifted(report, form, (code) => exact(before, code), moneyOfIncubator, 'JC107-U1');
  required(report, 'JC107', form, { unit, end: setting.end });
}
