import { expect, test } from 'vitest';
import { flipBytes } from '#test/fixtures/flips.ts';
import { seedOf } from '#test/fixtures/fuzz.ts';

test('every third byte of every format, flipped, is refused or changes nothing', async () => {
  const seed = seedOf('flipped bytes');
  const ends = await flipBytes(
    (size) => Array.from({ length: Math.floor(size / 3) }, (_, index) => 3 * index + (seed % 3)),
    seed,
  );
  process.stdout.write(`${JSON.stringify(ends)}\n`);
  const count = (of: (end: string) => boolean): number =>
    Object.entries(ends).reduce((sum, [end, times]) => sum + (of(end) ? times : 0), 0);
  expect(count(() => true)).toBeGreaterThan(10_000);
  // Harmless are only the unused bits at the end of deflated data; no zip any more is what lost its first bytes.
  expect(count((end) => end.endsWith('valid'))).toBeLessThan(20);
  expect(count((end) => end.endsWith('package.unreadable'))).toBeLessThan(60);
});
