import { Button, Modal } from 'antd';
import { useState } from 'react';
import type { Batch } from '#shared/contract/areas/imports.ts';
import { chosenText } from '#shared/texts/questions.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { useNavigation } from '../../app/navigation.ts';
import { run } from '../../app/work.ts';
import { importLabels } from './labels.ts';
import type { SheetPlace } from './SheetPreview.tsx';

interface Props {
  readonly batch: Batch;
  readonly point: (at: SheetPlace) => void;
}

/** What was answered from an earlier file of the sender: each with its place, and a way to be asked after all. */
export function Reused({ batch, point }: Props) {
  const labels = useLabels(importLabels);
  const language = useLanguage();
  const setPlace = useNavigation((state) => state.setPlace);
  const [modal, holder] = Modal.useModal();
  const [isBusy, setBusy] = useState(false);
  const isCommitted = batch.outcome === 'committed';
  const canAsk = isCommitted || batch.outcome === 'questions' || batch.outcome === 'staged';
  const ask = async (question: string): Promise<void> => {
    if (isCommitted && !(await modal.confirm({ title: labels.askAgainAsk(batch.file) }))) return;
    setBusy(true);
    const done = await run(labels.answering, 'import.ask', { batch: batch.id, question });
    setBusy(false);
    if (done !== null) setPlace({ batch: done.batch.id });
  };
  return (
    <>
      {holder}
      <ul className="notice-list reused-list">
        {batch.reused.map(({ question, choice, year, file }) => {
          const { id, sheet, cell } = question;
          return (
            <li key={id} data-reused={question.kind}>
              {cell === undefined ? (
                <span className="quiet">{sheet}</span>
              ) : (
                <button type="button" className="link" onClick={() => point({ sheet, cell })}>
                  {`${sheet}!${cell}`}
                </button>
              )}{' '}
              {chosenText(question, choice, language)}{' '}
              <span className="quiet">{labels.chosenFor(year, file)}</span>{' '}
              {canAsk && (
                <Button size="small" disabled={isBusy} onClick={() => void ask(id)}>
                  {labels.askAgain}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}
