import path from 'node:path';
import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadedEdition } from '#electron/edition.ts';
import { packEdition } from '#electron/sync/edition-file.ts';
import { isProblem } from '#shared/contract/problem.ts';
import type { Target } from '#shared/returns/indicator.ts';
import { province, type Province } from '#test/fixtures/certificates.ts';
import { testService } from '#test/fixtures/service.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

/** 九台市 220181 became 九台区 220113 in 2014: what comes after goes by the new code and the new name. */
const folder = temporaryFolder();
const service = testService(path.join(folder, 'data'));
let jilin: Province;

beforeAll(async () => {
  jilin = await province();
  await service.open();
  await service.answer('workspace.init', { county: '220181', year: 2013 });
  await service.answer('workspace.init', { year: 2015 });
});
afterAll(() => service.close());

function targetsFor(county: string, from: number, to: number): string {
  const [target] = loadedEdition().edition.targets.filter(({ type }) => type === 'at_least');
  const layer = {
    formatVersion: 1,
    kind: 'targets',
    name: `targets-${county}-${from}`,
    title: { zh: '本县目标', en: 'Our targets' },
    years: { from, to },
    county,
    targets: [{ ...target, scope: 'county', value: 12 } as Target],
  };
  const file = path.join(folder, `${layer.name}.nbed`);
  writeFileSync(file, packEdition(layer, jilin.publisher, '2016-01-05T08:00:00.000Z'));
  return service.tokens.give(file, path.basename(file));
}

async function load(file: string) {
  const root = path.join(folder, 'root.pem');
  writeFileSync(root, jilin.root.pem);
  return service.answer('edition.load', { file, trust: service.tokens.give(root, 'root.pem') });
}

test('targets under the new code are the county’s, for the years under that code', async () => {
  const { years } = await load(targetsFor('220113', 2013, 2020));
  expect(years.map(({ year }) => year)).toEqual([2015]);
  expect((await load(targetsFor('220181', 2013, 2020))).years.map(({ year }) => year)).toEqual([2013]);
  await service.answer('edition.use', {
    edition: 'targets-220113-2013',
    year: 2015,
    reason: '省局下达本县目标',
  });
  const report = await service.answer('report.get', { report: 'ZH301', year: 2015, preview: true });
  if (report.kind !== 'indicators') throw new Error(report.kind);
  expect(report.rows.flatMap(({ target }) => (target?.scope === 'county' ? [target.value] : []))).toEqual([
    12,
  ]);
});

test('targets under a code that the county does not have in their years are another county’s', async () => {
  const refused = await load(targetsFor('220181', 2016, 2020)).catch((error: unknown) => error);
  expect(isProblem(refused, 'edition.county') ? refused.details : refused).toEqual({
    name: 'targets-220181-2016',
    county: '220181',
  });
});

test('the county’s own returns stand under the code of their year', async () => {
  for (const [year, code] of [
    [2013, '220181'],
    [2015, '220113'],
  ] as const) {
    const { missing } = await service.answer('obligations.list', { year });
    expect([...new Set(missing.map((item) => item.code))]).toEqual([code]);
    const [own] = missing;
    if (own === undefined) throw new Error('owes nothing');
    const filing = await service.answer('filing.get', { year, unit: own.unit, return: own.return });
    expect(filing.code).toBe(code);
  }
});

test('a backup and a certificate are made out in the new name', async () => {
  expect((await service.answer('care.backup', {})).file.name).toMatch(/^九台区-/);
  const made = await service.answer('key.new', {
    officer: '王局长',
    passphrase: 'correct horse battery',
  });
  expect(made.subject).toContain('九台区');
});
