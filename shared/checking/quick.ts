import type { LoadedEdition } from '../returns/edition.ts';
import { printRule } from '../returns/rule/printer.ts';
import type { Condition, Expression, Rule } from '../returns/rule/syntax.ts';
import { doubles, TooLarge } from './arithmetic.ts';
import { compileCondition } from './compile-test.ts';
import type { Frame } from './frame.ts';
import { ofState, stateNumbers } from './one-state.ts';
import { flipped, ordered, within } from './quick-compare.ts';
import { constant, literal, quickNumber, type QuickNumber } from './quick-number.ts';
import { hasRange, type Verdict } from './scene.ts';

/**
 * A quick judgement by doubles, which allocates nothing: the verdict where it is beyond doubt, null where only exact
 * arithmetic can tell. Where T and N mean the same to the caller (a rule at the top), either may stand for the other.
 */
export type QuickTest = (frame: Frame) => Verdict | null;

export interface QuickRule {
  readonly test: QuickTest;
  /** Where the state of one cell decides: its place, and by its state whether the rule holds or does not apply. */
  readonly hangsOn: { readonly at: number; readonly isMet: readonly boolean[] } | null;
}

/** Compiles the rules of a table to look at one frame, in which they take the places that they need. */
export function quickCompiler(
  table: string,
  edition: LoadedEdition,
  frame: Frame,
): (rule: Rule) => QuickRule {
  const compiler = new QuickCompiler(table, edition, frame);
  return (rule) =>
    rule.kind === 'if'
      ? { test: compiler.implication(rule, true), hangsOn: null }
      : { test: compiler.condition(rule), hangsOn: compiler.hangsOn(rule) };
}

type Compare = Condition & { readonly kind: 'compare' };

class QuickCompiler {
  readonly #table: string;
  readonly #edition: LoadedEdition;
  readonly #frame: Frame;
  /** By their notation: what several rules ask of a scene is found out once. */
  readonly #asked = new Map<string, QuickTest>();
  /** How many conditions were left to the exact way. */
  #exactParts = 0;

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

  hangsOn(node: Condition): QuickRule['hangsOn'] {
    const at = this.#onlyState(node);
    if (at === 'none' || at === 'several') return null;
    return { at, isMet: stateNumbers.map((number) => ['T', 'N'].includes(ofState(node, number))) };
  }

  #part(node: Condition): QuickTest {
    switch (node.kind) {
      case 'and':
      case 'or':
        return this.#joined(node);
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

  /** What takes texts or counts in is worth keeping for the next rule; numbers are compared again sooner. */
  #joined(node: Condition & { readonly kind: 'and' | 'or' }): QuickTest {
    const before = this.#exactParts;
    const parts = node.of.map((part) => this.condition(part));
    const test = node.kind === 'and' ? joined(parts, 'F', 'T') : joined(parts, 'T', 'F');
    return this.#exactParts === before ? test : this.#once(node, () => test);
  }

  /** Texts and counts by the exact way. */
  #exactly(node: Condition): QuickTest {
    this.#exactParts += 1;
    return this.#once(node, () => {
      const test = compileCondition(node, this.#table, this.#edition, doubles, (reference, table) => {
        const at = this.#frame.value(reference, table, this.#edition);
        return () => this.#frame.values[at];
      });
      return ({ scene }) => {
        try {
          return test(scene);
        } catch (error) {
          if (error instanceof TooLarge) return null;
          throw error;
        }
      };
    });
  }

  /** A test that the same condition of another rule shares, and that is made once a scene. */
  #once(node: Condition, compile: () => QuickTest): QuickTest {
    const notation = printRule(node);
    const known = this.#asked.get(notation);
    if (known !== undefined) return known;
    const test = compile();
    let look = 0;
    let verdict: Verdict | null = null;
    const once: QuickTest = (frame) => {
      if (frame.looks !== look) {
        verdict = test(frame);
        ({ looks: look } = frame);
      }
      return verdict;
    };
    this.#asked.set(notation, once);
    return once;
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
