import { afterAll, beforeAll, expect, it } from 'vitest';
import { problemText } from '#shared/texts/problems.ts';
import { Office, soundUnit } from '#test/fixtures/office.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

const year = 2015;
const [silent, half] = [soundUnit(0), soundUnit(1)];
const office = new Office(temporaryFolder());
afterAll(() => office.close());

beforeAll(() => {
  office.startYear(2014);
  for (const unit of [silent, half]) office.file(unit, 2014);
  office.write('filing.acceptClean', { year: 2014 });
  office.startYear(year);
  // More new products than output, in one of the two.
  office.write('filing.set', { year, unit: half.id, return: 'JC102', cells: { '01': '100', '02': '900' } });
});

const open = (unit: string): readonly string[] =>
  office.read('findings.list', { year, unit, open: true }).findings.map(({ finding }) => finding.rule);

it('what has not been filed is no matter of a query sheet but of the reminders', () => {
  expect(open(silent.id)).toEqual(['PK000-2']);
  const all = office.read('query.list', { year });
  expect(all.sheets.map(({ unit }) => unit)).toEqual([half.id]);
  expect([all.total, all.unfiled]).toEqual([1, 1]);
  expect(office.read('reminders.list', { year }).reminders.map(({ unit }) => unit)).toContain(silent.id);
});

it('asked for all the same, it says so and leads to the reminders', async () => {
  const making = office.export('queries/write', { year, unit: silent.id, apart: false });
  const problem = { code: 'query.nothing', details: { unfiled: 1 } } as const;
  await expect(making).rejects.toMatchObject(problem);
  expect(problemText(problem, 'zh')).toBe(
    '没有需要查询的数:1 户该报的表还没有报来,请用“填报”中的“催报单”催报。',
  );
});
