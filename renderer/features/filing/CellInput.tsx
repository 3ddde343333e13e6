import { Input, Select } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { CellView } from '#shared/contract/areas/filings.ts';
import type { ServiceFailure } from '#shared/contract/frames.ts';
import type { CodeList, Field } from '#shared/returns/definition.ts';
import { isBlank } from '#shared/values/cell.ts';
import type { RecordKey } from '#shared/values/record.ts';
import { showValue } from '#shared/values/show.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { useYear } from '../../app/navigation.ts';
import { attempt } from '../../app/work.ts';
import { failureText } from '../../ui/Failure.tsx';
import type { Pending } from './Correction.tsx';
import type { Filing } from './FilingForm.tsx';
import { filingLabels } from './labels.ts';

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
  /** A number that the enterprise sent is changed by a correction only: asked beside the form. */
  readonly correct: (pending: Pending) => void;
}

/** The text by which a value is typed; the service reads it by the same grammar as an import. */
function textOf(cell: CellView | undefined): string {
  const value = cell?.value;
  if (value === undefined || value === null) return '';
  if (typeof value === 'object' && !Array.isArray(value)) return showValue(value, undefined, 'zh');
  return Array.isArray(value) ? value.join('、') : String(value);
}

/** One cell: saved on leaving it; what the service refuses is said here and the text stays. */
export function CellInput(props: Props) {
  const { field, cellKey, record, cell, filing, onFocus, correct } = props;
  const year = useYear();
  const [failure, setFailure] = useState<ServiceFailure | null>(null);
  const [saved, setSaved] = useState(false);
  const save = async (written: string): Promise<Outcome> => {
    const done = await attempt('filing.set', {
      ...year,
      unit: filing.unit,
      return: filing.return,
      record,
      cells: { [cellKey]: written },
    });
    if ('result' in done) {
      setFailure(null);
      setSaved(true);
      return 'saved';
    }
    if ('problem' in done.failure && done.failure.problem.code === 'filing.imported') {
      correct({ record, key: cellKey, field, from: textOf(cell), to: written });
      return 'waiting';
    }
    setFailure(done.failure);
    return 'refused';
  };
  const language = useLanguage();
  const isChoice =
    field.type === 'flag' || (props.list !== undefined && (field.type === 'code' || field.type === 'multi'));
  return (
    <div className={saved ? 'cell cell-saved' : 'cell'} onFocus={onFocus} data-key={cellKey}>
      {isChoice ? (
        <ChoiceCell {...props} save={save} />
      ) : (
        <TextCell {...props} save={save} hasFailed={failure !== null} reset={() => setFailure(null)} />
      )}
      {failure !== null && (
        <p role="alert" className="cell-failure">
          {failureText(failure, language)}
        </p>
      )}
    </div>
  );
}

type Outcome = 'saved' | 'waiting' | 'refused';
type Saving = Props & { readonly save: (written: string) => Promise<Outcome> };

function ChoiceCell({ field, list, cell, isReadOnly, isStart, save, cellKey }: Saving) {
  const language = useLanguage();
  const labels = useLabels(filingLabels);
  const options =
    field.type === 'flag'
      ? [
          { value: '是', label: labels.yes },
          { value: '否', label: labels.no },
        ]
      : (list?.items ?? []).map((item) => ({
          value: item.code,
          label: `${item.code} ${item.name[language]}`,
        }));
  const value = cell?.value;
  const common = {
    className: 'cell-select',
    'aria-label': cellKey,
    disabled: isReadOnly,
    variant: 'borderless' as const,
    autoFocus: isStart,
    showSearch: { optionFilterProp: 'label' },
    options,
  };
  if (field.type === 'multi') {
    return (
      <Select
        {...common}
        mode="multiple"
        value={Array.isArray(value) ? value : []}
        onChange={(chosen: string[]) => void save(chosen.join('、'))}
      />
    );
  }
  const shown =
    typeof value === 'boolean'
      ? value
        ? '是'
        : '否'
      : typeof value === 'string'
        ? value
        : isBlank(value ?? undefined) && value !== null && value !== undefined
          ? showValue(value, undefined, language)
          : null;
  return (
    <Select
      {...common}
      allowClear
      value={shown}
      onChange={(chosen: string | undefined) => void save(chosen ?? '')}
    />
  );
}

function TextCell({
  field,
  cell,
  cellKey,
  isReadOnly,
  isStart,
  save,
  hasFailed,
  reset,
}: Saving & { readonly hasFailed: boolean; readonly reset: () => void }) {
  const language = useLanguage();
  const [draft, setDraft] = useState<string | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const stored = textOf(cell);
  const isEmptyForReason = cell?.state === 'blank' && cell.value !== null;
  useEffect(() => {
    if (isStart) box.current?.querySelector('input')?.focus();
    // Only when the form opens at this cell.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  const leave = async (): Promise<void> => {
    // What was refused stays to be mended; what waits for a basis is shown beside the form.
    if (draft === null || draft === stored || (await save(draft)) !== 'refused') setDraft(null);
  };
  const move = (event: React.KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      setDraft(null);
      reset();
    } else if (event.key === 'Enter' || event.key === 'ArrowDown') focusNext(event.currentTarget, cellKey, 1);
    else if (event.key === 'ArrowUp') focusNext(event.currentTarget, cellKey, -1);
    else return;
    event.preventDefault();
  };
  const shown =
    draft ??
    (field.type === 'number' || field.type === 'month' ? showValue(cell?.value, field, language) : stored);
  return (
    <div ref={box}>
      <Input
        variant="borderless"
        aria-label={cellKey}
        aria-invalid={hasFailed}
        status={hasFailed ? 'error' : ''}
        className={`cell-input ${field.type === 'number' ? 'number' : ''} ${isEmptyForReason ? 'cell-blank' : ''} ${cell?.rounded === true ? 'cell-rounded' : ''}`}
        value={shown}
        readOnly={isReadOnly}
        onFocus={(event) => {
          if (draft === null && !isReadOnly) setDraft(stored);
          event.target.select();
        }}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={() => void leave()}
        onKeyDown={move}
      />
    </div>
  );
}

/** The cell below or above in the same column. */
function focusNext(from: HTMLElement, key: string, step: 1 | -1): void {
  const column = key.endsWith('.上年');
  const cells = [...(from.closest('table')?.querySelectorAll<HTMLElement>('[data-key]') ?? [])].filter(
    (cell) => (cell.dataset['key'] ?? '').endsWith('.上年') === column,
  );
  const next = cells[cells.findIndex((cell) => cell.dataset['key'] === key) + step];
  next?.querySelector('input')?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}
