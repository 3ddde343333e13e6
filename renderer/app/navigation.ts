import { create } from 'zustand';

export const screens = ['home', 'import', 'filing', 'review', 'totals', 'packages'] as const;
export type Screen = (typeof screens)[number];

const parts = ['unit', 'return', 'record', 'key', 'batch', 'sheet', 'cell'] as const;

/** Where in a screen to open: a filing and its cell, an imported file and a place in its sheet, a unit's findings. */
export type Place = { readonly [P in (typeof parts)[number]]?: string };

interface Spot {
  readonly screen: Screen;
  readonly place: Place;
  /** The year that is looked at; null for the open one. */
  readonly year: number | null;
}

interface Navigation extends Spot {
  /** Goes to a place, of the year that is looked at unless one is named. */
  readonly go: (screen: Screen, place?: Place, year?: number) => void;
  readonly setPlace: (place: Place) => void;
  readonly setYear: (year: number | null) => void;
}

/** The spot is in the address, so that a reload opens it again and Back leads to where one was. */
function addressOf({ screen, place, year }: Spot): string {
  const query = new URLSearchParams();
  for (const part of parts) if (place[part] !== undefined) query.set(part, place[part]);
  if (year !== null) query.set('year', String(year));
  return `#${screen}${query.size === 0 ? '' : `?${query.toString()}`}`;
}

function spotAt(address: string): Spot {
  const [name = '', written = ''] = address.replace(/^#/, '').split('?');
  const query = new URLSearchParams(written);
  const year = Number(query.get('year') ?? '');
  return {
    screen: screens.find((screen) => screen === name) ?? 'home',
    place: Object.fromEntries(parts.flatMap((part) => (query.has(part) ? [[part, query.get(part)]] : []))),
    year: Number.isInteger(year) && year > 0 ? year : null,
  };
}

export const useNavigation = create<Navigation>((set, get) => {
  const move = (to: Partial<Spot>): void => {
    set(to);
    const address = addressOf(get());
    if (address !== window.location.hash) window.history.pushState(null, '', address);
  };
  window.addEventListener('popstate', () => set(spotAt(window.location.hash)));
  return {
    ...spotAt(window.location.hash),
    go: (screen, place = {}, year = undefined) =>
      move({ screen, place, ...(year === undefined ? {} : { year }) }),
    setPlace: (place) => move({ place }),
    setYear: (year) => move({ year, place: {} }),
  };
});

/** Notes a place within the present one for a reload, without opening anything. */
export function notePlace(place: Place): void {
  const { screen, year, place: present } = useNavigation.getState();
  window.history.replaceState(null, '', addressOf({ screen, year, place: { ...present, ...place } }));
}

/** The `year` of a request, left out for the open year. */
export function useYear(): { readonly year?: number } {
  const year = useNavigation((state) => state.year);
  return year === null ? {} : { year };
}
