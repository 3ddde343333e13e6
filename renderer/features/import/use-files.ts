import { useDeferredValue, useEffect } from 'react';
import type { Batch } from '#shared/contract/areas/imports.ts';
import type { Output } from '#shared/contract/contract.ts';
import { useFileNarrowing, type FileState } from '../../app/narrowing.ts';
import { useNavigation } from '../../app/navigation.ts';

type List = Output<'import.list'>;

export interface Files {
  /** The state whose files are listed alone, if there are any. */
  readonly only: FileState | null;
  /** Files of the last import that are still there. */
  readonly latest: number;
  /** What waits for the clerk first, the newest before the older. */
  readonly shown: readonly Batch[];
  readonly chosen: Batch | null;
  /** The file with questions that comes after the chosen one, and how many there are besides it: of those listed, if any. */
  readonly next: { readonly id: string; readonly count: number } | null;
  readonly choose: (id: string | null) => void;
}

/** Which files are listed, and which one is looked at: it stays, whatever comes in or is answered, until another is chosen. */
export function useFiles(list: List | null): Files {
  const { state, topic, typed, latest, chosen: kept } = useFileNarrowing();
  const { place, setPlace } = useNavigation();
  const search = useDeferredValue(typed.trim().toLowerCase());
  const sorted = byUrgency(list?.batches ?? []);
  const ofLatest = new Set(latest);
  const recent = sorted.filter(({ id }) => ofLatest.has(id)).length;
  // A state that no file is in any more shows nothing of its own.
  const count = state === 'latest' ? recent : state === null ? 0 : (list?.counts[state] ?? 0);
  const only = count > 0 ? state : null;
  const shown = sorted.filter(
    ({ id, file, outcome, topics }) =>
      (only === null || (only === 'latest' ? ofLatest.has(id) : outcome === only)) &&
      (topic === null || topics.some((asked) => asked.topic === topic)) &&
      file.toLowerCase().includes(search),
  );
  const wanted = place.batch ?? kept;
  const chosen = sorted.find(({ id }) => id === wanted) ?? shown[0] ?? sorted[0] ?? null;
  const id = chosen?.id ?? null;
  useEffect(() => {
    if (id !== kept) useFileNarrowing.setState({ chosen: id });
  }, [id, kept]);
  return {
    only,
    latest: recent,
    shown,
    chosen,
    next: chosen === null ? null : nextOf(shown, sorted, chosen),
    choose: (chosen) => {
      useFileNarrowing.setState({ chosen });
      setPlace(chosen === null ? {} : { batch: chosen });
    },
  };
}

const order: readonly Batch['outcome'][] = ['questions', 'staged', 'refused'];

/** What waits for the clerk comes first; the newest before the older, as they come. */
export function byUrgency(batches: readonly Batch[]): readonly Batch[] {
  const urgency = ({ outcome }: Batch): number => {
    const at = order.indexOf(outcome);
    return at < 0 ? order.length : at;
  };
  return [...batches].sort((a, b) => urgency(a) - urgency(b));
}

/** Among those that are listed, else among all: the next older one, and from the oldest on to the newest again. */
function nextOf(shown: readonly Batch[], all: readonly Batch[], chosen: Batch): Files['next'] {
  const asking = (batches: readonly Batch[]): readonly Batch[] =>
    batches.filter(({ id, outcome }) => outcome === 'questions' && id !== chosen.id);
  const [listed, others] = [asking(shown), asking(all)];
  const among = listed.length > 0 ? listed : others;
  const next = among.find(({ at, id }) => at < chosen.at || (at === chosen.at && id < chosen.id)) ?? among[0];
  return next === undefined ? null : { id: next.id, count: among.length };
}
