import type { LoadedEdition } from '../returns/edition.ts';
import type { Condition, Expression, Relation, Rule } from '../returns/rule/syntax.ts';
import { doubles, TooLarge } from './arithmetic.ts';
import { compileCondition } from './compile-test.ts';
import { state, type Frame } from './frame.ts';
import { constant, literal, quickNumber, type QuickNumber } from './quick-number.ts';
import { doubtOf, span, type Spans } from './spans.ts';
import { hasRange, type Verdict } from './scene.ts';
import { opposite } from './verdict.ts';

/**
 * A quick judgement by doubles, which allocates nothing: the verdict where it is beyond doubt, null where only exact
 * arithmetic can tell. Where T and N mean the same to the caller (a rule at the top), either may stand for the other.
 */
export type QuickTest = (frame: Frame) => Verdict | null;

/** Compiles a rule of a return to look at a frame, in which it takes the places that it needs. */
export function compileQuick(rule: Rule, table: string, edition: LoadedEdition, frame: Frame): QuickTest {
  const compiler = new QuickCompiler(table, edition, frame);
  return rule.kind === 'if' ? compiler.implication(rule, true) : compiler.condition(rule);
}

type Compare = Condition & { readonly kind: 'compare' };

class QuickCompiler {
  readonly #table: string;
  readonly #edition: LoadedEdition;
  readonly #frame: Frame;

  constructor(table: string, edition: LoadedEdition, frame: Frame) {
    this.#table = table;
    this.#edition = edition;
    this.#frame = frame;
  }

  /** 若 p 则 q = 非 p 或 q. At the top, a p that fails settles it: the rule holds or does not apply. */
  implication(rule: Rule & { readonly kind: 'if' }, isTop: boolean): QuickTest {
    const when = this.condition(rule.when);
    const then = this.condition(rule.then);
    const applies = isTop ? null : this.#applies(rule.then);
    return (frame) => {
      const p = when(frame);
      if (p === 'N' || (isTop && p === 'F')) return 'N';
      if (p === 'F' && applies !== null) return applies(frame) ? 'T' : 'N';
      const q = then(frame);
      if (q === 'N') return 'N';
      // What is left to the exact way may turn out as not applicable, which only at the top is as good as true.
      if (isTop && q === 'T') return 'T';
      if (p === null || q === null) return null;
      if (p === 'F' || q === 'T') return 'T';
      return p === 'U' || q === 'U' ? 'U' : 'F';
    };
  }

  /**
   * Whether a part is anything but N, without judging it: behind a 若 that fails no row of a range need be looked at. Null
   * where that can't be told from the frame and the filings alone.
   */
  #applies(node: Rule): ((frame: Frame) => boolean) | null {
    if (node.kind === 'state') return () => true;
    if (node.kind !== 'compare') return null;
    const [left, right] = [this.#isKnown(node.left), this.#isKnown(node.right)];
    return left === null || right === null ? null : (frame) => left(frame) && right(frame);
  }

  #isKnown(node: Expression): ((frame: Frame) => boolean) | null {
    if (node.kind === 'aggregate') {
      const table = node.table ?? node.of[0]?.owner ?? this.#table;
      return ({ scene }) => hasRange(scene, table, node.range.county, node.back);
    }
    const number = this.#number(node);
    return number === null ? null : ({ spans }) => spans.known[number.at] !== 0;
  }

  condition(node: Condition): QuickTest {
    const at = this.#onlyState(node);
    if (at === 'none' || at === 'several') return this.#part(node);
    // One cell's state decides: judged for each state once and for all.
    const verdicts = stateNumbers.map((number) => ofState(node, number));
    return ({ states }) => verdicts[states[at] ?? 0] ?? null;
  }

  #part(node: Condition): QuickTest {
    switch (node.kind) {
      case 'and':
        return joined(
          node.of.map((part) => this.condition(part)),
          'F',
          'T',
        );
      case 'or':
        return joined(
          node.of.map((part) => this.condition(part)),
          'T',
          'F',
        );
      case 'not': {
        const of = this.condition(node.of);
        return (frame) => flipped(of(frame));
      }
      case 'group':
        return node.of.kind === 'if' ? this.implication(node.of, false) : this.condition(node.of);
      case 'compare':
        return this.#compare(node) ?? this.#exactly(node);
      case 'member':
        return this.#member(node) ?? this.#exactly(node);
      default:
        return this.#exactly(node);
    }
  }

  /** Texts and counts by the exact way. */
  #exactly(node: Condition): QuickTest {
    const test = compileCondition(node, this.#table, this.#edition, doubles);
    return ({ scene }) => {
      try {
        return test(scene);
      } catch (error) {
        if (error instanceof TooLarge) return null;
        throw error;
      }
    };
  }

  /** The place of the cell whose state alone a condition looks at. */
  #onlyState(node: Condition): number | 'none' | 'several' {
    if (node.kind === 'state')
      return node.of.owner === '单位' ? 'several' : this.#frame.cell(node.of, this.#table, this.#edition);
    if (node.kind === 'not') return this.#onlyState(node.of);
    if (node.kind !== 'and' && node.kind !== 'or') return 'several';
    return node.of
      .map((part) => this.#onlyState(part))
      .reduce((a, b) => (a === b || a === 'none' ? b : 'several'), 'none' as number | 'none' | 'several');
  }

  #number(node: Expression): QuickNumber | null {
    return quickNumber(node, this.#table, this.#edition, this.#frame);
  }

  #compare({ operator, tolerance, ...node }: Compare): QuickTest | null {
    const left = this.#number(node.left);
    const right = this.#number(node.right);
    if (left === null || right === null) return null;
    if (operator === '<' || operator === '>') return ordered(operator, left, right);
    if (tolerance === null && (operator === '≤' || operator === '≥')) return ordered(operator, left, right);
    const share = tolerance?.unit === '%' ? Number(tolerance.digits) / 100 : null;
    const fixed = tolerance === null || share !== null ? 0 : literal(tolerance);
    return within(operator, left, right, { share, fixed });
  }

  #member(node: Condition & { readonly kind: 'member' }): QuickTest | null {
    const { set } = node;
    const of = set.kind === 'interval' ? this.#number(node.of) : null;
    if (set.kind !== 'interval' || of === null) return null;
    const end = ({ negative, number }: typeof set.low): QuickNumber =>
      constant((negative ? -1 : 1) * literal(number), this.#frame);
    const verdict = joined([ordered('≤', end(set.low), of), ordered('≤', of, end(set.high))], 'F', 'T');
    return node.negated ? (frame) => flipped(verdict(frame)) : verdict;
  }
}

const stateNumbers = Object.values(state).sort((a, b) => a - b);

/** A condition over one cell's state alone, judged for a state. */
function ofState(node: Condition, number: number): Verdict {
  switch (node.kind) {
    case 'state':
      return wantedStates(node.test, node.reason).includes(number) ? 'T' : 'F';
    case 'not':
      return opposite(ofState(node.of, number));
    case 'and':
      return node.of.every((part) => ofState(part, number) === 'T') ? 'T' : 'F';
    case 'or':
      return node.of.some((part) => ofState(part, number) === 'T') ? 'T' : 'F';
    default:
      throw new Error(`${node.kind} looks at more than a state`);
  }
}

function wantedStates(test: '填' | '空' | '零', reason: string | null): readonly number[] {
  if (test === '填') return [state.filled, state.zero];
  if (test === '零') return [state.zero];
  if (reason === null) return [state.absent, state.unknown, state.none, state.notApplicable];
  if (reason === '不详') return [state.unknown];
  if (reason === '无') return [state.none];
  return reason === '不适用' ? [state.notApplicable] : [];
}

/** ≤ ≥ < > without a tolerance. */
function ordered(operator: '≤' | '≥' | '<' | '>', left: QuickNumber, right: QuickNumber): QuickTest {
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
function within(
  operator: Relation,
  { at: a, ...left }: QuickNumber,
  { at: b, ...right }: QuickNumber,
  { share, fixed }: { readonly share: number | null; readonly fixed: number },
): QuickTest {
  const limit = share === null && fixed === 0 ? exactUpTo(left, right) : 0;
  return ({ spans }) => {
    const missing = lacking(spans, a, b);
    if (missing !== undefined) return missing;
    // A share of what is not known is not known.
    if (share !== null && spans.low[b] !== spans.high[b]) return 'U';
    const slack = share === null ? fixed : Math.abs(spans.low[b] ?? 0) * share;
    if (operator === '≤') return atMost(spans, a, b, slack, limit);
    if (operator === '≥') return atMost(spans, b, a, slack, limit);
    const verdict = both(atMost(spans, a, b, slack, limit), atMost(spans, b, a, slack, limit));
    return operator === '≠' ? flipped(verdict) : verdict;
  };
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
  const doubt = isExact ? 0 : doubtOf(spans, a) + doubtOf(spans, b) + slack * 1e-9;
  const surely = (low[b] ?? 0) + slack - (high[a] ?? 0);
  if (surely > doubt || (isExact && surely === 0)) return 'T';
  const never = (low[a] ?? 0) - (high[b] ?? 0) - slack;
  if (never > doubt) return 'F';
  return !isExact && (Math.abs(surely) <= doubt || Math.abs(never) <= doubt) ? null : 'U';
}

function flipped(verdict: Verdict | null): Verdict | null {
  return verdict === 'T' ? 'F' : verdict === 'F' ? 'T' : verdict;
}

function both(a: Verdict | null, b: Verdict | null): Verdict | null {
  if (a === 'F' || b === 'F') return 'F';
  if (a === null || b === null) return null;
  return a === 'U' || b === 'U' ? 'U' : 'T';
}

/** 且 (decided by F) or 或 (decided by T); N above all. */
function joined(parts: readonly QuickTest[], decisive: Verdict, otherwise: Verdict): QuickTest {
  return (frame) => {
    let [isDecided, isOpen, isUnclear] = [false, false, false];
    for (const part of parts) {
      const verdict = part(frame);
      if (verdict === 'N') return 'N';
      if (verdict === decisive) isDecided = true;
      else if (verdict === null) isUnclear = true;
      else if (verdict === 'U') isOpen = true;
    }
    // What is left to the exact way may turn out as not applicable, and that is above all.
    if (isUnclear) return null;
    return isDecided ? decisive : isOpen ? 'U' : otherwise;
  };
}
