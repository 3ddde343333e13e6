import { isCounted, type FilingDocument, type UnitDocuments } from '#shared/checking/documents.ts';
import type { Place } from '#shared/checking/among.ts';
import type { Exchanged } from '#shared/checking/same-rows.ts';
import { exchangedIn } from '#shared/checking/unit-lists.ts';
import type { EqualTerritory, Moves } from '#shared/tally/territory.ts';
import type { ChangedFiling } from '../store/change-log.ts';
import { unitsAt, type Unit } from '../store/units.ts';
import type { ReadContext } from './context.ts';
import { filingsSeen, unitFacts } from './documents.ts';
import { movesOf } from './moves.ts';
import { inPortions, Portions } from './portions.ts';

/** By years back; empty until they were read. */
type OwnFilings = (ReadonlyMap<string, FilingDocument> | undefined)[];

/** What a change of filings touches: whose they are, and where some began, ceased or go on to count. */
export interface Touched {
  readonly units: ReadonlyMap<string, UnitDocuments>;
  readonly filings: ReadonlySet<Place>;
  readonly counted: ReadonlySet<Place>;
  /** Filings of this year. */
  readonly exchanged: readonly Exchanged[];
}

/**
 * Every unit's documents of a year and the years before, in memory. A change exchanges the documents of the filings that it
 * is about; everything else stays the same object, so that what was computed of it can be kept by it.
 */
export class CountyDocuments {
  readonly units: readonly UnitDocuments[];
  readonly directory: ReadonlyMap<string, Unit>;
  /** Until it is done, units further on have no filings yet. */
  readonly reading: Portions;
  readonly #year: number;
  readonly #own = new Map<string, OwnFilings>();
  readonly #byId: ReadonlyMap<string, UnitDocuments>;
  readonly #counted = new Map<Place, readonly UnitDocuments[]>();
  readonly #filed = new Map<Place, readonly UnitDocuments[]>();
  readonly #moves: Moves;
  #territory: EqualTerritory | null = null;

  /** Their filings back to `reach` years before are read by `reading`. */
  constructor(context: ReadContext, year: number, reach: number) {
    this.#year = year;
    this.directory = unitsAt(context.store, year);
    this.units = [...this.directory.values()].map((unit) => {
      const own: OwnFilings = [];
      this.#own.set(unit.id, own);
      return { id: unit.id, facts: unitFacts(unit), filing: (code, back) => own[back]?.get(code) };
    });
    this.#byId = new Map(this.units.map((unit) => [unit.id, unit]));
    this.#moves = movesOf(context, year, this.units);
    this.reading = new Portions(this.units.length, this.#read(context, reach));
  }

  *#read(context: ReadContext, reach: number): Generator<number> {
    for (const some of inPortions(this.units, 100)) {
      const ids = some.map(({ id }) => id);
      const years = Array.from({ length: reach + 1 }, (_, back) =>
        filingsSeen(context, this.#year, back, ids),
      );
      for (const { id } of some) this.#own.get(id)?.push(...years.map((filings) => filings.get(id)));
      yield some.length;
    }
  }

  has(id: string): boolean {
    return this.#byId.has(id);
  }

  countedIn(code: string, back: number): readonly UnitDocuments[] {
    return this.#listed(
      this.#counted,
      code,
      back,
      ({ id, filing }) => isCounted(filing(code, back)?.state) && !(back > 0 && this.territory.left.has(id)),
    );
  }

  /** Once everything is read. */
  get territory(): EqualTerritory {
    return (this.#territory ??= this.#moves.equalTerritory());
  }

  filedIn(code: string, back: number): readonly UnitDocuments[] {
    return this.#listed(this.#filed, code, back, ({ filing }) => filing(code, back) !== undefined);
  }

  #listed(
    lists: Map<Place, readonly UnitDocuments[]>,
    code: string,
    back: number,
    isIn: (unit: UnitDocuments) => boolean,
  ): readonly UnitDocuments[] {
    const place: Place = `${code}@${back}`;
    let list = lists.get(place);
    if (list === undefined) lists.set(place, (list = this.units.filter(isIn)));
    return list;
  }

  /** Reads filings anew, but for those that are to be read yet. */
  update(context: ReadContext, changed: readonly ChangedFiling[]): Touched {
    const units = new Map<string, UnitDocuments>();
    const [filings, counted] = [new Set<Place>(), new Set<Place>()];
    const exchangedNow: Exchanged[] = [];
    for (const ofUnit of Map.groupBy(changed, ({ unit, year }) => `${year}/${unit}`).values()) {
      const [first] = ofUnit;
      const [own, unit] = [this.#own.get(first?.unit ?? ''), this.#byId.get(first?.unit ?? '')];
      // One that was merged into another is not among the units; one that was not read yet will be, as it is then.
      if (first === undefined || own === undefined || unit === undefined || own.length === 0) continue;
      const back = this.#year - first.year;
      const now = filingsSeen(context, this.#year, back, unit.id).get(unit.id);
      units.set(unit.id, unit);
      for (const { return: code } of ofUnit) {
        const place: Place = `${code}@${back}`;
        const [old, found] = [own[back]?.get(code), now?.get(code)];
        filings.add(place);
        own[back] = exchanged(own[back], code, found);
        if (back === 0) exchangedNow.push({ return: code, was: old, now: found });
        if (isCounted(old?.state) || isCounted(found?.state)) counted.add(place);
        this.#follow(this.#filed, place, unit, found !== undefined);
        if (!counted.has(place)) continue;
        // Who counts of a year before depends on who has left too.
        if (back > 0) this.#counted.delete(place);
        else this.#follow(this.#counted, place, unit, isCounted(found?.state));
      }
    }
    if (this.#hasMoved())
      for (const place of this.#counted.keys()) {
        if (place.endsWith('@0')) continue;
        counted.add(place);
        this.#counted.delete(place);
      }
    return { units, filings, counted, exchanged: exchangedNow };
  }

  #follow(
    lists: Map<Place, readonly UnitDocuments[]>,
    place: Place,
    unit: UnitDocuments,
    isIn: boolean,
  ): void {
    const list = lists.get(place);
    if (list !== undefined) lists.set(place, exchangedIn(list, { unit, isIn }, this.units));
  }

  /** Whether other units than before have left, by what they file now. */
  #hasMoved(): boolean {
    const before = this.#territory;
    this.#territory = null;
    return before !== null && !areSame(before.left, this.territory.left);
  }
}

function areSame(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((each) => b.has(each));
}

function exchanged(
  filings: ReadonlyMap<string, FilingDocument> | undefined,
  code: string,
  found: FilingDocument | undefined,
): ReadonlyMap<string, FilingDocument> {
  const now = new Map(filings);
  if (found === undefined) now.delete(code);
  else now.set(code, found);
  return now;
}
