import { afterEach, expect, test } from 'vitest';
import { Office, ownYear, soundUnit } from '#test/fixtures/office.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

let office: Office;
afterEach(() => office.close());

test('the finding about the number that a unit moves leads, before a graver one about another cell', () => {
  office = new Office(temporaryFolder());
  const [first, second] = [soundUnit(0), soundUnit(12)];
  office.startYear(2014);
  for (const unit of [first, second]) {
    office.add(unit, 2014);
    for (const code of ['JC101', 'JC102'] as const)
      office.fill(unit.id, code, ownYear(unit.returns[2014]?.[code] ?? {}), 2014);
  }
  office.explainAll(2014);
  office.write('filing.acceptClean', { year: 2014 });
  office.startYear(2015);
  office.fill(first.id, 'JC102', first.returns[2015]?.JC102 ?? {}, 2015);
  const sent = second.returns[2015]?.JC102 ?? {};
  const development = (sent['17.上年'] as number) * 1000;
  // Part above total is of class A, the thousandfold of class C.
  office.fill(second.id, 'JC102', { ...sent, '04': (sent['03'] as number) + 1, '17': development }, 2015);
  const [heavy] = office.read('findings.heaviest', { year: 2015 }).units;
  expect(heavy).toMatchObject({
    unit: second.id,
    indicator: { code: 'I071' },
    gravest: { finding: { rule: 'JC102-U1-17', class: 'C' } },
  });
  const own = (first.returns[2015]?.JC102?.['17'] as number) + development;
  expect([heavy?.now, heavy?.asLastYear]).toEqual([own, own - development + development / 1000]);
  const { findings } = office.read('findings.list', { year: 2015, unit: second.id, class: 'A' });
  expect(findings.map(({ finding }) => finding.rule)).toContain('JC102-04-1');
});
