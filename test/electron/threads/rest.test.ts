import { getHeapStatistics } from 'node:v8';
import { expect, it, vi } from 'vitest';
import { Rest } from '#electron/threads/rest.ts';

const mb = 1024 * 1024;
const held = (): number => getHeapStatistics().total_physical_size;

/** Objects that outlive the young generation, so that they lie about until everything is collected. */
function litter(): void {
  const objects = Array.from({ length: 1_000_000 }, (_, index) => ({ index, name: `unit ${index}` }));
  expect(objects.at(-1)?.index).toBe(999_999);
}

it('gives back what a thread has used once it rests, and again after the next work', async () => {
  const rest = new Rest();
  for (let work = 0; work < 2; work++) {
    const before = held();
    litter();
    const used = held();
    expect(used - before).toBeGreaterThan(16 * mb);
    rest.begin();
    await vi.waitFor(() => expect(held()).toBeLessThan(used - 16 * mb), { timeout: 30_000 });
  }
});
