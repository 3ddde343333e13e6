import { areaAt } from './areas.ts';
import { editionOf, industry } from './industries.ts';

/** What a code of a code table was called in a year: GB/T 2260 and GB/T 4754. Their names are Chinese alone. */
export function nameInTable(table: string, code: string, year: number): string | undefined {
  if (table === 'areas') return areaAt(code, year)?.name;
  return table === 'industries' ? industry(code, editionOf(year))?.name : undefined;
}
