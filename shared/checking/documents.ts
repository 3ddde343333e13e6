import { NameIndex } from '../codes/names.ts';
import type { CellKey, Cells } from '../values/cell.ts';
import { compareRecords, tableOf, type RecordKey } from '../values/record.ts';
import type { FilingState } from '../values/states.ts';

/** One record of a return: the form itself of a fixed table, one row of a floating one. */
export interface Row {
  readonly key: RecordKey;
  readonly cells: Cells;
  /** Cells whose value was rounded when converted. */
  readonly rounded: readonly CellKey[];
}

/** A unit's return of one year as it stands. */
export interface FilingDocument {
  readonly state: FilingState;
  /** Records by table, in the order of the form; a table without records may be absent. */
  readonly tables: ReadonlyMap<string, readonly Row[]>;
}

/** Records by the table that their keys name. */
export function tablesOf<R extends Row>(returnCode: string, rows: Iterable<R>): Map<string, R[]> {
  const tables = new Map<string, R[]>();
  for (const row of rows) {
    const table = tableOf(returnCode, row.key);
    const list = tables.get(table);
    if (list === undefined) tables.set(table, [row]);
    else list.push(row);
  }
  for (const list of tables.values()) if (list.length > 1) list.sort((a, b) => compareRecords(a.key, b.key));
  return tables;
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
  /** Those whose filing of a return counts; the same array as long as none of these filings changes. */
  readonly countedIn: (code: string, back: number) => readonly UnitDocuments[];
  /** Those that have one in any state; the same array as long as none of them changes. */
  readonly filedIn: (code: string, back: number) => readonly UnitDocuments[];
  /** Whether the directory has a unit. */
  readonly has: (id: string) => boolean;
  /** The directory's names. */
  readonly names: NameIndex;
  readonly indicator: (code: string, back: number) => number | null;
  /** True when some unit reports what the indicator needs. */
  readonly hasReporter: (code: string) => boolean;
}

/** Figures over units that are all at hand. */
export function figuresOver(
  units: readonly UnitDocuments[],
  { indicator, hasReporter }: Pick<CountyFigures, 'indicator' | 'hasReporter'>,
): CountyFigures {
  const ids = new Set(units.map(({ id }) => id));
  const names = new NameIndex(units.map(({ id, facts }) => ({ id, name: facts['名称'] ?? '' })));
  const [countedIn, filedIn] = [unitsBy(units, isCounted), unitsBy(units, (state) => state !== undefined)];
  return { units, countedIn, filedIn, has: (id) => ids.has(id), names, indicator, hasReporter };
}

type ByReturn = CountyFigures['countedIn'];

function unitsBy(
  units: readonly UnitDocuments[],
  isIn: (state: FilingState | undefined) => boolean,
): ByReturn {
  const known = new Map<string, readonly UnitDocuments[]>();
  return (code, back) => {
    let found = known.get(`${code}@${back}`);
    if (found === undefined) {
      found = units.filter(({ filing }) => isIn(filing(code, back)?.state));
      known.set(`${code}@${back}`, found);
    }
    return found;
  };
}

/** Whether a filing counts for others and for the county. */
export function isCounted(state: FilingState | undefined): boolean {
  return state === 'accepted' || state === 'nil';
}
