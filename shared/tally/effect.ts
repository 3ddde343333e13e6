import { tablesOf, type FilingDocument, type Row, type UnitDocuments } from '../checking/documents.ts';
import type { Place } from '../checking/finding.ts';
import type { Surroundings } from '../checking/surroundings.ts';
import type { Indicator, Measure } from '../returns/indicator.ts';
import { measuresOf } from '../returns/tables.ts';
import type { LoadedEdition } from '../returns/edition.ts';
import type { CellValue } from '../values/cell.ts';
import { returnOf, tableOf } from '../values/record.ts';
import { countedStates } from './counted-states.ts';
import { Tally } from './tally.ts';
import { indicatorValue, type Sum } from './total.ts';

/** How far one unit's doubtful cells move a number of the county. */
export interface Effect {
  readonly unit: string;
  readonly indicator: Indicator;
  /** As the county stands, and if the doubtful cells were as last year. */
  readonly now: number;
  readonly asLastYear: number;
}

export interface EffectRequest {
  readonly edition: LoadedEdition;
  readonly surroundings: Surroundings;
  readonly indicators: readonly Indicator[];
  /** The numbers of the county as it stands, by indicator. */
  readonly county: ReadonlyMap<string, Sum>;
  readonly units: readonly UnitDocuments[];
  /** The doubtful cells of each unit. */
  readonly doubtful: ReadonlyMap<string, readonly Place[]>;
}

/** A number that moves less than this part of itself is not worth a call. */
const leastMove = 0.001;
/** An amount or a count that moves this far says more than any ratio: what is wrong in it is seen at once. */
const clearMove = 0.01;

/**
 * The units whose doubtful cells move the county most, the largest first: each unit with the one indicator that it moves
 * furthest, in parts of itself; an amount or a count before a ratio. What the true value is nobody knows yet; last
 * year's, which was accepted, is the best there is.
 */
export function effectsOf(request: EffectRequest): readonly Effect[] {
  const { edition, surroundings, county, units, doubtful } = request;
  const counts = countedStates(true);
  const touched = new Touched(edition, withoutDerived(request.indicators));
  const found: Moved[] = [];
  for (const unit of units) {
    const places = doubtful.get(unit.id);
    const moved = places === undefined ? [] : touched.by(unit, places);
    if (places === undefined || moved.length === 0) continue;
    const mended = asLastYear(unit, places);
    const moves = moved.flatMap((indicator): Moved[] => {
      // Of this number alone: what a unit adds to the others stays as it is.
      const tally = new Tally(edition, surroundings, new Set([indicator.code]));
      const whole = county.get(indicator.code);
      const [less, more] = [unit, mended].map((one) => tally.sums([one], counts).get(indicator.code));
      if (whole === undefined || less === undefined || more === undefined) return [];
      const now = whole.value;
      const then = exchanged(indicator, whole, less, more);
      if (now === null || now === 0 || then === null) return [];
      const move = Math.abs((then - now) / now);
      return move > leastMove ? [{ effect: { unit: unit.id, indicator, now, asLastYear: then }, move }] : [];
    });
    const furthest = moves.sort(furtherFirst)[0];
    if (furthest !== undefined) found.push(furthest);
  }
  return found.sort((a, b) => b.move - a.move).map(({ effect }) => effect);
}

interface Moved {
  readonly effect: Effect;
  readonly move: number;
}

function furtherFirst(a: Moved, b: Moved): number {
  const isClear = ({ effect, move }: Moved): boolean =>
    effect.indicator.formula.kind === 'total' && move >= clearMove;
  return Number(isClear(b)) - Number(isClear(a)) || b.move - a.move;
}

/** Which numbers a cell may move: those that add it up, and those whose conditions name its code. */
class Touched {
  readonly #edition: LoadedEdition;
  readonly #indicators: readonly Indicator[];
  readonly #byCell = new Map<string, readonly Indicator[]>();

  constructor(edition: LoadedEdition, indicators: readonly Indicator[]) {
    this.#edition = edition;
    this.#indicators = indicators;
  }

  by(unit: UnitDocuments, places: readonly Place[]): readonly Indicator[] {
    const found = new Set(
      places.flatMap((place) => {
        if (place.column !== '本年') return [];
        // What has not come in is looked at as a whole.
        const isMissing = unit.filing(place.return, 0)?.state === 'due';
        return this.#of(
          isMissing ? place.return : tableOf(place.return, place.record),
          isMissing ? null : place.code,
        );
      }),
    );
    return this.#indicators.filter((indicator) => found.has(indicator));
  }

  #of(table: string, code: string | null): readonly Indicator[] {
    const key = `${table}.${code ?? '*'}`;
    let found = this.#byCell.get(key);
    if (found === undefined) {
      found = this.#indicators.filter(({ formula }) =>
        measuresOf(formula).some((measure) => this.#reads(measure, table, code)),
      );
      this.#byCell.set(key, found);
    }
    return found;
  }

  #reads(measure: Measure, table: string, code: string | null): boolean {
    const conditions = [measure.where, this.#edition.table(measure.table)?.counted].join(' ');
    if (code === null) return returnOf(measure.table) === table || conditions.includes(table);
    const isAdded =
      measure.table === table && (measure.field === code || measure.by?.includes(code) === true);
    return isAdded || new RegExp(`(?<![0-9A-Z])${code}(?![0-9a-z])`, 'u').test(conditions);
  }
}

/** Without the ratios of which a part is itself one of the numbers: that says directly what the ratio only hints at. */
function withoutDerived(indicators: readonly Indicator[]): readonly Indicator[] {
  const keyOf = ({ table, field, where }: Measure): string => JSON.stringify([table, field, where]);
  const sums = new Set(
    indicators.flatMap(({ formula }) => (formula.kind === 'total' ? formula.of.map(keyOf) : [])),
  );
  return indicators.filter(
    ({ formula }) => formula.kind === 'total' || !measuresOf(formula).some((part) => sums.has(keyOf(part))),
  );
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
  const own = places.filter(({ column }) => column === '本年');
  const known = new Map(
    [...Map.groupBy(own, (place) => place.return)].map(([code, here]) => [code, mendedBy(unit, code, here)]),
  );
  return {
    ...unit,
    filing: (code, back) => (back === 0 && known.has(code) ? known.get(code) : unit.filing(code, back)),
  };
}

function mendedBy(unit: UnitDocuments, code: string, places: readonly Place[]): FilingDocument | undefined {
  const [filing, last] = [unit.filing(code, 0), unit.filing(code, 1)];
  if (filing === undefined || last === undefined) return filing;
  // What has not come in at all would come in as last year.
  return filing.state === 'due'
    ? { state: 'draft', tables: last.tables }
    : mended(code, filing, last, places);
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
