import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readyWorkspace } from '#test/fixtures/crash/base.ts';
import { crashRounds, crashStarts } from '#test/fixtures/crash/rounds.ts';
import { seedOf } from '#test/fixtures/fuzz.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

const folder = temporaryFolder();
const seed = seedOf('kill -9');

test('killed four times at random moments, the program has lost nothing and left nothing half', async () => {
  const base = path.join(folder, 'base');
  mkdirSync(base);
  await readyWorkspace(base);
  const killed = await crashRounds(base, 4, seed);
  expect(killed.rounds).toBe(4);
  expect(killed.acknowledged).toBeGreaterThan(0);
});

test('killed while it makes a workspace, the program can make it again', async () => {
  await crashStarts(folder, 1, seed);
});
