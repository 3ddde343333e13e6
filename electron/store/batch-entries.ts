import type { CellKey } from '#shared/values/cell.ts';
import type { RecordKey } from '#shared/values/record.ts';
import { unpackEntry } from './entry-cells.ts';
import type { ReadableStore } from './open.ts';
import type { CellEntry } from './records.ts';

/** A cell that a committed batch wrote, with the value before it. */
export interface BatchEntry {
  readonly unit: string;
  readonly return: string;
  readonly record: RecordKey;
  readonly key: CellKey;
  readonly entry: CellEntry;
}

/** What a committed batch wrote, record by record in the order in which they were first written. */
export function* batchEntries(store: ReadableStore, id: string): Generator<readonly BatchEntry[]> {
  const rows = store.db
    .prepare<[string], { unit: string; return: string; record: RecordKey; cells: string }>(
      // Put in order by their numbers alone: a batch of a long list has hundreds of megabytes of cells.
      `SELECT unit, return, key AS record, json(cells) AS cells
       FROM (SELECT id, min(id) OVER (PARTITION BY unit, return, key) AS first
             FROM entry WHERE batch = ? AND kind IN ('import', 'correction')) AS written
       JOIN entry USING (id) ORDER BY written.first, written.id`,
    )
    .iterate(id);
  let own: BatchEntry[] = [];
  for (const { cells, ...place } of rows) {
    const [first] = own;
    const isSame =
      first?.unit === place.unit && first.return === place.return && first.record === place.record;
    if (first !== undefined && !isSame) {
      yield own;
      own = [];
    }
    for (const [key, entry] of Object.entries(unpackEntry(cells))) own.push({ ...place, key, entry });
  }
  if (own.length > 0) yield own;
}
