import type { CellKey } from '#shared/values/cell.ts';
import type { RecordKey } from '#shared/values/record.ts';
import type { ReadableStore } from './open.ts';
import type { CellEntry } from './records.ts';

/** What a committed batch wrote: each cell with the value before it. */
export function batchEntries(
  store: ReadableStore,
  id: string,
): readonly {
  readonly unit: string;
  readonly return: string;
  readonly record: RecordKey;
  readonly key: CellKey;
  readonly entry: CellEntry;
}[] {
  return store.db
    .prepare<[string], { unit: string; return: string; record: RecordKey; cells: string }>(
      "SELECT unit, return, key AS record, json(cells) AS cells FROM entry WHERE batch = ? AND kind IN ('import', 'correction') ORDER BY id",
    )
    .all(id)
    .flatMap(({ cells, ...place }) =>
      Object.entries(JSON.parse(cells) as Record<CellKey, CellEntry>).map(([key, entry]) => ({
        ...place,
        key,
        entry,
      })),
    );
}
