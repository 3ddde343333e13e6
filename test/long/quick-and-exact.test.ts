import { expect, test } from 'vitest';
import { seedOf } from '#test/fixtures/fuzz.ts';
import { compareJudges } from '#test/fixtures/quick-and-exact.ts';

test('doubles and exact arithmetic judge every rule of every return alike, over a thousand counties', () => {
  const { said, left, different } = compareJudges(1000, seedOf('quick and exact'));
  process.stdout.write(`${said} judged by doubles, ${left} left to exact arithmetic\n`);
  expect(different).toEqual([]);
  expect(said).toBeGreaterThan(1_000_000);
});
