import { useCallback } from 'react';
import type { ServiceFailure } from '#shared/contract/frames.ts';
import type { Table } from '#shared/returns/definition.ts';
import type { RecordKey } from '#shared/values/record.ts';
import { useLabels, useLanguage } from '../../../app/language.ts';
import { useYear } from '../../../app/navigation.ts';
import { attempt } from '../../../app/work.ts';
import type { GridOutcome, GridWrite } from '../../../ui/grid/model.ts';
import { failureText } from '../../../ui/Failure.tsx';
import { changedIn, isImported } from '../changed.ts';
import type { Pending } from '../RowCorrection.tsx';
import type { Filing } from '../FilingForm.tsx';
import { asked, saved } from './grid-writes.ts';
import { rowLabels } from './labels.ts';
import { fieldsOf } from './table-columns.ts';
import { countBelow } from './table-rows.ts';

interface Writing {
  readonly filing: Filing;
  readonly table: Table;
  readonly parent: RecordKey | null;
  readonly below: Table | undefined;
  readonly correct: (pending: Pending) => void;
}

/** One act in a floating table is one request; a value that a unit sent is changed beside the table, with its basis. */
export function useWriting({ filing, table, parent, below, correct }: Writing) {
  const year = useYear().year;
  const language = useLanguage();
  const labels = useLabels(rowLabels);
  return useCallback(
    async (request: GridWrite): Promise<GridOutcome> => {
      const removed = request.removed.map(({ row }) => row);
      if (countBelow(filing, below, removed) > 0)
        return { kind: 'refused', message: labels.hasBelow, column: null, text: null };
      const done = await attempt('filing.set', {
        ...(year === undefined ? {} : { year }),
        unit: filing.unit,
        return: filing.return,
        ...asked(request, table.code, parent),
      });
      if ('result' in done) return saved(done.result);
      const message = failureText(done.failure, language);
      const changed = changedIn(done.failure);
      if (changed !== null) {
        const cells = changed.cells.map(({ record, key, now, shown }) => ({
          ...{ row: record, column: key, value: now },
          shown: shown[language],
        }));
        return { kind: 'changed', cells, gone: changed.gone, message };
      }
      const [only, ...others] = request.cells;
      const isOne = others.length === 0 && request.added.length === 0 && request.removed.length === 0;
      const field = fieldsOf(table).find((item) => item.code === only?.column);
      if (isImported(done.failure) && isOne && only !== undefined && field !== undefined) {
        const { row, column, text, seen } = only;
        correct({ record: row, key: column, field, seen, to: text });
        return { kind: 'waiting' };
      }
      return { kind: 'refused', message, ...faultOf(done.failure) };
    },
    [filing, table, parent, below, correct, year, language, labels],
  );
}

/** The column and the text that were refused, as the problem tells them. */
function faultOf(failure: ServiceFailure): { readonly column: string | null; readonly text: string | null } {
  if (!('problem' in failure) || failure.problem.code !== 'filing.value') return { column: null, text: null };
  const { field, raw } = failure.problem.details;
  return { column: field.split(' ')[0] ?? null, text: raw };
}
