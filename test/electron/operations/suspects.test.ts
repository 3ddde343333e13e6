import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Cells } from '#shared/values/cell.ts';
import { formatNumber } from '#shared/values/show.ts';
import { Office, ownYear, soundUnit } from '#test/fixtures/office.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

const unit = soundUnit(0);
let office: Office;
beforeEach(() => {
  office = new Office(temporaryFolder());
  office.startYear(2015);
  office.file(unit, 2015);
});
afterEach(() => office.close());

const sound = (): Cells => ownYear(unit.returns[2015]?.JC102 ?? {});
const suspects = () =>
  office.read('findings.suspects', { year: 2015 }).forms.map((form) => ({
    rules: form.rules.map(({ id }) => id),
    outcome: form.outcome,
    sets: form.sets.map(({ cells, fits }) => [
      ...cells.map(({ key, low, high }) => `${key} ${low ?? ''}..${high ?? ''}`),
      fits,
    ]),
  }));

test('a total that came in too small is named once for all the parts above it', () => {
  expect(suspects()).toEqual([]);
  // Output of 1 thousand yuan: new products, and the rest that is in it, are all above it.
  const { '02': fresh, '12': spending, '13': fromState, '14': outside } = sound();
  office.fill(unit.id, 'JC102', { '12': 1 }, 2015);
  expect(suspects()).toEqual([
    {
      rules: ['JC102-13-1', 'JC102-14-1'],
      outcome: 'found',
      sets: [[`12 ${Math.max(Number(fromState), Number(outside))}..`, null]],
    },
  ]);
  const [form] = office.read('findings.suspects', { year: 2015 }).forms;
  expect(form?.rules[0]?.sentence.zh).toBe(
    `来自政府部门 ${formatNumber(Number(fromState))} 千元大于研究开发费用合计 1 千元。`,
  );
  expect(form?.rules[0]?.sentence.en).toMatch(/ is more than .* 1 k yuan\.$/);
  office.fill(unit.id, 'JC102', { '12': Number(spending), '01': Number(fresh) - 1 }, 2015);
  // One rule alone: its own finding says it.
  expect(suspects()).toEqual([]);
});
