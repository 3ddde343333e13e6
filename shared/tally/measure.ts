import type { Indicator, Measure } from '../returns/indicator.ts';
import type { LoadedEdition } from '../returns/edition.ts';
import { Sources, type Condition, type Source } from './source.ts';

export type Part = 'total' | 'numerator' | 'denominator';

/** A measure of an indicator, ready to be asked of records. */
export interface CompiledMeasure {
  readonly measure: Measure;
  readonly part: Part;
  /** Place of its indicator among those of the tally, and its own among all measures. */
  readonly indicator: number;
  readonly at: number;
  readonly decimals: number;
  readonly source: Source;
  /** What a record must be besides; null for every record that counts. */
  readonly where: Condition | null;
  /** Field whose codes make the groups of a distribution. */
  readonly by: string | null;
}

/** The measures that look at one return: only those are asked of a filing of it. */
export interface ReturnMeasures {
  readonly return: string;
  readonly measures: readonly CompiledMeasure[];
  /** The same by the table that they look at. */
  readonly sources: readonly SourceMeasures[];
  /** Other filings of the unit that their conditions look at. */
  readonly reads: readonly Reading[];
}

interface SourceMeasures {
  readonly source: Source;
  readonly measures: readonly CompiledMeasure[];
}

export interface Reading {
  readonly return: string;
  readonly back: number;
}

/** Every measure of the indicators, compiled. */
export function compileMeasures(
  indicators: readonly Indicator[],
  edition: LoadedEdition,
): readonly CompiledMeasure[] {
  const sources = new Sources(edition);
  let at = 0;
  return indicators.flatMap((indicator, place) =>
    partsOf(indicator).map(([part, measure, by]): CompiledMeasure => {
      const field = measure.field === undefined ? undefined : edition.field(measure.table, measure.field);
      const source = sources.of(measure.table);
      return {
        measure,
        part,
        indicator: place,
        at: at++,
        decimals: field?.decimals ?? 0,
        source,
        where: measure.where === undefined ? null : sources.conditionOf(source, measure.where),
        by,
      };
    }),
  );
}

/** The same by return. */
export function byReturn(measures: readonly CompiledMeasure[]): readonly ReturnMeasures[] {
  return [...Map.groupBy(measures, ({ source }) => source.return)].map(([code, ofReturn]) => {
    const sources = [...Map.groupBy(ofReturn, ({ source }) => source)].map(([source, own]) => ({
      source,
      measures: own,
    }));
    const reads = new Map(sources.flatMap(({ source }) => [...source.reads]));
    return { return: code, measures: ofReturn, sources, reads: [...reads.values()] };
  });
}

/** Every measure of an indicator with the part that it plays, and for a distribution the field of its groups. */
function partsOf({ formula }: Indicator): readonly (readonly [Part, Measure, string | null])[] {
  switch (formula.kind) {
    case 'total':
      return formula.of.map((measure) => ['total', measure, null] as const);
    case 'groups':
      return [['total', formula.of, formula.by]];
    case 'ratio':
      return [
        ...formula.numerator.map((measure) => ['numerator', measure, null] as const),
        ...formula.denominator.map((measure) => ['denominator', measure, null] as const),
      ];
    case 'list': {
      const { table, where } = formula;
      return [['total', { aggregate: 'count', table, ...(where === undefined ? {} : { where }) }, null]];
    }
    default:
      return [];
  }
}
