import type { LoadedEdition } from '../returns/edition.ts';
import type { Condition, Expression, Rule } from '../returns/rule/syntax.ts';
import { measureOf } from '../returns/rule/types.ts';
import { cellReader } from './compile-number.ts';
import type { Scene } from './scene.ts';

/**
 * A quick way to "holds": plain doubles, for rules over numbers that are all filled in. True only when the rule holds with
 * room to spare (more than rounding could make up), or when both sides are whole numbers and compare exactly; anything
 * else goes the exact way. A rule that can't be judged like this has none.
 */
export type QuickTest = (scene: Scene) => boolean;

interface Quick {
  readonly value: (scene: Scene) => number;
  /** True when the double is exact: whole numbers added and subtracted. */
  readonly exact: boolean;
}

export function compileQuick(rule: Rule, table: string, edition: LoadedEdition): QuickTest | null {
  if (rule.kind === 'if') {
    // 若 p 则 q holds when q does; p must still be free of N, which q's cells alone can't tell.
    return null;
  }
  return condition(rule, table, edition);
}

function condition(node: Condition, table: string, edition: LoadedEdition): QuickTest | null {
  if (node.kind === 'and') {
    const parts = node.of.map((part) => condition(part, table, edition));
    return parts.every((part) => part !== null) ? (scene) => parts.every((part) => part(scene)) : null;
  }
  if (node.kind === 'member' && node.set.kind === 'interval' && !node.negated) {
    const of = number(node.of, table, edition);
    if (of === null) return null;
    const [low, high] = [node.set.low, node.set.high].map(
      (end) => (end.negative ? -1 : 1) * literal(end.number.digits, end.number.unit),
    ) as [number, number];
    return (scene) => {
      const value = of.value(scene);
      return clearly(low, value) && clearly(value, high);
    };
  }
  if (node.kind !== 'compare' || node.tolerance !== null) return null;
  const left = number(node.left, table, edition);
  const right = number(node.right, table, edition);
  if (left === null || right === null) return null;
  const exact = left.exact && right.exact;
  if (node.operator === '≤') return (scene) => less(left.value(scene), right.value(scene), exact);
  if (node.operator === '≥') return (scene) => less(right.value(scene), left.value(scene), exact);
  if (node.operator === '=' && exact) return (scene) => left.value(scene) === right.value(scene);
  return null;
}

/** NaN (a blank somewhere) is never less than anything, so it goes the exact way. */
function less(a: number, b: number, exact: boolean): boolean {
  return exact ? a <= b : clearly(a, b);
}

function clearly(a: number, b: number): boolean {
  return b - a > 1e-9 * (Math.abs(a) + Math.abs(b));
}

function literal(digits: string, unit: string | null): number {
  const { factor } = measureOf(unit, true);
  return (Number(digits) * factor[0]) / factor[1];
}

function number(node: Expression, table: string, edition: LoadedEdition): Quick | null {
  switch (node.kind) {
    case 'number': {
      const value = literal(node.digits, node.unit);
      return { value: () => value, exact: Number.isSafeInteger(value) };
    }
    case 'parenthesis':
      return number(node.of, table, edition);
    case 'binary': {
      const left = number(node.left, table, edition);
      const right = number(node.right, table, edition);
      if (left === null || right === null) return null;
      const exact = left.exact && right.exact;
      const [a, b] = [left.value, right.value];
      if (node.operator === '+') return { value: (scene) => a(scene) + b(scene), exact };
      if (node.operator === '-') return { value: (scene) => a(scene) - b(scene), exact };
      if (node.operator === '×') return { value: (scene) => a(scene) * b(scene), exact: false };
      return {
        value: (scene) => {
          const divisor = b(scene);
          return divisor > 0 ? a(scene) / divisor : Number.NaN;
        },
        exact: false,
      };
    }
    case 'value': {
      if (node.name !== '绝对值') return null;
      const [of] = node.args.map((arg) => number(arg, table, edition));
      return of === null || of === undefined
        ? null
        : { value: (scene) => Math.abs(of.value(scene)), exact: of.exact };
    }
    case 'reference': {
      if (node.owner === '参数')
        return { value: (scene) => scene.params[node.name] ?? Number.NaN, exact: false };
      if (node.owner === '单位' || node.name === '键' || /^I\d{3}/.test(node.name)) return null;
      const owner = node.owner === null || node.owner === '当前' ? table : node.owner;
      const field = edition.field(owner, node.name);
      if (field?.type !== 'number') return null;
      const read = cellReader(node, table);
      const { factor } = measureOf(field.unit ?? null, false);
      const scale = factor[0] / factor[1];
      return {
        value: (scene) => {
          const value = read(scene);
          return typeof value === 'number' ? value * scale : Number.NaN;
        },
        exact: scale === 1 && (field.decimals ?? 0) === 0,
      };
    }
    default:
      return null;
  }
}
