import { Input, type InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { columnOf } from '#shared/values/cell.ts';
import { showValue } from '#shared/values/show.ts';
import { useLanguage } from '../../app/language.ts';
import { focusBeside, focusBelow, focusStrip } from './cell-focus.ts';
import { textOf, type CellProps } from './CellInput.tsx';

/** A cell that is typed into: plain digits while it is edited, grouped when it is not. */
export function TextCell({
  field,
  cell,
  draft,
  name,
  cellKey,
  isReadOnly,
  isStart,
  hasFailed,
  keep,
  drop,
  save,
}: CellProps) {
  const language = useLanguage();
  const input = useRef<InputRef>(null);
  const [isEdited, setEdited] = useState(false);
  // What was just saved is shown until it is read back.
  const [saved, setSaved] = useState<{ readonly text: string; readonly over: typeof cell } | null>(null);
  const stored = textOf(cell);
  const isEmptyForReason = cell?.state === 'blank' && cell.value !== null;
  useEffect(() => {
    if (isStart) input.current?.focus();
    // Only when the form opens at this cell.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  const leave = async (): Promise<void> => {
    setEdited(false);
    if (draft === undefined) return;
    if (draft.text === stored) return drop();
    if (draft.waits) return;
    setSaved({ text: draft.text, over: cell });
    await save(draft.text);
  };
  const restore = (): void => {
    drop();
    requestAnimationFrame(() => input.current?.select());
  };
  const move = (event: React.KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return;
    const box = event.currentTarget;
    const isWhole = box.selectionStart === 0 && box.selectionEnd === box.value.length;
    const { key } = event;
    if (key === 'Escape') restore();
    else if (key === 'Enter' && event.ctrlKey) focusStrip(box);
    else if (key === 'Enter' || key === 'ArrowDown') focusBelow(box, cellKey, 1);
    else if (key === 'ArrowUp') focusBelow(box, cellKey, -1);
    else if (key === 'ArrowRight' && isWhole && columnOf(cellKey) === '本年') focusBeside(box, cellKey);
    else if (key === 'ArrowLeft' && isWhole && columnOf(cellKey) === '上年') focusBeside(box, cellKey);
    else return;
    event.preventDefault();
  };
  const formatted =
    field.type === 'number' || field.type === 'month' ? showValue(cell?.value, field, language) : stored;
  const shown = isEdited ? stored : saved !== null && saved.over === cell ? saved.text : formatted;
  return (
    <Input
      ref={input}
      variant="borderless"
      aria-label={name}
      aria-invalid={hasFailed}
      status={hasFailed ? 'error' : ''}
      className={`cell-input ${field.type === 'number' ? 'number' : ''} ${isEmptyForReason ? 'cell-blank' : ''} ${cell?.rounded === true ? 'cell-rounded' : ''}`}
      value={draft?.text ?? shown}
      readOnly={isReadOnly}
      onFocus={(event) => {
        if (!isReadOnly) setEdited(true);
        const box = event.target;
        requestAnimationFrame(() => box.select());
      }}
      onChange={(event) => keep(event.target.value)}
      onBlur={() => void leave()}
      onKeyDown={move}
    />
  );
}
