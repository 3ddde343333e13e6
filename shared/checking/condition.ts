import type { LoadedEdition } from '../returns/edition.ts';
import type { Expression, Rule } from '../returns/rule/syntax.ts';
import { measureOf } from '../returns/rule/types.ts';
import { bigints, doubles, TooLarge, type Arithmetic } from './arithmetic.ts';
import { compileNumber, compileRule } from './compile-test.ts';
import type { Scene, Verdict } from './scene.ts';

/** A rule as a closure that is exact for numbers of any size. */
export function compileExact(tree: Rule, table: string, edition: LoadedEdition): (scene: Scene) => Verdict {
  return exactly(<Q>(math: Arithmetic<Q>) => compileRule(tree, table, edition, math));
}

/** What an aggregate comes to at least, in the unit of its field: blanks may add to it. Null where it can't be had. */
export function compileFigure(
  node: Expression & { readonly kind: 'aggregate' },
  table: string,
  edition: LoadedEdition,
): (scene: Scene) => number | null {
  const [reference] = node.of;
  const counts = node.name === '计数' || node.name === '去重';
  const field = counts ? undefined : edition.field(reference?.owner ?? table, reference?.name ?? '');
  const [numerator, denominator] = measureOf(field?.unit ?? null, false).factor;
  return exactly(<Q>(math: Arithmetic<Q>) => {
    const value = compileNumber(node, table, edition, math);
    return (scene: Scene) => {
      const low = value(scene)?.low ?? null;
      return low === null ? null : (math.toNumber(low) * denominator) / numerator;
    };
  });
}

/** By the quick arithmetic, and by the other where a number is too large for it. */
function exactly<R>(compile: <Q>(math: Arithmetic<Q>) => (scene: Scene) => R): (scene: Scene) => R {
  const quick = compile(doubles);
  let large: ((scene: Scene) => R) | null = null;
  return (scene) => {
    try {
      return quick(scene);
    } catch (error) {
      if (!(error instanceof TooLarge)) throw error;
      large ??= compile(bigints);
      return large(scene);
    }
  };
}
