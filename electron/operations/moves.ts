import { areaAt, isSameArea } from '#shared/codes/areas.ts';
import type { UnitDocuments } from '#shared/checking/documents.ts';
import { Moves } from '#shared/tally/territory.ts';
import { round } from '../store/rounds.ts';
import { countyAt } from '../store/settings.ts';
import { areaHistory } from '../store/units.ts';
import type { ReadContext } from './context.ts';

/** The units of a year that changed counties, by the directory. */
export function movesOf(
  { store, edition }: ReadContext,
  year: number,
  units: readonly UnitDocuments[],
): Moves {
  return new Moves(
    {
      county: countyAt(store, year)?.code ?? '',
      year,
      units,
      areas: areaHistory(store),
      isLastYearKnown: round(store, year - 1) !== undefined,
    },
    edition,
  );
}

/** The county that a unit is in by the directory, where it is another than the year's own. */
export function elsewhere(
  context: ReadContext,
  area: string,
  year: number,
): { readonly code: string; readonly name: string } | null {
  const known = areaAt(area, year);
  if (known?.level !== 3 || isSameArea(area, countyAt(context.store, year)?.code ?? '')) return null;
  return { code: known.code, name: known.name };
}
