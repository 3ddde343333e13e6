import type { Relation } from '../returns/rule/syntax.ts';
import type { Arithmetic } from './arithmetic.ts';
import type { TextValue } from './compile-number.ts';
import type { Interval } from './interval.ts';
import type { Verdict } from './scene.ts';

const conditionRank: Readonly<Record<Verdict, number>> = { F: 0, U: 1, T: 2, N: 3 };

export function opposite(verdict: Verdict): Verdict {
  return verdict === 'T' ? 'F' : verdict === 'F' ? 'T' : verdict;
}

/** F, then U, then T; N above all. */
export function both(a: Verdict, b: Verdict): Verdict {
  if (a === 'N' || b === 'N') return 'N';
  return conditionRank[a] <= conditionRank[b] ? a : b;
}

export function either(a: Verdict, b: Verdict): Verdict {
  if (a === 'N' || b === 'N') return 'N';
  return conditionRank[a] >= conditionRank[b] ? a : b;
}

/** Texts, codes and months as they compare: a month is YYYYMM. */
export function inOrder(operator: Relation, a: TextValue, b: TextValue): boolean {
  const order = a === b ? 0 : a < b ? -1 : 1;
  const holds = {
    '=': order === 0,
    '≈': order === 0,
    '≠': order !== 0,
    '<': order < 0,
    '≤': order <= 0,
    '>': order > 0,
    '≥': order >= 0,
  };
  return holds[operator];
}

/** a ≤ b (+ slack): true if every value of a is, false if none can be. */
export function atMost<Q>(math: Arithmetic<Q>, a: Interval<Q>, b: Interval<Q>, slack: Q | null): Verdict {
  const loose = (end: Q | null): Q | null => (end === null || slack === null ? end : math.add(end, slack));
  const high = loose(b.high);
  const low = loose(b.low);
  if (a.high !== null && low !== null && math.compare(a.high, low) <= 0) return 'T';
  if (a.low !== null && high !== null && math.compare(a.low, high) > 0) return 'F';
  return 'U';
}

export function equal<Q>(math: Arithmetic<Q>, a: Interval<Q>, b: Interval<Q>, slack: Q | null): Verdict {
  return both(atMost(math, a, b, slack), atMost(math, b, a, slack));
}

/** p % of |b|, of a point; an unbounded or uncertain right side leaves it undecided unless it is a point. */
export function spread<Q>(math: Arithmetic<Q>, b: Interval<Q>, share: Q): Q | 'unbounded' {
  if (b.low === null || b.high === null || math.compare(b.low, b.high) !== 0) return 'unbounded';
  const value = math.multiply(b.low, share);
  return math.compare(value, math.zero) < 0 ? math.negate(value) : value;
}
