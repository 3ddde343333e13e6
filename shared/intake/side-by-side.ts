import type { FoundForm } from './find-form.ts';
import type { FoundList } from './find-list.ts';
import type { FormBlock } from './form-block.ts';
import type { GridCell } from './grid.ts';
import { identityAbove } from './identity.ts';
import type { SheetView } from './sheet-view.ts';

/** Columns from one up to, and without, another. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * The tables that stand side by side on a sheet where a list was found, each as a sheet of its own; none where it is the only
 * one. A further table begins behind empty columns, or where the columns say a second time whose row it is, and is one only
 * if `isTable` finds it to be.
 */
export function sideBySide(
  view: SheetView,
  list: FoundList,
  isTable: (part: SheetView) => boolean,
): readonly SheetView[] {
  const begins = [...new Set([...behindGaps(view, list), ...identifiedAgain(list)])].sort((a, b) => a - b);
  if (begins.length === 0) return [];
  const first = Math.min(...list.columns.keys());
  const spans = [0, ...begins.filter((column) => column > first)].map((from, at, all): Span => ({
    from,
    to: all[at + 1] ?? Infinity,
  }));
  const [top = 0] = list.headerRows;
  // Columns that are no table of their own belong to the one before them; the first of all begins with the sheet.
  const tables = spans.filter((span) => isTable(partOf(view, span, top))).map(({ from }) => from);
  return tables.length < 2
    ? []
    : tables.map((from, at) =>
        partOf(view, { from: at === 0 ? 0 : from, to: tables[at + 1] ?? Infinity }, top),
      );
}

/** Items of a form that stand in two of its blocks, more than a slip of the pen. */
const leastTwice = 2;

/**
 * The forms that stand side by side, each with a unit of its own above it; none where the blocks are those of one form, or
 * nobody says whose the second is.
 */
export function formsBeside(
  view: SheetView,
  { blocks, items, headerRow, headerRows }: FoundForm,
): readonly SheetView[] {
  const codesOf = (block: FormBlock): readonly string[] =>
    items.flatMap(({ block: of, codes: [code = ''] }) => (of === block && code !== '' ? [code] : []));
  const seen = new Set<string>();
  const begins = blocks.flatMap((block) => {
    const codes = codesOf(block);
    const twice = codes.filter((code) => seen.has(code)).length;
    for (const code of codes) seen.add(code);
    return twice >= Math.min(leastTwice, codes.length) && twice > 0 ? [block.from] : [];
  });
  if (begins.length === 0) return [];
  const top = headerRows[0] ?? headerRow;
  const parts = splitAt(view, begins, top);
  const names = parts.map((part) => JSON.stringify(identityAbove(part, top, new Map())));
  return names.includes('{}') || new Set(names).size < names.length ? [] : parts;
}

/** A sheet as tables that begin at these columns, and one before them. */
export function splitAt(view: SheetView, begins: readonly number[], top: number): readonly SheetView[] {
  return [0, ...begins].map((from, at) => partOf(view, { from, to: begins[at] ?? Infinity }, top));
}

/** The first columns behind columns that no row from the header down has a cell in. */
function behindGaps(view: SheetView, list: FoundList): readonly number[] {
  const headers = [...list.columns.keys()].sort((a, b) => a - b);
  const [first = 0, last = 0] = [headers[0], headers.at(-1)];
  if (last - first + 1 === headers.length && view.lastColumn <= last) return [];
  const [top = 0] = list.headerRows;
  const used = new Set<number>();
  for (const row of view.rowIndexes())
    if (row >= top) for (const { column } of view.row(row)) used.add(column);
  return [...used].filter((column) => column > first && !used.has(column - 1));
}

/** Where a column says whose row it is, though one before it says so already. */
function identifiedAgain(list: FoundList): readonly number[] {
  const begins: number[] = [];
  let seen = new Set<string>();
  let index: number | null = null;
  for (const [column, { role }] of [...list.columns].sort(([a], [b]) => a - b)) {
    const of = role.kind === 'identity' ? role.of : role.kind === 'cell' ? role.identity : undefined;
    if (of === 'name' || of === 'creditCode') {
      if (seen.has(of)) {
        begins.push(index === column - 1 ? index : column);
        seen = new Set();
      }
      seen.add(of);
    }
    index = role.kind === 'index' ? column : null;
  }
  return begins;
}

/** What is written above stands for all, unless a table has a line of that label, or a title, in its own columns. */
function partOf(view: SheetView, { from, to }: Span, top: number): SheetView {
  const above = new Map<GridCell, string>();
  for (const row of view.rowIndexes()) {
    if (row >= top) break;
    let label = '';
    for (const cell of view.row(row)) {
      label = /^([^::]{1,20})[::]/u.exec(cell.raw.normalize('NFKC').trim())?.[1] ?? label;
      above.set(cell, label);
    }
  }
  const isWithin = ({ column }: GridCell): boolean => column >= from && column < to;
  const own = new Set([...above].flatMap(([cell, label]) => (isWithin(cell) ? [label] : [])));
  const others = new Set(
    [...above].flatMap(([cell, label]) => (!isWithin(cell) && !own.has(label) ? [place(cell)] : [])),
  );
  return view.only(
    (row, cell) => isWithin(cell) || (row < top && others.has(place(cell))),
    from === 0 ? undefined : view.columnName(from),
  );
}

function place({ column, raw }: GridCell): string {
  return `${column} ${raw}`;
}
