import { Problem } from '#shared/contract/problem.ts';
import type { LoadedEdition } from '#shared/returns/edition.ts';
import { scaleChanges, type ScaleChange } from '#shared/returns/scales.ts';
import { codeOf } from '#shared/values/cell.ts';
import { returnOf, tableOf } from '#shared/values/record.ts';
import type { ReadableStore } from '../store/open.ts';
import { rounds } from '../store/rounds.ts';
import { eachOfReturn } from '../store/year-records.ts';
import { editionBy } from './year-edition.ts';

/**
 * Refuses an edition that means other amounts by the numbers that a year already has, such as 万元 where they are in 千元:
 * compared with, added up and carried over they would be wrong by a factor, and nothing would say so.
 */
export function assertSameScale(store: ReadableStore, after: LoadedEdition, name: string): void {
  for (const { year, edition } of rounds(store))
    for (const change of scaleChanges(editionBy(store, edition).edition, after.edition)) {
      if (!hasNumbers(store, year, change)) continue;
      const { table, field, was, now } = change;
      const item = `${table}.${field} ${after.field(table, field)?.name.zh ?? ''}`.trim();
      throw new Problem('edition.scale', { name, item, was, now, year });
    }
}

function hasNumbers(store: ReadableStore, year: number, { table, field }: ScaleChange): boolean {
  for (const { return: code, key, cells } of eachOfReturn(store, year, returnOf(table)))
    if (
      tableOf(code, key) === table &&
      // 0 is 0 in any unit.
      Object.entries(cells).some(
        ([cell, value]) => codeOf(cell) === field && typeof value === 'number' && value !== 0,
      )
    )
      return true;
  return false;
}
