import type { Field } from '../returns/definition.ts';
import type { Asking } from './asking.ts';
import type { FoundTable } from './find-table.ts';
import { bodyFromOf } from './laid-out.ts';
import type { SheetView } from './sheet-view.ts';
import type { StageContext } from './stage.ts';
import type { Heading } from './staged.ts';
import { bothUnits, isMoney, moneyAbove, moneyInNote } from './units.ts';

/** Rows at the end of a sheet that may be notes, and characters that such a note has at least. */
const [rowsOfNotes, leastOfNote] = [30, 4];

/** Where it is asked about all of a table that the file says is in a unit. */
export function shiftPlace(headerRow: number, said: string): string {
  return `${headerRow + 1}=${said}`;
}

/** The units that the figures of one table are in: what its lines, headers and notes say, and what the clerk answered. */
export class TableUnits {
  readonly #view: SheetView;
  readonly #asking: Asking;
  /** The open question about the table's unit, while it is open. */
  #question: string | null = null;
  /** What the notes say of the unit of money, once they were looked at. */
  #noted: { readonly unit: string | null } | null = null;
  /** By the header row, once they were looked for. */
  readonly #defaultUnits = new Map<number, string | null>();
  readonly #headerRow: number;
  /** Of a table that the clerk laid out: where its body begins. A line of the unit may stand in what is header now. */
  readonly #linesUntil: number | undefined;
  /** Whether the clerk said that something is in another unit than the file says. */
  readonly #isShifted: boolean;

  constructor(view: SheetView, { answers }: StageContext, asking: Asking, found: FoundTable) {
    this.#view = view;
    this.#asking = asking;
    this.#headerRow = found.kind === 'form' ? found.headerRow : (found.headerRows[0] ?? 0);
    this.#linesUntil = found.laid === undefined ? undefined : bodyFromOf(found.laid);
    this.#isShifted = Object.keys(answers).some((id) => id.endsWith('/unit-shift'));
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
    const unit =
      said === null ? this.#defaultUnit(field, headerRow) : this.#besideNotes(said, field, headerRow);
    if (!this.#isShifted || field.type !== 'number' || !isMoney(field.unit)) return unit;
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

  /** 单位:万元 above the table; else, for money, one question for the table. Counts need no unit. */
  #defaultUnit(field: Field, headerRow: number): string | null {
    if (field.type !== 'number' || !isMoney(field.unit)) return null;
    let unit = this.#defaultUnits.get(headerRow);
    if (unit === undefined) this.#defaultUnits.set(headerRow, (unit = this.#unitOfTable(headerRow)));
    return unit;
  }

  /** What a column says of its unit of money, unless a note says another: then it is asked which of them holds. */
  #besideNotes(said: string, field: Field, headerRow: number): string | null {
    if (field.type !== 'number' || !isMoney(field.unit) || !isMoney(said)) return said;
    const noted = (this.#noted ??= { unit: this.#unitInNotes() }).unit;
    return noted === null || noted === said
      ? said
      : this.#askUnit(`${headerRow + 1}=${said}`, [said, ...noted.split('、')]);
  }

  /** One of several units of money that the table says. */
  #askUnit(place: string, said: readonly string[]): string | null {
    const choices = said.map((unit) => ({ code: `unit:${unit}` }));
    const details = { said: said.join('、') };
    const answer = this.#asking.ask(place, 'table-unit', choices, { details, ground: details.said });
    if (answer === undefined) this.#question = this.#asking.id(place, 'table-unit');
    return answer?.slice('unit:'.length) ?? null;
  }

  /** What the last rows of the sheet, and lines of one cell anywhere below the header, say of the unit of money. */
  #unitInNotes(): string | null {
    const { rows } = this.#view.sheet;
    let said: string | null = null;
    for (const [at, { index, cells }] of rows.entries()) {
      if (index <= this.#headerRow || (cells.length > 1 && at < rows.length - rowsOfNotes)) continue;
      for (const { type, raw } of cells)
        if (type === 'text' && raw.length >= leastOfNote) said = bothUnits(said, moneyInNote(raw));
    }
    return said;
  }

  /** What the lines above the table say of the unit of money. */
  headingAbove(): Heading {
    return { at: '', text: '', unit: moneyAbove(this.#view, this.#linesUntil ?? this.#headerRow) };
  }

  #unitOfTable(headerRow: number): string | null {
    const said = bothUnits(moneyAbove(this.#view, this.#linesUntil ?? headerRow), this.#unitInNotes());
    if (said !== null) {
      const all = [...new Set(said.split('、'))];
      return all.length > 1 ? this.#askUnit(String(headerRow + 1), all) : said;
    }
    const place = String(headerRow + 1);
    const choices = [{ code: 'unit:千元' }, { code: 'unit:万元' }, { code: 'unit:元' }];
    const answer = this.#asking.ask(place, 'table-unit', choices, { ground: '' });
    if (answer === undefined) this.#question = this.#asking.id(place, 'table-unit');
    return answer?.slice('unit:'.length) ?? null;
  }
}
