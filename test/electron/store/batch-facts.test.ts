import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { keepStated } from '#electron/store/batch-facts.ts';
import { undoBatch } from '#electron/store/undo-batch.ts';
import { factOf, renameUnit, setFact, unitAt, type StatedFact } from '#electron/store/units.ts';
import { actor, at, countyStore, importBatch, inOne, startYear } from '#test/fixtures/county-store.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

const units = ['U1'];
const store = countyStore(temporaryFolder(), units, 2000);
afterAll(() => store.db.close());

let year = 2000;
/** Every year what the one before ended with is what was known: 甲, in 220122. */
beforeEach(() => {
  year += 1;
  startYear(store, units, year);
  inOne(store, () => {
    setFact(store, 'U1', 'name', '甲', year);
    setFact(store, 'U1', 'area', '220122', year);
    year += 1;
  });
  startYear(store, units, year);
});

const facts = () => unitAt(store, 'U1', year)?.facts ?? {};
const undo = (id: string) => inOne(store, () => undoBatch(store, id, { at, actor, unaccept: false })).facts;

/** A file that states something of the unit besides its numbers. */
function file(id: string, state: () => readonly StatedFact[]): string {
  const name = `${year}-${id}`;
  importBatch(store, name, { U1: { '01': { value: 1 } } }, year);
  inOne(store, () => keepStated(store, name, state()));
  return name;
}

const renamed = (name: string) => () => renameUnit(store, 'U1', name, year);

describe('what a file stated of a unit', () => {
  it('is taken back with the file: a name, a code and a place', () => {
    const id = file('a', () => [
      ...renameUnit(store, 'U1', '乙', year),
      setFact(store, 'U1', 'licence', '220122000000001', year),
      setFact(store, 'U1', 'area', '220182', year),
    ]);
    expect(facts()).toMatchObject({ name: '乙', licence: '220122000000001', area: '220182' });
    const { restored, kept } = undo(id);
    expect([restored.length, kept]).toEqual([3, []]);
    expect(facts()).toEqual({ name: '甲', area: '220122' });
  });

  it('stays and is listed where it was changed by hand since', () => {
    const id = file('a', renamed('乙'));
    inOne(store, () => renameUnit(store, 'U1', '丙', year));
    const { restored, kept } = undo(id);
    expect(restored).toEqual([]);
    expect(kept).toMatchObject([{ unit: 'U1', attribute: 'name', value: '乙' }]);
    expect(facts()).toMatchObject({ name: '丙', formerName: '乙' });
  });

  it('stays where another file that stands says so too, and goes with the last of them', () => {
    const first = file('a', renamed('乙'));
    const second = file('b', renamed('乙'));
    expect(undo(first)).toEqual({ restored: [], kept: [] });
    expect(facts().name).toBe('乙');
    expect(undo(second).restored).toHaveLength(1);
    expect(facts().name).toBe('甲');
  });

  it('goes back past what an undone file had stated in between', () => {
    const first = file('a', renamed('乙'));
    const second = file('b', renamed('丙'));
    expect(undo(first).kept).toMatchObject([{ attribute: 'name', value: '乙' }]);
    expect(facts().name).toBe('丙');
    undo(second);
    expect(facts().name).toBe('甲');
    expect(factOf(store, 'U1', 'formerName', year)).toBeNull();
  });

  it('is again what the file before stated, while that one stands', () => {
    file('a', renamed('乙'));
    undo(file('b', renamed('丙')));
    expect(facts()).toMatchObject({ name: '乙' });
  });
});
