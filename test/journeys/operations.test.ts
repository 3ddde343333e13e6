import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { writeJourneyFolder } from '#test/fixtures/journey-folder.ts';
import { testService } from '#test/fixtures/service.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';
import { travel } from './journey.ts';
import { operationsTraveller } from './operations-traveller.ts';

const folder = temporaryFolder();
const service = testService(path.join(folder, 'data'));
afterAll(() => service.close());

test('the journey on the operations', async () => {
  const out = path.join(folder, 'out');
  mkdirSync(out);
  await service.open();
  const file = await travel(operationsTraveller(service, out), await writeJourneyFolder(folder));
  expect(path.basename(file)).toBe('220122-2015-001.nbpkg');
  const doctor = await service.answer('care.doctor', {});
  expect(doctor.checks.filter((check) => !check.ok)).toEqual([]);
});
