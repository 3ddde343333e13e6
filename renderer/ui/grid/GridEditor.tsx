import { useLayoutEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';
import { createPortal } from 'react-dom';
import type { GridColumn, GridOption } from './model.ts';
import type { GridInput } from './use-grid-input.ts';

interface Props {
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly input: GridInput;
  readonly column: GridColumn;
  readonly label: string;
  readonly place: DOMRect;
  readonly isFrozen: boolean;
  readonly isReadOnly: boolean;
  readonly activeId: string;
  readonly onFocus: (isFocused: boolean) => void;
}

/** The one text field of a grid. It is see-through until something is written. */
export function GridEditor(props: Props) {
  const { field, input, column, place, isFrozen, isReadOnly, activeId } = props;
  const { editing, offered } = input;
  const isOpen = editing !== null && offered.length > 0;
  const classes = ['grid-field', editing === null ? '' : 'grid-field-open', column.isNumber ? 'number' : ''];
  return (
    <div className={isFrozen ? 'grid-anchor grid-anchor-frozen' : 'grid-anchor'}>
      <textarea
        ref={field}
        rows={1}
        wrap="off"
        spellCheck={false}
        autoComplete="off"
        className={classes.join(' ')}
        style={{ left: place.x, top: place.y, minWidth: place.width }}
        aria-label={props.label}
        aria-activedescendant={isOpen && editing.pick >= 0 ? optionId(activeId, editing.pick) : activeId}
        aria-expanded={column.options === null ? undefined : isOpen}
        aria-controls={isOpen ? `${activeId}-list` : undefined}
        readOnly={isReadOnly}
        value={editing?.text ?? ''}
        onChange={(event) => input.typed(event.target.value)}
        onCompositionStart={input.composing}
        onCompositionEnd={(event) => input.composed(event.currentTarget.value)}
        onKeyDown={input.key}
        onPaste={input.paste}
        onCopy={input.copy}
        onCut={input.cut}
        onFocus={() => props.onFocus(true)}
        onBlur={() => {
          input.leave();
          props.onFocus(false);
        }}
      />
      {isOpen &&
        createPortal(
          <Offered
            key={activeId}
            id={activeId}
            field={field}
            options={offered}
            pick={editing.pick}
            take={input.take}
          />,
          document.body,
        )}
    </div>
  );
}

function optionId(cell: string, index: number): string {
  return `${cell}-${index}`;
}

const listHeight = 232;
const mostShown = 100;

/** What can be chosen, below the cell, or above it where there is no room. */
function Offered({
  id,
  field,
  options,
  pick,
  take,
}: {
  readonly id: string;
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly options: readonly GridOption[];
  readonly pick: number;
  readonly take: (option: GridOption) => void;
}) {
  const [place, setPlace] = useState<{
    readonly left: number;
    readonly top?: number;
    readonly bottom?: number;
  }>({
    left: 0,
    top: 0,
  });
  const list = useRef<HTMLUListElement>(null);
  useLayoutEffect(() => {
    const follow = (): void => {
      const box = field.current?.getBoundingClientRect();
      if (box === undefined) return;
      const isBelow = box.bottom + listHeight < window.innerHeight;
      setPlace({
        left: Math.min(box.left, window.innerWidth - 280),
        ...(isBelow ? { top: box.bottom + 1 } : { bottom: window.innerHeight - box.top + 1 }),
      });
    };
    follow();
    window.addEventListener('scroll', follow, true);
    window.addEventListener('resize', follow);
    return () => {
      window.removeEventListener('scroll', follow, true);
      window.removeEventListener('resize', follow);
    };
  }, [field]);
  useLayoutEffect(() => {
    list.current?.children[pick]?.scrollIntoView({ block: 'nearest' });
  }, [pick]);
  return (
    <ul id={`${id}-list`} ref={list} role="listbox" className="grid-options" style={place}>
      {options.slice(0, mostShown).map((option, index) => (
        <li
          key={option.value}
          id={optionId(id, index)}
          role="option"
          aria-selected={index === pick}
          className={index === pick ? 'grid-option grid-option-picked' : 'grid-option'}
          onMouseDown={(event) => {
            event.preventDefault();
            take(option);
          }}
        >
          {option.value !== option.name && <b>{option.value}</b>} {option.name}
        </li>
      ))}
    </ul>
  );
}
