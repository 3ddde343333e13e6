import type { FilingState } from '../values/states.ts';

/** Which states a total counts: accepted and nil; a preview adds drafts. */
export function countedStates(preview: boolean): (state: FilingState) => boolean {
  return (state) => state === 'accepted' || state === 'nil' || (preview && state === 'draft');
}

/** Which states are owed (应报): an exemption alone takes a filing off the count. One set aside is owed and lacking. */
export function isOwed(state: FilingState): boolean {
  return state !== 'exempt';
}
