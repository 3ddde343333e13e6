import { toText } from '../values/decimal.ts';
import { readNumberText } from '../values/number-grammar.ts';
import { Sum } from './check-totals.ts';
import type { GridCell } from './grid.ts';
import {
  groupLabel,
  groupNumber,
  kindLabel,
  namesUnit,
  placeLabel,
  plainLabel,
  totalLabel,
} from './row-labels.ts';
import type { SheetView } from './sheet-view.ts';

/** One by one: mostly the first few of a row say enough. */
function* textsIn(view: SheetView, row: number): Generator<string> {
  for (const { raw } of view.row(row)) {
    const text = plainLabel(raw);
    if (text !== '') yield text;
  }
}

/** What a row calls itself: its first text, behind a running number. */
export function labelOf(view: SheetView, row: number): string {
  const [first = '', second = ''] = textsIn(view, row);
  return /^\d+$/.test(first) ? second : first;
}

/** The texts before the first figure of a row, behind a running number. */
function labelsOf(view: SheetView, row: number): readonly string[] {
  const labels: string[] = [];
  let isFirst = true;
  for (const text of textsIn(view, row)) {
    const isRunning = isFirst && /^\d{1,5}$/.test(text);
    isFirst = false;
    if (isRunning) continue;
    if (readNumberText(text).kind === 'number') break;
    labels.push(text);
  }
  return labels;
}

/** 合计, 小计, 全县合计, 合隆镇 beside 小计: a row that says by its labels that it is a total. */
export function isCalledTotal(view: SheetView, row: number): boolean {
  if (totalLabel.test(labelOf(view, row))) return true;
  const labels = labelsOf(view, row);
  return (
    labels.some((label) => totalLabel.test(label)) &&
    labels.every((label) => totalLabel.test(label) || placeLabel.test(label))
  );
}

function isPlace(view: SheetView, row: number): boolean {
  const labels = labelsOf(view, row);
  return labels.length > 0 && labels.every((label) => placeLabel.test(label));
}

/** Whether a row is called by a kind of enterprises, or numbered as a group, and by no name of one. */
function isKind(view: SheetView, row: number): boolean {
  const [first = '', second] = labelsOf(view, row);
  if (namesUnit.test(second ?? first)) return false;
  return groupNumber.test(first) ? second !== undefined : groupLabel.test(first) || kindLabel.test(first);
}

/** Rows that are called by the name of a place or a kind of enterprises and nothing else, or by that of a group. */
export interface PlaceRows {
  readonly totals: readonly number[];
  /** Without a figure. */
  readonly headings: readonly number[];
}

/** So many of a row's figures must be sums for it to sum others: one of them may be wrong. */
const leastShare = 0.5;

/** Of a list the columns of items, of them those that can be summed, and the rows that may be totals. */
export interface Summed {
  readonly items: readonly number[];
  readonly amounts: readonly number[];
  /** Rows without the code of a unit. */
  readonly bare: readonly number[];
}

/**
 * Which rows of a list that have only the name of a place (合隆镇, no 小计) are the totals of its rows: those of which most
 * figures are what the rows below or above come to.
 */
export function placeRowsIn(
  view: SheetView,
  body: readonly number[],
  called: readonly number[],
  { items, amounts, bare }: Summed,
): PlaceRows {
  const isFilled = (row: number): boolean => items.some((column) => view.text(row, column) !== '');
  const isHeading = (row: number): boolean =>
    !isFilled(row) &&
    (isPlace(view, row) || (view.row(row).length === 1 && groupLabel.test(labelOf(view, row))));
  const headings = bare.filter(isHeading);
  const places = bare.filter((row) => isFilled(row) && (isPlace(view, row) || isKind(view, row)));
  if (places.length === 0) return { totals: [], headings };
  const ends = [...called, ...places].sort((a, b) => a - b);
  const sums = sumsBetween(view, body, ends, amounts);
  const isTotal = (row: number): boolean => {
    const at = ends.indexOf(row);
    const said = amounts.flatMap((column) => {
      const cell = view.at(row, column);
      const value = cell === undefined ? null : valueOf(cell);
      return cell === undefined || value === null || value === 0 ? [] : [{ column, value, raw: cell.raw }];
    });
    const isSaid = (from: number, until: number): boolean => {
      const right = said.filter(({ column, value, raw }) => {
        const all = sums.slice(from, until).flatMap((each) => each.get(column) ?? []);
        return all.length > 0 && all.reduce((one, other) => one.with(other)).isSaidBy(value, raw, {});
      });
      return right.length > 0 && right.length >= said.length * leastShare;
    };
    return (
      isSaid(at, at + 1) || isSaid(at + 1, at + 2) || isSaid(0, at + 1) || isSaid(at + 1, ends.length + 1)
    );
  };
  return { totals: places.filter(isTotal), headings };
}

/** What the rows between each two of `ends` come to, by column. */
function sumsBetween(
  view: SheetView,
  body: readonly number[],
  ends: readonly number[],
  amounts: readonly number[],
): readonly ReadonlyMap<number, Sum>[] {
  const sums = Array.from({ length: ends.length + 1 }, () => new Map<number, Sum>());
  let stretch = 0;
  for (const row of body) {
    while ((ends[stretch] ?? Infinity) < row) stretch++;
    if (row === ends[stretch]) continue;
    for (const column of amounts) {
      const cell = view.at(row, column);
      const value = cell === undefined ? null : valueOf(cell);
      if (cell === undefined || value === null) continue;
      const sum = sums[stretch]?.get(column) ?? new Sum();
      sum.add({ value, raw: cell.raw });
      sums[stretch]?.set(column, sum);
    }
  }
  return sums;
}

function valueOf({ type, raw }: GridCell): number | null {
  if (type !== 'number' && type !== 'text') return null;
  const said = readNumberText(raw);
  return said.kind === 'number' && said.unit === null ? Number(toText(said.value)) : null;
}
