import type { Held } from '#shared/contract/areas/filings.ts';
import type { ServiceFailure } from '#shared/contract/frames.ts';
import type { ChangedMeanwhile } from '#shared/contract/problems/filings.ts';
import type { RecordKey } from '#shared/values/record.ts';

interface Changed {
  readonly cells: readonly (Omit<ChangedMeanwhile, 'now'> & { readonly now: Held })[];
  readonly gone: readonly RecordKey[];
}

/** What a request was refused for because it was written elsewhere meanwhile; null where that is not the reason. */
export function changedIn(failure: ServiceFailure): Changed | null {
  if (!('problem' in failure) || failure.problem.code !== 'filing.changed') return null;
  const { cells, gone } = failure.problem.details;
  return { cells: cells.map((cell) => ({ ...cell, now: cell.now as Held })), gone };
}

/** Whether an enterprise sent what was to be changed: that takes a correction. */
export function isImported(failure: ServiceFailure): boolean {
  return 'problem' in failure && failure.problem.code === 'filing.imported';
}
