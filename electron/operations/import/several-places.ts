import { comparableName } from '#shared/codes/names.ts';
import { firstCellOf, placeOf, type Question } from '#shared/intake/staged.ts';
import type { LoadedEdition } from '#shared/returns/edition.ts';
import { letterOf } from '#shared/values/record.ts';
import type { BatchFiling } from '../../store/batches.ts';
import type { ReadableStore } from '../../store/open.ts';
import { recordOf } from '../../store/records.ts';
import { unitsAt, type Unit } from '../../store/units.ts';
import type { MatchedFile, Matching } from './match-units.ts';

type Facts = Readonly<Record<string, string>>;

/** A place that an operator runs: the unit that its returns are filed under, and what it is called there. */
interface Place {
  readonly unit: string;
  readonly name: string;
}

/** Whether a return is filed once for each place that a unit runs: its table is one form, and has a 键 that names the place. */
function isFiledPerPlace(edition: LoadedEdition, table: string): boolean {
  const { kind, key = [] } = edition.table(table) ?? {};
  return kind === 'fixed' && key.length > 0;
}

/**
 * One operator may run several places (two bases), and files the return of each under its own code. The first place is the
 * operator's own unit; another one becomes a unit of its own in the directory once somebody says that it is one, and is
 * found by its name from then on. A place that is neither known nor the operator's first is asked about.
 */
export function settlePlaces(
  filings: readonly BatchFiling[],
  store: ReadableStore,
  matching: Matching,
  edition: LoadedEdition,
): Pick<MatchedFile, 'filings' | 'questions'> {
  if (!filings.some(({ table }) => isFiledPerPlace(edition, table))) return { filings, questions: [] };
  const questions: Question[] = [];
  const known = new KnownPlaces(store, matching.year, edition);
  const settled = filings.map((filing): BatchFiling => {
    const { unit, skipped, question, sheet } = filing;
    if (!isFiledPerPlace(edition, filing.table) || unit === null || skipped || question !== null)
      return filing;
    const name = keyNameOf(filing, edition);
    if (name === null) return filing;
    const places = known.of(unit, filing);
    // One character may be all that two of them differ in: 第一, 第二.
    const same = places.find((place) => comparableName(place.name) === comparableName(name));
    if (same !== undefined) return known.under(filing, same.unit);
    if (known.isOwnPlace(filing, unit) && !places.some((place) => place.unit === unit)) {
      known.note(filing, { unit, name });
      return filing;
    }
    const id = `${matching.prefix}:${sheet}!${placeOf(filing)}/unit-place`;
    const answer = matching.answers[id];
    if (answer === 'skip') return { ...filing, skipped: true };
    if (answer === 'another') {
      const adds = known.add(unit, name);
      known.note(filing, { unit: adds.id, name });
      return { ...filing, unit: adds.id, adds };
    }
    const renamed = places.find((place) => answer === `match:${place.unit}`);
    if (renamed !== undefined) return known.under(filing, renamed.unit);
    questions.push({
      id,
      kind: 'unit-place',
      sheet,
      cell: firstCellOf(filing),
      return: filing.return,
      filing: filing.id,
      details: {
        name: filing.identity.name ?? unit,
        place: name,
        known: places.map((place) => place.name).join('、'),
      },
      choices: [
        { code: 'another' },
        ...places.map((place) => ({ code: `match:${place.unit}`, details: { name: place.name } })),
        { code: 'skip' },
      ],
      group: id,
    });
    return { ...filing, question: id };
  });
  return { filings: settled, questions };
}

/** What a row calls the place: its 键. */
function keyNameOf(filing: BatchFiling, edition: LoadedEdition): string | null {
  const cells = filing.cells();
  const parts = (edition.table(filing.table)?.key ?? []).map(
    (code) => cells.find(({ key }) => key === code)?.value,
  );
  return parts.every((part) => typeof part === 'string') ? parts.join(' ') : null;
}

/** The places of each operator: those of the directory, and those that the rows of the file have added. */
class KnownPlaces {
  readonly #store: ReadableStore;
  readonly #year: number;
  readonly #edition: LoadedEdition;
  readonly #directory: ReadonlyMap<string, Unit>;
  readonly #noted = new Map<string, Place[]>();
  readonly #added = new Map<string, { readonly id: string } & Facts>();

  constructor(store: ReadableStore, year: number, edition: LoadedEdition) {
    this.#store = store;
    this.#year = year;
    this.#edition = edition;
    this.#directory = unitsAt(store, year);
  }

  #operatorOf(unit: string): string {
    return this.#directory.get(unit)?.facts.operator ?? this.#added.get(unit)?.['operator'] ?? unit;
  }

  #mayFile(unit: Unit, { return: code }: BatchFiling): boolean {
    return this.#edition.return(code)?.population.kinds.includes(unit.kind) === true;
  }

  /** Whether a unit may be a place of the return itself; an enterprise that runs a base is none. */
  isOwnPlace(filing: BatchFiling, unit: string): boolean {
    const known = this.#directory.get(unit);
    return known === undefined || this.#mayFile(known, filing);
  }

  /** Places of a unit's operator, as this year's or last year's return calls them. */
  of(unit: string, filing: BatchFiling): readonly Place[] {
    const operator = this.#operatorOf(unit);
    const stored = [...this.#directory.values()]
      .filter(({ id, facts }) => id === operator || facts.operator === operator)
      .filter((each) => this.#mayFile(each, filing))
      .flatMap((each): Place[] => {
        const name =
          this.#storedName(each.id, filing) ?? (each.id === operator ? undefined : each.facts.name);
        return name === undefined ? [] : [{ unit: each.id, name }];
      });
    const noted = this.#noted.get(`${operator}/${filing.table}`) ?? [];
    return [...stored, ...noted.filter(({ unit: own }) => !stored.some((place) => place.unit === own))];
  }

  #storedName(unit: string, { return: code, table }: BatchFiling): string | undefined {
    const keys = this.#edition.table(table)?.key ?? [];
    for (const year of [this.#year, this.#year - 1]) {
      const cells = recordOf(this.#store, year, unit, code, letterOf(table))?.cells ?? {};
      const parts = keys.map((key) => cells[key]);
      if (parts.every((part) => typeof part === 'string')) return parts.join(' ');
    }
    return undefined;
  }

  note(filing: BatchFiling, place: Place): void {
    const about = `${this.#operatorOf(place.unit)}/${filing.table}`;
    this.#noted.set(about, [...(this.#noted.get(about) ?? []), place]);
  }

  /** A new place of a unit's operator, to be entered into the directory. */
  add(unit: string, name: string): { readonly id: string } & Facts {
    const operator = this.#operatorOf(unit);
    let number = 2;
    while (this.#directory.has(`${operator}_${number}`) || this.#added.has(`${operator}_${number}`))
      number += 1;
    const { area } = this.#directory.get(operator)?.facts ?? {};
    const adds = { id: `${operator}_${number}`, name, operator, ...(area === undefined ? {} : { area }) };
    this.#added.set(adds.id, adds);
    return adds;
  }

  /** A row of a known place, of which the unit may be new in the file. */
  under(filing: BatchFiling, unit: string): BatchFiling {
    return unit === filing.unit ? filing : { ...filing, unit, adds: this.#added.get(unit) ?? null };
  }
}
