import type { ReportRequest } from '#shared/tally/compute.ts';
import type { ReadContext } from './context.ts';
import { countyTerritory, countyUnits } from './county.ts';
import { surroundings } from './documents.ts';

/** What a table of numbers is computed of. */
export function reportRequest(
  context: ReadContext,
  year: number,
  report: string,
  preview: boolean,
): ReportRequest {
  return {
    edition: context.edition,
    report,
    year,
    surroundings: surroundings(context, year),
    preview,
    units: countyUnits(context, year),
    territory: countyTerritory(context, year),
  };
}
