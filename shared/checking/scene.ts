import type { CountyFigures, FilingDocument, Row, UnitDocuments } from './documents.ts';
import type { CellKey } from '../values/cell.ts';
import { isBelow, returnOf, type RecordKey } from '../values/record.ts';
import type { NearFields, NearlyAnother } from './near-names.ts';
import type { UnitRow } from './row-index.ts';
import type { Surroundings } from './surroundings.ts';

/** True, false, undecided (a blank could make it either), not applicable. */
export type Verdict = 'T' | 'F' | 'U' | 'N';

/** Where a cell can't be: no such filing, or no row. A symbol, because a text cell may hold any text. */
export const nowhere = Symbol('nowhere');

/** Where one evaluation stands: the unit, the row of the rule's own table, and inside 其中 the row under test. */
export interface Scene {
  readonly unit: UnitDocuments;
  /** The unit whose rule it is: 本单位, also where a row of another unit is under test. */
  readonly own: UnitDocuments;
  /** The row that bare codes mean: the rule's own, or the one under test inside 其中. */
  readonly table: string;
  readonly row: Row | undefined;
  /** The rule's own row, behind 当前. */
  readonly current: Row | undefined;
  readonly county: CountyFigures | null;
  /** Whose name a name nearly is: another unit's, or that of another row of the rule's table with the same code. */
  readonly nearlyAnother:
    | ((scene: Scene, fields: NearFields, name: string, code: string | null) => NearlyAnother | undefined)
    | null;
  readonly surroundings: Surroundings;
  readonly params: Readonly<Record<string, number>>;
  readonly isFloating: (table: string) => boolean;
  /** Whether a table's rows stand below those of the rule's own table. */
  readonly isBelow: (table: string) => boolean;
  /** Null: what rounding alone may have caused is not allowed for. Else the rounded cells that a comparison has met so far. */
  readonly rounded: RoundedCells | null;
}

/** Operands of one comparison that were rounded when converted, each cell once. */
export class RoundedCells {
  readonly #cells = new Map<Row, Set<CellKey>>();
  #coarsest = 0;

  /** `unit` is the smallest amount of the cell's field, in the base of its dimension. */
  add(row: Row, key: CellKey, unit: number): void {
    const known = this.#cells.get(row);
    if (known === undefined) this.#cells.set(row, new Set([key]));
    else known.add(key);
    this.#coarsest = Math.max(this.#coarsest, unit);
  }

  /** Half of the coarsest unit for each of them, in the base of the dimension. */
  get allowance(): number {
    let cells = 0;
    for (const keys of this.#cells.values()) cells += keys.size;
    return (cells * this.#coarsest) / 2;
  }
}

/** 报告年, 本单位 … as a value; a month as YYYYMM. */
export function constantOf(name: string, scene: Scene): string | number {
  const { year, county } = scene.surroundings;
  if (name === '报告年初') return year * 100 + 1;
  if (name === '报告年末') return year * 100 + 12;
  return name === '本单位' ? scene.own.id : name === '本县' ? county : year;
}

/** The filing as the rules see it: exempt and set-aside ones are none; a nil one is empty. */
export function visible(filing: FilingDocument | undefined): FilingDocument | undefined {
  if (filing === undefined || filing.state === 'exempt' || filing.state === 'aside' || filing.state === 'due')
    return undefined;
  return filing;
}

/** The one record of a fixed table; empty where the unit filed and left it out. */
export function rowOf(unit: UnitDocuments, table: string, back: number): Row | undefined {
  const filing = visible(unit.filing(returnOf(table), back));
  if (filing === undefined) return undefined;
  return filing.tables.get(table)?.[0] ?? emptyRow;
}

/** A record by its key, in a year before: a row keeps its key over the years. */
export function sameRow(unit: UnitDocuments, table: string, back: number, key: RecordKey): Row | undefined {
  return visible(unit.filing(returnOf(table), back))
    ?.tables.get(table)
    ?.find((row) => row.key === key);
}

const emptyRow: Row = { key: '', cells: {}, rounded: [] };

/** Whether there is a range at all: not where the checked unit itself still owes the return. */
export function hasRange(scene: Scene, table: string, county: boolean, back: number): boolean {
  const state = (county ? scene.own : scene.unit).filing(returnOf(table), back)?.state;
  return county ? scene.county !== null && state !== 'due' : state !== undefined && state !== 'due';
}

/** Rows of a range. Undefined (N) when the checked unit itself still owes the return. */
export function rowsOf(
  scene: Scene,
  table: string,
  county: boolean,
  back: number,
): readonly UnitRow[] | undefined {
  if (!hasRange(scene, table, county, back)) return undefined;
  if (!county) {
    const { current } = scene;
    const all = rowsOfUnit(scene, scene.unit, table, back);
    return scene.isBelow(table) && current !== undefined
      ? all.filter(({ row }) => isBelow(row.key, current.key))
      : all;
  }
  return scene.county === null ? undefined : rowsOfCounty(scene, scene.county, table, back, scene.own);
}

/** 全县: accepted filings of others plus the unit's own as they stand. */
export function rowsOfCounty(
  scene: Scene,
  county: CountyFigures,
  table: string,
  back: number,
  own: UnitDocuments | null,
): readonly UnitRow[] {
  const rows = county
    .countedIn(returnOf(table), back)
    .flatMap((unit) => (unit.id === own?.id ? [] : rowsOfUnit(scene, unit, table, back)));
  return own === null ? rows : [...rows, ...rowsOfUnit(scene, own, table, back)];
}

export function rowsOfUnit(
  scene: Scene,
  unit: UnitDocuments,
  table: string,
  back: number,
): readonly UnitRow[] {
  const filing = visible(unit.filing(returnOf(table), back));
  if (filing === undefined) return [];
  // A fixed table that was filed has its one record, filled or not.
  const rows = filing.tables.get(table) ?? (scene.isFloating(table) ? [] : [emptyRow]);
  return rows.map((row) => ({ unit, row }));
}
