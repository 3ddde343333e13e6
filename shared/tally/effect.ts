import { tablesOf, type FilingDocument, type Row, type UnitDocuments } from '../checking/documents.ts';
import type { Place } from '../checking/finding.ts';
import type { Indicator } from '../returns/definition.ts';
import { measuresOf } from '../returns/tables.ts';
import type { CellValue } from '../values/cell.ts';
import { countedStates } from './compute.ts';
import { indicatorValue, type Sum, type Tally } from './tally.ts';

/** How far one unit's doubtful cells move a number of the county. */
export interface Effect {
  readonly unit: string;
  readonly indicator: Indicator;
  /** As the county stands, and if the doubtful cells were as last year. */
  readonly now: number;
  readonly asLastYear: number;
}

export interface EffectRequest {
  readonly tally: Tally;
  readonly indicators: readonly Indicator[];
  readonly units: readonly UnitDocuments[];
  /** The doubtful cells of each unit. */
  readonly doubtful: ReadonlyMap<string, readonly Place[]>;
}

/** A number that moves less than this part of itself is not worth a call. */
const leastMove = 0.001;

/**
 * The units whose doubtful cells move the county most, the largest first: each unit with the one indicator that it moves
 * furthest. What the true value is nobody knows yet; last year's, which was accepted, is the best there is.
 */
export function effectsOf({ tally, indicators, units, doubtful }: EffectRequest): readonly Effect[] {
  const counts = countedStates(true);
  const county = tally.sums(units, counts);
  const found: { readonly effect: Effect; readonly move: number }[] = [];
  for (const unit of units) {
    const places = doubtful.get(unit.id);
    if (places === undefined) continue;
    const own = tally.sums([unit], counts);
    const other = tally.sums([asLastYear(unit, places)], counts);
    let furthest: { readonly effect: Effect; readonly move: number } | null = null;
    for (const indicator of indicators) {
      const [whole, less, more] = [county, own, other].map((sums) => sums.get(indicator.code));
      if (whole === undefined || less === undefined || more === undefined) continue;
      const now = whole.value;
      const then = exchanged(indicator, whole, less, more);
      if (now === null || now === 0 || then === null) continue;
      const move = Math.abs((then - now) / now);
      if (move > (furthest?.move ?? leastMove))
        furthest = { effect: { unit: unit.id, indicator, now, asLastYear: then }, move };
    }
    if (furthest !== null) found.push(furthest);
  }
  return found.sort((a, b) => b.move - a.move).map(({ effect }) => effect);
}

function exchanged(indicator: Indicator, whole: Sum, less: Sum, more: Sum): number | null {
  const exchange = (of: (sum: Sum) => number | null): number =>
    (of(whole) ?? 0) - (of(less) ?? 0) + (of(more) ?? 0);
  return indicatorValue(
    indicator,
    exchange((sum) => sum.numerator),
    exchange((sum) => sum.denominator),
  );
}

function asLastYear(unit: UnitDocuments, places: readonly Place[]): UnitDocuments {
  return {
    ...unit,
    filing: (code, back) => {
      const filing = unit.filing(code, back);
      const last = unit.filing(code, back + 1);
      if (back !== 0 || filing === undefined || last === undefined) return filing;
      const here = places.filter((place) => place.return === code && place.column === '本年');
      if (here.length === 0) return filing;
      // What has not come in at all would come in as last year.
      return filing.state === 'due'
        ? { state: 'draft', tables: last.tables }
        : mended(code, filing, last, here);
    },
  };
}

function mended(
  returnCode: string,
  filing: FilingDocument,
  last: FilingDocument,
  places: readonly Place[],
): FilingDocument {
  const before = new Map([...last.tables.values()].flat().map((row) => [row.key, row]));
  const rows = [...filing.tables.values()].flat().map((row): Row => {
    const then = before.get(row.key);
    if (then === undefined) return row;
    const cells: Record<string, CellValue> = { ...row.cells };
    for (const { record, code } of places) {
      const value = then.cells[code];
      if (value !== undefined && record === row.key) cells[code] = value;
    }
    return { ...row, cells };
  });
  return { ...filing, tables: tablesOf(returnCode, rows) };
}

/** Sums and ratios of sums: what one unit adds can be taken out and put back. Distinct and cumulative counts can't. */
export function isAdditive({ formula }: Indicator): boolean {
  return (
    (formula.kind === 'total' || formula.kind === 'ratio') &&
    measuresOf(formula).every(({ aggregate, since }) => aggregate !== 'distinct' && since === undefined)
  );
}
