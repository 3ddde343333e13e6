import type { Indicator, Target } from '../returns/indicator.ts';
import type { Figure } from './figure.ts';

/** A target, and what it is held against. */
export interface TargetCase {
  readonly target: Target;
  readonly indicator: Pick<Indicator, 'decimals' | 'tense' | 'years'>;
  /** The year of the report. */
  readonly year: number;
  /**
   * Whose figures they are: a county's stand to a provincial target as a part to the whole. What the province publishes
   * of itself (an indicator `supplied`) is the province's in every county.
   */
  readonly scope: Target['scope'];
  /** Figures by year. Of an indicator with formula `gap`: those of the indicator that it is the gap of. */
  readonly figures: ReadonlyMap<number, Figure>;
  /** What `items.field` says in the rows that the indicator counts in this year; a code by its name in the list. */
  readonly named: readonly string[];
  /** Of what is cumulative: years that the figure of the report's year takes in and lacks. */
  readonly lacking: readonly number[];
}

/** Why nothing is said of "reached". */
export type Unjudged =
  | 'part-of-whole'
  | 'other-area'
  | 'outside-plan'
  | 'no-figure'
  | 'no-last-year'
  | 'no-reference'
  | 'no-criterion';

/** A named item and the rows that name it: none where it is missing. */
export interface NamedItem {
  readonly name: string;
  readonly found: readonly string[];
}

/** Straight from the base year to the target; a guide for the eye and no criterion: 线性参考线,非考核口径. */
export interface ReferenceLine {
  readonly baseYear: number;
  readonly baseValue: number;
  readonly endYear: number;
  readonly endValue: number;
  /** Where the line stands in the year of the report. */
  readonly value: number;
}

/** The plan's years up to the report's, judged one by one. */
export interface YearByYear {
  readonly missed: readonly number[];
  readonly unknown: readonly number[];
}

/** What is shown of a target, by its type. Amounts are in the indicator's unit, gaps of ratios in 百分点. */
export type Shown =
  /** Of a provincial target in a county: the county's share in it, in percent with one decimal. */
  | {
      readonly kind: 'contribution';
      readonly value: number | null;
      readonly percent: number | null;
      readonly since: number | null;
    }
  | {
      readonly kind: 'progress';
      /** The year's value, or the total of the window so far. */
      readonly value: number | null;
      /** In percent of the target with one decimal; more than 100 once it is passed. */
      readonly percent: number | null;
      readonly missing: number | null;
      /** The first year that `value` adds up; null where it is the year's own. */
      readonly since: number | null;
      /** Years of the window, or of what is cumulative, without a figure: the total lacks them. */
      readonly unknown: readonly number[];
      readonly line: ReferenceLine | null;
    }
  | { readonly kind: 'gap'; readonly gap: number | null; readonly line: ReferenceLine | null }
  | ({
      readonly kind: 'floor';
      readonly gap: number | null;
      readonly reachedThisYear: boolean | null;
    } & YearByYear)
  | ({
      readonly kind: 'band';
      readonly low: number;
      readonly high: number;
      readonly position: BandPosition | null;
    } & YearByYear)
  | {
      readonly kind: 'change';
      readonly value: number | null;
      readonly lastYear: number | null;
      readonly change: number | null;
    }
  | { readonly kind: 'reference'; readonly reference: number | null; readonly gap: number | null }
  | { readonly kind: 'checklist'; readonly present: number }
  | { readonly kind: 'baseline'; readonly change: number | null }
  | { readonly kind: 'text' };

export type BandPosition = 'below' | 'within' | 'above';

export interface TargetStanding {
  readonly type: Target['type'];
  readonly scope: Target['scope'];
  readonly value: number | null;
  readonly baseYear: number;
  readonly year: number;
  readonly reached: boolean | null;
  /** Null when `reached` is said. */
  readonly unjudged: Unjudged | null;
  readonly shown: Shown;
  /** The items that the document names, whatever the type; they decide a named_list alone. */
  readonly items: readonly NamedItem[];
}
