import { useEffect, useRef, useState } from 'react';
import type { CellView, Held } from '#shared/contract/areas/filings.ts';
import type { ServiceFailure } from '#shared/contract/frames.ts';
import type { CodeList, Field } from '#shared/returns/definition.ts';
import { columnOf } from '#shared/values/cell.ts';
import type { RecordKey } from '#shared/values/record.ts';
import { showValue } from '#shared/values/show.ts';
import { draftAt, dropDraft, keepDraft, useDraft, type Draft } from '../../app/drafts.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { notePlace, useYear } from '../../app/navigation.ts';
import { attempt } from '../../app/work.ts';
import { failureText } from '../../ui/Failure.tsx';
import { changedIn, isImported } from './changed.ts';
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
  readonly value: Held;
  readonly isRounded: boolean;
  readonly draft: Draft | undefined;
  readonly name: string;
  readonly isReadOnly: boolean;
  readonly isStart: boolean;
  readonly hasFailed: boolean;
  readonly keep: (text: string) => void;
  readonly drop: () => void;
  /** `isMeant`: said on purpose, so that it is saved also over what was changed elsewhere. */
  readonly save: (text: string, isMeant: boolean) => void;
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
  // What this page itself wrote is read back a moment later; until then it stands there all the same.
  const [own, setOwn] = useState<{ readonly value: Held; readonly over: CellView | undefined } | null>(null);
  const held = own !== null && own.over === cell ? own.value : (cell?.value ?? null);
  const latest = useRef(cell);
  useEffect(() => {
    latest.current = cell;
  }, [cell]);
  const saving = useRef({ count: 0, last: Promise.resolve() });
  const keep = (text: string): void =>
    keepDraft(place, text, {
      seen: draft === undefined ? held : draft.seen,
      ...(draft?.changed === undefined ? {} : { changed: draft.changed }),
    });
  const drop = (): void => {
    dropDraft(place);
    setFailure(null);
  };
  const send = async (text: string): Promise<void> => {
    const kept = draftAt(place);
    // What was found changed while this one waited is asked about first.
    if (kept === undefined || kept.changed !== undefined) return;
    const over = latest.current;
    const done = await attempt('filing.set', {
      ...year,
      unit: filing.unit,
      return: filing.return,
      record,
      cells: { [cellKey]: text },
      seen: { [cellKey]: kept.seen },
    });
    setFailure(null);
    // It may have been written on meanwhile.
    const { text: written, seen } = draftAt(place) ?? kept;
    if ('result' in done) {
      const change = done.result.cells.find((item) => item.key === cellKey && item.record === record);
      if (change !== undefined && latest.current === over) setOwn({ value: change.new, over });
      if (written === text) dropDraft(place);
      else keepDraft(place, written, { seen: change === undefined ? seen : change.new });
      return;
    }
    const changed = changedIn(done.failure)?.cells[0];
    if (changed !== undefined) keepDraft(place, written, { seen: changed.now, changed: changed.shown });
    else if (isImported(done.failure)) keepDraft(place, text, { waits: true, seen });
    else setFailure(done.failure);
  };
  /** One after the other: the second is written over what the first one left. */
  const save = (text: string, isMeant: boolean): void => {
    if (saving.current.count === 0 && text === textOf({ value: held })) return drop();
    if (draft?.waits === true && draft.text === text) return;
    if (draft?.changed !== undefined && !isMeant) return;
    keepDraft(place, text, { seen: draft === undefined ? held : draft.seen });
    saving.current.count += 1;
    saving.current.last = saving.current.last.then(async () => {
      await send(text);
      saving.current.count -= 1;
    });
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
        value={held}
        isRounded={cell?.rounded === true}
        draft={isReadOnly ? undefined : draft}
        name={`${field.code} ${field.name[language]}${column}`}
        isReadOnly={isReadOnly}
        isStart={isStart}
        hasFailed={failure !== null || draft?.changed !== undefined}
        keep={keep}
        drop={drop}
        save={save}
      />
      {draft?.changed !== undefined && (
        <p role="alert" className="cell-failure">
          {labels.changedMeanwhile(draft.changed[language], isChoice)}{' '}
          {isChoice && (
            <button type="button" className="link" onClick={() => save(draft.text, true)}>
              {labels.useMine}
            </button>
          )}
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
