import type { UnitDocuments } from '../checking/documents.ts';
import { countyIn, hasBoundaryChange, isSameArea, predecessorAt } from '../codes/areas.ts';

/**
 * How this year's county stands to last year's, where they are not plainly the same. A difference from last year is one of
 * the numbers only if both years are of the same land and units (可比口径).
 */
export type Territory =
  /** The same land under another code: nothing has to be adjusted. */
  | { readonly kind: 'recoded'; readonly before: NamedArea; readonly now: NamedArea }
  /** Units went to another county: last year's numbers are shown without them. */
  | { readonly kind: 'restated'; readonly left: number }
  /** Units or land changed hands, and what they reported last year, or which units it concerns, is not known here. */
  | { readonly kind: 'unequal'; readonly came: number; readonly left: number; readonly boundary: boolean };

export interface NamedArea {
  readonly code: string;
  readonly name: string;
}

/** The directory's areas of both years; a unit without one is of the county. */
export interface Moves {
  readonly county: string;
  readonly year: number;
  /** With the area of this year among their facts. */
  readonly units: readonly UnitDocuments[];
  readonly areasLastYear: ReadonlyMap<string, string>;
}

/**
 * Units of last year's county that are of another one this year and report nothing here any more. One that still does is
 * counted this year, so that it is of last year's numbers too, whatever area it states.
 */
export function leftUnits(
  { county, units, areasLastYear }: Moves,
  returns: readonly string[],
): ReadonlySet<string> {
  const isOwn = (area: string | undefined): boolean => area === undefined || isSameArea(area, county);
  const reports = ({ filing }: UnitDocuments): boolean =>
    returns.some((code) => {
      const state = filing(code, 0)?.state;
      return state === 'draft' || state === 'accepted' || state === 'nil';
    });
  return new Set(
    units
      .filter((unit) => isOwn(areasLastYear.get(unit.id)) && !isOwn(unit.facts['区划']) && !reports(unit))
      .map(({ id }) => id),
  );
}

/** Null where nothing changed. `returns`: those whose numbers are compared. */
export function territoryOf(moves: Moves, returns: readonly string[]): Territory | null {
  const { county, year, units, areasLastYear } = moves;
  const left = leftUnits(moves, returns).size;
  const came = units.filter(({ id, facts }) => {
    const last = areasLastYear.get(id);
    const now = facts['区划'];
    return last !== undefined && !isSameArea(last, county) && (now === undefined || isSameArea(now, county));
  });
  // What a unit reported to its former county is known only if it was handed over with it.
  const unknown = came.filter((unit) =>
    returns.some((code) => unit.filing(code, 0) !== undefined && unit.filing(code, 1) === undefined),
  ).length;
  // The county under the code that it has this year, whichever the workspace knows it by.
  const now = countyIn(county, year);
  const code = now?.code ?? county;
  const isBoundary = hasBoundaryChange(code, year);
  if (unknown > 0 || (isBoundary && left + came.length === 0))
    return { kind: 'unequal', came: unknown, left, boundary: isBoundary };
  if (left > 0) return { kind: 'restated', left };
  const before = predecessorAt(code, year);
  return before === undefined || now === undefined
    ? null
    : {
        kind: 'recoded',
        before: { code: before.code, name: before.name },
        now: { code: now.code, name: now.name },
      };
}
