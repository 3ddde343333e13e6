import type { LoadedEdition } from '../returns/edition.ts';
import type { BoundRule } from '../returns/rule/bind.ts';
import type { Condition, Expression, NumberLiteral, Reference, Rule } from '../returns/rule/syntax.ts';
import { measureOf } from '../returns/rule/types.ts';
import { codeOf, keyOf, type CellKey } from '../values/cell.ts';
import { bigints } from './arithmetic.ts';
import { cellReader } from './compile-number.ts';
import type { Row, UnitDocuments } from './documents.ts';
import { relation, type LinearRelation } from './linear-system.ts';
import type { Scene } from './scene.ts';
import type { Surroundings } from './surroundings.ts';
import type { ErrorSystem } from './suspects.ts';

/** Where one record stands: its unit, its table, and what the rules may ask around it. */
export interface RecordPlace {
  readonly edition: LoadedEdition;
  readonly surroundings: Surroundings;
  readonly unit: UnitDocuments;
  readonly table: string;
  readonly row: Row;
}

type Fraction = readonly [bigint, bigint];

/** Σ factors × cells + constant, in the base of the dimension; a cell as the whole number of its last decimal. */
interface Linear {
  readonly terms: ReadonlyMap<CellKey, Fraction>;
  readonly constant: Fraction;
}

/**
 * The linear relations between the cells of one record that the rules of class A and B ask for, and the bounds of its
 * fields. Cells of other records and years, and settings, are numbers here; a relation with one that is not known, a
 * condition (若 … 则), a product of cells or a sum over rows is left out.
 */
export function errorSystemOf(
  place: RecordPlace,
  weights: ReadonlyMap<CellKey, number> = new Map(),
): ErrorSystem {
  const { edition, table, row } = place;
  const reader = new Reader(place);
  const fromRules = edition.rules
    .filter((rule) => rule.table === table && isHard(rule))
    .flatMap((rule) => reader.relationsOf(rule.tree).map((own) => ({ rule: rule.id, relation: own })));
  const cells = new Set(fromRules.flatMap((item) => [...item.relation.terms.keys()]));
  const bounds = [...cells]
    .filter((key) => edition.field(table, codeOf(key))?.signed !== true)
    .map((key) => ({ rule: null, relation: relation('le', [[key, -1n]], 0n) }));
  const values = new Map(
    [...cells].flatMap((key): (readonly [CellKey, bigint])[] => {
      const value = row.cells[key];
      return typeof value === 'number'
        ? [[key, BigInt(Math.round(value * 10 ** decimalsOf(place, key)))]]
        : [];
    }),
  );
  return { relations: [...fromRules, ...bounds], values, weights };
}

function isHard({ definition, wide }: BoundRule): boolean {
  const { class: grade, scope } = definition;
  return !wide && (grade === 'A' || grade === 'B') && (scope === 'filing' || scope === 'row');
}

function decimalsOf({ edition, table }: RecordPlace, key: CellKey): number {
  return edition.field(table, codeOf(key))?.decimals ?? 0;
}

const math = bigints;

class Reader {
  readonly #place: RecordPlace;
  readonly #scene: Scene;

  constructor(place: RecordPlace) {
    const { edition, surroundings, unit, table, row } = place;
    this.#place = place;
    this.#scene = {
      unit,
      own: unit,
      table,
      row,
      current: row,
      county: null,
      nearlyAnother: null,
      surroundings,
      params: edition.edition.params,
      isFloating: (code) => edition.table(code)?.kind === 'floating',
      isBelow: (code) => edition.table(code)?.parent === table,
      rounded: null,
    };
  }

  /** What must hold in any case: of parts joined by 且 those that are linear. */
  relationsOf(node: Rule | Condition): readonly LinearRelation[] {
    switch (node.kind) {
      case 'and':
        return node.of.flatMap((part) => this.relationsOf(part));
      case 'group':
        return this.relationsOf(node.of);
      case 'member': {
        const of = node.set.kind === 'interval' && !node.negated ? this.#linear(node.of) : null;
        if (of === null || node.set.kind !== 'interval') return [];
        const [low, high] = [node.set.low, node.set.high].map(({ negative, number }) => {
          const end = literal(number);
          return negative ? math.negate(end) : end;
        }) as [Fraction, Fraction];
        const slack = this.#slack([of]);
        return [
          this.#atMost(plus(of, math.negate(high)), slack),
          this.#atMost(plus(times(of, minusOne), low), slack),
        ];
      }
      case 'compare':
        return this.#compared(node);
      default:
        return [];
    }
  }

  #compared(node: Condition & { readonly kind: 'compare' }): readonly LinearRelation[] {
    const { operator, tolerance } = node;
    const right = this.#linear(node.right);
    if (right === null) return [];
    const size = node.left.kind === 'value' && node.left.name === '绝对值' ? node.left.args[0] : undefined;
    const left = this.#linear(size ?? node.left);
    if (left === null) return [];
    const slack = tolerance === null ? this.#slack([left, right]) : this.#tolerance(tolerance, right);
    if (slack === null) return [];
    const difference = sum(left, times(right, minusOne));
    const opposite = times(difference, minusOne);
    // |left| ≤ right is both left ≤ right and −left ≤ right; of the other relations it is no linear one.
    if (size !== undefined)
      return operator === '≤'
        ? [
            this.#atMost(difference, slack),
            this.#atMost(sum(times(left, minusOne), times(right, minusOne)), slack),
          ]
        : [];
    switch (operator) {
      case '=':
      case '≈':
        return isZero(slack)
          ? [exactly(difference)]
          : [this.#atMost(difference, slack), this.#atMost(opposite, slack)];
      case '≤':
        return [this.#atMost(difference, slack)];
      case '≥':
        return [this.#atMost(opposite, slack)];
      case '<':
        return [below(difference)];
      case '>':
        return [below(opposite)];
      case '≠':
        return [];
    }
  }

  #atMost(of: Linear, slack: Linear): LinearRelation {
    return asRelation('le', sum(of, times(slack, minusOne)));
  }

  /** What rounding alone may have caused: half of the coarsest unit for each cell that was rounded when converted. */
  #slack(parts: readonly Linear[]): Linear {
    const { row, edition, table } = this.#place;
    let cells = 0;
    let coarsest: Fraction = math.zero;
    for (const key of parts.flatMap(({ terms }) => [...terms.keys()])) {
      if (!row.rounded.includes(key)) continue;
      cells += 1;
      const { factor } = measureOf(edition.field(table, codeOf(key))?.unit ?? null, false);
      const unit = math.ofNumber(1, 0, factor);
      const own = math.multiply(unit, [1n, 10n ** BigInt(decimalsOf(this.#place, key))]);
      if (math.compare(own, coarsest) > 0) coarsest = own;
    }
    return { terms: new Map(), constant: math.multiply(coarsest, [BigInt(cells), 2n]) };
  }

  /** ± n unit, or ± n % of the right side, which is linear where that can't be negative. */
  #tolerance(tolerance: NumberLiteral, right: Linear): Linear | null {
    if (tolerance.unit !== '%') return { terms: new Map(), constant: literal(tolerance) };
    const isNegative = (factor: Fraction): boolean => math.compare(factor, math.zero) < 0;
    const { edition, table } = this.#place;
    const mayBeNegative = [...right.terms].some(
      ([key, factor]) => isNegative(factor) || edition.field(table, codeOf(key))?.signed === true,
    );
    return mayBeNegative || isNegative(right.constant) ? null : times(right, literal(tolerance));
  }

  #linear(node: Expression): Linear | null {
    switch (node.kind) {
      case 'number':
        return { terms: new Map(), constant: literal(node) };
      case 'parenthesis':
        return this.#linear(node.of);
      case 'negate': {
        const of = this.#linear(node.of);
        return of === null ? null : times(of, minusOne);
      }
      case 'binary': {
        const [left, right] = [this.#linear(node.left), this.#linear(node.right)];
        if (left === null || right === null) return null;
        if (node.operator === '+') return sum(left, right);
        if (node.operator === '-') return sum(left, times(right, minusOne));
        if (node.operator === '×')
          return right.terms.size === 0
            ? times(left, right.constant)
            : left.terms.size === 0
              ? times(right, left.constant)
              : null;
        const inverse = right.terms.size === 0 ? math.divide([1n, 1n], right.constant) : undefined;
        return inverse === undefined ? null : times(left, inverse);
      }
      case 'reference':
        return this.#reference(node);
      default:
        return null;
    }
  }

  #reference(node: Reference): Linear | null {
    const { table, edition } = this.#place;
    const { owner, name, back } = node;
    if (owner === '参数') {
      const value = this.#scene.params[name];
      return value === undefined ? null : { terms: new Map(), constant: math.ofNumber(value, 6, [1, 1]) };
    }
    const of = owner === null || owner === '当前' ? table : owner;
    const field = edition.field(of, name);
    if (field?.type !== 'number') return null;
    const decimals = field.decimals ?? 0;
    const { factor } = measureOf(field.unit ?? null, false);
    const isOwn =
      back === 0 && (owner === null || owner === '当前' || (owner === table && !this.#scene.isFloating(of)));
    if (isOwn) {
      const unit = math.ofNumber(1, 0, factor);
      const key = keyOf(name, node.lastYearColumn ? '上年' : '本年');
      return {
        terms: new Map([[key, math.multiply(unit, [1n, 10n ** BigInt(decimals)])]]),
        constant: math.zero,
      };
    }
    const value = cellReader(node, table)(this.#scene);
    return typeof value === 'number'
      ? { terms: new Map(), constant: math.ofNumber(value, decimals, factor) }
      : null;
  }
}

const minusOne: Fraction = [-1n, 1n];

function literal({ digits, unit }: NumberLiteral): Fraction {
  return math.read(digits, measureOf(unit, true).factor);
}

function sum(a: Linear, b: Linear): Linear {
  const terms = new Map(a.terms);
  for (const [key, factor] of b.terms) terms.set(key, math.add(terms.get(key) ?? math.zero, factor));
  return { terms, constant: math.add(a.constant, b.constant) };
}

function plus(a: Linear, constant: Fraction): Linear {
  return { terms: a.terms, constant: math.add(a.constant, constant) };
}

function times({ terms, constant }: Linear, factor: Fraction): Linear {
  return {
    terms: new Map([...terms].map(([key, own]) => [key, math.multiply(own, factor)])),
    constant: math.multiply(constant, factor),
  };
}

function isZero({ terms, constant }: Linear): boolean {
  return constant[0] === 0n && [...terms.values()].every(([above]) => above === 0n);
}

/** With a common denominator left out: whole coefficients. */
function asRelation(kind: LinearRelation['kind'], { terms, constant }: Linear, more = 0n): LinearRelation {
  const denominator = [...terms.values(), constant].reduce((product, [, below]) => product * below, 1n);
  const whole = ([above, below]: Fraction): bigint => above * (denominator / below);
  return relation(
    kind,
    [...terms].map(([key, factor]) => [key, whole(factor)] as const),
    whole(constant) + more,
  );
}

function exactly(of: Linear): LinearRelation {
  return asRelation('eq', of);
}

/** < 0 between whole numbers is ≤ −1. */
function below(of: Linear): LinearRelation {
  return asRelation('le', of, 1n);
}
