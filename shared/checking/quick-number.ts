import type { LoadedEdition } from '../returns/edition.ts';
import type { Expression, NumberLiteral } from '../returns/rule/syntax.ts';
import { measureOf } from '../returns/rule/types.ts';
import type { Frame } from './frame.ts';

/** A number by its place in a frame. */
export interface QuickNumber {
  readonly at: number;
  /**
   * `whole`: whole numbers added, subtracted, multiplied. `plain`: one decimal as it stands. Both compare exactly with
   * their like as long as they are small enough.
   */
  readonly exact: 'whole' | 'plain' | 'no';
}

export function literal({ digits, unit }: NumberLiteral): number {
  const { factor } = measureOf(unit, true);
  return (Number(digits) * factor[0]) / factor[1];
}

export function constant(value: number, frame: Frame): QuickNumber {
  return { at: frame.constant(value), exact: Number.isSafeInteger(value) ? 'whole' : 'plain' };
}

/** Gives an expression its place in the frame; null for one that only the exact way can read. */
export function quickNumber(
  node: Expression,
  table: string,
  edition: LoadedEdition,
  frame: Frame,
): QuickNumber | null {
  const inner = (of: Expression): QuickNumber | null => quickNumber(of, table, edition, frame);
  switch (node.kind) {
    case 'number':
      return constant(literal(node), frame);
    case 'parenthesis':
      return inner(node.of);
    case 'negate': {
      const of = inner(node.of);
      return of === null ? null : { ...of, at: frame.computed('negate', of.at) };
    }
    case 'binary': {
      const [a, b] = [inner(node.left), inner(node.right)];
      if (a === null || b === null) return null;
      const isWhole = node.operator !== '/' && a.exact === 'whole' && b.exact === 'whole';
      return { at: frame.computed(node.operator, a.at, b.at), exact: isWhole ? 'whole' : 'no' };
    }
    case 'value': {
      const [a = null, b = null] = node.args.map(inner);
      if (a === null) return null;
      if (node.name === '绝对值') return { ...a, at: frame.computed('absolute', a.at) };
      const operation = node.name === '较大' ? 'greater' : node.name === '较小' ? 'lesser' : null;
      if (b === null || operation === null) return null;
      return { at: frame.computed(operation, a.at, b.at), exact: a.exact === b.exact ? a.exact : 'no' };
    }
    case 'reference': {
      if (node.owner === '参数') return { at: frame.param(node.name), exact: 'plain' };
      if (node.owner === '单位' || node.name === '键' || /^I\d{3}/.test(node.name)) return null;
      const owner = node.owner === null || node.owner === '当前' ? table : node.owner;
      const field = edition.field(owner, node.name);
      if (field?.type !== 'number') return null;
      const { factor } = measureOf(field.unit ?? null, false);
      const isPlain = factor[0] === factor[1];
      return {
        at: frame.cell(node, table, edition),
        exact: !isPlain ? 'no' : (field.decimals ?? 0) === 0 ? 'whole' : 'plain',
      };
    }
    default:
      return null;
  }
}
