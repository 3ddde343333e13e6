import type { FilingHead, Notice, Question } from '#shared/intake/staged.ts';
import type { LoadedEdition } from '#shared/returns/edition.ts';
import type { BatchFiling } from '../../store/batches.ts';
import type { ReadableStore } from '../../store/open.ts';
import { decideUnit, type Decision } from './decide-unit.ts';
import { identityKey } from './find-unit.ts';
import { settleTwice } from './settle-twice.ts';
import type { ReadFiling } from './staged-lines.ts';

export interface Matching {
  readonly year: number;
  readonly answers: Readonly<Record<string, string>>;
  readonly newUnits: 'ask' | 'add';
  /** Start of the ids of questions: the start of the file's hash. */
  readonly prefix: string;
}

export interface MatchedFile {
  readonly filings: readonly BatchFiling[];
  readonly questions: readonly Question[];
  readonly notices: readonly Notice[];
}

/**
 * Finds the unit of each filing of a file: by the hidden key, the credit code, the organisation code; a name alone, or a
 * code with letters that may be misread, is only ever suggested. Then looks for units that are in the file twice.
 */
export function matchUnits(
  store: ReadableStore,
  read: readonly ReadFiling[],
  matching: Matching,
  edition: LoadedEdition,
): MatchedFile {
  const decisions = new Map<string, Decision>();
  const questions: Question[] = [];
  const notices: Notice[] = [];
  const filings = read.map((filing): BatchFiling => {
    const identity = identityKey(filing.identity) ?? filing.id;
    let decision = decisions.get(identity);
    if (decision === undefined) {
      decision = decideUnit(store, filing, matching);
      decisions.set(identity, decision);
      if (decision.question !== null) questions.push(decision.question);
      if (decision.notice !== undefined) notices.push(decision.notice);
    }
    return {
      ...filing,
      unit: decision.unit,
      skipped: decision.skipped,
      adds: decision.adds,
      question: decision.question?.id ?? null,
    };
  });
  const isRegister = (filing: FilingHead): boolean => edition.table(filing.table)?.kind === 'floating';
  const twice = settleTwice(filings, store, matching, isRegister);
  return {
    filings: twice.filings,
    questions: [...questions, ...twice.questions],
    notices: [...notices, ...twice.notices],
  };
}
