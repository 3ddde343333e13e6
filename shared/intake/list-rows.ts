import { readNumberText } from '../values/number-grammar.ts';
import { laidAt } from '../values/sheet-layout.ts';
import { isCalledTotal, labelOf, placeRowsIn } from './called-totals.ts';
import type { FoundList } from './find-list.ts';
import { identityCode, identityName } from './identity.ts';
import { identityOf, type DecidedColumn } from './decide-columns.ts';
import { comparisonLabel, namesUnit, noteLabel, partOfTotal, plainLabel } from './row-labels.ts';
import type { SheetView } from './sheet-view.ts';
import { moneyInNote } from './units.ts';

type Columns = ReadonlyMap<number, DecidedColumn>;

/** The rows of a list by what they are, each kind from the top down. */
export interface ListRows {
  readonly headers: readonly number[];
  readonly body: readonly number[];
  readonly totalRows: readonly number[];
  readonly noteRows: readonly number[];
  /** Within the body, and left out by the clerk. */
  readonly leftRows: readonly number[];
  /** Rows that say what a total above is made up of, or hold others beside the rows (上年同期, 增长%): left out. */
  readonly partRows: readonly number[];
  /** Of the total rows those that only their figures tell: they have the name of a place. */
  readonly placeRows: readonly number[];
}

interface RowsAsked {
  readonly repeated: readonly number[];
  readonly isRegister: boolean;
  /** Whether the figures of an item can be summed. */
  readonly isAmount: (code: string) => boolean;
}

/** Sorts the rows from the header down: as the clerk laid them out, else by their labels and by what they hold. */
export function rowsOfList(
  view: SheetView,
  found: FoundList,
  columns: Columns,
  { repeated, isRegister, isAmount }: RowsAsked,
): ListRows {
  const { laid } = found;
  if (laid !== undefined) {
    const last = laid.runs.findLast(({ kind }) => kind === 'body')?.to ?? 0;
    const below = view.rowIndexes().filter((row) => row >= (found.headerRows[0] ?? 0));
    const of = (kind: ReturnType<typeof laidAt>): readonly number[] =>
      below.filter((row) => laidAt(laid.runs, row) === kind);
    return {
      headers: [...new Set([...found.headerRows, ...of('header')])],
      body: of('body').filter((row) => isBody(view, row, columns)),
      totalRows: of('total'),
      noteRows: of('note'),
      leftRows: of(null).filter((row) => row > found.bodyFrom && row < last),
      partRows: [],
      placeRows: [],
    };
  }
  const codes = codeColumns(columns);
  const hasCode = (row: number): boolean =>
    codes.some((column) => {
      const cell = view.at(row, column);
      return cell !== undefined && /^[\dA-Z]{9,}$/.test(identityCode(cell) ?? '');
    });
  const body: number[] = [];
  /** Rows of the body without a code. */
  const bare: number[] = [];
  const totalRows: number[] = [];
  const noteRows: number[] = [];
  /** Lines among the rows that say in which unit those below are. */
  const turns: number[] = [];
  let last: number | null = null;
  const lastUnit = (): number =>
    (last ??= view.rowIndexes().findLast((row) => isUnit(view, row, columns, isRegister)) ?? -1);
  const partRows: number[] = [];
  const headers = new Set([...found.headerRows, ...repeated]);
  let isBelowTotal = false;
  for (const row of view.rowIndexes()) {
    if (row < found.bodyFrom || headers.has(row)) continue;
    // Below a note all is note, but for a row that names a unit and has its figures: no enterprise ends as a remark.
    const isTurn = isUnitNote(view, row) && row < lastUnit();
    if (isTurn) turns.push(row);
    else if (
      noteLabel.test(labelOf(view, row)) ||
      isUnitNote(view, row) ||
      (noteRows.length > 0 && !isUnit(view, row, columns, isRegister))
    )
      noteRows.push(row);
    else if (isCalledTotal(view, row) && !hasCode(row)) totalRows.push(row);
    else if (
      (comparisonLabel.test(labelOf(view, row)) || (isBelowTotal && isPartOfTotal(view, row, partRows))) &&
      !hasCode(row)
    )
      partRows.push(row);
    else if (isBody(view, row, columns)) {
      body.push(row);
      if (!hasCode(row)) bare.push(row);
    }
    isBelowTotal = totalRows.at(-1) === row || partRows.at(-1) === row;
  }
  const cells = [...columns].flatMap(([column, role]) =>
    role.kind === 'cell' && role.identity === undefined ? [{ column, code: role.code }] : [],
  );
  const { totals, headings } = placeRowsIn(view, body, totalRows, {
    bare,
    items: cells.map(({ column }) => column),
    amounts: cells.filter(({ code }) => isAmount(code)).map(({ column }) => column),
  });
  const others = new Set([...totals, ...headings]);
  return {
    headers: [...headers],
    body: body.filter((row) => !others.has(row)),
    totalRows: [...totalRows, ...totals].sort((a, b) => a - b),
    noteRows: [...noteRows, ...turns].sort((a, b) => a - b),
    leftRows: [...headings, ...partRows].sort((a, b) => a - b),
    partRows,
    placeRows: totals,
  };
}

/** Whether a row below a total says a part of it: 其中:国有企业, a row in the same 其中, one that is set in as those are. */
function isPartOfTotal(view: SheetView, row: number, before: readonly number[]): boolean {
  if (partOfTotal.test(labelOf(view, row))) return true;
  const labels = view.row(row).filter(({ raw }) => /\p{L}/u.test(raw));
  if (before.at(-1) !== row - 1 || labels.length !== 1) return false;
  const [first] = labels;
  const merged = first === undefined || first.column === 0 ? undefined : view.mergeAt(row, first.column - 1);
  const isWithin = merged !== undefined && partOfTotal.test(plainLabel(view.text(merged.top, merged.left)));
  return (
    isWithin || (/^\s{2,}|^\u3000/u.test(first?.raw ?? '') && !namesUnit.test(plainLabel(first?.raw ?? '')))
  );
}

/** A line that only says the unit of money: no enterprise of that name. */
function isUnitNote(view: SheetView, row: number): boolean {
  const cells = view.row(row);
  const [cell] = cells;
  return cell !== undefined && cells.length === 1 && moneyInNote(cell.raw) !== null;
}

/** Columns that say the code of a unit. */
function codeColumns(columns: Columns): readonly number[] {
  return [...columns].flatMap(([column, role]) => {
    const of = identityOf(role);
    return of === 'creditCode' || of === 'organisationCode' ? [column] : [];
  });
}

/** A row that names a unit, or belongs to a register, and says something: figures, or three cells at least. */
function isUnit(view: SheetView, row: number, columns: Columns, isRegister: boolean): boolean {
  const cells = view.row(row);
  const isNamed = cells.some((cell) => {
    const of = identityOf(columns.get(cell.column));
    return (
      of !== undefined &&
      of !== 'area' &&
      of !== 'parent' &&
      (of === 'name' ? identityName(cell) : identityCode(cell)) !== null
    );
  });
  const said = cells.filter(({ column, raw }) => {
    const role = columns.get(column);
    return role?.kind === 'cell' && role.identity === undefined && raw.trim() !== '';
  });
  return (
    (isNamed || isRegister) &&
    (said.length >= 3 || said.some(({ raw }) => readNumberText(raw).kind === 'number'))
  );
}

function isBody(view: SheetView, row: number, columns: Columns): boolean {
  for (const { column, raw, uncomputed } of view.row(row)) {
    const kind = columns.get(column)?.kind;
    const isFilled = raw.trim() !== '' || uncomputed === true;
    if ((kind === 'identity' || kind === 'cell') && isFilled) return true;
  }
  return false;
}
