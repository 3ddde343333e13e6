import { Button } from 'antd';
import { useState } from 'react';
import type { Batch } from '#shared/contract/areas/imports.ts';
import { answeredText } from '#shared/texts/provenance.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { Choices } from './Choices.tsx';
import { layoutLabels } from './layout-labels.ts';
import type { SheetPlace } from './SheetPreview.tsx';
import { canAnswer, useAnswer } from './use-answer.tsx';

interface Props {
  readonly batch: Batch;
  readonly point: (at: SheetPlace) => void;
}

/** What was answered for the file: each question with its answer, its place, and a way to answer otherwise. */
export function Answered({ batch, point }: Props) {
  const labels = useLabels(layoutLabels);
  const language = useLanguage();
  const [open, setOpen] = useState<string | null>(null);
  const { answer, isBusy, holder } = useAnswer(batch);
  return (
    <>
      {holder}
      <ul className="notice-list reused-list">
        {batch.answered.map((answered) => {
          const { question, answer: given, isIdle } = answered;
          const { id, sheet, cell, kind, details } = question;
          // Where a table is was said on the sheet, and is changed there.
          const place = kind === 'layout' ? `A${details['from'] ?? '1'}` : cell;
          const change = (): void => {
            if (kind === 'layout') point({ sheet, cell: place ?? 'A1' });
            else setOpen(open === id ? null : id);
          };
          return (
            <li key={id} data-answered={kind} className={isIdle === true ? 'quiet' : undefined}>
              {place === undefined ? (
                <span className="quiet">{sheet}</span>
              ) : (
                <button type="button" className="link" onClick={() => point({ sheet, cell: place })}>
                  {`${sheet}!${place}`}
                </button>
              )}{' '}
              {answeredText(answered, language)}{' '}
              {canAnswer(batch) && isIdle !== true && (
                <Button
                  size="small"
                  disabled={isBusy}
                  aria-label={labels.changing(`${sheet}${place === undefined ? '' : `!${place}`}`)}
                  onClick={change}
                >
                  {open === id ? labels.leave : labels.change}
                </Button>
              )}
              {open === id && (
                <div className="question">
                  <Choices
                    question={question}
                    given={given}
                    isBusy={isBusy}
                    choose={(choice) =>
                      void answer({ [id]: choice }, labels.changeAsk(batch.file)).then(
                        (isDone) => isDone && setOpen(null),
                      )
                    }
                  />
                </div>
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}
