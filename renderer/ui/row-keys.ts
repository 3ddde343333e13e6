import type { TableRef } from 'antd/es/table';
import { useRef, useState, type HTMLAttributes, type RefObject } from 'react';

/** The table's `ref` and `onRow`. */
type RowKeys<T> = readonly [RefObject<TableRef | null>, (row: T) => HTMLAttributes<HTMLElement>];

/**
 * A table as a list for the keyboard: one stop for Tab, arrows move within it, Enter opens. Clicking opens, too. Works with
 * a virtual table, whose rows exist only while they are in sight.
 */
export function useRowKeys<T>(
  rows: readonly T[],
  keyOf: (row: T) => string,
  chosen: string | null,
  open: (row: T) => void,
): RowKeys<T> {
  const ref = useRef<TableRef>(null);
  const [at, setAt] = useState<string | null>(null);
  const keys = rows.map(keyOf);
  const stop = [at, chosen].find((key) => key !== null && keys.includes(key)) ?? keys[0];
  const focus = (index: number): void => {
    const key = keys[Math.max(0, Math.min(keys.length - 1, index))];
    if (key === undefined) return;
    setAt(key);
    ref.current?.scrollTo({ key });
    // Twice: the row is drawn in the frame after the one that scrolls.
    requestAnimationFrame(() =>
      requestAnimationFrame(() =>
        ref.current?.nativeElement
          .querySelector<HTMLElement>(`[data-row-key="${CSS.escape(key)}"]`)
          ?.focus({ preventScroll: true }),
      ),
    );
  };
  const onRow = (row: T): HTMLAttributes<HTMLElement> => {
    const key = keyOf(row);
    return {
      tabIndex: key === stop ? 0 : -1,
      'aria-selected': key === chosen,
      onFocus: () => setAt(key),
      onClick: () => open(row),
      onKeyDown: (event) => {
        const index = keys.indexOf(key);
        if (event.key === 'Enter' || event.key === ' ') open(row);
        else if (event.key === 'ArrowDown') focus(index + 1);
        else if (event.key === 'ArrowUp') focus(index - 1);
        else if (event.key === 'PageDown') focus(index + 10);
        else if (event.key === 'PageUp') focus(index - 10);
        else if (event.key === 'Home') focus(0);
        else if (event.key === 'End') focus(keys.length - 1);
        else return;
        event.preventDefault();
      },
    };
  };
  return [ref, onRow];
}
