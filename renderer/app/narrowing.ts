import { create } from 'zustand';
import type { Input, Output } from '#shared/contract/contract.ts';
import type { QuestionTopic } from '#shared/values/question-topics.ts';
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

/** States of files that can be listed alone; `latest`: those of the last import of this page. */
export type FileState = keyof Output<'import.list'>['counts'] | 'latest';

interface FileNarrowing {
  readonly state: FileState | null;
  readonly topic: QuestionTopic | null;
  /** Looked for in the names. */
  readonly typed: string;
  readonly latest: readonly string[];
  /** The file that is looked at. */
  readonly chosen: string | null;
}

const allFiles: Omit<FileNarrowing, 'latest'> = { state: null, topic: null, typed: '', chosen: null };

/** Which imported files are listed, and which one is looked at: the same. */
export const useFileNarrowing = create<FileNarrowing>(() => ({ ...allFiles, latest: [] }));

/** All files of a state from the start, for what leads there. */
export function showFiles(state: FileState | null): void {
  useFileNarrowing.setState({ ...allFiles, state });
}
