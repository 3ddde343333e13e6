import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readyWorkspace } from '#test/fixtures/crash/base.ts';
import { crashRounds, crashStarts } from '#test/fixtures/crash/rounds.ts';
import { seedOf } from '#test/fixtures/fuzz.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

const folder = temporaryFolder();
const base = path.join(folder, 'base');
const seed = seedOf('kill -9');
const cut: Record<string, number> = {};

beforeAll(async () => {
  mkdirSync(base);
  await readyWorkspace(base);
});
afterAll(() => process.stdout.write(`kill -9, rounds that cut an act short: ${JSON.stringify(cut)}\n`));

// A folder grows with every import: ten rounds in each.
test.each(Array.from({ length: 10 }, (_, index) => index))(
  'killed ten times at random moments (series %i): nothing is lost and nothing left half',
  async (tens) => {
    const killed = await crashRounds(base, 10, seed + tens * 10);
    expect(killed.rounds).toBe(10);
    for (const [kind, times] of Object.entries(killed.cut)) cut[kind] = (cut[kind] ?? 0) + times;
  },
);

test('every kind of act was cut short often enough to prove something', () => {
  for (const kind of ['edit', 'import', 'seal']) expect(cut[kind]).toBeGreaterThan(3);
});

test('killed while it makes a workspace, the program can make it again', async () => {
  await crashStarts(folder, 15, seed);
});
