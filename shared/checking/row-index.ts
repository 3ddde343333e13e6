import type { CountyFigures, Row, UnitDocuments } from './documents.ts';

export interface UnitRow {
  readonly unit: UnitDocuments;
  readonly row: Row;
}

/** What a row is looked up by; undefined while it is blank (it may be anything), null where it can't match. */
export type RowKey = string | undefined | null;

/**
 * The rows that count of the whole county by a key, so that a rule that asks for `f=当前.g` of every row of every unit
 * looks once. Built at the first question and kept as long as the county's figures are; a row whose key is blank is a
 * candidate for every key. The asking unit's own rows are left out: they count as they stand, not as accepted.
 */
export class RowIndex<S> {
  readonly #known = new WeakMap<CountyFigures, ReadonlyMap<string | undefined, readonly UnitRow[]>>();
  readonly #rows: (scene: S, county: CountyFigures) => readonly UnitRow[];
  readonly #keyOf: (scene: S, entry: UnitRow) => RowKey;

  constructor(
    rows: (scene: S, county: CountyFigures) => readonly UnitRow[],
    keyOf: (scene: S, entry: UnitRow) => RowKey,
  ) {
    this.#rows = rows;
    this.#keyOf = keyOf;
  }

  /** Rows of others that have the key, or whose key is blank. */
  candidates(scene: S, county: CountyFigures, own: string, key: string): readonly UnitRow[] {
    const index = this.#of(scene, county);
    const found = [...(index.get(key) ?? []), ...(index.get(undefined) ?? [])];
    return found.filter(({ unit }) => unit.id !== own);
  }

  #of(scene: S, county: CountyFigures): ReadonlyMap<string | undefined, readonly UnitRow[]> {
    const known = this.#known.get(county);
    if (known !== undefined) return known;
    const index = new Map<string | undefined, UnitRow[]>();
    for (const entry of this.#rows(scene, county)) {
      const key = this.#keyOf(scene, entry);
      if (key === null) continue;
      const list = index.get(key);
      if (list === undefined) index.set(key, [entry]);
      else list.push(entry);
    }
    this.#known.set(county, index);
    return index;
  }
}
