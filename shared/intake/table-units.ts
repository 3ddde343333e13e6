import type { Field } from '../returns/definition.ts';
import { listed, type Asking } from './asking.ts';
import { unitOfItem } from './find-form.ts';
import type { FoundTable } from './find-table.ts';
import { bodyFromOf } from './laid-out.ts';
import type { SheetView } from './sheet-view.ts';
import type { StageContext } from './stage.ts';
import type { Heading } from './staged.ts';
import { allUnits, isMoney, moneyInNote, moneyLinesAbove, type SaidUnit } from './units.ts';

/** Rows at the end of a sheet that may be notes, and characters that such a note has at least. */
const [rowsOfNotes, leastOfNote] = [30, 4];

/** Where it is asked about all of a table that the file says is in a unit. */
export function shiftPlace(headerRow: number, said: string): string {
  return `${headerRow + 1}=${said}`;
}

/** What the places of a table say of its unit of money. */
interface Said {
  readonly lines: readonly SaidUnit[];
  readonly notes: readonly SaidUnit[];
}

/** An item of money: the unit that its own column or row says, and where. */
interface MoneyItem {
  readonly row: string | null;
  readonly column: string;
  readonly own: SaidUnit | null;
}

/** The answer that the notes are wrong, and each place is in the unit that it says itself. */
const asSaid = 'as-said';

/** The units that the figures of one table are in: what its lines, headers and notes say, and what the clerk answered. */
export class TableUnits {
  readonly #view: SheetView;
  readonly #context: StageContext;
  readonly #asking: Asking;
  readonly #found: FoundTable;
  /** The open question about the table's unit, while it is open. */
  #question: string | null = null;
  /** What was answered, once it was asked. */
  #answer: { readonly unit: string | undefined } | null = null;
  /** By what a column or row says itself, once they were looked for. */
  readonly #units = new Map<string | null, string | null>();
  /** Once it was looked for. */
  #said: Said | null = null;
  readonly #headerRow: number;
  /** Above which row a line may say the unit. Of a table that the clerk laid out, it may stand in what is header now. */
  readonly #linesUntil: number;
  /** Whether the clerk said that something is in another unit than the file says. */
  readonly #isShifted: boolean;

  constructor(view: SheetView, context: StageContext, asking: Asking, found: FoundTable) {
    this.#view = view;
    this.#context = context;
    this.#asking = asking;
    this.#found = found;
    this.#headerRow = found.kind === 'form' ? found.headerRow : (found.headerRows[0] ?? 0);
    this.#linesUntil = found.laid === undefined ? this.#headerRow : bodyFromOf(found.laid);
    this.#isShifted = Object.keys(context.answers).some((id) => id.endsWith('/unit-shift'));
  }

  /** The id of the open question about the table's unit of money; null where it is not asked, or answered. */
  get question(): string | null {
    return this.#question;
  }

  /**
   * The unit that figures are read in: what the file says, unless the clerk has found it to be another, of one row or column
   * of a list or of all that the file says are in the same.
   */
  unitOf(
    field: Field,
    said: string | null,
    headerRow: number,
    at?: { readonly column: number; readonly place?: string },
  ): string | null {
    const unit = isMoneyField(field) ? this.#moneyAs(said) : said;
    if (!this.#isShifted || !isMoneyField(field)) return unit;
    const places = [
      ...(at?.place === undefined ? [] : [at.place]),
      ...(at === undefined ? [] : [this.#view.address(headerRow, at.column)]),
      shiftPlace(headerRow, unit ?? ''),
    ];
    const answer = places
      .map((place) => this.#asking.answerTo(place, 'unit-shift'))
      .find((given) => given?.startsWith('unit:') === true);
    return answer === undefined ? unit : answer.slice('unit:'.length);
  }

  /** What the lines above the table say of the unit of money. */
  headingAbove(): Heading {
    return { at: '', text: '', unit: allUnits(this.#places.lines) };
  }

  #moneyAs(own: string | null): string | null {
    const known = this.#units.get(own);
    if (known !== undefined) return known;
    const unit = this.#moneyOf(own);
    this.#units.set(own, unit);
    return unit;
  }

  /**
   * A column or row that says its own unit of money is in that, unless a note says another; any other is in that of the lines
   * above and the notes. Where these differ, or say nothing, one question is asked of the table.
   */
  #moneyOf(own: string | null): string | null {
    if (own !== null && !isMoney(own)) return own;
    if (!this.#isDisputed(own)) return own ?? allUnits([...this.#places.lines, ...this.#places.notes]);
    const answer = (this.#answer ??= { unit: this.#ask() }).unit;
    if (answer === undefined) return null;
    return answer === asSaid ? (own ?? allUnits(this.#places.lines)) : answer.slice('unit:'.length);
  }

  #isDisputed(own: string | null): boolean {
    const { lines, notes } = this.#places;
    if (own !== null) return notes.some(({ unit }) => unit !== own);
    return new Set([...lines, ...notes].map(({ unit }) => unit)).size !== 1;
  }

  #ask(): string | undefined {
    const place = String(this.#headerRow + 1);
    const { lines, notes } = this.#places;
    const items = this.#moneyItems().filter(({ own }) => this.#isDisputed(own?.unit ?? null));
    const own = items.flatMap((item) => item.own ?? []);
    const said = [...lines, ...own, ...notes];
    const units = [...new Set(said.map(({ unit }) => unit))];
    const distinct = (some: readonly SaidUnit[]): number => new Set(some.map(({ unit }) => unit)).size;
    const isEach =
      distinct([...lines, ...own]) > 1 && (distinct(lines) === 1 || items.every((item) => item.own !== null));
    const choices = (units.length === 0 ? ['千元', '万元', '元'] : units).map((unit) => ({
      code: `unit:${unit}`,
    }));
    const answer = this.#asking.ask(
      place,
      'table-unit',
      isEach ? [...choices, { code: asSaid }] : choices,
      units.length === 0
        ? { ground: '' }
        : {
            details: {
              said: units.join('、'),
              places: placesOf(said),
              ...(this.#found.kind === 'form'
                ? { rows: listed([...new Set(items.flatMap(({ row }) => row ?? []))]) }
                : { columns: listed(items.map(({ column }) => column)) }),
            },
            ground: units.join('、'),
          },
    );
    if (answer === undefined) this.#question = this.#asking.id(place, 'table-unit');
    return answer;
  }

  /** The items of money that have figures in this table. */
  #moneyItems(): readonly MoneyItem[] {
    const view = this.#view;
    const fields = this.#context.edition.fields(this.#asking.table);
    const isOfMoney = (code: string): boolean => isMoney(fields.get(code)?.unit);
    const saidAt = (unit: string | null, row: number, column: number): SaidUnit | null =>
      unit === null || !isMoney(unit) ? null : { cell: view.address(row, column), unit };
    if (this.#found.kind === 'form')
      return this.#found.items.flatMap((item): MoneyItem[] => {
        const { row, block, codes } = item;
        if (!codes.some(isOfMoney)) return [];
        const [filled] = block.columns.filter(({ at }) => view.text(row, at) !== '');
        if (filled === undefined) return [];
        const inRow = unitOfItem(view, item, null);
        const unit = unitOfItem(view, item, filled.unit);
        const own =
          inRow === null
            ? saidAt(unit, this.#headerRow, filled.at)
            : saidAt(unit, row, block.unitColumn ?? block.codeColumn);
        return [{ row: view.rowName(row), column: view.columnName(filled.at), own }];
      });
    const { columns, unitsRow } = this.#found;
    return [...columns].flatMap(([column, { role, unit }]): MoneyItem[] => {
      const codes = role.kind === 'cell' ? [role.code] : role.kind === 'unclear' ? role.codes : [];
      if (!codes.some(isOfMoney)) return [];
      return [
        {
          row: null,
          column: view.columnName(column),
          own: saidAt(unit, unitsRow ?? this.#headerRow, column),
        },
      ];
    });
  }

  /** The lines above; and the last rows of the sheet, with lines of one cell anywhere below the header. */
  get #places(): Said {
    if (this.#said !== null) return this.#said;
    const { rows } = this.#view.sheet;
    const notes: SaidUnit[] = [];
    for (const [at, { index, cells }] of rows.entries()) {
      if (index <= this.#headerRow || (cells.length > 1 && at < rows.length - rowsOfNotes)) continue;
      for (const { type, raw, column } of cells) {
        const unit = type === 'text' && raw.length >= leastOfNote ? moneyInNote(raw) : null;
        if (unit !== null) notes.push({ cell: this.#view.address(index, column), unit });
      }
    }
    return (this.#said = { lines: moneyLinesAbove(this.#view, this.#linesUntil), notes });
  }
}

function isMoneyField({ type, unit }: Field): boolean {
  return type === 'number' && isMoney(unit);
}

/** A3 千元、B7–B9 千元、A12 万元: what each place says, of many alike the first and last. */
function placesOf(said: readonly SaidUnit[]): string {
  const runs: { unit: string; first: string; last: string }[] = [];
  for (const { cell, unit } of said) {
    const before = runs.at(-1);
    const isSameColumn = before?.first.replace(/\d+$/, '') === cell.replace(/\d+$/, '');
    if (before?.unit === unit && isSameColumn) before.last = cell;
    else runs.push({ unit, first: cell, last: cell });
  }
  return listed(
    runs.map(({ unit, first, last }) => `${first === last ? first : `${first}–${last}`} ${unit}`),
  );
}
