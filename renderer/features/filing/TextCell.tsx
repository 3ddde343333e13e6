import { Input } from 'antd';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { columnOf, isBlank } from '#shared/values/cell.ts';
import { showValue } from '#shared/values/show.ts';
import { useLanguage } from '../../app/language.ts';
import { usePreferences } from '../../app/preferences.ts';
import { focusBeside, focusBelow, focusNext, focusStrip } from './cell-focus.ts';
import { textOf, type CellProps } from './CellInput.tsx';

type Box = HTMLInputElement | HTMLTextAreaElement;

/** A cell that is typed into: plain digits while it is edited, grouped when it is not; text is shown whole, on as many lines. */
export function TextCell({
  field,
  value,
  isRounded,
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
  const onEnter = usePreferences((state) => state.enter);
  const input = useRef<Pick<Box, 'focus' | 'select'> | null>(null);
  const [isEdited, setEdited] = useState(false);
  // All is selected, so that typing replaces it. At once, before the next key: a later selection would swallow a digit.
  const [selections, setSelections] = useState(0);
  const isFresh = useRef(false);
  useLayoutEffect(() => {
    if (selections > 0) input.current?.select();
  }, [selections]);
  const isEntered = useRef(false);
  const stored = textOf({ value });
  const isText = field.type === 'text';
  const isEmptyForReason = value !== null && isBlank(value);
  useEffect(() => {
    if (isStart) input.current?.focus();
    // Only when the form opens at this cell.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);
  const leave = (): void => {
    const isMeant = isEntered.current;
    setEdited(false);
    isFresh.current = false;
    isEntered.current = false;
    if (draft !== undefined) save(draft.text, isMeant);
  };
  const restore = (): void => {
    drop();
    setSelections(selections + 1);
  };
  // In the last cell nothing is left by going on: what was typed there is saved all the same.
  const enter = (box: Box): void => {
    isEntered.current = true;
    if (onEnter === 'down' ? focusBelow(box, cellKey, 1) : focusNext(box, cellKey, 1)) return;
    box.blur();
    box.focus();
  };
  const move = (event: React.KeyboardEvent<Box>): void => {
    if (event.nativeEvent.isComposing) return;
    const box = event.currentTarget;
    const isWhole = box.selectionStart === 0 && box.selectionEnd === box.value.length;
    const { key } = event;
    // Within a text of several lines the arrows go from line to line first.
    const isFirst = box.selectionStart === 0;
    const isLast = box.selectionEnd === box.value.length;
    if (key === 'Escape') restore();
    else if (key === 'Enter' && event.ctrlKey) focusStrip(box);
    else if (key === 'Enter') enter(box);
    else if (key === 'ArrowDown' && (isLast || !isText)) focusBelow(box, cellKey, 1);
    else if (key === 'ArrowUp' && (isFirst || !isText)) focusBelow(box, cellKey, -1);
    else if (key === 'ArrowRight' && isWhole && columnOf(cellKey) === '本年') focusBeside(box, cellKey);
    else if (key === 'ArrowLeft' && isWhole && columnOf(cellKey) === '上年') focusBeside(box, cellKey);
    else return;
    event.preventDefault();
  };
  const formatted =
    field.type === 'number' || field.type === 'month' ? showValue(value, field, language) : stored;
  const shown = isEdited ? stored : formatted;
  const given = {
    'aria-label': name,
    'aria-invalid': hasFailed,
    value: draft?.text ?? shown,
    readOnly: isReadOnly,
    onFocus: () => {
      if (!isReadOnly) setEdited(true);
      setSelections(selections + 1);
      isFresh.current = true;
    },
    onClick: () => {
      // The click that brought the focus has set the caret; a second one may.
      if (isFresh.current && draft === undefined) input.current?.select();
      isFresh.current = false;
    },
    // A line break would be lost in a workbook of one line to an item.
    onChange: (event: React.ChangeEvent<Box>) => keep(event.target.value.replace(/\s*\n\s*/g, ' ')),
    onBlur: leave,
    onKeyDown: move,
  };
  const marks = `${isEmptyForReason ? 'cell-blank' : ''} ${isRounded ? 'cell-rounded' : ''}`;
  return isText ? (
    <textarea
      ref={(box) => {
        input.current = box;
      }}
      rows={1}
      className={`cell-input cell-text ${marks}`}
      {...given}
    />
  ) : (
    <Input
      ref={(box) => {
        input.current = box;
      }}
      variant="borderless"
      status={hasFailed ? 'error' : ''}
      className={`cell-input ${field.type === 'number' ? 'number' : ''} ${marks}`}
      {...given}
    />
  );
}
