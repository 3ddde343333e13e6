import type { CellKey } from '#shared/values/cell.ts';
import type { RecordKey } from '#shared/values/record.ts';
import { unpackEntry } from './entry-cells.ts';
import type { ReadableStore } from './open.ts';
import type { CellEntry } from './records.ts';

/** What one act did to one cell. */
export interface HistoryLine extends CellEntry {
  readonly id: number;
  readonly record: RecordKey;
  readonly at: string;
  readonly actor: string;
  readonly kind: 'import' | 'typed' | 'correction' | 'undo' | 'carry';
  readonly batch: string | null;
  readonly file: string | null;
  readonly sha256: string | null;
  readonly basis: string | null;
  readonly reason: string | null;
  readonly key: CellKey;
}

/** Everything that was ever written into a filing's cells, or into those of one record, newest first. */
export function historyOf(
  store: ReadableStore,
  year: number,
  unit: string,
  returnCode: string,
  record: RecordKey | null,
): readonly HistoryLine[] {
  const rows = store.db
    .prepare<
      [{ year: number; unit: string; code: string; record: RecordKey | null }],
      Omit<HistoryLine, 'key' | keyof CellEntry> & { cells: string }
    >(
      `SELECT entry.id, entry.key AS record, entry.at, entry.actor, entry.kind, entry.batch, batch.file, batch.sha256,
              entry.basis, entry.reason, json(entry.cells) AS cells
       FROM entry LEFT JOIN batch ON batch.id = entry.batch
       WHERE entry.year = @year AND entry.unit = @unit AND entry.return = @code AND (@record IS NULL OR entry.key = @record)
       ORDER BY entry.id DESC`,
    )
    .all({ year, unit, code: returnCode, record });
  return rows.flatMap(({ cells, ...line }) =>
    Object.entries(unpackEntry(cells)).map(([cellKey, entry]) => ({
      ...line,
      ...entry,
      key: cellKey,
    })),
  );
}

/** Every correction of a year, cell by cell, oldest first. */
export function corrections(
  store: ReadableStore,
  year: number,
): readonly (CellEntry & {
  readonly unit: string;
  readonly return: string;
  readonly record: RecordKey;
  readonly key: CellKey;
  readonly at: string;
  readonly actor: string;
  readonly basis: string | null;
  readonly reason: string | null;
})[] {
  return store.db
    .prepare<
      [number],
      {
        unit: string;
        return: string;
        record: RecordKey;
        at: string;
        actor: string;
        basis: string | null;
        reason: string | null;
        cells: string;
      }
    >(
      `SELECT unit, return, key AS record, at, actor, basis, reason, json(cells) AS cells
       FROM entry WHERE year = ? AND kind = 'correction' ORDER BY id`,
    )
    .all(year)
    .flatMap(({ cells, ...act }) =>
      Object.entries(unpackEntry(cells)).map(([key, entry]) => ({
        ...act,
        ...entry,
        key,
      })),
    );
}

/** The newest act on each cell of a filing, by record and key. */
export function sourcesOf(
  store: ReadableStore,
  year: number,
  unit: string,
  returnCode: string,
): ReadonlyMap<RecordKey, ReadonlyMap<CellKey, HistoryLine>> {
  const newest = new Map<RecordKey, Map<CellKey, HistoryLine>>();
  for (const line of historyOf(store, year, unit, returnCode, null)) {
    const record = newest.get(line.record) ?? new Map<CellKey, HistoryLine>();
    newest.set(line.record, record);
    if (!record.has(line.key)) record.set(line.key, line);
  }
  return newest;
}
