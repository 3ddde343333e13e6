import type { CountyFigures, Row, UnitDocuments } from './documents.ts';
import { changesFrom } from './unit-lists.ts';

export interface UnitRow {
  readonly unit: UnitDocuments;
  readonly row: Row;
}

/** What a row is looked up by; undefined while it is blank (it may be anything), null where it can't match. */
export type RowKey = string | undefined | null;

/** Which rows of the county are looked up, and by what. */
export interface Indexed<S> {
  /** Whose rows; the same array as long as none of their filings of this return changes. */
  readonly units: (county: CountyFigures) => readonly UnitDocuments[];
  /** Another list that is made anew when what the keys stand in changes. */
  readonly elsewhere?: (county: CountyFigures) => readonly UnitDocuments[];
  /** What a unit's rows and keys are made from: as long as these are the same objects, so are they. */
  readonly madeFrom: (unit: UnitDocuments) => readonly unknown[];
  readonly rows: (scene: S, unit: UnitDocuments) => readonly UnitRow[];
  readonly keyOf: (scene: S, entry: UnitRow) => RowKey;
}

interface OfUnit {
  readonly madeFrom: readonly unknown[];
  readonly keys: ReadonlySet<string | undefined>;
}

/** Rows by key and, within a key, by unit. */
interface Built {
  lists: readonly [readonly UnitDocuments[], readonly UnitDocuments[] | undefined];
  /** Not while it is built for the first time, which an error may break off. */
  isWhole: boolean;
  readonly ofUnits: Map<string, OfUnit>;
  readonly rows: Map<string | undefined, Map<string, UnitRow[]>>;
}

/**
 * Rows of the whole county by a key, so that a rule that asks for `f=当前.g` of every row of every unit looks once. Built at
 * the first question; from then on only the rows of units whose filings changed are exchanged. A row whose key is blank is a
 * candidate for every key. The asking unit's own rows are left out: they count as they stand, not as the others' do.
 */
export class RowIndex<S> {
  readonly #known = new WeakMap<CountyFigures, Built>();
  readonly #indexed: Indexed<S>;

  constructor(indexed: Indexed<S>) {
    this.#indexed = indexed;
  }

  /** Rows of others that have the key, or whose key is blank. */
  candidates(scene: S, county: CountyFigures, own: string, key: string): readonly UnitRow[] {
    const { rows } = this.#of(scene, county);
    return [rows.get(key), rows.get(undefined)].flatMap((units) =>
      units === undefined ? [] : [...units].flatMap(([unit, entries]) => (unit === own ? [] : entries)),
    );
  }

  #of(scene: S, county: CountyFigures): Built {
    const { units, elsewhere } = this.#indexed;
    const lists = [units(county), elsewhere?.(county)] as const;
    const built = this.#known.get(county) ?? { lists, ofUnits: new Map(), rows: new Map(), isWhole: false };
    if (built.isWhole && built.lists.every((list, at) => list === lists[at])) return built;
    this.#known.set(county, built);
    if (!built.isWhole || !this.#isFollowed(built, scene, lists)) this.#putAll(built, scene, lists[0]);
    built.lists = lists;
    built.isWhole = true;
    return built;
  }

  /** Takes in what is known to have changed; false where all units have to be gone through. */
  #isFollowed(built: Built, scene: S, [units, elsewhere]: Built['lists']): boolean {
    const [before, elsewhereBefore] = built.lists;
    const own = changesFrom(before, units);
    const other =
      elsewhere === undefined || elsewhereBefore === undefined ? [] : changesFrom(elsewhereBefore, elsewhere);
    if (own === null || other === null) return false;
    for (const { unit, isIn } of own) {
      if (isIn) this.#renew(built, scene, unit);
      else takeOut(built, unit.id);
    }
    for (const { unit } of other) if (built.ofUnits.has(unit.id)) this.#renew(built, scene, unit);
    return true;
  }

  #putAll(built: Built, scene: S, units: readonly UnitDocuments[]): void {
    const here = new Set<string>();
    for (const unit of units) {
      here.add(unit.id);
      this.#renew(built, scene, unit);
    }
    for (const unit of built.ofUnits.keys()) if (!here.has(unit)) takeOut(built, unit);
  }

  #renew(built: Built, scene: S, unit: UnitDocuments): void {
    const from = this.#indexed.madeFrom(unit);
    const known = built.ofUnits.get(unit.id);
    if (known?.madeFrom.every((part, at) => part === from[at]) === true) return;
    takeOut(built, unit.id);
    this.#put(built, scene, unit, from);
  }

  #put(built: Built, scene: S, unit: UnitDocuments, madeFrom: readonly unknown[]): void {
    const keys = new Set<string | undefined>();
    for (const entry of this.#indexed.rows(scene, unit)) {
      const key = this.#indexed.keyOf(scene, entry);
      if (key === null) continue;
      keys.add(key);
      const ofKey = built.rows.get(key) ?? new Map<string, UnitRow[]>();
      built.rows.set(key, ofKey);
      const entries = ofKey.get(unit.id);
      if (entries === undefined) ofKey.set(unit.id, [entry]);
      else entries.push(entry);
    }
    built.ofUnits.set(unit.id, { madeFrom, keys });
  }
}

function takeOut({ ofUnits, rows }: Built, unit: string): void {
  for (const key of ofUnits.get(unit)?.keys ?? []) {
    const ofKey = rows.get(key);
    ofKey?.delete(unit);
    if (ofKey?.size === 0) rows.delete(key);
  }
  ofUnits.delete(unit);
}
