import { Select } from 'antd';
import { useState } from 'react';
import { isBlank } from '#shared/values/cell.ts';
import { showValue } from '#shared/values/show.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { focusBelow } from './cell-focus.ts';
import { textOf, type CellProps } from './CellInput.tsx';
import { filingLabels } from './labels.ts';

/** A cell whose values are a list, or yes and no: chosen by typing or by arrows once it is opened with Enter. */
export function ChoiceCell({
  field,
  list,
  value,
  draft,
  name,
  cellKey,
  isReadOnly,
  isStart,
  hasFailed,
  save,
  drop,
}: CellProps) {
  const language = useLanguage();
  const labels = useLabels(filingLabels);
  const [isOpen, setOpen] = useState(false);
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
  // Closed, the arrows move between cells as everywhere in the form; open, they choose.
  const move = (event: React.KeyboardEvent): void => {
    if (isOpen) return;
    if (event.key === 'Escape') drop();
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      event.stopPropagation();
      focusBelow(event.target as HTMLElement, cellKey, event.key === 'ArrowDown' ? 1 : -1);
    }
  };
  const common = {
    className: 'cell-select',
    'aria-label': name,
    disabled: isReadOnly,
    variant: 'borderless' as const,
    status: hasFailed ? ('error' as const) : ('' as const),
    autoFocus: isStart,
    showSearch: { optionFilterProp: 'label' },
    options,
    open: isOpen,
    onOpenChange: setOpen,
  };
  return (
    <div onKeyDownCapture={move}>
      {field.type === 'multi' ? (
        <Select
          {...common}
          mode="multiple"
          value={codesOf(draft?.text ?? textOf({ value }))}
          onChange={(chosen: string[]) => save(chosen.join('、'), true)}
        />
      ) : (
        <Select
          {...common}
          allowClear
          value={draft === undefined ? single() : draft.text === '' ? null : draft.text}
          onChange={(chosen: string | undefined) => save(chosen ?? '', true)}
        />
      )}
    </div>
  );

  function single(): string | null {
    if (typeof value === 'boolean') return value ? '是' : '否';
    if (typeof value === 'string') return value;
    return value === null || !isBlank(value) ? null : showValue(value, undefined, language);
  }
}

function codesOf(text: string): string[] {
  return text === '' ? [] : text.split('、');
}
