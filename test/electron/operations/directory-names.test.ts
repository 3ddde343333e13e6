import { afterAll, expect, it } from 'vitest';
import { addNamedUnit, directoryNames } from '#electron/operations/directory-names.ts';
import { noteChange } from '#electron/store/changes.ts';
import { setFact } from '#electron/store/units.ts';
import { countyStore } from '#test/fixtures/county-store.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

const store = countyStore(temporaryFolder(), ['U1', 'U2']);
afterAll(() => store.db.close());
const year = 2015;
const found = (name: string): string | undefined => directoryNames(store, year).nearly('', name);

it('knows a unit by its newest name, also when it was renamed twice in a year', () => {
  for (const name of ['农安县北方玉米科技', '农安县南方大豆机械', '农安县东方水稻仪器']) {
    setFact(store, 'U1', 'name', name, year);
    expect(found(name.replace('县', '市'))).toBe('U1');
  }
  expect(found('农安县南方大豆机械')).toBeUndefined();
});

it('keeps its index as long as nothing changes, and forgets what was taken back', () => {
  const index = directoryNames(store, year);
  expect(directoryNames(store, year)).toBe(index);
  try {
    store.db.transaction(() => {
      setFact(store, 'U2', 'name', '农安县西方高粱电子', year);
      expect(found('农安县西方高粱电子')).toBe('U2');
      throw new Error('taken back');
    })();
  } catch {
    noteChange(store, 'all');
  }
  expect(found('农安县西方高粱电子')).toBeUndefined();
});

it('takes a new unit in without being made anew, of two names as near the one with the lesser id', () => {
  const index = directoryNames(store, year);
  const add = (id: string, name: string, from: number): void =>
    addNamedUnit(store, { id, kind: '企业', facts: { name } }, from);
  add('U9', '农安县长白山人参制品', year);
  add('U8', '农安县长白山人参饮品', year);
  expect(directoryNames(store, year)).toBe(index);
  expect(found('农安县长白山人参产品')).toBe('U8');
  // One of a later year is not there yet.
  add('U7', '农安县松花江渔业养殖', year + 1);
  expect(found('农安县松花江渔业养殖')).toBeUndefined();
});
