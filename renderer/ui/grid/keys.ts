import type { EnterStep } from '#shared/values/preferences.ts';
import type { Step } from './selection.ts';

/** What a key means: it depends on whether a cell is being written. */
export type Command =
  | { readonly do: 'move'; readonly step: Step; readonly extend: boolean }
  /** In reading order: Tab leaves the grid at its ends, Enter stays in the last cell. */
  | { readonly do: 'tab' | 'next'; readonly back: boolean }
  | { readonly do: 'edit' | 'empty' | 'restore' | 'undo' | 'redo' | 'all' | 'list' };

export interface Key {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

const steps: Readonly<Record<string, Step>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  PageUp: 'page-up',
  PageDown: 'page-down',
  Home: 'row-start',
  End: 'row-end',
};

export function commandOf(
  pressed: Key,
  isEditing: boolean,
  isCaretFree: boolean,
  onEnter: EnterStep,
): Command | null {
  const { key, shiftKey, altKey } = pressed;
  const isControl = pressed.ctrlKey || pressed.metaKey;
  if (key === 'Tab') return { do: 'tab', back: shiftKey };
  if (key === 'Enter' && !isControl && !altKey)
    return onEnter === 'right'
      ? { do: 'next', back: shiftKey }
      : { do: 'move', step: shiftKey ? 'up' : 'down', extend: false };
  if (key === 'Escape') return { do: 'restore' };
  if (altKey) return key === 'ArrowDown' ? { do: 'list' } : null;
  if (isEditing) {
    // F2 gives the arrows to the caret; before it, and up and down always, they leave the cell.
    const step = steps[key];
    const leaves = key === 'ArrowUp' || key === 'ArrowDown' || (isCaretFree && key.startsWith('Arrow'));
    return step !== undefined && leaves && !isControl && !shiftKey
      ? { do: 'move', step, extend: false }
      : null;
  }
  if (isControl) {
    const letter = key.toLowerCase();
    if (letter === 'z') return { do: shiftKey ? 'redo' : 'undo' };
    if (letter === 'y') return { do: 'redo' };
    if (letter === 'a') return { do: 'all' };
    if (key === 'Home') return { do: 'move', step: 'start', extend: shiftKey };
    if (key === 'End') return { do: 'move', step: 'end', extend: shiftKey };
    return null;
  }
  if (key === 'F2') return { do: 'edit' };
  if (key === 'Delete' || key === 'Backspace') return { do: 'empty' };
  const step = steps[key];
  return step === undefined ? null : { do: 'move', step, extend: shiftKey };
}
