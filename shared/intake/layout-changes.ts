import { yearless } from './asking.ts';
import { comparableHeader } from './header-words.ts';
import type { Heading } from './staged.ts';

/** What is another in a table than in the sender's last one. */
export interface LayoutChange {
  readonly kind: 'inserted' | 'removed' | 'renamed' | 'moved' | 'unit';
  /** As it is now; of a column that is gone, as it was. */
  readonly heading: Heading;
  readonly before?: Heading;
}

export interface Headings {
  readonly headings: readonly Heading[];
  /** The year that was filled: headers may name it. */
  readonly year: number;
}

/** Two headings are the same by their words, whatever their place, numbering, unit or year; one that is there twice by its turn. */
function wordsOf({ headings, year }: Headings): readonly string[] {
  const turns = new Map<string, number>();
  return headings.map(({ at, text }) => {
    const words = at === '' ? '' : yearless(comparableHeader(text), year);
    const turn = turns.get(words) ?? 0;
    turns.set(words, turn + 1);
    return `${words}#${turn}`;
  });
}

/** The changes of a layout, in the order of the table as it is now, what is gone last. */
export function layoutChanges(before: Headings, now: Headings): readonly LayoutChange[] {
  const [old, own] = [wordsOf(before), wordsOf(now)];
  const places = new Map(old.map((words, index) => [words, index]));
  const partners = own.map((words) => places.get(words) ?? null);
  const renamed = pairNeighbours(partners, old.length);
  const inOrder = longestRising(partners);
  const changes = now.headings.flatMap((heading, index): LayoutChange[] => {
    const other = before.headings[renamed.get(index) ?? partners[index] ?? -1];
    if (other === undefined) return [{ kind: 'inserted', heading }];
    if (renamed.has(index)) return [{ kind: 'renamed', heading, before: other }];
    return [
      ...(inOrder.has(index) ? [] : [{ kind: 'moved', heading, before: other } as const]),
      ...(heading.unit === other.unit ? [] : [{ kind: 'unit', heading, before: other } as const]),
    ];
  });
  const still = new Set([...partners, ...renamed.values()]);
  const gone = before.headings.filter((_, index) => !still.has(index));
  return [...changes, ...gone.map((heading): LayoutChange => ({ kind: 'removed', heading }))];
}

/** A new heading in the place of one that is gone, beside the same neighbour, may be its new name. */
function pairNeighbours(partners: readonly (number | null)[], old: number): ReadonlyMap<number, number> {
  const free = new Set(Array.from({ length: old }, (_, index) => index));
  for (const partner of partners) if (partner !== null) free.delete(partner);
  const pairs = new Map<number, number>();
  partners.forEach((partner, index) => {
    if (partner !== null) return;
    const left = pairs.get(index - 1) ?? partners[index - 1];
    const right = partners[index + 1];
    const place = [
      left === undefined || left === null ? null : left + 1,
      right === undefined || right === null ? null : right - 1,
    ].find((at) => at !== null && free.has(at));
    if (place === undefined || place === null) return;
    free.delete(place);
    pairs.set(index, place);
  });
  return pairs;
}

/** Indexes of the most partners that stand in the order they had: the others moved. */
function longestRising(partners: readonly (number | null)[]): ReadonlySet<number> {
  const best: { readonly length: number; readonly from: number }[] = [];
  let last = -1;
  partners.forEach((partner, index) => {
    let [length, from] = [1, -1];
    for (let other = 0; other < index; other++) {
      const earlier = partners[other];
      const run = best[other]?.length ?? 0;
      if (partner === null || earlier === undefined || earlier === null || earlier >= partner) continue;
      if (run + 1 > length) [length, from] = [run + 1, other];
    }
    best.push({ length: partner === null ? 0 : length, from });
    if ((best[index]?.length ?? 0) > (best[last]?.length ?? 0)) last = index;
  });
  const kept = new Set<number>();
  for (let at = last; at >= 0; at = best[at]?.from ?? -1) kept.add(at);
  return kept;
}
