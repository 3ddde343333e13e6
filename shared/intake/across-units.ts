import type { Field } from '../returns/definition.ts';
import type { Asking } from './asking.ts';
import type { FoundList } from './find-list.ts';
import type { ListColumn } from './list-columns.ts';
import type { SheetView } from './sheet-view.ts';
import { isMoney, moneyInNote } from './units.ts';

/**
 * A list whose units stand in columns may turn to another unit of money between two items (以下单位:元): of the items below
 * that say none themselves it is as if each said it, which is said.
 */
export function withTurns(
  view: SheetView,
  found: FoundList,
  fields: ReadonlyMap<string, Field>,
  asking: Asking,
): FoundList {
  const all = [...found.columns].sort(([a], [b]) => a - b);
  const turns = all.flatMap(([column, { role, header }]) => {
    const unit = role.kind === 'unknown' ? moneyInNote(header) : null;
    return unit === null ? [] : [{ column, unit }];
  });
  if (turns.length === 0) return found;
  const isOfMoney = ({ role }: ListColumn): boolean => {
    const codes = role.kind === 'cell' ? [role.code] : role.kind === 'unclear' ? role.codes : [];
    return codes.some((code) => isMoney(fields.get(code)?.unit));
  };
  for (const [at, { column, unit }] of turns.entries()) {
    const until = turns[at + 1]?.column ?? Infinity;
    const rows = all
      .filter(([other, entry]) => other > column && other < until && isOfMoney(entry))
      .map(([other]) => view.columnName(other));
    const [first, last = first] = [rows[0], rows.at(-1)];
    if (first === undefined) continue;
    asking.notices.push({
      kind: 'unit-below',
      class: 'C',
      sheet: view.sheet.name,
      cell: view.address(found.headerRows[0] ?? 0, column),
      details: { rows: first === last ? first : `${first}–${last ?? ''}`, unit, isSure: 'yes' },
    });
  }
  const columns = all.map(([column, entry]): readonly [number, ListColumn] => {
    const turn = turns.findLast((each) => each.column < column);
    return [
      column,
      turn === undefined || !isOfMoney(entry) ? entry : { ...entry, unit: entry.unit ?? turn.unit },
    ];
  });
  return { ...found, columns: new Map(columns) };
}
