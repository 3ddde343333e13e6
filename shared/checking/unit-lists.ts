import type { UnitDocuments } from './documents.ts';

/** Whose filing changed, and whether the unit is in the list since. */
export interface ListChange {
  readonly unit: UnitDocuments;
  readonly isIn: boolean;
}

/** Lists that were made one from the other share the changes between them. */
interface Place {
  readonly changes: ListChange[];
  readonly at: number;
}

/** After so many changes whoever still has the first of the lists may as well go through the last. */
const mostChanges = 1000;

const places = new WeakMap<readonly UnitDocuments[], Place>();

/**
 * A list of units after the filing of one of them changed: another list, as whoever keeps something by it is to notice, with
 * the unit in it or not. `all` has the order of such lists.
 */
export function exchangedIn(
  list: readonly UnitDocuments[],
  change: ListChange,
  all: readonly UnitDocuments[],
): readonly UnitDocuments[] {
  const next = changed(list, change, all);
  const known = places.get(list);
  // A list that another was made from already goes on by itself.
  const isLast = known !== undefined && known.at === known.changes.length && known.at < mostChanges;
  const changes: ListChange[] = isLast ? known.changes : [];
  if (!isLast) places.set(list, { changes, at: 0 });
  changes.push(change);
  places.set(next, { changes, at: changes.length });
  return next;
}

/** What changed from one list to one made from it; null where the one was not made from the other. */
export function changesFrom(
  before: readonly UnitDocuments[],
  now: readonly UnitDocuments[],
): readonly ListChange[] | null {
  if (before === now) return [];
  const [from, to] = [places.get(before), places.get(now)];
  if (from === undefined || to === undefined || from.changes !== to.changes || from.at > to.at) return null;
  return to.changes.slice(from.at, to.at);
}

function changed(
  list: readonly UnitDocuments[],
  { unit, isIn }: ListChange,
  all: readonly UnitDocuments[],
): readonly UnitDocuments[] {
  if (list.includes(unit) === isIn) return [...list];
  if (!isIn) return list.filter((other) => other !== unit);
  const others = new Set(list);
  return all.filter((other) => other === unit || others.has(other));
}
