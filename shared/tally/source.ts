import { compileExact } from '../checking/condition.ts';
import type { FilingDocument, Row } from '../checking/documents.ts';
import type { Scene, Verdict } from '../checking/scene.ts';
import type { LoadedEdition } from '../returns/edition.ts';
import { parseRule } from '../returns/rule/parser.ts';
import { returnOf } from '../values/record.ts';
import type { FilingState } from '../values/states.ts';

type Condition = (scene: Scene) => Verdict;

/** A table that measures look at, with what they ask of its records: each condition is judged once a record. */
export interface Source {
  readonly at: number;
  readonly table: string;
  readonly return: string;
  readonly isFloating: boolean;
  /** What a record must be to count at all. */
  readonly counted: Condition | null;
  /** By its notation. */
  readonly conditions: Map<string, { readonly at: number; readonly holds: Condition }>;
}

/** A record that counts, with the conditions of its source that hold of it. */
export interface Candidate {
  readonly row: Row;
  readonly holds: readonly boolean[];
}

/** A filing that counts, with its records of one table. */
export interface Candidates {
  readonly state: FilingState;
  readonly records: readonly Candidate[];
}

/** Every source once, each in a place of its own. */
export class Sources {
  readonly #known = new Map<string, Source>();
  readonly #edition: LoadedEdition;

  constructor(edition: LoadedEdition) {
    this.#edition = edition;
  }

  get all(): readonly Source[] {
    return [...this.#known.values()];
  }

  of(table: string): Source {
    const known = this.#known.get(table);
    if (known !== undefined) return known;
    const { kind, counted } = this.#edition.table(table) ?? {};
    const source: Source = {
      at: this.#known.size,
      table,
      return: returnOf(table),
      isFloating: kind === 'floating',
      counted: counted === undefined ? null : compileExact(parseRule(counted), table, this.#edition),
      conditions: new Map(),
    };
    this.#known.set(table, source);
    return source;
  }
}

/** The place of a condition among those of its source. */
export function conditionOf({ table, conditions }: Source, written: string, edition: LoadedEdition): number {
  const known = conditions.get(written);
  if (known !== undefined) return known.at;
  const at = conditions.size;
  conditions.set(written, { at, holds: compileExact(parseRule(written), table, edition) });
  return at;
}

/** The records of a filing that its source looks at. */
export function rowsOf(filing: FilingDocument, { table, isFloating }: Source): readonly Row[] {
  const rows = filing.tables.get(table);
  if (rows !== undefined) return rows;
  // A fixed table that was filed has its one record, filled or not.
  return isFloating ? [] : [{ key: '', cells: {}, rounded: [] }];
}
