import { create } from 'zustand';
import type { Input } from '#shared/contract/contract.ts';
import type { FindingClass } from '#shared/values/states.ts';

export type FilingNarrowing = Pick<Input<'filing.list'>, 'return' | 'state' | 'industry' | 'size'>;

/** What the list of filings is narrowed down to: kept while one goes elsewhere, set by a task that leads there. */
export const useFilingNarrowing = create<{ readonly typed: string; readonly narrowing: FilingNarrowing }>(
  () => ({ typed: '', narrowing: {} }),
);

export const findingOrders = ['class', 'unit', 'rule', 'size'] as const;
export type FindingOrder = (typeof findingOrders)[number];

export interface FindingNarrowing {
  /** One class; null for all. */
  readonly only: FindingClass | null;
  /** Only what still waits to be corrected or explained. */
  readonly open: boolean;
  /** Only what was explained and lacks the document that goes with it. */
  readonly lacking: boolean;
  readonly order: FindingOrder;
}

/** Which findings are listed, and how: the same. */
export const useFindingNarrowing = create<FindingNarrowing>(() => ({
  only: null,
  open: true,
  lacking: false,
  order: 'class',
}));
