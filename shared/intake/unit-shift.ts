import { yuanOf } from '../values/number-grammar.ts';

/** One figure of a file beside the same one of last year, both in the field's unit and above zero. */
export interface YearPair {
  readonly now: number;
  readonly last: number;
}

export interface UnitShift {
  /** The unit of money in which the figures would be in keeping with last year. */
  readonly unit: string;
  /** This year in parts of last year, to the power of ten: 0.1, 1000 … */
  readonly times: number;
  /** Pairs that are off by just about that, among all. */
  readonly fits: number;
  readonly compared: number;
}

/** Half an order of magnitude would be the end of one power of ten and the start of the next; less is sure. */
const near = 0.35;
const most = 0.8;
const hardly = 0.1;

function distance({ now, last }: YearPair, power: number): number {
  return Math.abs(Math.log10(now / last) - power);
}

/** Whether a figure is of last year's size. */
export function isOfSize(pair: YearPair): boolean {
  return distance(pair, 0) <= near;
}

/**
 * The unit that figures are really in when most of them are off from last year by the same power of ten, and hardly any is
 * of last year's size. Null where that is not so, or where no unit of money would explain it.
 */
export function unitShift(pairs: readonly YearPair[], said: string): UnitShift | null {
  const yuan = yuanOf.get(said);
  if (yuan === undefined || pairs.length === 0) return null;
  if (pairs.filter(isOfSize).length > pairs.length * hardly) return null;
  for (const [unit, other] of yuanOf) {
    if (unit === said) continue;
    const power = Math.round(Math.log10(Number(yuan) / Number(other)));
    const fits = pairs.filter((pair) => distance(pair, power) <= near).length;
    if (fits >= pairs.length * most)
      return { unit, times: power < 0 ? 1 / 10 ** -power : 10 ** power, fits, compared: pairs.length };
  }
  return null;
}

/** Those read in the unit that most are read in: a cell that names one of its own says nothing about its column. */
export function ofMostSaid<Pair extends { readonly said: string }>(pairs: readonly Pair[]): readonly Pair[] {
  const groups = [...Map.groupBy(pairs, ({ said }) => said).values()];
  return groups.reduce((most, group) => (group.length > most.length ? group : most), []);
}

/** A row of a list: its figures by key, and last year's of its unit by the same keys. */
export interface YearRow {
  readonly row: number;
  readonly now: ReadonlyMap<string, number>;
  readonly last: ReadonlyMap<string, number>;
}

export interface RowShift {
  /** The first row from which the figures stand beside the wrong unit. */
  readonly from: number;
  /** 1: pasted one row lower; -1: one row higher. */
  readonly by: 1 | -1;
  /** Rows that are in keeping with last year once moved, and rows that are as they stand; of how many. */
  readonly moved: number;
  readonly asIs: number;
  readonly compared: number;
}

const leastRows = 5;
/** Two thirds to one and a half times last year. */
const close = 0.18;

/**
 * Figures pasted a row too low or too high: from some row on they are last year's size of the neighbour, not of the unit.
 *
 * @param least figures of a row that have to be compared: of a single column there is but one
 */
export function rowShift(rows: readonly YearRow[], least = 2): RowShift | null {
  for (const by of [1, -1] as const) {
    const judged = rows.flatMap((own, index) => {
      const other = rows[index - by];
      if (other === undefined) return [];
      const [asIs, moved] = [share(own, own, least), share(own, other, least)];
      return asIs === null || moved === null
        ? []
        : [{ row: own.row, asIs: asIs >= 0.5, moved: moved >= 0.7 }];
    });
    const first = judged.findIndex(({ asIs, moved }) => moved && !asIs);
    const rest = first < 0 ? [] : judged.slice(first);
    const moved = rest.filter((row) => row.moved).length;
    const asIs = rest.filter((row) => row.asIs).length;
    const from = rest[0]?.row;
    if (from === undefined || rest.length < leastRows) continue;
    if (moved >= rest.length * most && asIs <= rest.length * 0.2)
      return { from, by, moved, asIs, compared: rest.length };
  }
  return null;
}

/** How many figures of a row are close to last year's of a unit; null where fewer than `least` can be compared. */
function share({ now }: YearRow, { last }: YearRow, least: number): number | null {
  let [compared, alike] = [0, 0];
  for (const [key, value] of now) {
    const before = last.get(key);
    if (before === undefined) continue;
    compared += 1;
    if (distance({ now: value, last: before }, 0) <= close) alike += 1;
  }
  return compared < least ? null : alike / compared;
}
