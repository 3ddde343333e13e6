import type { UnitDocuments } from '../checking/documents.ts';
import { countyIn, hasBoundaryChange, isSameArea, predecessorAt } from '../codes/areas.ts';
import type { LoadedEdition } from '../returns/edition.ts';
import { measuresOf } from '../returns/tables.ts';
import { returnOf } from '../values/record.ts';

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

/** Which filings of years before are of this year's county: whatever compares with them asks here. */
export interface EqualTerritory {
  /** Units of another county by now that report nothing here any more. What they filed before is not compared with. */
  readonly left: ReadonlySet<string>;
  /** What is said beside the numbers. Null where nothing changed, or last year is not in the program. */
  readonly said: Territory | null;
  /** Units that changed counties since last year, with the other one's code. */
  readonly moved: ReadonlyMap<string, Move>;
}

export interface Move {
  readonly kind: 'came' | 'left';
  readonly area: string;
}

/** Where the directory had each unit, from which year on, the oldest first. */
export type AreaHistory = ReadonlyMap<string, readonly StatedArea[]>;

export interface StatedArea {
  readonly from: number;
  readonly area: string;
}

export interface Places {
  readonly county: string;
  readonly year: number;
  /** With the area of this year among their facts; their filings may change. */
  readonly units: readonly UnitDocuments[];
  readonly areas: AreaHistory;
  readonly isLastYearKnown: boolean;
}

interface Moved {
  readonly unit: UnitDocuments;
  /** The other county: where it is now, or was last year. */
  readonly area: string;
  readonly isSinceLastYear: boolean;
}

/** The units that changed counties by the directory. Who of them has left also depends on what they file, which changes. */
export class Moves {
  readonly #places: Places;
  readonly #returns: readonly string[];
  readonly #away: readonly Moved[];
  readonly #came: readonly Moved[];

  constructor(places: Places, edition: LoadedEdition) {
    const { county, year, units, areas } = places;
    this.#places = places;
    this.#returns = comparedReturns(edition);
    const known = new Map<string, boolean>();
    // A unit without an area is of the county.
    const isOwn = (area: string | undefined): boolean => {
      if (area === undefined || area === county) return true;
      let is = known.get(area);
      if (is === undefined) known.set(area, (is = isSameArea(area, county)));
      return is;
    };
    const before = ({ id }: UnitDocuments): readonly StatedArea[] =>
      (areas.get(id) ?? []).filter(({ from }) => from < year);
    this.#away = units.flatMap((unit): Moved[] => {
      const area = unit.facts['区划'];
      if (area === undefined || isOwn(area)) return [];
      const stated = before(unit);
      const wasOwn = stated.length === 0 || stated.some((each) => isOwn(each.area));
      return wasOwn ? [{ unit, area, isSinceLastYear: isOwn(stated.at(-1)?.area) }] : [];
    });
    this.#came = units.flatMap((unit): Moved[] => {
      const area = before(unit).at(-1)?.area;
      const isHere = isOwn(unit.facts['区划']) && area !== undefined && !isOwn(area);
      return isHere ? [{ unit, area, isSinceLastYear: true }] : [];
    });
  }

  /** Whom of the units it depends on what they file. */
  get undecided(): readonly string[] {
    return this.#away.map(({ unit }) => unit.id);
  }

  /** As the filings stand. */
  equalTerritory(): EqualTerritory {
    // One that still reports here is counted this year, so that it is of last year's numbers too, whatever area it states.
    const gone = this.#away.filter(({ unit }) => !this.#reports(unit));
    const left = new Set(gone.map(({ unit }) => unit.id));
    if (!this.#places.isLastYearKnown) return { left, said: null, moved: new Map() };
    const lately = gone.filter(({ unit, isSinceLastYear }) => isSinceLastYear && this.#reported(unit));
    const moved = [
      ...lately.map((move) => ({ ...move, kind: 'left' as const })),
      ...this.#came.map((move) => ({ ...move, kind: 'came' as const })),
    ];
    return {
      left,
      said: this.#said(lately.length),
      moved: new Map(moved.map(({ unit, kind, area }) => [unit.id, { kind, area }])),
    };
  }

  #reports({ filing }: UnitDocuments): boolean {
    return this.#returns.some((code) => {
      const state = filing(code, 0)?.state;
      return state === 'draft' || state === 'accepted' || state === 'nil';
    });
  }

  #reported({ filing }: UnitDocuments): boolean {
    return this.#returns.some((code) => filing(code, 1) !== undefined);
  }

  #said(left: number): Territory | null {
    const { county, year } = this.#places;
    // What a unit reported to its former county is known only if it was handed over with it.
    const unknown = this.#came.filter(({ unit: { filing } }) =>
      this.#returns.some((code) => filing(code, 0) !== undefined && filing(code, 1) === undefined),
    ).length;
    // The county under the code that it has this year, whichever the workspace knows it by.
    const now = countyIn(county, year);
    const code = now?.code ?? county;
    const isBoundary = hasBoundaryChange(code, year);
    if (unknown > 0 || (isBoundary && left + this.#came.length === 0))
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
}

/** Those whose filings of years before are compared with. */
export function withoutLeft(
  units: readonly UnitDocuments[],
  territory: EqualTerritory | undefined,
): readonly UnitDocuments[] {
  const left = territory?.left;
  return left === undefined || left.size === 0 ? units : units.filter(({ id }) => !left.has(id));
}

/** For the head of a table. */
export function saidOf(territory: EqualTerritory | undefined): { readonly territory?: Territory } {
  return territory === undefined || territory.said === null ? {} : { territory: territory.said };
}

/** The returns that some number of the county is made of. */
function comparedReturns({ edition }: LoadedEdition): readonly string[] {
  return [
    ...new Set(
      edition.indicators.flatMap(({ formula }) => measuresOf(formula)).map(({ table }) => returnOf(table)),
    ),
  ];
}
