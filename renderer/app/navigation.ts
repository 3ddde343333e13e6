import { create } from 'zustand';

export const screens = ['home', 'import', 'filing', 'review', 'totals', 'packages'] as const;
export type Screen = (typeof screens)[number];

/** Where in a screen to open: a filing and its cell, a batch, a unit's findings. */
export interface Place {
  readonly unit?: string;
  readonly return?: string;
  readonly key?: string;
  readonly batch?: string;
}

interface Navigation {
  readonly screen: Screen;
  readonly place: Place;
  /** The year that is looked at; null for the open one. */
  readonly year: number | null;
  readonly go: (screen: Screen, place?: Place) => void;
  readonly setPlace: (place: Place) => void;
  readonly setYear: (year: number | null) => void;
}

export const useNavigation = create<Navigation>((set) => ({
  screen: 'home',
  place: {},
  year: null,
  go: (screen, place = {}) => set({ screen, place }),
  setPlace: (place) => set({ place }),
  setYear: (year) => set({ year, place: {} }),
}));

/** The `year` of a request, left out for the open year. */
export function useYear(): { readonly year?: number } {
  const year = useNavigation((state) => state.year);
  return year === null ? {} : { year };
}
