import type { UnitDocuments } from '../checking/documents.ts';
import type { Surroundings } from '../checking/surroundings.ts';
import type { Indicator } from '../returns/indicator.ts';
import type { LoadedEdition } from '../returns/edition.ts';
import type { RecordKey } from '../values/record.ts';
import type { FilingState } from '../values/states.ts';
import { Adding, valueIn } from './adding.ts';
import { Judge, seenFrom } from './candidates.ts';
import {
  byReturn,
  compileMeasures,
  type CompiledMeasure,
  type Part,
  type ReturnMeasures,
} from './measure.ts';
import { Totals, type Sum } from './total.ts';

/** A record that went into a number: the recipe by which it was computed opens down to these. */
export interface Contribution {
  readonly unit: string;
  /** How many years before the year of the report: above 0 only for what is cumulative. */
  readonly back: number;
  readonly table: string;
  readonly record: RecordKey;
  /** The field whose value was added; null where the record itself was counted. */
  readonly code: string | null;
  readonly part: Part;
  readonly value: number;
  readonly state: FilingState;
}

/** Indicators compiled, and what filings were found to add to them: the same in every year of a county. */
class Plan {
  readonly indicators: readonly Indicator[];
  readonly measures: readonly CompiledMeasure[];
  readonly byIndicator: ReadonlyMap<number, readonly CompiledMeasure[]>;
  readonly returns: readonly ReturnMeasures[];
  readonly judge: Judge;
  readonly adding: Adding;

  constructor(edition: LoadedEdition, county: string, only?: ReadonlySet<string>) {
    const { indicators } = edition.edition;
    this.indicators = only === undefined ? indicators : indicators.filter(({ code }) => only.has(code));
    this.measures = compileMeasures(this.indicators, edition);
    this.byIndicator = Map.groupBy(this.measures, ({ indicator }) => indicator);
    this.returns = byReturn(this.measures);
    this.judge = new Judge(edition, county);
    this.adding = new Adding(this.judge);
  }
}

type Counts = (state: FilingState) => boolean;

/** Computes every indicator of a year in one pass over the units' filings. */
export class Tally {
  readonly #plan: Plan;
  readonly #year: number;
  /** Years before the report's that each measure takes in. */
  readonly #years: readonly number[];
  /** The most that some indicator takes in. */
  readonly reach: number;

  /** Every indicator, or those of `only`. */
  constructor(edition: LoadedEdition, { county, year }: Surroundings, only?: ReadonlySet<string>) {
    this.#plan = planOf(edition, county, only);
    this.#year = year;
    this.#years = this.#plan.measures.map(({ measure }) => Math.max(0, year - (measure.since ?? year)));
    this.reach = Math.max(0, ...this.#years);
  }

  /** Finds out what the filings of some units add, so that they are soon added up. */
  lookAhead(units: Iterable<UnitDocuments>, counts: Counts): void {
    const { returns, adding } = this.#plan;
    const places = returns.map((item) => ({ item, reach: this.#reachOf(item) }));
    for (const unit of units)
      for (const { item, reach } of places)
        for (let back = 0; back <= reach; back++) {
          const filing = unit.filing(item.return, back);
          if (filing !== undefined && counts(filing.state)) adding.of(item, unit, filing, this.#year, back);
        }
  }

  /** The sums of every indicator over the filings whose state counts; with `takes`, over those of them that it takes. */
  sums(
    units: Iterable<UnitDocuments>,
    counts: Counts,
    takes: (unit: UnitDocuments, returnCode: string) => boolean = () => true,
  ): ReadonlyMap<string, Sum> {
    const { indicators, measures, byIndicator, returns, adding } = this.#plan;
    const totals = new Totals(indicators, measures, byIndicator);
    const places = returns.map((item) => ({ item, reach: this.#reachOf(item), seen: new Set<number>() }));
    const takesIn = Array.from(
      { length: this.reach + 1 },
      (_, back) =>
        ({ at }: CompiledMeasure): boolean =>
          this.#takesIn(at, back),
    );
    let number = 0;
    for (const unit of units) {
      number += 1;
      for (const { item, reach, seen } of places) {
        if (!takes(unit, item.return)) continue;
        for (let back = 0; back <= reach; back++) {
          const filing = unit.filing(item.return, back);
          const isTaken = takesIn[back];
          if (filing === undefined || isTaken === undefined || !counts(filing.state)) continue;
          seen.add(back);
          totals.add(adding.of(item, unit, filing, this.#year, back), number, isTaken);
        }
      }
    }
    for (const { item, seen } of places)
      for (const measure of item.measures)
        if ([...seen].some((back) => this.#takesIn(measure.at, back))) totals.sawFiling(measure);
    return totals.results();
  }

  /** Every record that went into the sums, with the indicator that it went into: unit by unit, in the order of its formula. */
  *contributions(
    units: Iterable<UnitDocuments>,
    counts: Counts,
  ): Generator<{ readonly indicator: string; readonly contribution: Contribution }> {
    const { indicators, measures } = this.#plan;
    const seen = new Set<string>();
    for (const unit of units)
      for (const measure of measures) {
        const indicator = indicators[measure.indicator]?.code ?? '';
        for (const contribution of this.#contributionsTo(measure, unit, counts, seen))
          yield { indicator, contribution };
      }
  }

  *#contributionsTo(
    compiled: CompiledMeasure,
    unit: UnitDocuments,
    counts: Counts,
    seen: Set<string>,
  ): Generator<Contribution> {
    const { measure, source, where, part, at } = compiled;
    for (let back = 0; this.#takesIn(at, back); back++) {
      const filing = unit.filing(source.return, back);
      if (filing === undefined || !counts(filing.state)) continue;
      const then = seenFrom(unit, back);
      for (const { row, holds } of this.#plan.judge.candidates(source, then, filing, this.#year - back)) {
        if (where !== null && holds[where.at] !== true) continue;
        const value = valueIn(compiled, unit.id, row);
        if (value === null || (value.key !== null && seen.has(`${at}|${value.key}`))) continue;
        if (value.key !== null) seen.add(`${at}|${value.key}`);
        yield {
          unit: unit.id,
          back,
          table: measure.table,
          record: row.key,
          code: measure.aggregate === 'sum' ? (measure.field ?? null) : null,
          part,
          value: value.amount,
          state: filing.state,
        };
      }
    }
  }

  #takesIn(at: number, back: number): boolean {
    return back <= (this.#years[at] ?? -1);
  }

  #reachOf(item: ReturnMeasures): number {
    return Math.max(...item.measures.map(({ at }) => this.#years[at] ?? 0));
  }
}

const plans = new WeakMap<LoadedEdition, Map<string, Plan>>();

function planOf(edition: LoadedEdition, county: string, only?: ReadonlySet<string>): Plan {
  const known = plans.get(edition) ?? new Map<string, Plan>();
  plans.set(edition, known);
  const key = `${county}/${only === undefined ? '*' : [...only].sort().join(',')}`;
  let plan = known.get(key);
  if (plan === undefined) known.set(key, (plan = new Plan(edition, county, only)));
  return plan;
}
