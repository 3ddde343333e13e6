import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { setRound } from '#electron/store/rounds.ts';
import { Office, soundUnit } from '#test/fixtures/office.ts';
import { testService } from '#test/fixtures/service.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

/** In March 2016, when the returns of 2015 are collected. */
const office = new Office(temporaryFolder());
const service = testService(path.join(temporaryFolder(), 'data'));
afterAll(async () => {
  office.close();
  await service.close();
});

const tasks = (year: number): readonly unknown[] =>
  office.read('workspace.today', { year }).tasks.map(({ kind, count }) => [kind, count]);

test('a year that was reported says that the next can be started, once that one is over', () => {
  office.startYear(2014);
  setRound(office.store, 2014, 'accepted', null);
  expect(tasks(2014)).toEqual([['start-year', 2015]]);
  setRound(office.store, 2014, 'returned', null);
  expect(tasks(2014)).toEqual([]);
  setRound(office.store, 2014, 'accepted', null);
  office.startYear(2015);
  expect(tasks(2014)).toEqual([]);
  setRound(office.store, 2015, 'accepted', null);
  expect(tasks(2015)).toEqual([]);
});

test('on its first day a year asks for its returns, not why each of them is missing', () => {
  const [unit] = [soundUnit(0)];
  office.startYear(2017);
  office.file(unit, 2017);
  office.write('filing.acceptClean', { year: 2017 });
  office.startYear(2018);
  // Reported last year, and not yet this year: that is said of the unit all the same.
  expect(office.read('findings.list', { year: 2018, open: true }).total).toBe(1);
  expect(tasks(2018)).toEqual([['import-first', 2]]);
});

test.each([
  ['220724', 2016, '220781'],
  ['220781', 2012, '220724'],
  ['220122', 2012, '220122'],
])('the county of %s goes by its code of %i', async (of, year, code) => {
  const { counties, same } = await service.answer('workspace.counties', { year, of });
  expect(same).toBe(code);
  expect(counties.map((county) => county.code)).toContain(code);
});
