import { readNumberText } from '../values/number-grammar.ts';
import { comparableHeader, isYearAlone, saysOtherMeasure } from './header-words.ts';
import type { GridCell } from './grid.ts';
import { totalLabel } from './row-labels.ts';
import type { SheetView } from './sheet-view.ts';
import { isLikeUnit, isNoUnit, isUnitWord } from './units.ts';

/** The columns of one unit, one for each part of what is said of it, 本年 and 上年; null for a part that it lacks. */
export type AcrossUnit = readonly (number | null)[];

const labels = /^(计量单位|单位|代码|指标代码|序号|编号|行次|栏次|备注|说明|指标解释|指标口径|口径)$/u;
const noName =
  /^(数量|金额|数值|填报内容|内容|情况|解释|定义|公式|来源|方法|结果|排名|名次|得分|权重|类型|.*(季度|月份?|说明|解释))$/u;
const areaName = /^\P{N}{1,8}[省市县区州盟旗镇乡]$/u;

/** Whether a header labels a column that is no unit's: 计量单位, 代码, 备注. */
export function isColumnLabel(text: string): boolean {
  return labels.test(comparableHeader(text));
}

/** Whether a cell above figures may name a unit that reports. */
export function mayNameUnit({ type, raw }: GridCell): boolean {
  const text = comparableHeader(raw);
  return (
    type === 'text' &&
    /\p{L}{2}/u.test(text) &&
    !isYearAlone(text) &&
    !saysOtherMeasure(text) &&
    !noName.test(text) &&
    !isUnitWord(text) &&
    !totalLabel.test(text)
  );
}

/** The columns behind the items: those of units of measure and of years, and those of the units that report. */
export function columnsBehind(
  view: SheetView,
  items: number,
  { heads, figures }: { readonly heads: readonly number[]; readonly figures: readonly number[] },
): {
  readonly unitColumn: number | null;
  readonly yearColumn: number | null;
  readonly columns: readonly number[];
} {
  let [unitColumn, yearColumn]: [number | null, number | null] = [null, null];
  const columns: number[] = [];
  for (let column = items + 1; column <= view.lastColumn; column++) {
    const words = heads.map((row) => comparableHeader(view.headerText(row, column)));
    const texts = figures.map((row) => view.text(row, column)).filter((text) => text !== '');
    const areUnits =
      texts.filter(isUnitWord).length >= 2 && texts.every((text) => isLikeUnit(text) || isNoUnit(text));
    const areYears = texts.length >= 2 && texts.every((text) => isYearAlone(comparableHeader(text)));
    const isBare = words.every((word) => word === '');
    if (unitColumn === null && (areUnits || words.some((word) => /^(计量)?单位$/u.test(word))))
      unitColumn = column;
    else if (columns.length === 0 && yearColumn === null && areYears) yearColumn = column;
    else if (words.some((word) => labels.test(word)) || (isBare && texts.length === 0)) continue;
    else if (!isBare || texts.some(isFigure)) columns.push(column);
  }
  return { unitColumn, yearColumn, columns };
}

function isFigure(text: string): boolean {
  return readNumberText(text).kind === 'number';
}

/** Columns by the units whose they are; null where it is not clear which of them belong together. */
export function unitsIn(
  view: SheetView,
  columns: readonly number[],
  { heads, partsRow }: { readonly heads: readonly number[]; readonly partsRow: number | null },
): { readonly parts: readonly string[]; readonly units: readonly AcrossUnit[] } | null {
  if (partsRow === null) return { parts: [''], units: columns.map((column) => [column]) };
  const groups: number[][] = [];
  for (const column of columns) {
    const last = groups.at(-1);
    if (last === undefined || heads.some((row) => view.text(row, column) !== '')) groups.push([column]);
    else last.push(column);
  }
  const partOf = (column: number): string => comparableHeader(view.text(partsRow, column));
  const parts = [...new Set(columns.map(partOf))];
  const isClear = groups.every((group) => new Set(group.map(partOf)).size === group.length);
  if (!isClear) return null;
  return {
    parts,
    units: groups.map((group) =>
      parts.map((part) => group.find((column) => partOf(column) === part) ?? null),
    ),
  };
}

/** Two columns at least that name a unit above figures, and most of all that have figures. */
export function areUnits(
  view: SheetView,
  units: readonly AcrossUnit[],
  {
    nameRow,
    heads,
    figures,
  }: {
    readonly nameRow: number | null;
    readonly heads: readonly number[];
    readonly figures: readonly number[];
  },
): boolean {
  const rows = nameRow === null ? heads : [nameRow];
  const filled = units.flatMap((columns) => {
    const used = columns.filter((column) => column !== null);
    const names = rows.flatMap((row) => view.at(row, used[0] ?? 0) ?? []);
    const isTotal = names.some(({ raw }) => totalLabel.test(comparableHeader(raw)));
    const hasFigures = used.some((column) => figures.some((row) => isFigure(view.text(row, column))));
    return isTotal || !hasFigures ? [] : [names];
  });
  const named = filled.filter((names) =>
    names.some((cell) => (nameRow === null ? /[0-9A-Z]{9}/.test(cell.raw) : mayNameUnit(cell))),
  );
  const areAreas = named.every((names) => names.some(({ raw }) => areaName.test(comparableHeader(raw))));
  return named.length >= 2 && named.length * 2 >= filled.length && !areAreas;
}
