import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packEdition } from '#electron/sync/edition-file.ts';
import { isProblem } from '#shared/contract/problem.ts';
import type { Edition } from '#shared/returns/definition.ts';
import { province, type Province } from '#test/fixtures/certificates.ts';
import { madeUpEdition } from '#test/fixtures/made-up-edition.ts';
import { testService } from '#test/fixtures/service.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

const folder = temporaryFolder();
const service = testService(path.join(folder, 'data'));
const unit = '91220122MA0100008Q';
const cells = { unit, return: 'JC301' };
let jilin: Province;

function tokenOf(name: string, content: string | Uint8Array): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return service.tokens.give(file, name);
}

function packed(edition: Edition): string {
  return tokenOf(`${edition.name}.nbed`, packEdition(edition, jilin.publisher, '2016-01-05T08:00:00.000Z'));
}

/** The made-up edition with another unit for 精制茶产值, JC301.02. */
function inUnit(name: string, money: string, years: Edition['years']): Edition {
  const edition = { ...madeUpEdition(), name, years };
  const field = edition.returns[0]?.tables[0]?.sections[0]?.fields[1];
  if (field === undefined) throw new Error('no field');
  field.unit = money;
  return edition;
}

const refusalOf = async (work: Promise<unknown>): Promise<unknown> => {
  const error: unknown = await work.then(
    () => 'not refused',
    (refused: unknown) => refused,
  );
  return isProblem(error, 'edition.scale') ? error.details : error;
};

beforeAll(async () => {
  jilin = await province();
  await service.open();
  await service.answer('workspace.init', { county: '220122', year: 2014 });
  const trust = tokenOf('root.pem', jilin.root.pem);
  await service.answer('edition.load', { file: packed(madeUpEdition()), trust });
  await service.answer('workspace.init', { year: 2015 });
  await service.answer('units.add', { code: unit, name: '甲茶厂', kind: '企业' });
});
afterAll(() => service.close());

test('an edition may mend a unit as long as no number was reported in it', async () => {
  await service.answer('filing.set', { ...cells, cells: { '01': '1000', '02': '0' } });
  await service.answer('edition.load', { file: packed(inUnit('early', '万元', { from: 2016, to: 2016 })) });
});

test('with numbers in 千元 none is used that takes them for 万元: not loaded, not moved to, no year begun under it', async () => {
  await service.answer('filing.set', { ...cells, cells: { '02': '300' } });
  const said = { item: 'JC301.02 精制茶产值', was: '千元', now: '万元', year: 2015 };
  const file = (): string => packed(inUnit('late', '万元', { from: 2015, to: 2016 }));
  expect(await refusalOf(service.answer('edition.check', { file: file() }))).toEqual({
    name: 'late',
    ...said,
  });
  expect(await refusalOf(service.answer('edition.load', { file: file() }))).toEqual({
    name: 'late',
    ...said,
  });
  expect(await refusalOf(service.answer('workspace.init', { year: 2016 }))).toEqual({
    name: 'early',
    ...said,
  });
  const { editions, years } = await service.answer('edition.list', {});
  expect(editions.map(({ name }) => name)).not.toContain('late');
  expect(years.map(({ year }) => year)).toEqual([2014, 2015]);
});

test('a corrected one goes on, and last year is compared with in the same unit', async () => {
  await service.answer('edition.load', { file: packed(inUnit('mended', '千元', { from: 2016, to: 2016 })) });
  await service.answer('workspace.init', { year: 2016 });
  const { editions } = await service.answer('edition.list', {});
  expect(editions.find(({ name }) => name === 'mended')?.years).toEqual([2016]);
});

test('one that was loaded before there were numbers is not moved to either', async () => {
  await service.answer('filing.set', { ...cells, year: 2015, cells: { '02': '0' } });
  await service.answer('edition.load', { file: packed(inUnit('both', '万元', { from: 2015, to: 2016 })) });
  await service.answer('filing.set', { ...cells, year: 2015, cells: { '02': '300' } });
  const said = { name: 'both', item: 'JC301.02 精制茶产值', was: '千元', now: '万元', year: 2015 };
  const asked = { year: 2015, edition: 'both' };
  expect(await refusalOf(service.answer('edition.preview', asked))).toEqual(said);
  expect(await refusalOf(service.answer('edition.use', { ...asked, reason: '省局下发' }))).toEqual(said);
});
