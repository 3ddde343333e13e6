import { Button } from 'antd';
import { useMemo, useState } from 'react';
import type { ServiceFailure } from '#shared/contract/frames.ts';
import type { ReturnDefinition } from '#shared/returns/definition.ts';
import { codeOf, columnOf } from '#shared/values/cell.ts';
import { tableOf } from '#shared/values/record.ts';
import { showValue } from '#shared/values/show.ts';
import { dropDraft, keepDraft, useDrafts, type Draft } from '../../app/drafts.ts';
import { useNamed } from '../../app/AskClerk.tsx';
import { useLabels, useLanguage } from '../../app/language.ts';
import { useYear } from '../../app/navigation.ts';
import { attempt } from '../../app/work.ts';
import { BasisForm, type Basis } from './BasisForm.tsx';
import { focusCell } from './cell-focus.ts';
import { changedIn } from './changed.ts';
import type { Filing } from './FilingForm.tsx';
import { filingLabels } from './labels.ts';

/** Changes to what the enterprise sent, that wait for their basis. */
export function useWaiting({ unit, return: code, year }: Filing): readonly Draft[] {
  // By its text, so that the form is drawn again when these change, not with every key.
  const written = useDrafts(({ drafts }) =>
    JSON.stringify(
      drafts.filter(
        (draft) => draft.waits && draft.unit === unit && draft.return === code && draft.year === year,
      ),
    ),
  );
  return useMemo(() => JSON.parse(written) as readonly Draft[], [written]);
}

/** Asks for the basis, once for all that waits; with it the changes are saved, without it dropped. */
export function Correction({
  filing,
  definition,
  waiting,
}: {
  readonly filing: Filing;
  readonly definition: ReturnDefinition;
  readonly waiting: readonly Draft[];
}) {
  const labels = useLabels(filingLabels);
  const language = useLanguage();
  const year = useYear();
  const named = useNamed();
  const [failure, setFailure] = useState<ServiceFailure | null>(null);
  const correct = async ({ basis, reason }: Basis): Promise<void> => {
    const done = await attempt('filing.correct', {
      ...year,
      unit: filing.unit,
      return: filing.return,
      rows: waiting.map((draft) => ({
        record: draft.record,
        cells: { [draft.key]: draft.text },
        seen: { [draft.key]: draft.seen },
      })),
      basis,
      reason: reason ?? '',
    });
    if ('failure' in done) {
      // Seen with the reason that is said below, it is changed by pressing once more.
      for (const { record, key, now } of changedIn(done.failure)?.cells ?? []) {
        const draft = waiting.find((item) => item.record === record && item.key === key);
        if (draft !== undefined) keepDraft(draft, draft.text, { waits: true, seen: now });
      }
      return setFailure(done.failure);
    }
    for (const draft of waiting) dropDraft(draft, draft.text);
    focusCell(waiting[0]?.key ?? '');
    return undefined;
  };
  const nameOf = ({ record, key }: Draft): string => {
    const field = definition.tables
      .filter((table) => table.code === tableOf(filing.return, record))
      .flatMap((table) => table.sections)
      .flatMap((section) => section.fields)
      .find((item) => item.code === codeOf(key));
    const column = columnOf(key) === '上年' ? ` ${labels.columns.上年}` : '';
    return `${codeOf(key)} ${field?.name[language] ?? ''}${column}`;
  };
  return (
    <section className="correction" aria-label={labels.correct}>
      <h3>{labels.correct}</h3>
      <ul className="changes">
        {waiting.map((draft) => {
          const cell = filing.cells.find((item) => item.record === draft.record && item.key === draft.key);
          return (
            <li key={`${draft.record} ${draft.key}`}>
              {nameOf(draft)}
              <span className="number">
                {showValue(cell?.value, undefined, language)} → <b>{draft.text === '' ? '—' : draft.text}</b>
              </span>
              {waiting.length > 1 && (
                <Button size="small" type="link" onClick={() => dropDraft(draft)}>
                  {labels.dropOne}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      <BasisForm
        correct={(given) => named(() => void correct(given))}
        failure={failure}
        dropText={labels.dropAll}
        drop={() => waiting.forEach((draft) => dropDraft(draft))}
      />
    </section>
  );
}
