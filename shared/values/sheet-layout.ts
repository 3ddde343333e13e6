import { columnName, columnOfName } from './address.ts';
import type { TableRows } from './sheet-rows.ts';

/** What a clerk may say a row is. Rows above the header that nobody speaks of are its title; any other is left out. */
export const laidKinds = ['header', 'units', 'number', 'body', 'total', 'note'] as const;
export type LaidKind = (typeof laidKinds)[number];

/** Neighbouring rows of one kind, both ends included. Rows count from 0. */
export interface RowRun {
  readonly kind: LaidKind;
  readonly from: number;
  readonly to: number;
}

/**
 * Where a table of a sheet is and what its columns are, as the clerk says it. Written as a clerk can read and type it:
 *
 *     list:JC102;header:4-5;units:6;body:7-19,21-40;total:20,41;notes:42-43;C=02;D=02.上年;E=skip
 *     form:JC102;header:3;body:4-9;8=05;9=skip
 *
 * `list` has one unit, or one record of a register, per row, `form` one item per row, `across` one item per row and one unit per
 * column; rows count from 1 as the sheet does.
 */
export interface SheetLayout {
  readonly kind: LayoutKind;
  /** Code of the table: JC102, JC109B. */
  readonly table: string;
  /** From the top down, without a row in two of them. A header below the body only repeats the first, page by page. */
  readonly runs: readonly RowRun[];
  /**
   * What columns are, those that were said: of a list the key of a cell (`02`, `02.上年`) or whose row it is, of a form a year,
   * `code`, `item` or `unit`, of units in columns `figures` for those of a unit; `skip` for one that is not imported. Of the
   * others the headers tell.
   */
  readonly columns: ReadonlyMap<number, string>;
  /**
   * What rows of items are, those that were said: the code of an item, or `skip`. By the number of the row, behind the letter
   * of a column where a form stands in two blocks side by side: `8`, `G8`.
   */
  readonly items: ReadonlyMap<string, string>;
}

export const layoutKinds = ['list', 'form', 'across'] as const;
export type LayoutKind = (typeof layoutKinds)[number];

/** A row of items as it is named: counted from 0, with a column of its block where that is not the first. */
export interface ItemPlace {
  readonly row: number;
  readonly column: number | null;
}

export function itemPlace(place: string): ItemPlace {
  const [, letters = '', digits = ''] = /^([A-Z]*)(\d+)$/u.exec(place) ?? [];
  return { row: Number(digits) - 1, column: letters === '' ? null : columnOfName(letters) };
}

export function printPlace({ row, column }: ItemPlace): string {
  return `${column === null ? '' : columnName(column)}${row + 1}`;
}

/** The answer that takes back what was said: the table is what import finds. */
export const asFound = 'found';

export const layoutFaults = [
  'part-unclear',
  'rows-unclear',
  'rows-reversed',
  'rows-overlap',
  'kind-absent',
  'header-absent',
  'body-absent',
  'said-twice',
  'one-row-only',
  'header-below',
  'column-twice',
  'row-twice',
  'meaning-twice',
  'item-twice',
  'item-in-list',
  'item-no-data',
  'table-unknown',
  'table-no-form',
  'meaning-unknown',
  'item-unknown',
  'no-last-year',
  'place-absent',
  'row-outside',
  'row-above',
  'rows-of-another',
  'column-outside',
  'total-as-body',
  'units-as-body',
  'number-as-body',
  'header-as-body',
  'units-without-unit',
  'identity-absent',
  'item-absent',
] as const;
export type LayoutFaultCode = (typeof layoutFaults)[number];

/** Why a layout cannot be what the clerk means; `details` are for the sentence. */
export interface LayoutFault {
  readonly code: LayoutFaultCode;
  readonly details: Readonly<Record<string, string>>;
}

function fault(code: LayoutFaultCode, details: Readonly<Record<string, string>> = {}): LayoutFault {
  return { code, details };
}

/** Reads what a clerk wrote, or says why it can't be meant. Nothing of a sheet is looked at. */
export function parseLayout(
  text: string,
): { readonly layout: SheetLayout } | { readonly fault: LayoutFault } {
  const parts = text
    .normalize('NFKC')
    .split(';')
    .map((part) => part.replace(/\s/gu, ''))
    .filter((part) => part !== '');
  let of: Pick<SheetLayout, 'kind' | 'table'> | null = null;
  const runs: RowRun[] = [];
  const columns = new Map<number, string>();
  const items = new Map<string, string>();
  const said = new Set<string>();
  for (const part of parts) {
    const [, kindSaid, table] = /^([a-z]+):([A-Z]{2}\d{3}[A-Z]?)$/u.exec(part) ?? [];
    const kind = layoutKinds.find((each) => each === kindSaid);
    const [, rowKind, rows] = /^([a-z]+):(.*)$/u.exec(part) ?? [];
    const [, letters = '', digits = '', meaning] = /^([A-Za-z]{0,3})(\d{0,7})=(\S+)$/u.exec(part) ?? [];
    const place = `${letters.toUpperCase()}${digits}`;
    const ofRows = kindOf(rowKind);
    const name = kind === undefined ? ofRows : 'kind';
    if (name !== undefined && said.has(name))
      return { fault: fault('said-twice', { part: rowKind ?? name }) };
    if (name !== undefined) said.add(name);
    if (kind !== undefined && table !== undefined) of = { kind, table };
    else if (rows !== undefined && ofRows !== undefined) {
      const found = runsIn(ofRows, rows);
      if ('fault' in found) return found;
      runs.push(...found.runs);
    } else if (Number(digits) > 0 && meaning !== undefined) {
      if (items.has(place)) return { fault: fault('row-twice', { row: digits }) };
      items.set(place, meaning);
    } else if (digits === '' && letters !== '' && meaning !== undefined) {
      const column = columnOfName(letters);
      if (columns.has(column)) return { fault: fault('column-twice', { column: columnName(column) }) };
      columns.set(column, meaning);
    } else return { fault: fault('part-unclear', { part }) };
  }
  if (of === null) return { fault: fault('kind-absent') };
  const layout: SheetLayout = { ...of, runs: runs.sort((a, b) => a.from - b.from), columns, items };
  const found = faultIn(layout);
  return found === null ? { layout } : { fault: found };
}

/** How a kind is written; the other number of the word is read as well. */
const words: Readonly<Record<LaidKind, string>> = {
  header: 'header',
  units: 'units',
  number: 'number',
  body: 'body',
  total: 'total',
  note: 'notes',
};

function kindOf(word: string | undefined): LaidKind | undefined {
  return laidKinds.find((kind) => word === words[kind] || word === kind || word === `${kind}s`);
}

function runsIn(
  kind: LaidKind,
  written: string,
): { readonly runs: readonly RowRun[] } | { readonly fault: LayoutFault } {
  const runs: RowRun[] = [];
  for (const range of written.split(',')) {
    const [, first, last = first] = /^(\d{1,7})(?:[-~](\d{1,7}))?$/u.exec(range) ?? [];
    if (first === undefined || Number(first) === 0)
      return { fault: fault('rows-unclear', { part: `${words[kind]}:${written}` }) };
    if (Number(last) < Number(first)) return { fault: fault('rows-reversed', { rows: range }) };
    runs.push({ kind, from: Number(first) - 1, to: Number(last) - 1 });
  }
  return { runs };
}

/** What of a layout contradicts itself: a row that is two things, a body above its header, a column that is there twice. */
export function faultIn({ kind: of, runs, columns, items }: SheetLayout): LayoutFault | null {
  for (const [index, run] of runs.entries()) {
    const before = runs[index - 1];
    if (before !== undefined && run.from <= before.to)
      return fault('rows-overlap', { row: String(run.from + 1), one: before.kind, other: run.kind });
  }
  const [header, body] = (['header', 'body'] as const).map((kind) => runs.find((run) => run.kind === kind));
  if (header === undefined) return fault('header-absent');
  if (body === undefined) return fault('body-absent');
  for (const kind of ['units', 'number'] as const) {
    const rows = runs.filter((run) => run.kind === kind);
    if (rows.reduce((sum, { from, to }) => sum + to - from + 1, 0) > 1)
      return fault('one-row-only', { kind });
    if (rows.some(({ from }) => from > body.from))
      return fault('header-below', { kind, row: String(body.from + 1) });
  }
  const above = runs.find(({ kind, from }) => kind !== 'units' && kind !== 'number' && from < header.from);
  if (above !== undefined) return fault('header-below', { kind: 'header', row: String(above.from + 1) });
  const places = new Map<string, number>();
  for (const [column, meaning] of columns) {
    const other = places.get(meaning);
    // A form may stand in two blocks side by side, each with its years.
    if (of === 'list' && other !== undefined && meaning !== 'skip' && meaning !== 'index')
      return fault('meaning-twice', { meaning, one: columnName(other), other: columnName(column) });
    places.set(meaning, column);
  }
  return faultOfItems(of, runs, items);
}

/** Rows that are said to be items where rows are none, or the same item. */
function faultOfItems(
  of: LayoutKind,
  runs: readonly RowRun[],
  items: SheetLayout['items'],
): LayoutFault | null {
  const rows = new Map<string, string>();
  for (const [place, meaning] of items) {
    const { row } = itemPlace(place);
    const kind = laidAt(runs, row);
    if (of === 'list') return fault('item-in-list', { row: String(row + 1) });
    if (kind !== 'body' && !(of === 'across' && kind === 'header'))
      return fault('item-no-data', { row: String(row + 1) });
    const other = rows.get(meaning);
    if (other !== undefined && meaning !== 'skip')
      return fault('item-twice', { meaning, one: other, other: String(row + 1) });
    rows.set(meaning, String(row + 1));
  }
  return null;
}

/** As it is written in an answer: {@link parseLayout} reads the same. */
export function printLayout({ kind, table, runs, columns, items }: SheetLayout): string {
  const rows = laidKinds.flatMap((of) => {
    const own = runs.filter((run) => run.kind === of).map(printRun);
    return own.length === 0 ? [] : [`${words[of]}:${own.join(',')}`];
  });
  const meanings = [...columns]
    .sort(([a], [b]) => a - b)
    .map(([column, meaning]) => `${columnName(column)}=${meaning}`);
  const said = [...items]
    .sort(([a], [b]) => itemPlace(a).row - itemPlace(b).row)
    .map(([place, meaning]) => `${place}=${meaning}`);
  return [`${kind}:${table}`, ...rows, ...meanings, ...said].join(';');
}

/** 8-40, as the sheet numbers its rows. */
export function printRun({ from, to }: Pick<RowRun, 'from' | 'to'>): string {
  return from === to ? String(from + 1) : `${from + 1}-${to + 1}`;
}

/** The kind of a row; null for one of which nothing is said. */
export function laidAt(runs: readonly RowRun[], row: number): LaidKind | null {
  let [low, high] = [0, runs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((runs[middle]?.to ?? 0) < row) low = middle + 1;
    else high = middle;
  }
  const run = runs[low];
  return run !== undefined && run.from <= row ? run.kind : null;
}

/** The runs with the rows from one to another said to be of another kind; null: nothing is said of them. */
export function withRows(
  runs: readonly RowRun[],
  from: number,
  to: number,
  kind: LaidKind | null,
): readonly RowRun[] {
  const left = runs.flatMap((run): RowRun[] => [
    ...(run.from < from ? [{ ...run, to: Math.min(run.to, from - 1) }] : []),
    ...(run.to > to ? [{ ...run, from: Math.max(run.from, to + 1) }] : []),
  ]);
  const all = kind === null ? left : [...left, { kind, from, to }];
  const merged: RowRun[] = [];
  for (const run of all.sort((a, b) => a.from - b.from)) {
    const before = merged.at(-1);
    if (before?.kind === run.kind && before.to + 1 === run.from)
      merged[merged.length - 1] = { ...before, to: run.to };
    else merged.push(run);
  }
  return merged;
}

/** The rows of a table as it was found, to begin a layout with. */
export function runsOf(table: TableRows): readonly RowRun[] {
  const { headerRows, unitsRow, numberRow, bodyFrom, bodyTo, totalRows, noteRows } = table;
  let runs: readonly RowRun[] = [{ kind: 'body', from: bodyFrom, to: bodyTo }];
  const say = (kind: LaidKind | null, rows: readonly (number | null)[]): void => {
    for (const row of rows) if (row !== null) runs = withRows(runs, row, row, kind);
  };
  say('header', headerRows);
  say('units', [unitsRow]);
  say('number', [numberRow]);
  say('total', totalRows);
  say('note', noteRows);
  say(null, table.leftRows ?? []);
  return runs;
}

/** A table as it was found, with nothing said of its columns and items. */
export function layoutOfTable(
  table: TableRows & {
    readonly table: string;
    readonly layout: string;
    readonly across?: object | undefined;
  },
): SheetLayout {
  const kind = table.across !== undefined ? 'across' : table.layout === 'list' ? 'list' : 'form';
  return { kind, table: table.table, runs: runsOf(table), columns: new Map(), items: new Map() };
}

/** The id under which a table's layout is said: `first` is its first row from 0, `part` the column of one beside another. */
export function layoutId(prefix: string, sheet: string, first: number, part?: string): string {
  return `${prefix}:${sheet}!${part === undefined ? '' : `${part}:`}${first + 1}/layout`;
}

/** Where a table begins: the first of its title lines. Its layout is asked for and answered under this row. */
export function firstRowOf({ titleRows, headerRows }: TableRows): number {
  return titleRows[0] ?? headerRows[0] ?? 0;
}
