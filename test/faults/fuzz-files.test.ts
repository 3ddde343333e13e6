import { expect, test } from 'vitest';
import { fuzzFiles, seedOf } from '#test/fixtures/fuzz.ts';

test('two hundred mutated workbooks end as cells, questions or a problem', async () => {
  const ends = await fuzzFiles(200, seedOf('mutated workbooks'));
  expect(Object.values(ends).reduce((sum, count) => sum + count, 0)).toBe(200);
  // Neither all refused nor all read: the changes reach behind the zip.
  expect(ends['xml staged']).toBeGreaterThan(10);
  expect(Object.keys(ends).length).toBeGreaterThan(3);
});
