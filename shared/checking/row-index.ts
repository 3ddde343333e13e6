import type { CountyFigures, Row, UnitDocuments } from './documents.ts';

export interface UnitRow {
  readonly unit: UnitDocuments;
  readonly row: Row;
}

interface Built {
  readonly from: readonly object[];
  readonly index: ReadonlyMap<string | undefined, readonly UnitRow[]>;
}

/** What a row is looked up by; undefined while it is blank (it may be anything), null where it can't match. */
export type RowKey = string | undefined | null;

/**
 * The rows that count of the whole county by a key, so that a rule that asks for `f=当前.g` of every row of every unit
 * looks once. Built at the first question and kept as long as what it is made from stays the same; a row whose key is blank
 * is a candidate for every key. The asking unit's own rows are left out: they count as they stand, not as accepted.
 */
export class RowIndex<S> {
  readonly #known = new WeakMap<CountyFigures, Built>();
  readonly #madeFrom: (county: CountyFigures) => readonly object[];
  readonly #rows: (scene: S, county: CountyFigures) => readonly UnitRow[];
  readonly #keyOf: (scene: S, entry: UnitRow) => RowKey;

  /** `madeFrom`: what stays the same object as long as the rows and their keys do. */
  constructor(
    madeFrom: (county: CountyFigures) => readonly object[],
    rows: (scene: S, county: CountyFigures) => readonly UnitRow[],
    keyOf: (scene: S, entry: UnitRow) => RowKey,
  ) {
    this.#madeFrom = madeFrom;
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
    const from = this.#madeFrom(county);
    const known = this.#known.get(county);
    if (known?.from.every((each, at) => each === from[at]) === true) return known.index;
    const index = new Map<string | undefined, UnitRow[]>();
    for (const entry of this.#rows(scene, county)) {
      const key = this.#keyOf(scene, entry);
      if (key === null) continue;
      const list = index.get(key);
      if (list === undefined) index.set(key, [entry]);
      else list.push(entry);
    }
    this.#known.set(county, { from, index });
    return index;
  }
}
