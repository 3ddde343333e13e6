import { useSyncExternalStore } from 'react';

const less = matchMedia('(prefers-reduced-motion: reduce)');

function listen(changed: () => void): () => void {
  less.addEventListener('change', changed);
  return () => less.removeEventListener('change', changed);
}

/** Whether things may be seen to move on their way: not where the system's settings ask for less motion. */
export const useMotion = (): boolean => useSyncExternalStore(listen, () => !less.matches);
