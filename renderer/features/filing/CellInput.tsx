import { useRef, useState } from 'react';
import type { CellView } from '#shared/contract/areas/filings.ts';
import type { ServiceFailure } from '#shared/contract/frames.ts';
import type { CodeList, Field } from '#shared/returns/definition.ts';
import { columnOf } from '#shared/values/cell.ts';
import type { RecordKey } from '#shared/values/record.ts';
import { showValue } from '#shared/values/show.ts';
import { dropDraft, keepDraft, useDraft, type Draft } from '../../app/drafts.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { notePlace, useYear } from '../../app/navigation.ts';
import { attempt } from '../../app/work.ts';
import { failureText } from '../../ui/Failure.tsx';
import { ChoiceCell } from './ChoiceCell.tsx';
import type { Filing } from './FilingForm.tsx';
import { filingLabels } from './labels.ts';
import { TextCell } from './TextCell.tsx';

interface Props {
  readonly field: Field;
  readonly list: CodeList | undefined;
  readonly cellKey: string;
  readonly record: RecordKey;
  readonly cell: CellView | undefined;
  readonly filing: Filing;
  readonly isReadOnly: boolean;
  readonly isStart: boolean;
  readonly onFocus: () => void;
}

/** What the two kinds of cell share: the value, what was typed over it, and how to save or drop that. */
export interface CellProps {
  readonly field: Field;
  readonly list: CodeList | undefined;
  readonly cellKey: string;
  readonly cell: CellView | undefined;
  readonly draft: Draft | undefined;
  readonly name: string;
  readonly isReadOnly: boolean;
  readonly isStart: boolean;
  readonly hasFailed: boolean;
  readonly keep: (text: string) => void;
  readonly drop: () => void;
  readonly save: (text: string) => Promise<void>;
}

/** The text by which a value is typed; the service reads it by the same grammar as an import. */
export function textOf(cell: Pick<CellView, 'value'> | undefined): string {
  const value = cell?.value;
  if (value === undefined || value === null) return '';
  if (typeof value === 'object' && !Array.isArray(value)) return showValue(value, undefined, 'zh');
  return Array.isArray(value) ? value.join('、') : String(value);
}

function isOfToday(cell: CellView | undefined): boolean {
  const source = cell?.source;
  if (source === null || source === undefined) return false;
  const isOurs = source.kind === 'typed' || source.kind === 'correction';
  return isOurs && new Date(source.at).toDateString() === new Date().toDateString();
}

/**
 * One cell: saved on leaving it. What the service refuses is said here and the text stays; a number that the enterprise
 * sent is changed by a correction only, which is asked for beside the form.
 */
export function CellInput({
  field,
  list,
  cellKey,
  record,
  cell,
  filing,
  isReadOnly,
  isStart,
  onFocus,
}: Props) {
  const labels = useLabels(filingLabels);
  const language = useLanguage();
  const year = useYear();
  const [failure, setFailure] = useState<ServiceFailure | null>(null);
  const place = {
    year: filing.year,
    unit: filing.unit,
    return: filing.return,
    record,
    key: cellKey,
  };
  const draft = useDraft(place);
  const stored = textOf(cell);
  // What this page itself wrote is read back a moment later.
  const own = useRef(new Set<string>());
  const [other, setOther] = useState<string | null>(null);
  const keep = (text: string): void => keepDraft(place, text, { over: draft?.over ?? stored });
  const save = async (text: string): Promise<void> => {
    if (draft?.over !== undefined && draft.over !== stored && !own.current.has(stored)) {
      // Written again over what is there now only once that was seen.
      keepDraft(place, text, { over: stored });
      setOther(stored);
      return;
    }
    setOther(null);
    own.current.add(text);
    const done = await attempt('filing.set', {
      ...year,
      unit: filing.unit,
      return: filing.return,
      record,
      cells: { [cellKey]: text },
    });
    setFailure(null);
    if ('result' in done) {
      for (const change of done.result.cells)
        if (change.key === cellKey) own.current.add(textOf({ value: change.new }));
      dropDraft(place, text);
    } else if ('problem' in done.failure && done.failure.problem.code === 'filing.imported')
      keepDraft(place, text, { waits: true });
    else {
      keepDraft(place, text, { over: stored });
      setFailure(done.failure);
    }
  };
  const isChoice =
    field.type === 'flag' || (list !== undefined && (field.type === 'code' || field.type === 'multi'));
  const Cell = isChoice ? ChoiceCell : TextCell;
  const remarks = [
    ...(draft === undefined ? [] : [draft.waits ? labels.waits : labels.unsaved]),
    ...(cell?.rounded === true ? [labels.rounded] : []),
    ...(isOfToday(cell) ? [labels.today] : []),
  ];
  const column = columnOf(cellKey) === '上年' ? ` ${labels.columns.上年}` : '';
  return (
    <div
      className={`cell ${isOfToday(cell) ? 'cell-today' : ''} ${draft === undefined ? '' : 'cell-draft'}`}
      title={remarks.join(' · ')}
      data-key={cellKey}
      onFocus={() => {
        onFocus();
        notePlace({ key: cellKey });
      }}
    >
      <Cell
        field={field}
        list={list}
        cellKey={cellKey}
        cell={cell}
        draft={isReadOnly ? undefined : draft}
        name={`${field.code} ${field.name[language]}${column}`}
        isReadOnly={isReadOnly}
        isStart={isStart}
        hasFailed={failure !== null || other !== null}
        keep={keep}
        drop={() => {
          dropDraft(place);
          setFailure(null);
          setOther(null);
        }}
        save={save}
      />
      {other !== null && (
        <p role="alert" className="cell-failure">
          {labels.changedMeanwhile(other)}
        </p>
      )}
      {failure !== null && (
        <p role="alert" className="cell-failure">
          {failureText(failure, language)}
        </p>
      )}
    </div>
  );
}
