import { afterAll, expect, it } from 'vitest';
import { loadedEdition } from '#electron/edition.ts';
import type { ReadContext } from '#electron/operations/context.ts';
import { allFindings } from '#electron/operations/findings.ts';
import { KeptResults } from '#electron/operations/kept.ts';
import { openReadable, type ReadableStore } from '#electron/store/open.ts';
import { setFact } from '#electron/store/units.ts';
import { countyStore } from '#test/fixtures/county-store.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

const folder = temporaryFolder();
const year = 2015;
const writer = countyStore(folder, ['U1']);
const readers = [openReadable(folder), openReadable(folder)];
afterAll(() => {
  for (const { db } of [...readers, writer]) db.close();
});
const contextOf = (store: ReadableStore): ReadContext => ({
  store,
  edition: loadedEdition(),
  folder,
  now: '2016-03-01T08:00:00.000Z',
});
const [reader, other] = readers.map(contextOf) as [ReadContext, ReadContext];

it('keeps a result under its year and name until a commit, for its own connection alone', () => {
  const results = new KeptResults<string>();
  results.keep(reader, year, 'first', 'a');
  expect(results.find(reader, year, 'a')).toBe('first');
  expect(results.find(reader, year, 'b')).toBeUndefined();
  expect(results.find(reader, year - 1, 'a')).toBeUndefined();
  expect(results.find(other, year, 'a')).toBeUndefined();
  setFact(writer, 'U1', 'name', '农安县北方玉米科技', year);
  expect(results.find(reader, year, 'a')).toBeUndefined();
});

it('keeps nothing of what may be rolled back', () => {
  const results = new KeptResults<string>();
  expect(results.keep(contextOf(writer), year, 'unsure')).toBe('unsure');
  expect(results.find(contextOf(writer), year)).toBeUndefined();
});

it('gives the same findings to every screen, and new ones after a commit', () => {
  const found = allFindings(reader, year);
  expect(allFindings(reader, year)).toBe(found);
  setFact(writer, 'U1', 'name', '农安县南方大豆机械', year);
  expect(allFindings(reader, year)).not.toBe(found);
});
