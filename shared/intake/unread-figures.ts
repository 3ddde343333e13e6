import { normaliseCode } from '../codes/credit-code.ts';
import { listed, type Asking } from './asking.ts';
import type { FoundList } from './find-list.ts';
import { isFigure, type GridCell } from './grid.ts';
import { isNumberRow } from './header-rows.ts';
import { namesUnit, plainLabel } from './row-labels.ts';
import type { SheetView } from './sheet-view.ts';
import type { StagedPart } from './stage-table.ts';
import type { Notice } from './staged.ts';

interface Figures {
  readonly first: string;
  readonly count: number;
  /** 1 2 3: numbers of rows, without a header. */
  readonly isCounting: boolean;
}

/** Figures in columns of a list that have no header: nothing tells what they are, and nobody may think that they came in. */
export class FiguresWithoutHeader {
  readonly #view: SheetView;
  readonly #found: FoundList;
  readonly #columns = new Map<number, Figures>();

  constructor(view: SheetView, found: FoundList) {
    this.#view = view;
    this.#found = found;
  }

  add(row: number): void {
    for (const cell of this.#view.row(row)) {
      if (this.#found.columns.has(cell.column) || !isFigure(cell)) continue;
      const { first, count, isCounting } = this.#columns.get(cell.column) ?? {
        first: this.#view.address(row, cell.column),
        count: 0,
        isCounting: true,
      };
      this.#columns.set(cell.column, {
        first,
        count: count + 1,
        isCounting: isCounting && cell.raw.trim() === String(count + 1),
      });
    }
  }

  say({ notices }: Asking): void {
    for (const [column, { first, count, isCounting }] of this.#columns)
      if (!isCounting || count === 1)
        notices.push({
          kind: 'column-headless',
          class: 'C',
          sheet: this.#view.sheet.name,
          cell: first,
          details: { column: this.#view.columnName(column), cells: String(count) },
        });
  }
}

/** Rows with the code or the name of a unit and with its figures, which no table of a sheet has: on a sheet without headers, or above them. */
export function noticeOfUnread(view: SheetView, rows: readonly number[]): Notice | null {
  return noticeOf(
    view,
    rows.filter((row) => isOfUnit(view.row(row))),
  );
}

/** Says with the table above which rows with figures below it are of none, such as a summary by townships. */
export function sayRest<Filing>(parts: StagedPart<Filing>[], view: SheetView): void {
  const above = parts.at(-1);
  const rows = view.rowIndexes().filter((row) => !isNumberRow(view, row) && view.row(row).some(isFigure));
  const notice = noticeOf(view, rows);
  if (above === undefined || notice === null) return;
  parts[parts.length - 1] = { ...above, notices: [...above.notices, notice] };
}

function noticeOf(view: SheetView, unread: readonly number[]): Notice | null {
  const [first] = unread;
  if (first === undefined) return null;
  return {
    kind: 'rows-unread',
    class: 'C',
    sheet: view.sheet.name,
    cell: view.firstCell(first),
    details: { count: String(unread.length), rows: listed(unread.map((row) => view.rowName(row))) },
  };
}

function isOfUnit(cells: readonly GridCell[]): boolean {
  const isCode = ({ raw }: GridCell): boolean => /^\d{2}[\dA-Z]{16}$/.test(normaliseCode(raw));
  const isName = ({ raw }: GridCell): boolean => namesUnit.test(plainLabel(raw));
  const figures = cells.filter((cell) => isFigure(cell) && !isCode(cell));
  return figures.length >= 2 && cells.some((cell) => isCode(cell) || isName(cell));
}
