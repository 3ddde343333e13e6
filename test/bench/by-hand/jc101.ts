import type { UnitDocuments } from '#shared/checking/documents.ts';
import type { NearNames } from './alike.ts';
import { isNotOne } from './county-rows.ts';
import { exact, formOf, high, isFilled, isNotZero, owes, seen, text } from './reading.ts';
import type { Form, Report, Setting } from './reading.ts';
import { required } from './required.ts';

export function checkFacts(report: Report, unit: UnitDocuments, setting: Setting, names: NearNames): void {
  const form = formOf(unit, 'JC101');
  if (form === undefined) return;
  const before = formOf(unit, 'JC101', 1);
  const figures = formOf(unit, 'JC102');
  checkCodes(report, form, unit, setting);
  checkPlaceAndTrade(report, form, before, figures, setting);
  checkMarks(report, form, setting.end);

  const name = text(form, '03');
  const lastName = text(before, '03');
  if (name !== undefined && names.hasNear(unit.id, '', name)) report('JC101-03-2');
  if (name !== undefined && lastName !== undefined && name !== lastName) {
    report('JC101-03-1');
    if (!isFilled(form, '04')) report('JC101-04-1');
  }
  const size = text(form, '09');
  const industry = text(form, '07');
  const [persons, revenue] = [exact(figures, '09'), exact(figures, '05')];
  if (size !== undefined && industry !== undefined && !Number.isNaN(persons) && !Number.isNaN(revenue)) {
    const expected = setting.around.size(industry, persons, revenue);
    if (expected !== undefined && expected !== size) report('JC101-09-1');
  }
  if (form['10'] === true && high(figures, '05') < 20_000) report('JC101-10-1');
  if (exact(form, '11') > setting.end) report('JC101-11-1');
  const status = text(form, '12');
  if (status !== undefined && status !== '1' && isNotZero(figures, '01')) report('JC101-12-1');
  const phone = text(form, '16');
  if (phone !== undefined && !setting.around.hasForm(phone, '电话')) report('JC101-16-1');
  const base = text(form, '24');
  if (base !== undefined && !owes(unit, 'JC106') && isNotOne(setting.rows.basesCalled.count(base, unit)))
    report('JC101-24-1');
  if (seen(unit, 'JC102') !== undefined && !isFilled(form, '25')) report('JC101-25-1');
  required(report, 'JC101', form, { unit, end: setting.end });
}

function checkCodes(report: Report, form: Form, unit: UnitDocuments, { around }: Setting): void {
  const credit = text(form, '01');
  const organisation = text(form, '02');
  if (credit !== undefined) {
    if (!around.hasForm(credit, 'USCC')) report('JC101-01-1');
    else if (!around.isSound(credit, 'USCC')) report('JC101-01-2');
    if (!around.hasForm(credit, '省内USCC')) report('JC101-01-4');
    if (organisation !== undefined && around.body(credit) !== organisation) report('JC101-02-3');
  } else if (organisation === undefined) report(unit.facts['类型'] === '企业' ? 'JC101-01-3' : 'JC101-01-5');
  if (organisation === undefined) return;
  if (!around.hasForm(organisation, 'ORG')) report('JC101-02-1');
  else if (!around.isSound(organisation, 'ORG')) report('JC101-02-2');
}

/** 采矿, 制造 and 电力 of GB/T 4754. */
const [firstIndustry, lastIndustry] = ['0610', '4690'];

function checkPlaceAndTrade(
  report: Report,
  form: Form,
  before: Form,
  figures: Form,
  { around, end }: Setting,
): void {
  const area = text(form, '05');
  const registered = text(form, '05a');
  if (area !== undefined) {
    if (!around.isValidCode(area, String(end))) report('JC101-05-1');
    if (!around.isOfCounty(area)) report('JC101-05-2');
    const last = text(before, '05');
    if (last !== undefined && !around.isSameArea(area, last)) report('JC101-05-3');
  }
  if (registered !== undefined && !around.isValidCode(registered, String(end))) report('JC101-05-4');
  const industry = text(form, '07');
  const edition = text(form, '07a');
  if (industry !== undefined) {
    if (edition !== undefined && !around.isValidCode(industry, edition)) report('JC101-07-1');
    const last = text(before, '07');
    if (last !== undefined && industry.slice(0, 2) !== last.slice(0, 2)) report('JC101-07-2');
    const isIndustry = industry.length === 4 && industry >= firstIndustry && industry <= lastIndustry;
    if (figures !== undefined && !isIndustry) report('JC101-07-3');
  }
  const registration = text(form, '08');
  const isKind = (from: string, to: string): boolean =>
    registration?.length === from.length && registration >= from && registration <= to;
  if (registration !== undefined && !isKind('110', '190') && !isKind('210', '290') && !isKind('310', '390'))
    report('JC101-08-1');
}

function checkMarks(report: Report, form: Form, end: number): void {
  if (form?.['20'] === true) {
    if (exact(form, '20b') < end) report('JC101-20-1');
    if (!isFilled(form, '20a')) report('JC101-20-2');
  }
  if (form?.['22'] === true && !isFilled(form, '22b')) report('JC101-22-1');
  if (form?.['23'] === true && !isFilled(form, '23a')) report('JC101-23-1');
}
