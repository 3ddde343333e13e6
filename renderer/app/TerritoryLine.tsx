import type { Territory } from '#shared/tally/territory.ts';
import { territoryText } from '#shared/texts/territory.ts';
import { useLanguage } from './language.ts';

/** Whether numbers of this year and last are of the same territory. */
export function TerritoryLine({ territory }: { readonly territory: Territory }) {
  return (
    <p className={territory.kind === 'unequal' ? 'class-B' : 'quiet'}>
      {territoryText(territory, useLanguage())}
    </p>
  );
}
