/**
 * Year-on-year changes that are unusual for a unit of their size, after Hidiroglou and Berthelot (1986), Statistical
 * editing and imputation for periodic business surveys, Survey Methodology 12(1), 73-83. A fixed limit of so many per
 * cent asks every small unit and misses the large ones; here a change counts by how far it is from the county's usual
 * change, weighed by the size of the unit.
 */

/** One unit's number of this year and of last year, both above zero. */
export interface Pair {
  readonly now: number;
  readonly last: number;
}

/** The parameters of the method, under the names of the paper. */
export interface OutlierSettings {
  /** Fewer pairs than this are not judged: quartiles of a handful say nothing. */
  readonly least: number;
  /** 0 to 1: how far a unit's size counts; 0 not at all. */
  readonly U: number;
  /** Keeps the limits apart where most units change alike: they are at least A × |median| from the median. */
  readonly A: number;
  /** How many times the distance from the median to the quartile a change may be. */
  readonly C: number;
}

export interface OutlierLimits {
  /** Median of the ratios now / last. */
  readonly median: number;
  /** Limits of the effect E; a side without any spread is not judged and infinite. */
  readonly low: number;
  readonly high: number;
}

/** The limits of a field over its pairs; null where too few pairs, or no spread on either side, let nothing be judged. */
export function limitsOf(pairs: readonly Pair[], { least, U, A, C }: OutlierSettings): OutlierLimits | null {
  if (pairs.length < least) return null;
  // Arrays of doubles sort themselves as numbers, many times as fast as with a comparison.
  const median = quantile(Float64Array.from(pairs, ({ now, last }) => now / last).sort(), 0.5);
  const effects = Float64Array.from(pairs, (pair) => effectOf(pair, median, U)).sort();
  const [first, middle, third] = [0.25, 0.5, 0.75].map((part) => quantile(effects, part)) as [
    number,
    number,
    number,
  ];
  const floor = Math.abs(A * middle);
  const [below, above] = [Math.max(middle - first, floor), Math.max(third - middle, floor)];
  // Where half of the units changed exactly alike, a distance of 0 would call every other change unusual.
  if (below === 0 && above === 0) return null;
  return {
    median,
    low: below === 0 ? -Infinity : middle - C * below,
    high: above === 0 ? Infinity : middle + C * above,
  };
}

/**
 * The effect E of a pair: its ratio r against the median ratio m made symmetric (s = r/m − 1 from m on, 1 − m/r below,
 * so that a halving weighs as much as a doubling), times the larger of the two numbers to the power U.
 */
export function effectOf({ now, last }: Pair, median: number, U: number): number {
  const ratio = now / last;
  const symmetric = ratio >= median ? ratio / median - 1 : 1 - median / ratio;
  return symmetric * Math.max(now, last) ** U;
}

/**
 * The numbers of this year that would be usual for a unit that had `last`: E grows with the number, so the ends are found
 * by halving. Infinite on a side that is not judged.
 */
export function usualRange(
  last: number,
  { median, low, high }: OutlierLimits,
  U: number,
): { readonly low: number; readonly high: number } {
  const solve = (limit: number): number => {
    let [from, to] = [0, median * last];
    while (effectOf({ now: to, last }, median, U) < limit) [from, to] = [to, to * 2];
    for (let step = 0; step < 100 && to - from > to * 1e-12; step++) {
      const middle = (from + to) / 2;
      if (effectOf({ now: middle, last }, median, U) < limit) from = middle;
      else to = middle;
    }
    return to;
  };
  return {
    low: low === -Infinity ? 0 : solve(low),
    high: high === Infinity ? Infinity : solve(high),
  };
}

/** Of sorted numbers, between neighbours in proportion (Hyndman and Fan 1996, definition 7). */
function quantile(sorted: Float64Array, part: number): number {
  const at = (sorted.length - 1) * part;
  const [below, above] = [sorted[Math.floor(at)] ?? Number.NaN, sorted[Math.ceil(at)] ?? Number.NaN];
  return below + (above - below) * (at - Math.floor(at));
}
