import { useState } from 'react';
import type { ServiceFailure } from '#shared/contract/frames.ts';
import type { Field } from '#shared/returns/definition.ts';
import type { RecordKey } from '#shared/values/record.ts';
import { useNamed } from '../../app/AskClerk.tsx';
import { useLabels, useLanguage } from '../../app/language.ts';
import { useYear } from '../../app/navigation.ts';
import { attempt } from '../../app/work.ts';
import { BasisForm, type Basis } from './BasisForm.tsx';
import type { Filing } from './FilingForm.tsx';
import { filingLabels } from './labels.ts';

/** A change to what the enterprise sent, waiting for its basis. */
export interface Pending {
  readonly record: RecordKey;
  readonly key: string;
  readonly field: Field;
  readonly from: string;
  readonly to: string;
  /** Rows to take out, instead of a text to write. */
  readonly removed?: readonly RecordKey[];
}

/** Asks for the basis of one change in a register: a cell of a row, or a row that is taken out. */
export function RowCorrection({
  filing,
  pending,
  close,
}: {
  readonly filing: Filing;
  readonly pending: Pending;
  readonly close: () => void;
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
      ...(pending.removed === undefined
        ? { record: pending.record, cells: { [pending.key]: pending.to } }
        : { removed: [...pending.removed] }),
      basis,
      reason: reason ?? '',
    });
    if ('failure' in done) setFailure(done.failure);
    else close();
  };
  return (
    <section className="correction">
      <h3>{labels.correct}</h3>
      <p>
        {pending.key} {pending.field.name[language]}:{pending.from} → {pending.to}
      </p>
      <BasisForm
        correct={(given) => named(() => void correct(given))}
        failure={failure}
        dropText={labels.cancel}
        drop={close}
        autoFocus
      />
    </section>
  );
}
