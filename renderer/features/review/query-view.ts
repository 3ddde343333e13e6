import { create } from 'zustand';

/** Whose 查询单 is open: one unit's, or `all`; null while none is. */
export const useQueryView = create<{ readonly unit: string | null }>(() => ({ unit: null }));

export function openQuery(unit: string): void {
  useQueryView.setState({ unit });
}
