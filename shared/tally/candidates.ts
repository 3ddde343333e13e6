import type { FilingDocument, Row, UnitDocuments } from '../checking/documents.ts';
import type { Scene } from '../checking/scene.ts';
import { surroundingsOf, type Surroundings } from '../checking/surroundings.ts';
import type { LoadedEdition } from '../returns/edition.ts';
import { rowsOf, type Source } from './source.ts';

/** A record that counts, with the conditions of its source that hold of it. */
export interface Candidate {
  readonly row: Row;
  readonly holds: readonly boolean[];
}

/** Judges records by what measures ask of them, each in its own year. */
export class Judge {
  readonly #edition: LoadedEdition;
  readonly #county: string;
  readonly #surroundings = new Map<number, Surroundings>();

  constructor(edition: LoadedEdition, county: string) {
    this.#edition = edition;
    this.#county = county;
  }

  /** The records of a filing that count. `then`: the unit as that year sees it. */
  candidates(
    source: Source,
    then: UnitDocuments,
    filing: FilingDocument,
    year: number,
  ): readonly Candidate[] {
    return rowsOf(filing, source).flatMap((row) => this.#judged(source, then, row, year) ?? []);
  }

  /** Null for a record that does not count. */
  #judged(
    { table, counted, conditions }: Source,
    unit: UnitDocuments,
    row: Row,
    year: number,
  ): Candidate | null {
    if (counted === null && conditions.size === 0) return { row, holds: [] };
    const scene = this.#scene(unit, table, row, year);
    if (counted !== null && counted(scene) !== 'T') return null;
    return { row, holds: [...conditions.values()].map(({ holds }) => holds(scene) === 'T') };
  }

  #scene(unit: UnitDocuments, table: string, row: Row, year: number): Scene {
    return {
      unit,
      own: unit,
      table,
      row,
      current: row,
      county: null,
      nearlyAnother: null,
      surroundings: this.#surroundingsOf(year),
      params: this.#edition.edition.params,
      isFloating: (code) => this.#edition.table(code)?.kind === 'floating',
      isBelow: (code) => this.#edition.table(code)?.parent === table,
      rounded: null,
    };
  }

  #surroundingsOf(year: number): Surroundings {
    let known = this.#surroundings.get(year);
    if (known === undefined) this.#surroundings.set(year, (known = surroundingsOf(this.#county, year)));
    return known;
  }
}

/** A unit's documents as so many years before saw them. */
export function seenFrom(unit: UnitDocuments, back: number): UnitDocuments {
  return back === 0 ? unit : { ...unit, filing: (code, more) => unit.filing(code, more + back) };
}
