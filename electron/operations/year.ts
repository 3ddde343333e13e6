import { Problem } from '#shared/contract/problem.ts';
import { rounds } from '../store/rounds.ts';
import type { ReadContext } from './context.ts';

/** The year that a request means: the one it names, else the newest that was started. */
export function yearOf(
  context: Pick<ReadContext, 'store'>,
  input: { readonly year?: number | undefined },
): number {
  const started = rounds(context.store);
  const year = input.year ?? started.at(-1)?.year;
  if (year === undefined) throw new Problem('workspace.absent', {});
  if (!started.some((round) => round.year === year)) throw new Problem('workspace.year-absent', { year });
  return year;
}

/** One page of a list. */
export function pageOf<T>(
  items: readonly T[],
  input: { readonly offset: number; readonly limit: number },
): T[] {
  return items.slice(input.offset, input.offset + input.limit);
}
