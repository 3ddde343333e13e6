import { expect, test } from 'vitest';
import { crashRounds, crashStarts } from '#test/fixtures/crash/rounds.ts';
import { seedOf } from '#test/fixtures/fuzz.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

const folder = temporaryFolder();

test('killed four times at random moments, the program has lost nothing and left nothing half', async () => {
  const killed = await crashRounds(folder, 4, seedOf('kill -9'));
  expect(killed.rounds).toBe(4);
  expect(killed.acknowledged).toBeGreaterThan(0);
});

test('killed while it makes a workspace, the program can make it again', async () => {
  await crashStarts(folder, 2, seedOf('kill -9 at the first start'));
});
