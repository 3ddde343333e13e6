import { afterAll, describe, expect, it } from 'vitest';
import { inWords, outcomeOf, type Case, type Outcome } from '#test/fixtures/cases/case.ts';
import { acrossCases } from '#test/fixtures/cases/across.ts';
import { fileCases } from '#test/fixtures/cases/files.ts';
import { identityCases } from '#test/fixtures/cases/identity.ts';
import { layoutCases } from '#test/fixtures/cases/layout.ts';
import { shownCases } from '#test/fixtures/cases/shown.ts';
import { totalCases } from '#test/fixtures/cases/totals.ts';
import { formulaCases, valueCases } from '#test/fixtures/cases/values.ts';

/** What enterprises send, case by case: the number of each is that of its row in the table of ninety. */
const cases: readonly Case[] = [
  ...layoutCases,
  ...acrossCases,
  ...totalCases,
  ...shownCases,
  ...valueCases,
  ...formulaCases,
  ...fileCases,
  ...identityCases,
];

const table: string[] = [];
afterAll(() => process.stdout.write(`${table.join('\n')}\n`));

describe('what enterprises send', () => {
  it.each(cases.map((one) => [one.number, one.what, one] as const))('%i: %s', async (number, what, one) => {
    const outcome: Outcome = await outcomeOf(one);
    table.push(`${String(number).padStart(2)}  ${what}: ${inWords(outcome)}`);
    expect(outcome).toEqual(one.expected);
  });
});
