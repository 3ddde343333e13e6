import type { RoundState } from '#shared/values/states.ts';
import { useRead } from '../api/use-read.ts';
import { useNavigation } from './navigation.ts';

/** How far the year that is looked at has come; null while that is not known yet. */
export function useRoundState(): RoundState | null {
  const chosen = useNavigation((state) => state.year);
  const workspace = useRead('workspace.get', {});
  const year = chosen ?? workspace.data?.year;
  return workspace.data?.years.find((item) => item.year === year)?.state ?? null;
}
