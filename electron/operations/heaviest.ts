import type { Output, Parsed } from '#shared/contract/contract.ts';
import type { Place } from '#shared/checking/finding.ts';
import type { Indicator } from '#shared/returns/indicator.ts';
import { measuresOf } from '#shared/returns/tables.ts';
import { effectsOf, isAdditive } from '#shared/tally/effect.ts';
import { headlines } from '#shared/tally/compute.ts';
import { withoutLeft } from '#shared/tally/territory.ts';
import { tableOf } from '#shared/values/record.ts';
import type { ReadContext } from './context.ts';
import { countySums, countyTerritory, countyUnits } from './county.ts';
import { surroundings } from './documents.ts';
import { allFindings, isOpen, worded, type BareFinding } from './findings.ts';
import { yearOf } from './year.ts';

/** The few units to verify first, with what is doubtful about them and how far it moves the county. */
export function heaviest(
  context: ReadContext,
  input: Parsed<'findings.heaviest'>,
): Output<'findings.heaviest'> {
  const year = yearOf(context, input);
  const { edition } = context;
  const indicators = headlines(edition).filter(isAdditive);
  const open = allFindings(context, year).filter((item) => item.finding.unit !== '' && isOpen(item));
  const byUnit = Map.groupBy(open, ({ finding }) => finding.unit);
  const effects = effectsOf({
    edition,
    surroundings: surroundings(context, year),
    indicators,
    county: countySums(context, year),
    units: withoutLeft(countyUnits(context, year), countyTerritory(context, year)),
    doubtful: new Map(
      [...byUnit].map(([unit, items]) => [unit, items.flatMap(({ finding }) => finding.places)]),
    ),
  }).slice(0, input.limit);
  return {
    units: effects.flatMap(({ unit, indicator, now, asLastYear }) => {
      const items = byUnit.get(unit) ?? [];
      const [gravest] = worded(context, [...items].sort(graver(indicator)).slice(0, 1));
      if (gravest === undefined) return [];
      const { code, name, unit: measure, decimals } = indicator;
      return [
        {
          unit,
          open: items.length,
          gravest,
          indicator: { code, name, unit: measure, decimals },
          now,
          asLastYear,
        },
      ];
    }),
  };
}

/** What concerns the moved number itself before the rest; then by class, and what points to it alone before relations. */
function graver(indicator: Indicator): (a: BareFinding, b: BareFinding) => number {
  const measures = measuresOf(indicator.formula);
  const isMoved = (place: Place): boolean =>
    measures.some(
      ({ table, field }) =>
        table === tableOf(place.return, place.record) && (field === undefined || field === place.code),
    );
  const isOf = ({ finding }: BareFinding): boolean => finding.places.some(isMoved);
  const besides = ({ finding }: BareFinding): number =>
    finding.places.filter((place) => !isMoved(place)).length;
  return (a, b) =>
    Number(isOf(b)) - Number(isOf(a)) ||
    (a.finding.class < b.finding.class ? -1 : a.finding.class > b.finding.class ? 1 : 0) ||
    besides(a) - besides(b) ||
    (a.finding.rule < b.finding.rule ? -1 : 1);
}
