import { isSameCells } from '../values/cell.ts';
import { returnOf } from '../values/record.ts';
import type { SameRows } from './among.ts';
import type { FilingDocument, Row, UnitDocuments } from './documents.ts';

/** A filing of this year as it was and as it is. */
export interface Exchanged {
  readonly return: string;
  readonly was: FilingDocument | undefined;
  readonly now: FilingDocument | undefined;
}

/** Units with a row that says the same as one that came, went or changed: what is found of them may have changed with it. */
export function unitsSaying(
  { table, cells }: SameRows,
  exchanged: readonly Exchanged[],
  units: readonly UnitDocuments[],
): readonly UnitDocuments[] {
  const code = returnOf(table);
  const keyOf = (row: Row): string => JSON.stringify(cells.map((cell) => row.cells[cell] ?? null));
  const changed = exchanged.filter((filing) => filing.return === code);
  const keys = new Set(changed.flatMap((filing) => changedRows(filing, table)).map(keyOf));
  if (keys.size === 0) return [];
  return units.filter(({ filing }) =>
    filing(code, 0)
      ?.tables.get(table)
      ?.some((row) => keys.has(keyOf(row))),
  );
}

/** Both versions of what changed; all rows where the state did, on which it depends whom they are held against. */
function changedRows({ was, now }: Exchanged, table: string): readonly Row[] {
  const [before, after] = [was?.tables.get(table) ?? [], now?.tables.get(table) ?? []];
  if (was?.state !== now?.state) return [...before, ...after];
  return [...without(before, after), ...without(after, before)];
}

function without(rows: readonly Row[], others: readonly Row[]): readonly Row[] {
  const byKey = new Map(others.map((row) => [row.key, row]));
  return rows.filter((row) => {
    const other = byKey.get(row.key);
    return other === undefined || !isSameCells(row.cells, other.cells);
  });
}
