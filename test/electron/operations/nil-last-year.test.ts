import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepSealed } from '#electron/store/packages.ts';
import { Office, soundUnit } from '#test/fixtures/office.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

/** A register with nothing to report has no row: of the year before that is a number too, where nothing filed is not. */
let office: Office;
const unit = soundUnit(0);
const register = { year: 2014, unit: unit.id, return: 'JC105' };
beforeEach(() => {
  office = new Office(temporaryFolder());
  office.startYear(2014);
  office.add(unit, 2014);
  office.write('obligations.add', register);
});
afterEach(() => office.close());

/** How many rows of the register the year before had, as this year's table has it beside its own. */
const lastYear = () => {
  const report = office.read('report.get', { year: 2015, report: 'ZH301', preview: true });
  if (report.kind !== 'indicators') throw new Error(report.kind);
  return report.rows.find(({ code }) => code === 'I010')?.lastYear;
};
const reportNothing = () => office.write('filing.move', { ...register, act: 'nil', basis: '企业来电' });

test('one that is due is not known, one that reports nothing is 0', () => {
  office.startYear(2015);
  expect(lastYear()).toBeNull();
  reportNothing();
  expect(lastYear()).toBe(0);
  office.write('filing.move', { ...register, act: 'unaccept' });
  expect(lastYear()).toBeNull();
});

test('a sealed year keeps it, whatever becomes of the filing', () => {
  reportNothing();
  keepSealed(office.store, 2014);
  office.startYear(2015);
  expect(lastYear()).toBe(0);
  office.write('filing.move', { ...register, act: 'unaccept' });
  expect(lastYear()).toBe(0);
});

test('one whose rows were all taken out is 0 once it is accepted', () => {
  const { added } = office.write('filing.set', {
    ...register,
    rows: [{ table: 'JC105', cells: { '01': '丙烯酸' } }],
  });
  office.write('filing.set', { ...register, removed: added.map((record) => ({ record })) });
  office.startYear(2015);
  expect(lastYear()).toBeNull();
  office.write('filing.move', { ...register, act: 'accept' });
  expect(lastYear()).toBe(0);
});

test('it is owed by nobody the year after: there was no row to go on', () => {
  reportNothing();
  office.startYear(2015);
  const owed = office.read('filing.list', { year: 2015 }).filings.map((item) => item.return);
  expect(owed).not.toContain('JC105');
});
