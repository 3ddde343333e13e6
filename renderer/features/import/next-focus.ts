import { useEffect } from 'react';
import { create } from 'zustand';
import type { Batch } from '#shared/contract/areas/imports.ts';

/** Outside the file that is shown: with its answer it may become another one. `count`: how many were answered so far. */
const useAnswered = create<{ readonly isAnswered: boolean; readonly count: number }>(() => ({
  isAnswered: false,
  count: 0,
}));

/** Something was answered, or the next file called for: the focus goes with it. */
export function answered(): void {
  useAnswered.setState(({ count }) => ({ isAnswered: true, count: count + 1 }));
}

/** Tells one answer from the next. */
export function lastAnswered(): number {
  return useAnswered.getState().count;
}

/**
 * A question that is answered goes, and the focus with it: then it goes on to the next question, where none is left to the
 * button that leads to the next file, or to the list of files.
 */
export function useNextFocus({ questions, outcome }: Batch): void {
  useEffect(() => {
    if (!useAnswered.getState().isAnswered || document.activeElement !== document.body) return;
    useAnswered.setState({ isAnswered: false });
    const next =
      document.querySelector<HTMLElement>('.question [data-choice]') ??
      document.querySelector<HTMLElement>('.batch-acts [data-act=next]') ??
      document.querySelector<HTMLElement>('.batch-list [aria-selected=true]');
    next?.focus();
  }, [questions, outcome]);
}
