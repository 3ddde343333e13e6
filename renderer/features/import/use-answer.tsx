import { Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import type { Batch } from '#shared/contract/areas/imports.ts';
import { useLabels } from '../../app/language.ts';
import { useNavigation } from '../../app/navigation.ts';
import { attemptRun, sayFailure } from '../../app/work.ts';
import { importLabels } from './labels.ts';

export interface Answering {
  /** Answers questions of the file; true once it was read anew. `ask` is what is confirmed first where it is in already. */
  readonly answer: (answers: Readonly<Record<string, string>>, ask?: string) => Promise<boolean>;
  readonly isBusy: boolean;
  readonly holder: ReactNode;
}

/** Answers a file's questions: one that is in is taken back for it, which is asked once, and leads to the new one. */
export function useAnswer(batch: Batch): Answering {
  const labels = useLabels(importLabels);
  const setPlace = useNavigation((state) => state.setPlace);
  const [modal, holder] = Modal.useModal();
  const [isBusy, setBusy] = useState(false);
  const send = async (answers: Readonly<Record<string, string>>, unaccept: boolean): Promise<boolean> => {
    const done = await attemptRun(labels.answering, 'import.answer', { batch: batch.id, answers, unaccept });
    if ('result' in done) {
      const { id } = done.result.batch;
      if (id !== batch.id) setPlace({ batch: id });
      return true;
    }
    const isAccepted = 'problem' in done.failure && done.failure.problem.code === 'intake.accepted-filings';
    if (isAccepted && !unaccept)
      return (await modal.confirm({ title: labels.unacceptAsk })) ? send(answers, true) : false;
    sayFailure(done.failure, 'import.answer');
    return false;
  };
  const answer: Answering['answer'] = async (answers, ask) => {
    const isAsked = batch.outcome === 'committed' && ask !== undefined;
    if (isAsked && !(await modal.confirm({ title: ask }))) return false;
    setBusy(true);
    const isDone = await send(answers, false);
    setBusy(false);
    return isDone;
  };
  return { answer, isBusy, holder };
}

/** Whether a file's answers, and where its tables are, can still be changed. */
export function canAnswer({ outcome, problem }: Batch): boolean {
  return (
    outcome === 'questions' ||
    outcome === 'staged' ||
    outcome === 'committed' ||
    (outcome === 'refused' && (problem?.code === 'intake.no-table' || problem?.code === 'intake.blank'))
  );
}
