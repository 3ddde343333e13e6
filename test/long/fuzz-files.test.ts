import { expect, test } from 'vitest';
import { fuzzFiles, seedOf } from '#test/fixtures/fuzz.ts';

test('ten thousand mutated workbooks end as cells, questions or a problem', async () => {
  const ends = await fuzzFiles(10_000, seedOf('mutated workbooks'));
  process.stdout.write(`${JSON.stringify(ends)}\n`);
  expect(Object.values(ends).reduce((sum, count) => sum + count, 0)).toBe(10_000);
});
