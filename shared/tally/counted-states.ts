import type { FilingState } from '../values/states.ts';

/** Which states a total counts: accepted and nil; a preview adds drafts. */
export function countedStates(preview: boolean): (state: FilingState) => boolean {
  return (state) => state === 'accepted' || state === 'nil' || (preview && state === 'draft');
}
