import { comparableName, isNearName, NameIndex } from '#shared/codes/names.ts';
import { versionOf } from '../store/changes.ts';
import type { ReadableStore, WritableStore } from '../store/open.ts';
import { addUnit, unitsAt, unitsByName, type Unit } from '../store/units.ts';

interface Kept {
  readonly year: number;
  readonly version: string;
  readonly index: NameIndex;
}

const indexes = new WeakMap<ReadableStore, Kept>();

/** The names of a year's directory, indexed anew once units were renamed or merged. */
export function directoryNames(store: ReadableStore, year: number): NameIndex {
  const known = indexes.get(store);
  const version = versionOf(store, 'names');
  if (known?.year === year && known.version === version) return known.index;
  const units = [...unitsAt(store, year).values()];
  const index = new NameIndex(units.map(({ id, facts }) => ({ id, name: facts.name ?? '' })));
  indexes.set(store, { year, version, index });
  return index;
}

/** Adds a unit from a year on, and its name to the index: made anew for each file of a folder, it would take longer than the file. */
export function addNamedUnit(store: WritableStore, unit: Unit, fromYear: number): void {
  const known = indexes.get(store);
  const isCurrent = known !== undefined && known.version === versionOf(store, 'names');
  addUnit(store, unit, fromYear);
  if (!isCurrent || known.year < fromYear) return;
  known.index.add({ id: unit.id, name: unit.facts.name ?? '' });
  indexes.set(store, { ...known, version: versionOf(store, 'names') });
}

/** Every unit that has a name, or had it, or is called nearly so. */
export function namesakes(store: ReadableStore, name: string, year: number): readonly Unit[] {
  const named = unitsByName(store, name, year);
  const isComparable = comparableName(name) !== '';
  return [...unitsAt(store, year).values()].filter(
    ({ id, facts }) =>
      named.includes(id) || (isComparable && facts.name !== undefined && isNearName(name, facts.name)),
  );
}
