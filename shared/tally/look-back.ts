import type { Indicator, Target } from '../returns/indicator.ts';
import type { LoadedEdition } from '../returns/edition.ts';
import { seenFrom } from './candidates.ts';
import { countedStates } from './counted-states.ts';
import type { ReportRequest } from './compute.ts';
import type { Figure } from './figure.ts';
import { Tally } from './tally.ts';

/** The indicator's own target: the county's where the province has set one, else the province's. */
export function targetFor(indicator: Indicator, { edition }: LoadedEdition): Target | undefined {
  const targets = edition.targets.filter((item) => item.indicator === indicator.code);
  return targets.find((item) => item.scope === 'county') ?? targets[0];
}

/** Years before last year whose figures a target of an indicator asks for: of its window, or one by one since its base. */
export function lookedBack(edition: LoadedEdition, year: number): ReadonlyMap<string, readonly number[]> {
  const years = new Map<string, readonly number[]>();
  for (const indicator of edition.edition.indicators) {
    const target = targetFor(indicator, edition);
    if (target === undefined) continue;
    const of = indicator.formula.kind === 'gap' ? indicator.formula.indicator : indicator.code;
    const isEach = target.type === 'floor_each_year' || target.type === 'about_per_year';
    const from = Math.min(target.window?.from ?? year, target.baseYear);
    const back = isEach || target.window !== undefined ? range(from, year - 2) : [target.baseYear];
    years.set(of, [...(years.get(of) ?? []), ...back.filter((each) => each < year - 1)]);
  }
  return years;
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}

/** One pass for each year that some target looks back on, over the indicators that it is about. */
export function figuresOf({
  edition,
  surroundings,
  year,
  units,
}: Pick<ReportRequest, 'edition' | 'surroundings' | 'year' | 'units'>): ReadonlyMap<
  string,
  ReadonlyMap<number, Figure>
> {
  const wanted = lookedBack(edition, year);
  const figures = new Map<string, Map<number, Figure>>();
  for (const back of new Set([...wanted.values()].flat())) {
    const only = new Set([...wanted].flatMap(([code, years]) => (years.includes(back) ? [code] : [])));
    const shifted = units.map((unit) => seenFrom(unit, year - back));
    const sums = new Tally(edition, { ...surroundings, year: back }, only).sums(
      shifted,
      countedStates(false),
    );
    for (const [code, sum] of sums) {
      const own = figures.get(code) ?? new Map<number, Figure>();
      own.set(back, sum);
      figures.set(code, own);
    }
  }
  return figures;
}
