import { create } from 'zustand';
import type { Held } from '#shared/contract/areas/filings.ts';
import type { Language } from '#shared/texts/language.ts';

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
  /** What stood there when it was begun: it is saved only over that. */
  readonly seen: Held;
  /** What it was changed to elsewhere meanwhile, once that was said: yet it is saved when the clerk wants it so. */
  readonly changed?: Readonly<Record<Language, string>>;
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
  { year, unit, return: code, record, key }: DraftPlace,
  text: string,
  { waits = false, seen, changed }: Pick<Draft, 'seen' | 'changed'> & { readonly waits?: boolean },
): void {
  const place = { year, unit, return: code, record, key };
  useDrafts.setState(({ drafts }) => ({
    drafts: [
      ...drafts.filter((draft) => !isAt(draft, place)),
      { ...place, text, waits, seen, ...(changed === undefined ? {} : { changed }) },
    ],
  }));
}

/** Forgets a draft; with `text`, only if that is what it still says. */
export function dropDraft(place: DraftPlace, text?: string): void {
  useDrafts.setState(({ drafts }) => ({
    drafts: drafts.filter((draft) => !isAt(draft, place) || (text !== undefined && draft.text !== text)),
  }));
}

export function draftAt(place: DraftPlace): Draft | undefined {
  return useDrafts.getState().drafts.find((draft) => isAt(draft, place));
}

export function useDraft(place: DraftPlace): Draft | undefined {
  return useDrafts((state) => state.drafts.find((draft) => isAt(draft, place)));
}
