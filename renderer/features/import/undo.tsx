import { Modal } from 'antd';
import type { ReactNode } from 'react';
import type { Batch } from '#shared/contract/areas/imports.ts';
import { keptFactsText } from '#shared/texts/unit-facts.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { attempt, say, sayFailure } from '../../app/work.ts';
import { importLabels } from './labels.ts';

/** Takes a file's numbers back, after asking once; twice where accepted filings lose their acceptance by it. */
export function useUndo(): { readonly undo: (batch: Batch) => Promise<void>; readonly holder: ReactNode } {
  const labels = useLabels(importLabels);
  const language = useLanguage();
  const [modal, holder] = Modal.useModal();
  const take = async (batch: Batch, unaccept: boolean): Promise<void> => {
    const done = await attempt('import.undo', { batch: batch.id, unaccept });
    if ('result' in done) {
      const { cells, kept, facts, keptFacts } = done.result;
      say(
        keptFacts.length === 0 ? 'success' : 'info',
        labels.undone(cells, kept.length, facts, keptFactsText(keptFacts, language)),
      );
      return;
    }
    const isAccepted = 'problem' in done.failure && done.failure.problem.code === 'intake.accepted-filings';
    if (!isAccepted) sayFailure(done.failure);
    else if (await modal.confirm({ title: labels.unacceptAsk })) await take(batch, true);
  };
  const undo = async (batch: Batch): Promise<void> => {
    if (await modal.confirm({ title: labels.undoAsk(batch.file) })) await take(batch, false);
  };
  return { undo, holder };
}
