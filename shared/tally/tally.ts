import { doubles } from '../checking/arithmetic.ts';
import { compileRule } from '../checking/compile-test.ts';
import type { UnitDocuments } from '../checking/documents.ts';
import type { Scene, Verdict } from '../checking/scene.ts';
import type { Surroundings } from '../checking/surroundings.ts';
import type { Indicator, Measure } from '../returns/definition.ts';
import type { LoadedEdition } from '../returns/edition.ts';
import { parseRule } from '../returns/rule/parser.ts';
import type { FilingState } from '../values/states.ts';

/** A cell that went into a number: the recipe by which it was computed opens down to these. */
export interface Contribution {
  readonly unit: string;
  readonly return: string;
  readonly code: string;
  readonly part: 'total' | 'numerator' | 'denominator';
  readonly value: number;
  readonly state: FilingState;
}

interface CompiledMeasure {
  readonly measure: Measure;
  readonly part: Contribution['part'];
  readonly decimals: number;
  readonly where: ((scene: Scene) => Verdict) | null;
}

/** Sums of one indicator: whole numbers of 10^-decimals, exact. */
export interface Sum {
  readonly numerator: number;
  /** Null for a total. */
  readonly denominator: number | null;
  /** Filings that were counted. */
  readonly counted: number;
  readonly value: number | null;
}

/** Computes every indicator in one pass over the units' documents. */
export class Tally {
  readonly #indicators: readonly {
    readonly indicator: Indicator;
    readonly measures: readonly CompiledMeasure[];
  }[];
  readonly #surroundings: Surroundings;
  readonly #params: Readonly<Record<string, number>>;

  constructor(edition: LoadedEdition, surroundings: Surroundings) {
    this.#surroundings = surroundings;
    this.#params = edition.edition.params;
    this.#indicators = edition.edition.indicators.map((indicator) => {
      const { formula } = indicator;
      const parts: readonly (readonly [Contribution['part'], Measure])[] =
        formula.kind === 'ratio'
          ? [
              ['numerator', formula.numerator],
              ['denominator', formula.denominator],
            ]
          : [['total', formula.of]];
      const measures = parts.map(([part, measure]): CompiledMeasure => ({
        measure,
        part,
        decimals:
          measure.field === undefined ? 0 : (edition.field(measure.return, measure.field)?.decimals ?? 0),
        where:
          measure.where === undefined
            ? null
            : compileRule(parseRule(measure.where), measure.return, edition, doubles),
      }));
      return { indicator, measures };
    });
  }

  /** The sums of every indicator over the filings whose state counts; `each` sees every cell that went in. */
  sums(
    units: Iterable<UnitDocuments>,
    counts: (state: FilingState) => boolean,
    each?: (indicator: string, contribution: Contribution) => void,
  ): ReadonlyMap<string, Sum> {
    const found = this.#indicators.map(({ indicator, measures }) => ({
      indicator,
      measures,
      sums: measures.map(() => ({ sum: 0, cells: 0 })),
      filings: 0,
      counted: 0,
    }));
    for (const unit of units) {
      for (const entry of found) {
        let counted = false;
        if (entry.measures.some(({ measure }) => isCounted(unit, measure, counts))) entry.filings += 1;
        entry.measures.forEach((compiled, index) => {
          const contribution = this.#contribution(compiled, unit, counts);
          if (contribution === null) return;
          counted = true;
          const into = entry.sums[index];
          if (contribution.value === null || into === undefined) return;
          into.sum += Math.round(contribution.value * 10 ** compiled.decimals);
          into.cells += 1;
          each?.(entry.indicator.code, { ...contribution, value: contribution.value });
        });
        if (counted) entry.counted += 1;
      }
    }
    return new Map(found.map((entry) => [entry.indicator.code, result(entry)]));
  }

  #contribution(
    compiled: CompiledMeasure,
    unit: UnitDocuments,
    counts: (state: FilingState) => boolean,
  ): (Omit<Contribution, 'value'> & { value: number | null }) | null {
    const { measure, part, where } = compiled;
    const filing = unit.filing(measure.return, 0);
    if (filing === undefined || !counts(filing.state)) return null;
    const row = filing.rows[0] ?? { key: '', cells: {}, rounded: [] };
    if (where !== null) {
      const scene: Scene = {
        unit,
        table: measure.return,
        row,
        current: row,
        county: null,
        names: null,
        surroundings: this.#surroundings,
        params: this.#params,
        allowance: 0,
        rounding: { cells: 0, coarsest: 0 },
      };
      if (where(scene) !== 'T') return null;
    }
    const base = {
      unit: unit.id,
      return: measure.return,
      code: measure.field ?? '*',
      part,
      state: filing.state,
    };
    if (measure.aggregate === 'count') return { ...base, value: 1 };
    const cell = measure.field === undefined ? undefined : row.cells[measure.field];
    // A blank adds nothing and is no zero: it leaves the sum as it is.
    return { ...base, value: typeof cell === 'number' ? cell : null };
  }
}

function isCounted(unit: UnitDocuments, measure: Measure, counts: (state: FilingState) => boolean): boolean {
  const filing = unit.filing(measure.return, 0);
  return filing !== undefined && counts(filing.state);
}

interface Found {
  readonly indicator: Indicator;
  readonly measures: readonly CompiledMeasure[];
  readonly sums: readonly { readonly sum: number; readonly cells: number }[];
  /** Filings in a state that counts; `counted` of them met the condition. */
  readonly filings: number;
  readonly counted: number;
}

function result({ indicator, measures, sums, filings, counted }: Found): Sum {
  const [first, second] = sums;
  const scale = (index: number): number => 10 ** (measures[index]?.decimals ?? 0);
  const numerator = (first?.sum ?? 0) / scale(0);
  if (indicator.formula.kind === 'total') {
    const counts = indicator.formula.of.aggregate === 'count';
    // None among filings is a true 0; none because nothing was filed is not known.
    const known = counts ? filings > 0 : (first?.cells ?? 0) > 0;
    return { numerator, denominator: null, counted, value: known ? numerator : null };
  }
  const denominator = (second?.sum ?? 0) / scale(1);
  const value =
    denominator === 0
      ? null
      : percent(first?.sum ?? 0, scale(0), second?.sum ?? 0, scale(1), indicator.decimals);
  return { numerator, denominator, counted, value };
}

/** 100 × a/b, rounded half up to `decimals`, by whole numbers alone. */
function percent(a: number, aScale: number, b: number, bScale: number, decimals: number): number {
  const numerator = BigInt(a) * BigInt(bScale) * 100n * 10n ** BigInt(decimals);
  const denominator = BigInt(b) * BigInt(aScale);
  const doubled = (numerator * 2n + denominator) / (denominator * 2n);
  return Number(doubled) / 10 ** decimals;
}
