import type { Input, Output } from '#shared/contract/contract.ts';
import type { RecordKey } from '#shared/values/record.ts';
import type { GridOutcome, GridWrite } from '../../../ui/grid/model.ts';

/** One act in a grid as it is asked for: each cell with what was seen there. */
export function asked(
  { cells, back, added, removed }: GridWrite,
  table: string,
  parent: RecordKey | null,
): Pick<Input<'filing.set'>, 'rows' | 'removed'> {
  const isBack = new Set(back);
  return {
    rows: [
      ...[...Map.groupBy(cells, ({ row }) => row)].map(([record, own]) => ({
        record,
        cells: Object.fromEntries(own.map(({ column, text }) => [column, text])),
        seen: isBack.has(record) ? null : Object.fromEntries(own.map(({ column, seen }) => [column, seen])),
      })),
      ...added.map((texts) => ({ table, ...(parent === null ? {} : { parent }), cells: texts })),
    ],
    removed: removed.map(({ row, seen }) => ({ record: row, seen })),
  };
}

export function saved({ added, cells }: Output<'filing.set'>): GridOutcome {
  const written = cells.map(({ record, key, new: value }) => ({ row: record, column: key, value }));
  return { kind: 'saved', added, written };
}
