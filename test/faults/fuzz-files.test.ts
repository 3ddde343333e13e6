import { expect, test } from 'vitest';
import { fuzzInChild, seedOf } from '#test/fixtures/fuzz.ts';

test('two hundred mutated files end as cells, questions or a problem', async () => {
  const { ends, slowestMs, peakMb } = await fuzzInChild(200, seedOf('mutated files'));
  expect(Object.values(ends).reduce((sum, count) => sum + count, 0)).toBe(200);
  expect(slowestMs).toBeLessThan(60_000);
  expect(peakMb).toBeLessThanOrEqual(1024);
  // Neither all refused nor all read: the changes reach behind the zip, and into the other formats.
  expect(ends['xml staged']).toBeGreaterThan(1);
  expect(Object.keys(ends).filter((end) => /\.(xls|csv) staged$/.test(end)).length).toBeGreaterThan(1);
  expect(Object.keys(ends).filter((end) => /file\./.test(end)).length).toBeGreaterThan(1);
});
