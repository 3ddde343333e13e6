import { afterEach, beforeEach, expect, test } from 'vitest';
import { Office, soundUnit } from '#test/fixtures/office.ts';
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
