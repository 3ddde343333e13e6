import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Office, soundUnit } from '#test/fixtures/office.ts';
import { runHere } from '#test/fixtures/terminal.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

const year = 2015;
const [one, two] = [soundUnit(0), soundUnit(1)];
let office: Office;
beforeEach(() => {
  office = new Office(temporaryFolder());
  office.startYear(year);
  office.file(one, year);
  office.file(two, year);
});
afterEach(() => office.close());

test('a list that is narrowed down to a unit counts the findings of that unit alone', () => {
  office.fill(one.id, 'JC102', { '01': 1, '02': 2 }, year);
  office.fill(two.id, 'JC102', { '04': 9, '03': 1 }, year);
  const all = office.read('findings.list', { year, limit: 1000 });
  const own = office.read('findings.list', { year, unit: one.id, limit: 1000 });
  const classes = own.findings.map(({ finding }) => finding.class);
  for (const name of ['A', 'B', 'C', 'D'] as const)
    expect(own.counts[name], name).toBe(classes.filter((item) => item === name).length);
  expect(own.counts.A).toBeGreaterThan(0);
  expect(own.total).toBeLessThan(all.total);
  expect(own.undecided).toBeLessThan(all.undecided);
});

test('where nothing came yet there was nothing to find, and the terminal says so', async () => {
  const due = soundUnit(2);
  office.add(due, year);
  expect(office.read('findings.list', { year }).judged).toBe(4);
  expect(office.read('findings.list', { year, unit: due.id }).judged).toBe(0);
  office.write('filing.move', { year, unit: one.id, return: 'JC102', act: 'aside', reason: '重复' });
  expect(office.read('findings.list', { year, unit: one.id }).judged).toBe(1);

  const data = path.join(temporaryFolder(), 'data');
  const said = async () => (await runHere(['check', '--data', data])).out;
  await runHere(['init', '--county', '220122', '--year', String(year), '--data', data]);
  expect(await said()).toContain('还没有可审核的报表');
  await runHere(['units', 'add', '--code', due.id, '--name', due.name, '--data', data]);
  await runHere(['set', `${due.id}/JC101`, '13=王大力', '--data', data]);
  expect(await said()).not.toContain('还没有可审核的报表');
});
