import { useEffect } from 'react';
import { create } from 'zustand';
import type { Batch } from '#shared/contract/areas/imports.ts';

/** Outside the file that is shown: with its last question answered, another file may come in its place. */
const useAnswered = create<{ readonly isAnswered: boolean }>(() => ({ isAnswered: false }));

export function answered(): void {
  useAnswered.setState({ isAnswered: true });
}

/**
 * A question that is answered goes, and the focus with it: then it goes on to the next question, or to the list of files
 * where none is left.
 */
export function useNextFocus({ questions, outcome }: Batch): void {
  useEffect(() => {
    if (!useAnswered.getState().isAnswered || document.activeElement !== document.body) return;
    useAnswered.setState({ isAnswered: false });
    const next =
      document.querySelector<HTMLElement>('.question [data-choice]') ??
      document.querySelector<HTMLElement>('.batch-list [aria-selected=true]');
    next?.focus();
  }, [questions, outcome]);
}
