import { NameIndex } from '#shared/codes/names.ts';
import { versionOf } from '../store/changes.ts';
import type { ReadableStore } from '../store/open.ts';
import { unitsAt } from '../store/units.ts';

const indexes = new WeakMap<ReadableStore, { readonly version: string; readonly index: NameIndex }>();

/** The names of a year's directory, indexed anew once units were added, renamed or merged. */
export function directoryNames(store: ReadableStore, year: number): NameIndex {
  const version = `${year}/${versionOf(store, 'directory')}`;
  const known = indexes.get(store);
  if (known?.version === version) return known.index;
  const units = [...unitsAt(store, year).values()];
  const index = new NameIndex(units.map(({ id, facts }) => ({ id, name: facts.name ?? '' })));
  indexes.set(store, { version, index });
  return index;
}
