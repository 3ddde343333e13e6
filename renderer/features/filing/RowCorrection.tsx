import { useState } from 'react';
import type { Held } from '#shared/contract/areas/filings.ts';
import type { ServiceFailure } from '#shared/contract/frames.ts';
import type { Field } from '#shared/returns/definition.ts';
import type { RecordKey } from '#shared/values/record.ts';
import { useNamed } from '../../app/AskClerk.tsx';
import { useLabels, useLanguage } from '../../app/language.ts';
import { useYear } from '../../app/navigation.ts';
import { attempt, sayFailure } from '../../app/work.ts';
import { BasisForm, type Basis } from './BasisForm.tsx';
import { textOf } from './CellInput.tsx';
import { changedIn } from './changed.ts';
import type { Filing } from './FilingForm.tsx';
import { filingLabels } from './labels.ts';
import { rowLabels } from './rows/labels.ts';

/** A change to what the enterprise sent, waiting for its basis. */
export type Pending = {
  readonly record: RecordKey;
  readonly key: string;
  readonly field: Field;
} & (
  | { readonly seen: Held; readonly to: string }
  /** Rows to take out, as they were seen. */
  | { readonly removed: { record: RecordKey; seen: Record<string, Held> }[]; readonly names: string }
);

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
  const rows = useLabels(rowLabels);
  const language = useLanguage();
  const year = useYear();
  const named = useNamed();
  const [failure, setFailure] = useState<ServiceFailure | null>(null);
  const [seen, setSeen] = useState<Held>('seen' in pending ? pending.seen : null);
  const correct = async ({ basis, reason }: Basis): Promise<void> => {
    const done = await attempt('filing.correct', {
      ...year,
      unit: filing.unit,
      return: filing.return,
      ...('removed' in pending
        ? { removed: pending.removed }
        : {
            rows: [
              { record: pending.record, cells: { [pending.key]: pending.to }, seen: { [pending.key]: seen } },
            ],
          }),
      basis,
      reason: reason ?? '',
    });
    if (!('failure' in done)) return close();
    const changed = changedIn(done.failure);
    // Rows that were changed are looked at first; a cell is seen here, and changed by pressing once more.
    if (changed !== null && ('removed' in pending || changed.gone.length > 0)) {
      sayFailure(done.failure);
      return close();
    }
    if (changed?.cells[0] !== undefined) setSeen(changed.cells[0].now);
    return setFailure(done.failure);
  };
  const from = 'removed' in pending ? pending.names : textOf({ value: seen });
  const to = 'removed' in pending ? rows.takenOut : pending.to;
  return (
    <section className="correction">
      <h3>{labels.correct}</h3>
      <p>
        {pending.key} {pending.field.name[language]}:{from} → {to}
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
