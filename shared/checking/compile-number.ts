import type { LoadedEdition } from '../returns/edition.ts';
import type { Condition, Expression, Range, Reference } from '../returns/rule/syntax.ts';
import { measureOf } from '../returns/rule/types.ts';
import { isBlank, keyOf, type CellValue } from '../values/cell.ts';
import type { Arithmetic } from './arithmetic.ts';
import { absolute, addEnd, clamp, negated, pick, product, quotient, sum, type Interval } from './interval.ts';
import { joinOf } from './join.ts';
import type { Row } from './documents.ts';
import { nowhere, rowOf, rowsOf, sameRow, type Scene, type Verdict } from './scene.ts';

export type NumberOf<Q> = (scene: Scene) => Interval<Q> | null;
export type TestOf = (scene: Scene) => Verdict;
export type TextValue = string | number | boolean | readonly string[];
/** What a text, code, month or flag is: its value, undefined when blank, `nowhere` when not applicable (N). */
export type TextOf = (scene: Scene) => TextValue | undefined | typeof nowhere;

/** The cell of a reference in a scene: undefined for never filled; `nowhere` where there is no filing or no row. */
export type CellOf = (scene: Scene) => CellValue | undefined | typeof nowhere;
export type CellsOf = (reference: Reference, ruleTable: string) => CellOf;

export function cellReader(reference: Reference, ruleTable: string): CellOf {
  const key = keyOf(reference.name, reference.lastYearColumn ? '上年' : '本年');
  const read = rowReader(reference, ruleTable);
  return (scene) => {
    const row = read(scene);
    return row === undefined ? nowhere : row.cells[key];
  };
}

/** The row that a reference's cell stands in. */
function rowReader({ owner, back }: Reference, ruleTable: string): (scene: Scene) => Row | undefined {
  if (owner === '当前') return (scene) => scene.current;
  if (owner === null && back === 0) return (scene) => scene.row;
  return (scene) => {
    const table = owner ?? (scene.table === '' ? ruleTable : scene.table);
    return owner === null && scene.row !== undefined && scene.isFloating(table)
      ? sameRow(scene.unit, table, back, scene.row.key)
      : rowOf(scene.unit, table, back);
  };
}

export class NumberCompiler<Q> {
  readonly #math: Arithmetic<Q>;
  readonly #edition: LoadedEdition;
  readonly #table: string;
  /** The rule's own table, behind 当前. */
  readonly #own: string;
  readonly #test: (condition: Condition, table: string) => TestOf;
  readonly #text: (node: Expression, table: string) => TextOf;

  constructor(
    math: Arithmetic<Q>,
    edition: LoadedEdition,
    table: string,
    own: string,
    test: (condition: Condition, table: string) => TestOf,
    text: (node: Expression, table: string) => TextOf,
  ) {
    this.#math = math;
    this.#edition = edition;
    this.#table = table;
    this.#own = own;
    this.#test = test;
    this.#text = text;
  }

  compile(node: Expression): NumberOf<Q> {
    const math = this.#math;
    switch (node.kind) {
      case 'number': {
        const value = math.read(node.digits, measureOf(node.unit, true).factor);
        const point = { low: value, high: value };
        return () => point;
      }
      case 'parenthesis':
        return this.compile(node.of);
      case 'negate': {
        const of = this.compile(node.of);
        return (scene) => negated(math, of(scene));
      }
      case 'binary':
        return this.#binary(node.operator, this.compile(node.left), this.compile(node.right));
      case 'value':
        return this.#function(node.name, node.args);
      case 'constant':
        return (scene) => this.#point(scene.surroundings.year);
      case 'aggregate':
        return this.#aggregate(node.name, node.table, node.of, node.range, node.back);
      case 'reference':
        return this.#reference(node, this.#table);
      default:
        return () => null;
    }
  }

  #point(value: number): Interval<Q> {
    const exact = this.#math.ofNumber(value, 6, [1, 1]);
    return { low: exact, high: exact };
  }

  #reference(node: Reference, table: string): NumberOf<Q> {
    const math = this.#math;
    if (node.owner === '参数') {
      return (scene) => {
        const value = scene.params[node.name];
        return value === undefined ? null : this.#point(value);
      };
    }
    if (/^I\d{3}/.test(node.name)) {
      return (scene) => {
        const value = scene.county?.indicator(node.name, node.back) ?? null;
        return value === null ? null : this.#point(value);
      };
    }
    const owner = node.owner === null ? table : node.owner === '当前' ? this.#own : node.owner;
    const field = this.#edition.field(owner, node.name);
    const decimals = field?.decimals ?? 0;
    const { factor } = measureOf(field?.unit ?? null, false);
    const blank: Interval<Q> =
      field?.signed === true ? { low: null, high: null } : { low: math.zero, high: null };
    const read = rowReader(node, table);
    const key = keyOf(node.name, node.lastYearColumn ? '上年' : '本年');
    const smallest = factor[0] / factor[1] / 10 ** decimals;
    return (scene) => {
      const row = read(scene);
      if (row === undefined) return null;
      const value = row.cells[key];
      if (isBlank(value)) return value?.blank === 'not-applicable' ? null : blank;
      if (typeof value !== 'number') return null;
      if (scene.rounded !== null && row.rounded.includes(key)) scene.rounded.add(row, key, smallest);
      const exact = math.ofNumber(value, decimals, factor);
      return { low: exact, high: exact };
    };
  }

  #binary(operator: '+' | '-' | '×' | '/', left: NumberOf<Q>, right: NumberOf<Q>): NumberOf<Q> {
    const math = this.#math;
    return (scene) => {
      const a = left(scene);
      const b = right(scene);
      if (a === null || b === null) return null;
      if (operator === '+') return sum(math, a, b);
      if (operator === '-') return sum(math, a, negated(math, b) ?? b);
      if (operator === '×') return product(math, a, b);
      return quotient(math, a, b);
    };
  }

  #function(name: string, args: readonly Expression[]): NumberOf<Q> {
    const math = this.#math;
    if (name === '月差') {
      const months = args.map((arg) => this.month(arg));
      return (scene) => {
        const [a, b] = months.map((month) => month(scene));
        if (a === 'N' || b === 'N' || a === undefined || b === undefined) return null;
        if (a === null || b === null) return { low: null, high: null };
        return this.#point((Math.floor(a / 100) - Math.floor(b / 100)) * 12 + (a % 100) - (b % 100));
      };
    }
    const of = args.map((arg) => this.compile(arg));
    return (scene) => {
      const parts = of.map((part) => part(scene));
      const [a, b] = parts;
      if (a === undefined || a === null || b === null) return null;
      if (name === '绝对值') return absolute(math, a);
      if (b === undefined) return null;
      return name === '较大'
        ? { low: pick(math, a.low, b.low, 1, 'any'), high: pick(math, a.high, b.high, 1, 'all') }
        : { low: pick(math, a.low, b.low, -1, 'all'), high: pick(math, a.high, b.high, -1, 'any') };
    };
  }

  /** A month as YYYYMM; null when blank, 'N' when not applicable. */
  month(node: Expression): (scene: Scene) => number | null | 'N' {
    if (node.kind === 'month') return () => Number(node.month);
    if (node.kind === 'constant') {
      return (scene) => scene.surroundings.year * 100 + (node.name === '报告年初' ? 1 : 12);
    }
    if (node.kind !== 'reference') return () => 'N';
    const read = cellReader(node, this.#table);
    return (scene) => {
      const value = read(scene);
      if (value === nowhere) return 'N';
      return typeof value === 'number' ? value : null;
    };
  }

  #aggregate(
    name: string,
    counted: string | null,
    of: readonly Reference[],
    range: Range,
    back: number,
  ): NumberOf<Q> {
    const math = this.#math;
    const table = counted ?? of[0]?.owner ?? this.#table;
    const where = range.where === null ? null : this.#test(range.where, table);
    const values = of.map((reference) => this.#reference({ ...reference, owner: null, back: 0 }, table));
    const texts = of.map((reference) => cellReader({ ...reference, owner: null, back: 0 }, table));
    const one = math.ofNumber(1, 0, [1, 1]);
    const join = range.county && range.where !== null ? joinOf(range.where, table, back, this.#text) : null;
    return (scene) => {
      const rows = join === null ? rowsOf(scene, table, range.county, back) : join(scene);
      if (rows === undefined) return null;
      let low: Q | null = math.zero;
      let high: Q | null = math.zero;
      let best: Interval<Q> | null = null;
      const distinct = new Set<string>();
      for (const { unit, row } of rows) {
        const inner: Scene = { ...scene, unit, row, table };
        const chosen = where === null ? 'T' : where(inner);
        if (chosen === 'F' || chosen === 'N') continue;
        if (name === '去重') {
          distinct.add(texts.map((text) => JSON.stringify(text(inner) ?? null)).join('|'));
          continue;
        }
        if (name === '计数') {
          if (chosen === 'T' && low !== null) low = math.add(low, one);
          if (high !== null) high = math.add(high, one);
          continue;
        }
        const value = values[0]?.(inner) ?? null;
        if (value === null) continue;
        if (name === '求和') {
          const certain = chosen === 'T';
          low = addEnd(math, low, certain ? value.low : clamp(math, value.low, -1));
          high = addEnd(math, high, certain ? value.high : clamp(math, value.high, 1));
        } else if (best === null) best = value;
        else {
          const sign = name === '最大' ? 1 : -1;
          best = {
            low: pick(math, best.low, value.low, sign, sign > 0 ? 'any' : 'all'),
            high: pick(math, best.high, value.high, sign, sign > 0 ? 'all' : 'any'),
          };
        }
      }
      if (name === '去重') return this.#point(distinct.size);
      if (name === '最大' || name === '最小') return best ?? { low: math.zero, high: math.zero };
      return { low, high };
    };
  }
}
