import type { LoadedEdition } from '../returns/edition.ts';
import { measureOf, typeOfField } from '../returns/rule/types.ts';
import type {
  Condition,
  Expression,
  ItemSet,
  NumberLiteral,
  Reference,
  Relation,
  Rule,
} from '../returns/rule/syntax.ts';
import { isBlank } from '../values/cell.ts';
import { returnOf } from '../values/record.ts';
import type { Arithmetic } from './arithmetic.ts';
import {
  cellReader,
  NumberCompiler,
  type CellsOf,
  type NumberOf,
  type TestOf,
  type TextOf,
  type TextValue,
} from './compile-number.ts';
import { compileText } from './compile-text.ts';
import { libraryTest } from './library.ts';
import { nowhere, RoundedCells, visible, type Scene, type Verdict } from './scene.ts';
import { uniqueTest } from './unique.ts';
import { atMost, both, either, equal, inOrder, opposite, spread } from './verdict.ts';

/** Turns a rule into a closure once; it is then called for every filing. Nothing is evaluated as code. */
export function compileRule<Q>(
  rule: Rule,
  table: string,
  edition: LoadedEdition,
  math: Arithmetic<Q>,
): TestOf {
  return new TestCompiler(math, edition, table, table).rule(rule);
}

/** The same for a part of a rule; `cells` may read those of the rule's own scene in another way. */
export function compileCondition<Q>(
  condition: Condition,
  table: string,
  edition: LoadedEdition,
  math: Arithmetic<Q>,
  cells: CellsOf,
): TestOf {
  return new TestCompiler(math, edition, table, table, cells).condition(condition);
}

/** The values that an expression may have, as `compileRule` takes them. */
export function compileNumber<Q>(
  node: Expression,
  table: string,
  edition: LoadedEdition,
  math: Arithmetic<Q>,
): NumberOf<Q> {
  return new TestCompiler(math, edition, table, table).number(node);
}

const blanks: Readonly<Record<string, string>> = { 不详: 'unknown', 无: 'none', 不适用: 'not-applicable' };

class TestCompiler<Q> {
  readonly #math: Arithmetic<Q>;
  readonly #edition: LoadedEdition;
  readonly #table: string;
  /** The rule's own table, behind 当前. */
  readonly #own: string;
  readonly #cells: CellsOf;
  readonly #numbers: NumberCompiler<Q>;

  constructor(
    math: Arithmetic<Q>,
    edition: LoadedEdition,
    table: string,
    own: string,
    cells: CellsOf = cellReader,
  ) {
    this.#math = math;
    this.#edition = edition;
    this.#table = table;
    this.#own = own;
    this.#cells = cells;
    this.#numbers = new NumberCompiler(
      math,
      edition,
      table,
      own,
      (condition, inner) => this.#within(inner).condition(condition),
      (node, inner) => this.#within(inner).#text(node),
    );
  }

  /** For the rows of a range: they are not the scene's own. */
  #within(table: string): TestCompiler<Q> {
    if (table === this.#table && this.#cells === cellReader) return this;
    return new TestCompiler(this.#math, this.#edition, table, this.#own);
  }

  rule(rule: Rule): TestOf {
    if (rule.kind !== 'if') return this.condition(rule);
    const when = this.condition(rule.when);
    const then = this.condition(rule.then);
    // 若 p 则 q = 非 p 或 q; N anywhere makes the rule N, whatever the rest.
    return (scene) => {
      const [p, q] = [when(scene), then(scene)];
      if (p === 'N' || q === 'N') return 'N';
      return either(opposite(p), q);
    };
  }

  number(node: Expression): NumberOf<Q> {
    return this.#numbers.compile(node);
  }

  condition(node: Condition): TestOf {
    switch (node.kind) {
      case 'and':
      case 'or': {
        const parts = node.of.map((part) => this.condition(part));
        const join = node.kind === 'and' ? both : either;
        return (scene) => {
          let verdict: Verdict | null = null;
          for (const part of parts) verdict = verdict === null ? part(scene) : join(verdict, part(scene));
          return verdict ?? 'T';
        };
      }
      case 'not': {
        const of = this.condition(node.of);
        return (scene) => opposite(of(scene));
      }
      case 'group':
        return this.rule(node.of);
      case 'state':
        return this.#state(node.test, node.of, node.reason);
      case 'has':
        return (scene) =>
          visible(scene.unit.filing(returnOf(node.table), node.back)) === undefined ? 'F' : 'T';
      case 'unique':
        return uniqueTest(
          node,
          node.of[0]?.owner ?? this.#table,
          node.range.where === null ? null : this.#within(this.#table).condition(node.range.where),
        );
      case 'holds':
        return libraryTest(
          node.name,
          node.args.map((arg) => this.#text(arg)),
          node.args,
          this.#compatible(node.args),
        );
      case 'member':
        return this.#member(node.of, node.negated, node.set);
      case 'compare':
        return this.#isNumber(node.left) && this.#isNumber(node.right)
          ? this.#compare(
              node.operator,
              this.#numbers.compile(node.left),
              this.#numbers.compile(node.right),
              node,
            )
          : this.#compareText(node.operator, this.#text(node.left), this.#text(node.right));
    }
  }

  #compatible(args: readonly Expression[]): (first: string, second: string) => boolean {
    const lists = args.map((arg) =>
      arg.kind === 'reference' ? this.#edition.field(arg.owner ?? this.#table, arg.name)?.list : undefined,
    );
    const table = this.#edition.edition.compatible.find(
      (item) => item.lists[0] === lists[0] && item.lists[1] === lists[1],
    );
    return (first, second) => table?.pairs[first]?.includes(second) ?? true;
  }

  #isNumber(node: Expression): boolean {
    switch (node.kind) {
      case 'number':
      case 'binary':
      case 'negate':
      case 'aggregate':
        return true;
      case 'parenthesis':
        return this.#isNumber(node.of);
      case 'constant':
        return node.name === '报告年';
      case 'value':
        return node.name !== '主体码' && node.name !== '大类' && node.name !== '规模';
      case 'reference': {
        if (node.owner === '参数' || /^I\d{3}/.test(node.name)) return true;
        if (node.owner === '单位' || node.name === '键') return false;
        const owner = node.owner === null ? this.#table : node.owner === '当前' ? this.#own : node.owner;
        const field = this.#edition.field(owner, node.name);
        return field !== undefined && typeOfField(field).kind === 'number';
      }
      default:
        return false;
    }
  }

  #state(test: '填' | '空' | '零', reference: Reference, reason: string | null): TestOf {
    const { owner, name } = reference;
    const read =
      owner === '单位' ? (scene: Scene) => scene.unit.facts[name] : this.#cells(reference, this.#table);
    const wanted = reason === null ? null : (blanks[reason] ?? null);
    return (scene) => {
      const value = read(scene);
      if (value === nowhere) return 'F';
      if (test === '填') return isBlank(value) ? 'F' : 'T';
      if (test === '零') return value === 0 ? 'T' : 'F';
      return isBlank(value) && (reason === null || value?.blank === wanted) ? 'T' : 'F';
    };
  }

  #member(of: Expression, negated: boolean, set: ItemSet | (Condition & { kind: 'member' })['set']): TestOf {
    const flip = (verdict: Verdict): Verdict => (negated ? opposite(verdict) : verdict);
    if (set.kind === 'interval') {
      const value = this.#numbers.compile(of);
      const bound = (end: { negative: boolean; number: NumberLiteral }): Q => {
        const read = this.#math.read(end.number.digits, measureOf(end.number.unit, true).factor);
        return end.negative ? this.#math.negate(read) : read;
      };
      const [low, high] = [bound(set.low), bound(set.high)];
      return (scene) => {
        const found = value(scene);
        if (found === null) return 'N';
        const lower = atMost(this.#math, { low, high: low }, found, null);
        return flip(both(lower, atMost(this.#math, found, { low: high, high }, null)));
      };
    }
    const text = this.#text(of);
    const has = (value: TextValue): boolean => {
      const code = String(value);
      // Between two codes stand codes of their length: "0431-8322" is not among "01".."45".
      return set.items.some(({ from, to }) =>
        to === null ? code === from : code.length === from.length && code >= from && code <= to,
      );
    };
    return (scene) => {
      const found = text(scene);
      if (found === nowhere) return 'N';
      return found === undefined ? 'U' : flip(has(found) ? 'T' : 'F');
    };
  }

  #compare(
    operator: Relation,
    left: NumberOf<Q>,
    right: NumberOf<Q>,
    node: Condition & { readonly kind: 'compare' },
  ): TestOf {
    const math = this.#math;
    const { tolerance } = node;
    const share = tolerance?.unit === '%' ? math.read(tolerance.digits, [1, 100]) : null;
    const isFixed = tolerance !== null && share === null;
    const absolute = isFixed ? math.read(tolerance.digits, measureOf(tolerance.unit, true).factor) : null;
    // A ratio has no unit in which a rounding could be allowed for.
    const isRatio = JSON.stringify([node.left, node.right]).includes('"operator":"/"');
    return (scene) => {
      const rounded = scene.rounded === null || tolerance !== null || isRatio ? null : new RoundedCells();
      // Each comparison allows for its own operands.
      const own = rounded === null ? scene : { ...scene, rounded };
      const a = left(own);
      const b = right(own);
      if (a === null || b === null) return 'N';
      const allowance = rounded?.allowance ?? 0;
      const allowed = allowance > 0 ? math.ofNumber(allowance, 6, [1, 1]) : null;
      const slack = absolute ?? (share === null ? allowed : spread(math, b, share));
      if (slack === 'unbounded') return 'U';
      switch (operator) {
        case '≤':
          return atMost(math, a, b, slack);
        case '≥':
          return atMost(math, b, a, slack);
        case '<':
          return opposite(atMost(math, b, a, null));
        case '>':
          return opposite(atMost(math, a, b, null));
        case '≠':
          return opposite(equal(math, a, b, null));
        case '=':
        case '≈':
          return equal(math, a, b, slack);
      }
    };
  }

  #compareText(operator: Relation, left: TextOf, right: TextOf): TestOf {
    return (scene) => {
      const a = left(scene);
      const b = right(scene);
      if (a === nowhere || b === nowhere) return 'N';
      if (a === undefined || b === undefined) return 'U';
      return inOrder(operator, a, b) ? 'T' : 'F';
    };
  }

  #text(node: Expression): TextOf {
    return compileText(node, this.#table, this.#own, this.#edition, this.#cells);
  }
}
