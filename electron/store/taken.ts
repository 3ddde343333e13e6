import type { ReadableStore } from './open.ts';

/** What a batch wrote, by sheet, unit and return; what was undone since is still what it wrote. */
export function takenBy(
  store: ReadableStore,
  id: string,
): readonly {
  readonly sheet: string;
  readonly unit: string;
  readonly return: string;
  readonly records: number;
  readonly cells: number;
}[] {
  return store.db
    .prepare<[string], { sheet: string; unit: string; return: string; records: number; cells: number }>(
      `SELECT cells ->> '$[0]' AS sheet, unit, return,
              count(DISTINCT key) AS records, sum((SELECT count(*) FROM json_each(entry.cells, '$[1]'))) AS cells
       FROM entry WHERE batch = ? AND kind IN ('import', 'correction') GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
    )
    .all(id);
}
