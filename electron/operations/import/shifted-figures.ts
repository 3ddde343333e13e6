import { shiftPlace } from '#shared/intake/table-units.ts';
import { firstCellOf, placeOf, type Question, type StagedCell } from '#shared/intake/staged.ts';
import {
  isOfSize,
  ofMostSaid,
  rowShift,
  unitShift,
  type RowShift,
  type UnitShift,
  type YearRow,
} from '#shared/intake/unit-shift.ts';
import { isMoney } from '#shared/intake/units.ts';
import type { Field } from '#shared/returns/definition.ts';
import { codeOf, columnOf, keyOf, type CellKey } from '#shared/values/cell.ts';
import { formatNumber } from '#shared/values/show.ts';
import type { BatchFiling } from '../../store/batches.ts';
import { leastOfTable, type Row, type TableLook } from './table-look.ts';

/** One figure beside last year's: the accepted one, else what the file itself says of last year. */
interface Pair {
  readonly row: Row;
  readonly key: CellKey;
  readonly field: Field;
  readonly cell: StagedCell;
  readonly now: number;
  readonly last: number;
  readonly said: string;
}

/** Fewer figures of a column, or of a row, than this prove nothing. */
const [leastOfColumn, leastOfRow] = [3, 2];

/** Figures that stand beside the wrong unit: pasted a row too low or too high. */
export function shiftedRows(look: TableLook): Question | null {
  const place = String(look.header + 1);
  if (look.table.layout !== 'list' || look.answer(place, 'rows-shifted') !== undefined) return null;
  const rows = look.rows().map(({ filing, figures, last }) => {
    const [now, before] = [new Map<string, number>(), new Map<string, number>()];
    for (const [key, { value }] of figures) if (columnOf(key) === '本年' && value > 0) now.set(key, value);
    for (const [key, value] of Object.entries(last))
      if (columnOf(key) === '本年' && typeof value === 'number' && value > 0) before.set(key, value);
    return { row: filing.row, now, last: before };
  });
  const whole = rowShift(rows);
  const column = whole === null ? shiftedColumn(look, rows) : null;
  const found = whole ?? column;
  if (found === null) return null;
  const { from, by, moved, asIs, compared } = found;
  const { across } = look.table;
  const first = { row: from, ...(across === undefined ? {} : { across: across.top }) };
  return look.ask(
    'rows-shifted',
    place,
    firstCellOf(first),
    {
      from: placeOf(first),
      by: String(by),
      moved: String(moved),
      asIs: String(asIs),
      compared: String(compared),
      ...(column === null ? {} : { field: column.field.name.zh, fieldEn: column.field.name.en }),
    },
    ['skip', 'keep'],
  );
}

/** The first amount of which alone this is so: one column was sorted, or had a cell put in, without the others. */
function shiftedColumn(
  look: TableLook,
  rows: readonly YearRow[],
): (RowShift & { readonly field: Field }) | null {
  for (const key of new Set(rows.flatMap(({ now }) => [...now.keys()]))) {
    const field = look.field(key);
    if (field === undefined || !isMoney(field.unit)) continue;
    const only = (figures: ReadonlyMap<string, number>): ReadonlyMap<string, number> => {
      const value = figures.get(key);
      return new Map(value === undefined ? [] : [[key, value]]);
    };
    const found = rowShift(
      rows.map(({ row, now, last }) => ({ row, now: only(now), last: only(last) })),
      1,
    );
    if (found !== null) return { ...found, field };
  }
  return null;
}

/** Amounts of money beside last year's. */
function pairsOf(look: TableLook): readonly Pair[] {
  return look.rows().flatMap((row) =>
    [...row.figures].flatMap(([key, cell]): Pair[] => {
      const field = look.field(key);
      if (field === undefined || !isMoney(field.unit) || cell.value <= 0) return [];
      const own = columnOf(key) === '本年' ? row.figures.get(keyOf(key, '上年'))?.value : undefined;
      const last = row.last[codeOf(key)] ?? own;
      if (typeof last !== 'number' || last <= 0) return [];
      return [{ row, key, field, cell, now: cell.value, last, said: cell.readAs ?? field.unit ?? '' }];
    }),
  );
}

/** Amounts in another unit than the file says: of a column, or of the whole table. */
export function shiftedUnits(look: TableLook): readonly Question[] {
  const all = pairsOf(look);
  if (look.table.layout !== 'list' || look.rows().length < leastOfColumn) {
    return all.length < leastOfTable ? [] : shiftOfTable(look, [[null, all]]);
  }
  const columns = [...Map.groupBy(all, ({ key }) => headOf(look, key))]
    .map(([head, pairs]) => [head, ofMostSaid(pairs)] as const)
    .filter(([, pairs]) => pairs.length >= leastOfColumn);
  const ofTable = columns.length < 2 ? [] : shiftOfTable(look, columns);
  if (ofTable.length > 0) return ofTable;
  const ofColumns = columns.flatMap(([place, pairs]) => {
    const [first] = pairs;
    const shift = first === undefined ? null : unitShift(pairs, first.said);
    if (first === undefined || shift === null || look.answer(place, 'unit-shift') !== undefined) return [];
    const inLine = columns.filter(([, others]) => others.filter(isOfSize).length >= others.length / 2);
    return [askShift(look, shift, pairs, place, { inLine: inLine.length, field: first.field })];
  });
  return ofColumns.length > 0 ? ofColumns : shiftedOfRows(look, all);
}

/** All amounts of one row off alike, in a list whose others are in keeping with last year: one enterprise wrote in another unit. */
function shiftedOfRows(look: TableLook, all: readonly Pair[]): readonly Question[] {
  const rows = [...Map.groupBy(all, ({ row }) => row)];
  const inLine = rows.filter(([, pairs]) => pairs.every(isOfSize)).length;
  if (inLine < rows.length / 2) return [];
  return rows.flatMap(([{ filing }, every]) => {
    const pairs = ofMostSaid(every);
    const [first] = pairs;
    const place = placeOf(filing);
    const shift = first === undefined ? null : unitShift(pairs, first.said);
    if (shift === null || pairs.length < leastOfRow || shift.fits < pairs.length) return [];
    // Ten times as much in two figures may be a good year; a thousand times is none.
    const isFar = shift.times >= 1000 || shift.times <= 0.001;
    if ((!isFar && pairs.length < leastOfColumn) || look.answer(place, 'unit-shift') !== undefined) return [];
    return [askShift(look, shift, pairs, place, { inLine, filing })];
  });
}

/** All amounts off alike: what the file says of the unit, once above the table, is wrong for all of them. */
function shiftOfTable(
  look: TableLook,
  columns: readonly (readonly [string | null, readonly Pair[]])[],
): readonly Question[] {
  const all = columns.flatMap(([, pairs]) => pairs);
  const [first] = all;
  if (first === undefined || all.some(({ said }) => said !== first.said)) return [];
  // An answer changes what is said; a second one would not be read again.
  const answered = `${look.matching.prefix}:${look.table.sheet}!${shiftPlace(look.header, '')}`;
  if (Object.keys(look.matching.answers).some((id) => id.startsWith(answered))) return [];
  const shift = unitShift(all, first.said);
  if (shift === null || columns.some(([, pairs]) => unitShift(pairs, first.said)?.unit !== shift.unit))
    return [];
  return [askShift(look, shift, all, shiftPlace(look.header, first.said))];
}

function askShift(
  look: TableLook,
  shift: UnitShift,
  pairs: readonly Pair[],
  place: string,
  {
    inLine = 0,
    field,
    filing,
  }: { readonly inLine?: number; readonly field?: Field; readonly filing?: BatchFiling } = {},
): Question {
  const example = pairs.reduce((most, pair) => (pair.last > most.last ? pair : most));
  const question = look.ask(
    'unit-shift',
    place,
    example.cell.cell,
    {
      field: field?.name.zh ?? '',
      fieldEn: field?.name.en ?? '',
      said: example.said,
      unit: shift.unit,
      times: String(shift.times),
      fits: String(shift.fits),
      compared: String(shift.compared),
      name: look.nameOf(example.row),
      item: example.field.name.zh,
      itemEn: example.field.name.en,
      now: formatNumber(example.now, example.field.decimals),
      last: formatNumber(example.last, example.field.decimals),
      inLine: String(inLine),
      ...(filing === undefined ? {} : { row: placeOf(filing) }),
    },
    [`unit:${shift.unit}`, 'keep'],
  );
  return filing === undefined ? question : { ...question, filing: filing.id };
}

/** The cell by which an item of a list is asked about: its header. */
function headOf({ table }: TableLook, key: CellKey): string {
  return table.headings?.find((heading) => heading.key === key)?.at ?? key;
}
