import { create } from 'zustand';

/** A cell of a filing, as a draft is kept for it. */
export interface DraftPlace {
  readonly year: number;
  readonly unit: string;
  readonly return: string;
  readonly record: string;
  readonly key: string;
}

export interface Draft extends DraftPlace {
  readonly text: string;
  /** The enterprise sent another number: this one waits for the basis of a correction. */
  readonly waits: boolean;
  /** What the database had there when it was begun: when it has something else by then, another page or import wrote it. */
  readonly over?: string;
}

interface Drafts {
  readonly drafts: readonly Draft[];
}

const remembered = 'nianbao.drafts';

function isAt(draft: DraftPlace, place: DraftPlace): boolean {
  return (
    draft.key === place.key &&
    draft.record === place.record &&
    draft.unit === place.unit &&
    draft.return === place.return &&
    draft.year === place.year
  );
}

/** What was typed and is not in the database yet. It outlives moving away and a reload, until it is saved or dropped. */
export const useDrafts = create<Drafts>(() => ({
  drafts: JSON.parse(sessionStorage.getItem(remembered) ?? '[]') as readonly Draft[],
}));
useDrafts.subscribe(({ drafts }) => sessionStorage.setItem(remembered, JSON.stringify(drafts)));

export function keepDraft(
  place: DraftPlace,
  text: string,
  { waits = false, over }: { readonly waits?: boolean; readonly over?: string } = {},
): void {
  const { year, unit, return: code, record, key } = place;
  useDrafts.setState(({ drafts }) => ({
    drafts: [
      ...drafts.filter((draft) => !isAt(draft, place)),
      { year, unit, return: code, record, key, text, waits, ...(over === undefined ? {} : { over }) },
    ],
  }));
}

/** Forgets a draft; with `text`, only if that is what it still says. */
export function dropDraft(place: DraftPlace, text?: string): void {
  useDrafts.setState(({ drafts }) => ({
    drafts: drafts.filter((draft) => !isAt(draft, place) || (text !== undefined && draft.text !== text)),
  }));
}

export function useDraft(place: DraftPlace): Draft | undefined {
  return useDrafts((state) => state.drafts.find((draft) => isAt(draft, place)));
}
