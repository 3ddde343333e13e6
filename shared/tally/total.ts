import type { Indicator } from '../returns/indicator.ts';
import type { Added } from './adding.ts';
import type { CompiledMeasure, Part } from './measure.ts';
import { percent } from './percent.ts';

/** What an indicator comes to. Sums are exact: whole numbers of 10^-decimals. */
export interface Sum {
  /** Null where nothing that counts was filed, so that the number is not known. */
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  /** Units that added something. */
  readonly counted: number;
  /** Of a distribution: the number of records by code. */
  readonly groups: ReadonlyMap<string, number> | null;
  /** Of a list: how many rows there are to read. */
  readonly listed: number | null;
}

interface Running {
  sum: number;
  cells: number;
  hasFiling: boolean;
  /** Of a distinct count: what was counted already. */
  readonly seen: Set<string>;
}

/** The running sums of all measures. */
export class Totals {
  readonly #indicators: readonly Indicator[];
  readonly #byIndicator: ReadonlyMap<number, readonly CompiledMeasure[]>;
  readonly #running: readonly Running[];
  readonly #groups: readonly Map<string, number>[];
  readonly #counted: number[];
  /** The unit that added something last, by its number. */
  readonly #last: number[];

  /** `byIndicator`: the measures of each indicator by its place. */
  constructor(
    indicators: readonly Indicator[],
    measures: readonly CompiledMeasure[],
    byIndicator: ReadonlyMap<number, readonly CompiledMeasure[]>,
  ) {
    this.#indicators = indicators;
    this.#byIndicator = byIndicator;
    this.#running = measures.map(() => ({ sum: 0, cells: 0, hasFiling: false, seen: new Set() }));
    this.#groups = indicators.map(() => new Map());
    this.#counted = indicators.map(() => 0);
    this.#last = indicators.map(() => -1);
  }

  /** A measure has a filing to look at: none among filings is a true 0. */
  sawFiling({ at }: CompiledMeasure): void {
    const into = this.#running[at];
    if (into !== undefined) into.hasFiling = true;
  }

  /** What a filing adds to those measures that take in its year. `unit`: the number of the unit in this pass. */
  add({ sums, records }: Added, unit: number, takesIn: (measure: CompiledMeasure) => boolean): void {
    for (const { measure, sum, cells } of sums) if (takesIn(measure)) this.#put(measure, unit, sum, cells);
    for (const { measure, amount, key, codes } of records) {
      if (!takesIn(measure) || !this.#isNew(measure, key)) continue;
      this.#put(measure, unit, amount, 1);
      const groups = this.#groups[measure.indicator];
      for (const code of codes) groups?.set(code, (groups.get(code) ?? 0) + 1);
    }
  }

  #isNew({ at }: CompiledMeasure, key: string | null): boolean {
    const seen = this.#running[at]?.seen;
    if (key === null || seen === undefined) return true;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  }

  #put({ at, indicator }: CompiledMeasure, unit: number, sum: number, cells: number): void {
    const into = this.#running[at];
    if (into === undefined) return;
    into.sum += sum;
    into.cells += cells;
    if (this.#last[indicator] === unit) return;
    this.#last[indicator] = unit;
    this.#counted[indicator] = (this.#counted[indicator] ?? 0) + 1;
  }

  results(): ReadonlyMap<string, Sum> {
    return new Map(
      this.#indicators.map((indicator, at) => [
        indicator.code,
        this.#result(indicator, at, this.#byIndicator.get(at) ?? []),
      ]),
    );
  }

  #result(indicator: Indicator, at: number, measures: readonly CompiledMeasure[]): Sum {
    const scale = Math.max(0, ...measures.map(({ decimals }) => decimals));
    const of = (part: Part): { sum: number; isKnown: boolean } =>
      this.#partOf(
        measures.filter((measure) => measure.part === part),
        scale,
      );
    const base = { counted: this.#counted[at] ?? 0, groups: null, listed: null };
    switch (indicator.formula.kind) {
      case 'ratio': {
        const [numerator, denominator] = [of('numerator'), of('denominator')];
        return {
          ...base,
          numerator: numerator.isKnown ? numerator.sum / 10 ** scale : null,
          denominator: denominator.isKnown ? denominator.sum / 10 ** scale : null,
          value:
            !numerator.isKnown || !denominator.isKnown || denominator.sum === 0
              ? null
              : percent(numerator.sum, denominator.sum, indicator.decimals),
        };
      }
      case 'total':
      case 'groups': {
        const total = of('total');
        const value = total.isKnown ? total.sum / 10 ** scale : null;
        const groups = indicator.formula.kind === 'groups' ? (this.#groups[at] ?? null) : null;
        return { ...base, numerator: value, denominator: null, value, groups };
      }
      case 'list':
        return { ...base, numerator: null, denominator: null, value: null, listed: of('total').sum };
      default:
        return { ...base, numerator: null, denominator: null, value: null };
    }
  }

  #partOf(measures: readonly CompiledMeasure[], scale: number): { sum: number; isKnown: boolean } {
    let [sum, isKnown] = [0, false];
    for (const { at, decimals, measure } of measures) {
      const total = this.#running[at];
      if (total === undefined) continue;
      sum += total.sum * 10 ** (scale - decimals);
      // None among filings is a true 0; a sum without a single value, or nothing filed at all, is not known.
      isKnown ||= measure.aggregate === 'sum' ? total.cells > 0 : total.hasFiling;
    }
    return { sum, isKnown };
  }
}

/** An indicator from sums that were put together elsewhere; fields have at most three decimals. */
export function indicatorValue(indicator: Indicator, numerator: number, denominator: number): number | null {
  if (indicator.formula.kind === 'total') return numerator;
  const [a, b] = [Math.round(numerator * 1000), Math.round(denominator * 1000)];
  return b === 0 ? null : percent(a, b, indicator.decimals);
}
