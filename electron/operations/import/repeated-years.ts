import type { Notice, Question } from '#shared/intake/staged.ts';
import { codeOf, columnOf, keyOf, type CellKey } from '#shared/values/cell.ts';
import { letterOf } from '#shared/values/record.ts';
import { formatNumber } from '#shared/values/show.ts';
import { eachBefore } from '../../store/year-records.ts';
import { round } from '../../store/rounds.ts';
import { leastOfTable, nearlyAll, type Row, type TableLook } from './table-look.ts';

/** Amounts of 本年 that are 上年 throughout: copied, more likely than not. Counts stay what they were, and often. */
export function sameYears(look: TableLook): readonly Notice[] {
  const pairs = look.rows().flatMap((row) =>
    [...row.figures].flatMap(([key, cell]) => {
      const last = columnOf(key) === '本年' ? row.figures.get(keyOf(key, '上年'))?.value : undefined;
      if (last === undefined || !look.isAmount(key) || (cell.value === 0 && last === 0)) return [];
      return [{ key, cell, last }];
    }),
  );
  const columns = look.table.layout === 'list' ? [...Map.groupBy(pairs, ({ key }) => key).values()] : [pairs];
  return columns.flatMap((column): Notice[] => {
    const [first] = column;
    if (first === undefined || column.length < leastOfTable) return [];
    if (!column.every(({ cell, last }) => cell.value === last)) return [];
    const field = look.field(first.key);
    const isOne = look.table.layout === 'list';
    return [
      {
        kind: 'years-same',
        class: 'C',
        sheet: look.table.sheet,
        cell: first.cell.cell,
        details: {
          field: isOne ? (field?.name.zh ?? '') : '',
          fieldEn: isOne ? (field?.name.en ?? '') : '',
          compared: String(column.length),
        },
      },
    ];
  });
}

/** Amounts of 本年 as they were accepted last year: two columns exchanged when 上年 is another, the file of last year otherwise. */
export function lastYearAgain(look: TableLook): Question | null {
  const place = String(look.header + 1);
  if (look.answer(place, 'years-swapped') !== undefined) return null;
  if (look.answer(place, 'last-year-again') !== undefined) return null;
  const figures = look.rows().flatMap((row) =>
    [...row.figures].flatMap(([key, cell]) => {
      const last = row.last[codeOf(key)];
      if (typeof last !== 'number' || !look.isAmount(key) || (last === 0 && cell.value === 0)) return [];
      return [{ row, key, cell, last, isSame: cell.value === last }];
    }),
  );
  const [now, before] = [
    figures.filter(({ key }) => columnOf(key) === '本年'),
    figures.filter(({ key }) => columnOf(key) === '上年'),
  ];
  const same = now.filter(({ isSame }) => isSame);
  const [example] = same;
  if (example === undefined || now.length < leastOfTable || same.length < now.length * nearlyAll) return null;
  const others = before.filter(({ isSame }) => !isSame);
  const isOther = before.length >= leastOfTable && others.length >= before.length * nearlyAll;
  const field = look.field(example.key);
  const details = {
    same: String(same.length),
    compared: String(now.length),
    name: look.nameOf(example.row),
    field: field?.name.zh ?? '',
    fieldEn: field?.name.en ?? '',
    value: formatNumber(example.last, field?.decimals),
  };
  if (isOther && !isTheYearBefore(look, others))
    return look.ask('years-swapped', place, example.cell.cell, details, ['swap', 'keep', 'skip']);
  return look.ask('last-year-again', place, example.cell.cell, details, ['skip', 'keep']);
}

/** Whether 上年 has what was accepted two years ago, as a file of last year would. */
function isTheYearBefore(
  look: TableLook,
  figures: readonly { row: Row; key: CellKey; cell: { readonly value: number } }[],
): boolean {
  const { store } = look.context;
  const { year } = look.matching;
  if (round(store, year - 2) === undefined) return false;
  const record = letterOf(look.table.table);
  let same = 0;
  for (const [{ filing }, own] of Map.groupBy(figures, ({ row }) => row)) {
    const found = eachBefore(store, year - 2, { unit: filing.unit ?? '', return: filing.return });
    const cells = [...found].find(({ key }) => key === record)?.cells ?? {};
    same += own.filter(({ key, cell }) => cells[codeOf(key)] === cell.value).length;
  }
  return same >= figures.length * nearlyAll;
}
