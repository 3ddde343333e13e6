import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { writeJourneyFolder } from '#test/fixtures/journey-folder.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';
import { travel } from './journey.ts';
import { nianbao, terminalTraveller } from './terminal-traveller.ts';

const folder = temporaryFolder();

test('the journey in the terminal', async () => {
  const [data, out] = [path.join(folder, 'data'), path.join(folder, 'out')];
  mkdirSync(out);
  await travel(terminalTraveller(data, out), await writeJourneyFolder(folder));
  expect((await nianbao(data, ['doctor'])).json['healthy']).toBe(true);
});
