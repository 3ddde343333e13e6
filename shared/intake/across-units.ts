import type { Field } from '../returns/definition.ts';
import type { Asking } from './asking.ts';
import type { FoundList } from './find-list.ts';
import type { ListColumn } from './list-columns.ts';
import type { SheetView } from './sheet-view.ts';
import { asSaid, usualUnits } from './table-units.ts';
import { placesOf } from './unit-parts.ts';
import { isMoney, moneyInNote } from './units.ts';

/** A row between two items that says the unit of money of those below it. */
interface Turn {
  readonly column: number;
  readonly unit: string;
  /** The items below it, up to the next. */
  readonly items: readonly (readonly [column: number, entry: ListColumn])[];
}

/**
 * A list whose units stand in columns may turn to another unit of money between two items (以下单位:元): of the items below
 * that say none themselves it is as if each said it, which is said and may be answered otherwise. Where an item below says
 * another unit itself, it is asked about.
 */
export function withTurns(
  view: SheetView,
  found: FoundList,
  fields: ReadonlyMap<string, Field>,
  asking: Asking,
): FoundList {
  const columns = new Map(found.columns);
  for (const turn of turnsOf(found, fields)) {
    const place = view.columnName(turn.column);
    const said = [...new Set([turn.unit, ...turn.items.flatMap(([, { unit }]) => unit ?? [])])];
    const isDisputed = said.length > 1;
    const units = isDisputed ? said : [...new Set([turn.unit, ...usualUnits])];
    const choices = units.map((unit) => ({ code: `unit:${unit}` }));
    const rows = rowsOf(turn, view);
    const cell = view.address(found.headerRows[0] ?? 0, turn.column);
    const places = placesOf([
      { cell, unit: turn.unit },
      ...turn.items.flatMap(([column, { unit }]) =>
        unit === null ? [] : [{ cell: view.address(found.headerRows[0] ?? 0, column), unit }],
      ),
    ]);
    const more = { cell, details: { said: said.join('、'), places, rows } };
    const isAnswered = asking.answerTo(place, 'table-unit') !== undefined;
    const id = asking.id(place, 'table-unit');
    let answer: string | undefined = `unit:${turn.unit}`;
    if (isDisputed) answer = asking.ask(place, 'table-unit', [...choices, { code: asSaid }], more);
    else if (isAnswered) answer = asking.ask(place, 'table-unit', choices, more);
    else {
      asking.assume(asking.question(id, 'table-unit', choices, more), { code: `unit:${turn.unit}` });
      asking.notices.push({
        kind: 'unit-below',
        class: 'C',
        sheet: view.sheet.name,
        cell,
        details: { rows, unit: turn.unit },
      });
    }
    for (const [column, entry] of turn.items) columns.set(column, answeredBy(answer, entry, turn, id));
  }
  return { ...found, columns };
}

function turnsOf(found: FoundList, fields: ReadonlyMap<string, Field>): readonly Turn[] {
  const all = [...found.columns].sort(([a], [b]) => a - b);
  const said = all.flatMap(([column, { role, header }]) => {
    const unit = role.kind === 'unknown' ? moneyInNote(header) : null;
    return unit === null ? [] : [{ column, unit }];
  });
  const isOfMoney = ({ role }: ListColumn): boolean => {
    const codes = role.kind === 'cell' ? [role.code] : role.kind === 'unclear' ? role.codes : [];
    return codes.some((code) => isMoney(fields.get(code)?.unit));
  };
  return said.flatMap(({ column, unit }, at) => {
    const until = said[at + 1]?.column ?? Infinity;
    const items = all.filter(([other, entry]) => other > column && other < until && isOfMoney(entry));
    return items.length === 0 ? [] : [{ column, unit, items }];
  });
}

function rowsOf({ items }: Turn, view: SheetView): string {
  const rows = items.map(([column]) => view.columnName(column));
  const [first = '', last = first] = [rows[0], rows.at(-1)];
  return first === last ? first : `${first}–${last}`;
}

/** What an item below a turn says then: the unit of the answer, or that it is in question. */
function answeredBy(answer: string | undefined, entry: ListColumn, { unit }: Turn, id: string): ListColumn {
  if (answer === undefined) return { ...entry, unit: null, unitAsked: id };
  return { ...entry, unit: answer === asSaid ? (entry.unit ?? unit) : answer.slice('unit:'.length) };
}
