import { expect, test } from 'vitest';
import { crashRounds, crashStarts } from '#test/fixtures/crash/rounds.ts';
import { seedOf } from '#test/fixtures/fuzz.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

const folder = temporaryFolder();

test('killed a hundred times at random moments, the program has lost nothing and left nothing half', async () => {
  const killed = await crashRounds(folder, 100, seedOf('kill -9'));
  process.stdout.write(`${JSON.stringify(killed)}\n`);
  // Else the rounds would prove nothing about what they are for.
  for (const kind of ['edit', 'import', 'seal']) expect(killed.cut[kind]).toBeGreaterThan(3);
});

test('killed while it makes a workspace, the program can make it again', async () => {
  await crashStarts(folder, 15, seedOf('kill -9 at the first start'));
});
