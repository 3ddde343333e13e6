import { afterAll, describe, expect, it } from 'vitest';
import { inWords, outcomeOf, type Outcome } from '#test/fixtures/cases/case.ts';
import { allCases } from '#test/fixtures/cases/all.ts';

const table: string[] = [];
afterAll(() => process.stdout.write(`${table.join('\n')}\n`));

describe('what enterprises send', () => {
  it.each(allCases.map((one) => [one.number, one.what, one] as const))(
    '%i: %s',
    async (number, what, one) => {
      const outcome: Outcome = await outcomeOf(one);
      table.push(`${String(number).padStart(2)}  ${what}: ${inWords(outcome)}`);
      expect(outcome).toEqual(one.expected);
    },
  );
});
