import type { LoadedEdition } from '../returns/edition.ts';
import type { Rule } from '../returns/rule/syntax.ts';
import { bigints, doubles, TooLarge } from './arithmetic.ts';
import { compileRule } from './compile-test.ts';
import type { Scene, Verdict } from './scene.ts';

/** A rule as a closure that is exact for numbers of any size: the quick arithmetic first, the other where it overflows. */
export function compileExact(tree: Rule, table: string, edition: LoadedEdition): (scene: Scene) => Verdict {
  const quickly = compileRule(tree, table, edition, doubles);
  let exactly: ((scene: Scene) => Verdict) | null = null;
  return (scene) => {
    try {
      return quickly(scene);
    } catch (error) {
      if (!(error instanceof TooLarge)) throw error;
      exactly ??= compileRule(tree, table, edition, bigints);
      return exactly(scene);
    }
  };
}
