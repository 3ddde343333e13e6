import { afterAll, expect, test } from 'vitest';
import { loadedEdition } from '#electron/edition.ts';
import type { ReadContext } from '#electron/operations/context.ts';
import { readerHandlers } from '#electron/operations/handlers.ts';
import { openReadable } from '#electron/store/open.ts';
import { WaitingReads } from '#electron/threads/waiting-reads.ts';
import type { WorkerRequest } from '#electron/threads/wire.ts';
import { contract, type NamesOf } from '#shared/contract/contract.ts';
import { demoOffice } from '#test/fixtures/demo-office.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

const year = 2015;
const office = demoOffice(temporaryFolder(), year, () => 'accepted');
const store = openReadable(office.folder);
afterAll(() => {
  store.db.close();
  office.close();
});

const contextOf = (mayWait: boolean): ReadContext => ({
  store,
  edition: loadedEdition(),
  folder: office.folder,
  now: '2016-03-01T08:00:00.000Z',
  mayWait,
});
const answered: { readonly name: string; readonly result: unknown }[] = [];
const failed: string[] = [];
const shares: number[] = [];
const later: (() => void)[] = [];
const reads = new WaitingReads({
  answer: ({ name, input }, mayWait) =>
    store.db.transaction(() => readerHandlers[name]?.(contextOf(mayWait), input as never)).deferred(),
  within: (_, work) => store.db.transaction(() => work(contextOf(true))).deferred(),
  answered: ({ name }, result) => void answered.push({ name, result }),
  failed: ({ name }) => void failed.push(name),
  progress: (_, share) => void shares.push(share),
  later: (work) => void later.push(work),
});

const request = (name: NamesOf<'reads'>, input: object): WorkerRequest => ({
  id: 1,
  name,
  input: contract[name].input.parse({ year, ...input }),
  now: '',
  actor: null,
  cancelled: new Int32Array(1),
});

test('what needs the whole county waits until it was read, what does not is answered at once', () => {
  reads.take(request('workspace.today', {}));
  reads.take(request('report.get', { report: 'ZH301' }));
  expect(answered).toEqual([]);
  reads.take(request('units.list', {}));
  expect(answered.map(({ name }) => name)).toEqual(['units.list']);
  let portions = 0;
  while (later.length > 0) {
    expect(later).toHaveLength(1);
    portions += 1;
    later.shift()?.();
  }
  expect(portions).toBeGreaterThan(2);
  expect(answered.map(({ name }) => name).sort()).toEqual(['report.get', 'units.list', 'workspace.today']);
  expect(failed).toEqual([]);
  expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
  // The same as where nothing waits.
  const fresh = openReadable(office.folder);
  const today = readerHandlers['workspace.today']?.(
    { ...contextOf(false), store: fresh },
    request('workspace.today', {}).input as never,
  );
  fresh.db.close();
  expect(answered.find(({ name }) => name === 'workspace.today')?.result).toEqual(today);
});

test('once it is in memory nothing waits, and a request that fails keeps no other from being answered', () => {
  answered.length = 0;
  reads.take(request('report.get', { report: 'ZH999' }));
  reads.take(request('findings.list', {}));
  expect(failed).toEqual(['report.get']);
  expect(answered.map(({ name }) => name)).toEqual(['findings.list']);
  expect(later).toEqual([]);
});
