import type { Condition, Expression } from '../returns/rule/syntax.ts';
import { returnOf } from '../values/record.ts';
import type { TextOf } from './compile-number.ts';
import { RowIndex, type RowKey, type UnitRow } from './row-index.ts';
import { hasRange, nowhere, rowsOf, rowsOfUnit, type Scene } from './scene.ts';

/**
 * The rows of 全县 that a condition `f=当前.g`, `f=当前.键` or `f=本单位` within 其中 may hold for, by an index instead of
 * one look at each row for each unit. Null where the condition asks for no such thing. Undefined (N) as `rowsOf` has it.
 */
export function joinOf(
  where: Condition,
  table: string,
  back: number,
  text: (node: Expression, table: string) => TextOf,
): ((scene: Scene) => readonly UnitRow[] | undefined) | null {
  const pair = pairOf(where);
  if (pair === null) return null;
  const [inner, outer] = [text(pair.inner, table), text(pair.outer, table)];
  const elsewhere = elsewhereOf(pair.inner, table);
  const code = returnOf(table);
  const index = new RowIndex<Scene>({
    units: (county) => county.countedIn(code, back),
    ...(elsewhere === null
      ? {}
      : { elsewhere: (county) => county.filedIn(elsewhere.return, elsewhere.back) }),
    madeFrom: ({ facts, filing }) => [
      facts,
      filing(code, back),
      elsewhere === null ? null : filing(elsewhere.return, elsewhere.back),
    ],
    rows: (scene, unit) => rowsOfUnit(scene, unit, table, back),
    keyOf: (scene, { unit, row }) => keyOf(inner({ ...scene, unit, row, table })),
  });
  return (scene) => {
    const key = keyOf(outer(scene));
    if (scene.county === null || typeof key !== 'string') return rowsOf(scene, table, true, back);
    if (!hasRange(scene, table, true, back)) return undefined;
    return [
      ...rowsOfUnit(scene, scene.own, table, back),
      ...index.candidates(scene, scene.county, scene.own.id, key),
    ];
  };
}

/** The filing that a key stands in where it is not the row's own. */
function elsewhereOf(
  node: Expression,
  table: string,
): { readonly return: string; readonly back: number } | null {
  if (node.kind !== 'reference' || node.owner === '单位' || (node.owner === null && node.back === 0))
    return null;
  return { return: returnOf(node.owner ?? table), back: node.back };
}

function keyOf(found: ReturnType<TextOf>): RowKey {
  return found === nowhere ? null : found === undefined ? undefined : JSON.stringify(found);
}

/** The sides of an equation that must hold: one of the row under test, one of the rule's own row or unit. */
function pairOf(where: Condition): { readonly inner: Expression; readonly outer: Expression } | null {
  if (where.kind === 'and') {
    for (const part of where.of) {
      const pair = pairOf(part);
      if (pair !== null) return pair;
    }
    return null;
  }
  if (where.kind !== 'compare' || where.operator !== '=' || where.tolerance !== null) return null;
  const { left, right } = where;
  if (isOuter(right) && isInner(left)) return { inner: left, outer: right };
  return isOuter(left) && isInner(right) ? { inner: right, outer: left } : null;
}

function isOuter(node: Expression): boolean {
  return (
    (node.kind === 'constant' && node.name === '本单位') ||
    (node.kind === 'reference' && node.owner === '当前')
  );
}

function isInner(node: Expression): boolean {
  return node.kind === 'reference' && node.owner !== '当前' && node.owner !== '参数';
}
