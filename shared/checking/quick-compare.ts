import type { Relation } from '../returns/rule/syntax.ts';
import type { QuickNumber } from './quick-number.ts';
import type { QuickTest } from './quick.ts';
import type { Verdict } from './scene.ts';
import { doubtOf, span, type Spans } from './spans.ts';

/** ≤ ≥ < > without a tolerance. */
export function ordered(operator: '≤' | '≥' | '<' | '>', left: QuickNumber, right: QuickNumber): QuickTest {
  // a < b is what b ≤ a is not.
  const isStrict = operator === '<' || operator === '>';
  const [a, b] = operator === '≤' || operator === '>' ? [left, right] : [right, left];
  const limit = exactUpTo(a, b);
  return ({ spans }) => {
    const missing = lacking(spans, a.at, b.at);
    if (missing !== undefined) return missing;
    const verdict = atMost(spans, a.at, b.at, 0, limit);
    return isStrict ? flipped(verdict) : verdict;
  };
}

/** = ≠ ≈, and ≤ ≥ with a tolerance: a share of the right side, or a fixed amount. */
export function within(
  operator: Relation,
  { at: a, ...left }: QuickNumber,
  { at: b, ...right }: QuickNumber,
  { share, fixed }: { readonly share: number | null; readonly fixed: number },
): QuickTest {
  const limit = share === null && fixed === 0 ? exactUpTo(left, right) : 0;
  const isOneSided = operator === '≤' || operator === '≥';
  return ({ spans }) => {
    const missing = lacking(spans, a, b);
    if (missing !== undefined) return missing;
    // A share of what is not known is not known.
    if (share !== null && spans.low[b] !== spans.high[b]) return 'U';
    const slack = share === null ? fixed : Math.abs(spans.low[b] ?? 0) * share;
    if (!isOneSided) {
      const known = equalPoints(spans, a, b, slack, limit);
      if (known !== null) return operator === '≠' ? flipped(known) : known;
    }
    if (operator === '≤') return atMost(spans, a, b, slack, limit);
    if (operator === '≥') return atMost(spans, b, a, slack, limit);
    const verdict = both(atMost(spans, a, b, slack, limit), atMost(spans, b, a, slack, limit));
    return operator === '≠' ? flipped(verdict) : verdict;
  };
}

/** a = b (± slack) of two known numbers, where it is soon told; else null. */
function equalPoints(spans: Spans, a: number, b: number, slack: number, limit: number): Verdict | null {
  const { low, high, size } = spans;
  const [x, y] = [low[a] ?? 0, low[b] ?? 0];
  if (x !== high[a] || y !== high[b]) return null;
  const isExact = (size[a] ?? 0) <= limit && (size[b] ?? 0) <= limit;
  const doubt = isExact ? 0 : doubtOf(spans, a) + doubtOf(spans, b) + slack * 1e-9;
  if (Math.abs(x - y) - slack > doubt) return 'F';
  return isExact && x === y ? 'T' : null;
}

/** Up to which magnitude two numbers compare exactly as doubles: whole ones, or decimals as they stand. */
function exactUpTo(a: Pick<QuickNumber, 'exact'>, b: Pick<QuickNumber, 'exact'>): number {
  if (a.exact === 'no' || b.exact === 'no') return 0;
  return a.exact === 'whole' && b.exact === 'whole' ? Number.MAX_SAFE_INTEGER : 1e9;
}

/** The verdict that hangs on a side that is not applicable, or unclear; undefined when both are there. */
function lacking({ known }: Spans, a: number, b: number): 'N' | null | undefined {
  if (known[a] === 0 || known[b] === 0) return 'N';
  return known[a] === span && known[b] === span ? undefined : null;
}

/** a ≤ b (+ slack): true if every value of a is, false if none can be; null where the doubles are too near each other. */
function atMost(spans: Spans, a: number, b: number, slack: number, limit: number): Verdict | null {
  const { low, high, size } = spans;
  const isExact = (size[a] ?? 0) <= limit && (size[b] ?? 0) <= limit;
  // The usual case: two numbers that are known.
  if (isExact && slack === 0 && low[a] === high[a] && low[b] === high[b])
    return (low[a] ?? 0) <= (low[b] ?? 0) ? 'T' : 'F';
  const doubt = isExact ? 0 : doubtOf(spans, a) + doubtOf(spans, b) + slack * 1e-9;
  const surely = (low[b] ?? 0) + slack - (high[a] ?? 0);
  if (surely > doubt || (isExact && surely === 0)) return 'T';
  const never = (low[a] ?? 0) - (high[b] ?? 0) - slack;
  if (never > doubt) return 'F';
  return !isExact && (Math.abs(surely) <= doubt || Math.abs(never) <= doubt) ? null : 'U';
}

export function flipped(verdict: Verdict | null): Verdict | null {
  return verdict === 'T' ? 'F' : verdict === 'F' ? 'T' : verdict;
}

function both(a: Verdict | null, b: Verdict | null): Verdict | null {
  if (a === 'F' || b === 'F') return 'F';
  if (a === null || b === null) return null;
  return a === 'U' || b === 'U' ? 'U' : 'T';
}
