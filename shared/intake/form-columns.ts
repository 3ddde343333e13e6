import type { Field } from '../returns/definition.ts';
import type { Column } from '../values/cell.ts';
import type { Asking } from './asking.ts';
import type { FormItem, FoundForm } from './find-form.ts';
import type { FormBlock, ValueColumn } from './form-block.ts';
import { isFigure, type GridCell } from './grid.ts';
import type { SheetView } from './sheet-view.ts';
import type { CellStager } from './stage-cell.ts';
import { isMoney } from './units.ts';

/** The columns of a form that its figures are taken from, and what is said of the others. */
export class FormColumns {
  readonly #view: SheetView;
  readonly #asking: Asking;
  readonly #found: FoundForm;
  readonly #cells: CellStager;

  constructor(view: SheetView, asking: Asking, found: FoundForm, cells: CellStager) {
    this.#view = view;
    this.#asking = asking;
    this.#found = found;
    this.#cells = cells;
  }

  /**
   * The columns of a block; one that is there twice is asked about, never overwritten. Where the two are of other units, such
   * as persons and 万元, both may be taken: each for the items whose unit it is.
   */
  taken({ columns }: FormBlock): FormBlock['columns'] {
    const chosen = new Map<Column, readonly ValueColumn[]>();
    for (const entry of columns) {
      const before = chosen.get(entry.column) ?? [];
      const [first] = before;
      const answer = first === undefined ? 'this' : this.#askWhich(first, entry);
      if (answer === 'this') chosen.set(entry.column, [entry]);
      else if (answer === 'each') chosen.set(entry.column, [...before, entry]);
    }
    return [...chosen.values()].flat();
  }

  #askWhich(before: ValueColumn, entry: ValueColumn): string | undefined {
    const { headerRow } = this.#found;
    const place = this.#view.address(headerRow, entry.at);
    const details = { header: this.#headerOf(entry), twice: this.#view.address(headerRow, before.at) };
    const areCounted = entry.unit !== null && before.unit !== null && entry.unit !== before.unit;
    const isEach = isMoney(entry.unit) !== isMoney(before.unit) || (areCounted && !isMoney(entry.unit));
    const more = isEach ? ['each'] : [];
    const about = isEach ? { ...details, isEach: 'yes' } : details;
    return askSecond(this.#asking, place, about, more, (open) => this.#cells.hold(open, before.at));
  }

  #headerOf({ at, column }: ValueColumn): string {
    const texts = this.#found.headerRows.map((row) => this.#view.headerText(row, at));
    return [...new Set(texts.filter((text) => text !== ''))].join('/') || column;
  }

  /** Of columns that are all taken, each for its items, the one of an item; what the others have in its row is said. */
  of(item: FormItem, { unit }: Field, columns: FormBlock['columns']): FormBlock['columns'] {
    const groups = [...Map.groupBy(columns, ({ column }) => column).values()];
    return groups.flatMap((group) => {
      if (group.length === 1) return group;
      const isFilled = ({ at }: ValueColumn): boolean => isSaid(this.#view.at(item.row, at));
      const own = group.filter((each) => isMoney(each.unit) === isMoney(unit));
      const filled = own.filter(isFilled);
      const taken = filled.find((each) => each.unit === unit) ?? filled[0] ?? own[0];
      for (const each of group)
        if (each !== taken && isFilled(each))
          this.#nameUnknown(
            item.row,
            each.at,
            `${this.#headerOf(each)} ${this.#view.text(item.row, each.at)}`.trimEnd(),
          );
      return taken === undefined ? [] : [taken];
    });
  }

  /** Names the columns of figures that are left out: a plan, a quarter, an earlier year. */
  nameOthers(block: FormBlock): void {
    // Also of rows that have nothing else: there it is all that is lost.
    const rows = this.#found.items.filter((item) => item.block === block).map(({ row }) => row);
    for (const { at, header } of block.others)
      if (rows.some((row) => isFigureIn(this.#view.at(row, at))))
        this.#nameUnknown(this.#found.headerRow, at, header);
  }

  #nameUnknown(row: number, column: number, header: string): void {
    const cell = this.#view.address(row, column);
    const { name: sheet } = this.#view.sheet;
    this.#asking.notices.push({ kind: 'column-unknown', class: 'D', sheet, cell, details: { header } });
  }
}

/** What counts of two that are the same: `first`, or `this`, which was found second. `hold` keeps the first back until then. */
export function askSecond(
  asking: Asking,
  place: string,
  details: Readonly<Record<string, string>> & { readonly header: string; readonly twice: string },
  more: readonly string[],
  hold: (question: string) => void,
): string | undefined {
  const choices = ['first', 'this', ...more].map((code) => ({ code }));
  // An id of its own: what the row is may have been asked before.
  const about = { cell: place, raw: details.header, details };
  const which = `${place}=${details.twice}`;
  const answer = asking.ask(which, 'column-unclear', choices, about);
  if (answer === undefined) hold(asking.id(which, 'column-unclear'));
  return answer;
}

function isFigureIn(cell: GridCell | undefined): boolean {
  return cell !== undefined && isFigure(cell);
}

/** Whether a cell says something, if only that its formula was never computed. */
export function isSaid(cell: GridCell | undefined): boolean {
  return cell !== undefined && (cell.raw.trim() !== '' || cell.uncomputed === true);
}
