import { rounds } from '../store/rounds.ts';
import type { ReadContext } from './context.ts';
import { checkerOf, unitDocuments } from './documents.ts';
import { othersOf } from './others.ts';

/**
 * Makes ready, step by step, what the first edit after a start would otherwise wait for: the rules of the open year, and
 * what they look at of the other units. Judging one unit that files a return gathers all that its rules look at.
 */
export function* preparing(context: ReadContext): Generator<void> {
  const open = rounds(context.store).at(-1);
  if (open?.state !== 'open') return;
  const { year } = open;
  const checker = checkerOf(context, year);
  yield;
  for (const id of filers(context, year))
    for (const part of checker.among) {
      checker.checkAmong(unitDocuments(context, year, id), othersOf(context, year), part);
      yield;
    }
}

/** One unit of each return that has come in. */
function filers({ store }: ReadContext, year: number): ReadonlySet<string> {
  const units = store.db
    .prepare<[number], string>(
      `SELECT min(unit) FROM filing
       WHERE year = ? AND state IN ('draft', 'accepted') GROUP BY return ORDER BY return`,
    )
    .pluck()
    .all(year);
  return new Set(units);
}
