import type { CellKey, Cells } from '../values/cell.ts';
import type { FilingState } from '../values/states.ts';

/** One record of a return: the form itself of a fixed table, one row of a floating one. */
export interface Row {
  readonly key: string;
  readonly cells: Cells;
  /** Cells whose value was rounded when converted. */
  readonly rounded: readonly CellKey[];
}

/** A unit's return of one year as it stands. */
export interface FilingDocument {
  readonly state: FilingState;
  readonly rows: readonly Row[];
}

/** What the directory says of a unit: 单位.类型, 单位.状态 … by the name behind the dot. */
export type UnitFacts = Readonly<Record<string, string>>;

/** A unit with its returns of the year under check and, for `@-n`, the accepted ones of the years before. */
export interface UnitDocuments {
  readonly id: string;
  readonly facts: UnitFacts;
  /** `back` 0 is the year under check. Undefined: no such filing, or one that does not count. */
  readonly filing: (code: string, back: number) => FilingDocument | undefined;
}

/** County figures for the rules of the package. */
export interface CountyFigures {
  readonly units: readonly UnitDocuments[];
  readonly indicator: (code: string, back: number) => number | null;
  /** True when some unit reports what the indicator needs. */
  readonly hasReporter: (code: string) => boolean;
}
