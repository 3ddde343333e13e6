import { expect, test } from 'vitest';
import { fuzzInChild, seedOf } from '#test/fixtures/fuzz.ts';

test('ten thousand mutated files end as cells, questions or a problem', async () => {
  const { ends, slowestMs, peakMb } = await fuzzInChild(10_000, seedOf('mutated files'));
  process.stdout.write(`${JSON.stringify({ ends, slowestMs, peakMb })}\n`);
  expect(Object.values(ends).reduce((sum, count) => sum + count, 0)).toBe(10_000);
  // The switch that ends a reader, and the memory of an office's machine.
  expect(slowestMs).toBeLessThan(60_000);
  expect(peakMb).toBeLessThanOrEqual(1024);
});
