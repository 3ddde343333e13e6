import { useCallback, useState } from 'react';

/** The height that a box has been given, for what must be told it in pixels: a virtual table. */
export function useHeight(): readonly [(box: HTMLElement | null) => (() => void) | undefined, number] {
  const [height, setHeight] = useState(0);
  const ref = useCallback((box: HTMLElement | null) => {
    if (box === null) return undefined;
    const observer = new ResizeObserver(([entry]) => setHeight(Math.floor(entry?.contentRect.height ?? 0)));
    observer.observe(box);
    return () => observer.disconnect();
  }, []);
  return [ref, height];
}
