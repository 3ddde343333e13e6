import type { UnitDocuments } from '#shared/checking/documents.ts';
import { atMost, along, carried, codes, growth, isFar, shifted, type AtMost } from './beside.ts';
import { added, counted, isAmong, isUnequal } from './county-rows.ts';
import {
  applies,
  countable,
  exact,
  formOf,
  hasSome,
  high,
  isNotZero,
  leastSize,
  low,
  owes,
  seen,
  text,
} from './reading.ts';
import type { Form, Report, Setting } from './reading.ts';
import { required } from './required.ts';

/** Chains of 产业链 that ask for lines of their own. */
export const chemicals = ['101', '102', '103', '104'];
export const vehicles = ['201', '301', '302', '303'];
export const rails = ['202', '341'];

const parts: AtMost = [
  ['02', '01', 'JC102-02-1'],
  ['04', '03', 'JC102-04-1'],
  ['06', '05', 'JC102-06-1'],
  ['10', '09', 'JC102-10-1'],
  ['11', '10', 'JC102-11-1'],
  ['13', '12', 'JC102-13-1'],
  ['14', '12', 'JC102-14-1'],
  ['16', '15', 'JC102-16-1'],
  ['19', '10', 'JC102-19-1'],
  ['20', '19', 'JC102-20-1'],
  ['23', '22', 'JC102-23-1'],
  ['25', '24', 'JC102-25-1'],
  ['27', '26', 'JC102-27-1'],
  ['31', '30', 'JC102-31-1'],
  ['41', '42', 'JC102-41-1'],
  ['42', '01', 'JC102-42-1'],
  ['44', '43', 'JC102-44-1'],
  ['47', '01', 'JC102-47-1'],
];

const grown = [...codes(1, 7), ...codes(9, 44), '47'];
const unsigned = [...grown, '46'];
const money = '01 02 47 03 04 05 06 07 12 13 14 17 21 22 23 29 33 34 35 36 37 38 39 40 41 42 43 44'.split(
  ' ',
);

export function checkFigures(report: Report, unit: UnitDocuments, setting: Setting): void {
  const form = formOf(unit, 'JC102');
  if (form === undefined) return;
  const before = formOf(unit, 'JC102', 1);
  const facts = formOf(unit, 'JC101');
  atMost(report, form, parts);
  along(report, form, [
    ['29', '28', 'JC102-29-1'],
    ['33', '34', 'JC102-33-1'],
  ]);
  checkRatios(report, form);
  checkWithin(report, form);
  checkChains(report, form, facts);
  checkYears(report, form, before, formOf(unit, 'JC102', 2));
  checkRegisters(report, form, unit, setting);
  if (text(facts, '12') === '1' && high(form, '01') <= 0) report('JC102-01-1');
  if (low(form, '38') > 0 && facts?.['20'] === false) report('JC102-38-1');
  growth(report, form, ['08'], 'JC102-Y1-08', setting.edition.params['增减下限'] ?? 0, true);
  growth(report, form, grown, 'JC102-Y1', setting.edition.params['增减下限'] ?? 0);
  carried(report, form, before, unsigned, 'JC102-Y2', '08');
  shifted(report, form, (code) => exact(form, `${code}.上年`), money, 'JC102-U1');
  required(report, 'JC102', form, { unit, end: setting.end });
}

function checkRatios(report: Report, form: Form): void {
  const least = (code: string): number => low(form, code);
  const most = (code: string): number => high(form, code);
  if (10 * least('02') > 9 * most('01')) report('JC102-02-2');
  const output = exact(form, '01');
  if (!Number.isNaN(output) && isFar(least('03'), most('03'), output, 50)) report('JC102-03-1');
  if (least('03') > 0 && (least('05') > 2 * most('03') || 2 * most('05') < least('03'))) report('JC102-05-1');
  if (least('02') > 0 && (2 * least('06') > 3 * most('02') || 2 * most('06') < least('02')))
    report('JC102-06-2');
  if (least('09') > 0 && (least('01') > 20_000 * most('09') || most('01') < 20 * least('09')))
    report('JC102-09-1');
  if (100 * least('12') > 30 * most('05')) report('JC102-12-2');
  if (least('10') > 0 && (least('12') > 1000 * most('10') || most('12') < 5 * least('10')))
    report('JC102-12-3');
  if (10 * least('17') > 12 * most('12')) report('JC102-17-1');
  if (2 * least('37') > most('12')) report('JC102-37-1');
}

function checkWithin(report: Report, form: Form): void {
  const [exported, sold, shipped] = [low(form, '07'), high(form, '06'), high(form, '04')];
  if (applies(form, '06', '04') && (exported > sold || exported > shipped)) report('JC102-07-1');
  if (leastSize(form, '08') > high(form, '05')) report('JC102-08-1');
  if (low(form, '12') > 0 && applies(form, '10', '15') && (high(form, '10') <= 0 || high(form, '15') <= 0))
    report('JC102-12-1');
  if (form?.['18'] === 0 && applies(form, '19', '21', '22'))
    if (['19', '21', '22'].some((code) => isNotZero(form, code))) report('JC102-18-2');
  const share = exact(form, '46');
  if (share < 0 || share > 100) report('JC102-46-1');
}

function checkChains(report: Report, form: Form, facts: Form): void {
  if (low(form, '42') > 0 && hasSome(facts, '25', chemicals) === false) report('JC102-41-2');
  if (!(low(form, '43') > 0)) return;
  const [road, rail] = [hasSome(facts, '25', vehicles), hasSome(facts, '25', rails)];
  if (road === false && rail === false) report('JC102-43-1');
  if (road === true && rail === true) report('JC102-43-2');
}

function checkYears(report: Report, form: Form, before: Form, earlier: Form): void {
  if (low(form, '02') > 0 && low(before, '02') > 0 && high(form, '17') <= 0 && high(before, '17') <= 0)
    report('JC102-02-3');
  if (10 * high(form, '26') < 7 * low(before, '26')) report('JC102-26-1');
  const granted = high(before, '26') + high(form, '25') + high(before, '25') + high(earlier, '25');
  if (low(form, '26') > granted) report('JC102-26-2');
  const moved = Math.max(low(form, '46') - high(before, '46'), low(before, '46') - high(form, '46'));
  if (Math.round(100 * moved) > 1000) report('JC102-46-2');
}

function checkRegisters(report: Report, form: Form, unit: UnitDocuments, { rows }: Setting): void {
  if (!owes(unit, 'JC104')) {
    if (isUnequal(form, '15', rows.projectsBy.count(unit.id, unit))) report('JC102-15-1');
    const funds = added(rows.projectsBy.sure(unit.id, unit), rows.projectsBy.open(unit), '13');
    if (isUnequal(form, '39', funds)) report('JC102-39-1');
  }
  if (!owes(unit, 'JC103')) {
    const run = rows.platformsAt.sure(unit.id, unit).filter(({ cells }) => text(cells, '08') === '2');
    if (high(form, '18') < run.length) report('JC102-18-1');
  }
  const marks = countable(unit, 'JC109B');
  if (marks !== undefined && high(form, '31') < counted(marks, (row) => isAmong(row, '01', ['5'])).least)
    report('JC102-31-2');
  const standards = countable(unit, 'JC109C');
  if (
    standards !== undefined &&
    low(form, '32') > counted(standards, (row) => isAmong(row, '03', ['2', '3'])).most
  )
    report('JC102-32-1');
  if (low(form, '32') > 0 && seen(unit, 'JC109') === undefined) report('JC102-32-2');
}
