import type { NameIndex } from '../codes/names.ts';
import type { CountyFigures, FilingDocument, Row, UnitDocuments } from './documents.ts';
import type { Surroundings } from './surroundings.ts';

/** True, false, undecided (a blank could make it either), not applicable. */
export type Verdict = 'T' | 'F' | 'U' | 'N';

/** Where a cell can't be: no such filing, or no row. A symbol, because a text cell may hold any text. */
export const nowhere = Symbol('nowhere');

/** Where one evaluation stands: the unit, the row of the rule's own table, and inside 其中 the row under test. */
export interface Scene {
  readonly unit: UnitDocuments;
  /** The row that bare codes mean: the rule's own, or the one under test inside 其中. */
  readonly table: string;
  readonly row: Row | undefined;
  /** The rule's own row, behind 当前. */
  readonly current: Row | undefined;
  readonly county: CountyFigures | null;
  readonly names: NameIndex | null;
  readonly surroundings: Surroundings;
  readonly params: Readonly<Record<string, number>>;
  /** Added to the right side of = ≤ ≥, in the base of the dimension: what rounding alone may have caused. */
  readonly allowance: number;
  /** Counts operands that were rounded when converted, for the tolerance; the units are bases of the field's dimension. */
  readonly rounding: { cells: number; coarsest: number };
}

/** The filing as the rules see it: exempt and set-aside ones are none; a nil one is empty. */
export function visible(filing: FilingDocument | undefined): FilingDocument | undefined {
  if (filing === undefined || filing.state === 'exempt' || filing.state === 'aside' || filing.state === 'due')
    return undefined;
  return filing;
}

export function rowOf(unit: UnitDocuments, table: string, back: number): Row | undefined {
  const filing = visible(unit.filing(table.slice(0, 5), back));
  if (filing === undefined) return undefined;
  return filing.rows[0] ?? emptyRow;
}

const emptyRow: Row = { key: '', cells: {}, rounded: [] };

/** Rows of a range. Undefined (N) when the checked unit itself still owes the return. */
export function rowsOf(
  scene: Scene,
  table: string,
  county: boolean,
  back: number,
): readonly { unit: UnitDocuments; row: Row }[] | undefined {
  const code = table.slice(0, 5);
  const rows = (unit: UnitDocuments): { unit: UnitDocuments; row: Row }[] =>
    (visible(unit.filing(code, back))?.rows ?? []).map((row) => ({ unit, row }));
  if (!county) {
    const own = scene.unit.filing(code, back);
    return own === undefined || own.state === 'due' ? undefined : rows(scene.unit);
  }
  if (scene.county === null) return undefined;
  return scene.county.units.flatMap((unit) => {
    const filing = unit.filing(code, back);
    // 全县: accepted filings of others plus the unit's own as they stand.
    const counts = filing?.state === 'accepted' || filing?.state === 'nil' || unit.id === scene.unit.id;
    return counts ? rows(unit) : [];
  });
}
