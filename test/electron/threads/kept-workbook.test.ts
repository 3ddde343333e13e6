import { expect, it } from 'vitest';
import { KeptWorkbook } from '#electron/threads/kept-workbook.ts';
import type { Workbook } from '#shared/intake/grid.ts';

function reading(): { read: () => Promise<Workbook>; readonly times: () => number } {
  let times = 0;
  return {
    read: () => {
      times += 1;
      return Promise.resolve({ format: 'xlsx', date1904: false, sheets: [] });
    },
    times: () => times,
  };
}

it('reads a file once for looks that follow each other, and anew as another file or with other answers', async () => {
  const kept = new KeptWorkbook();
  const [a, b] = [reading(), reading()];
  const first = await kept.take('a', a.read);
  expect(await kept.take('a', a.read)).toBe(first);
  expect(a.times()).toBe(1);
  await kept.take('b', b.read);
  expect(await kept.take('a', a.read)).not.toBe(first);
  expect([a.times(), b.times()]).toEqual([2, 1]);
});

it('keeps nothing once it was dropped, nor of a file that could not be read', async () => {
  const kept = new KeptWorkbook();
  const a = reading();
  await kept.take('a', a.read);
  kept.drop();
  await kept.take('a', a.read);
  expect(a.times()).toBe(2);
  await expect(kept.take('b', () => Promise.reject(new Error('damaged')))).rejects.toThrow('damaged');
  await kept.take('a', a.read);
  expect(a.times()).toBe(3);
});
