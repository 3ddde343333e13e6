import type { Field } from '../returns/definition.ts';
import { codeOf, columnOf } from '../values/cell.ts';
import { isScale, readNumberText } from '../values/number-grammar.ts';
import { withoutResidentIds } from '../values/personal.ts';
import { groundOf, type Asking } from './asking.ts';
import type { GridCell } from './grid.ts';
import { ask, type Alike, type CellContext, type CellReading } from './cell-reading.ts';
import type { FoundTable } from './find-table.ts';
import { isUnitCode, readCell } from './read-cell.ts';
import { ReadingNotices } from './reading-notices.ts';
import type { SheetView } from './sheet-view.ts';
import type { StageContext } from './stage.ts';
import type { Question, StagedCell } from './staged.ts';
import { StruckOut } from './struck-out.ts';
import { TableItems } from './table-items.ts';
import { TableUnits } from './table-units.ts';
import { isMoney, type SaidUnit } from './units.ts';

/** Reads the cells of one sheet by their fields: a value with its trace, or the question that stands in its place. */
export class CellStager {
  readonly #view: SheetView;
  readonly #date1904: boolean;
  readonly #asking: Asking;
  readonly #headerRow: number;
  readonly #isForm: boolean;
  readonly #notices: ReadingNotices;
  readonly items: TableItems;
  readonly struck: StruckOut;
  readonly units: TableUnits;
  /** Columns, and cells as row/column, of which it is open whether they count, with the question. */
  readonly #held = new Map<string, string>();

  /** @param above what tables above on the sheet say of their unit of money */
  constructor(
    view: SheetView,
    { date1904, above }: { readonly date1904: boolean; readonly above: readonly SaidUnit[] },
    context: StageContext,
    asking: Asking,
    found: FoundTable,
  ) {
    this.#view = view;
    this.#isForm = found.kind === 'form';
    this.#headerRow = found.kind === 'form' ? found.headerRow : (found.headerRows[0] ?? 0);
    this.#date1904 = date1904;
    this.#asking = asking;
    this.#notices = new ReadingNotices(view, asking, this.#isForm);
    this.items = new TableItems(context, asking, this.#isForm);
    this.struck = new StruckOut(view, asking);
    this.units = new TableUnits(view, context, asking, { found, above });
  }

  /**
   * The unit that a cell is read in, by what its column or row says (`said`). A cell with a unit of its own, 350万元, or one
   * that says that there is no figure is not what the unit of a table that says none is asked for.
   */
  unitOf(
    cell: GridCell,
    field: Field,
    said: string | null,
    { row, column, place }: { readonly row: number; readonly column?: number; readonly place?: string },
  ): string | null {
    const isOwn = isMoney(field.unit) && this.units.isUnsaid(said, row) && this.#needsNoUnit(cell);
    return isOwn ? null : this.units.unitOf(field, said, row, column, place);
  }

  /** Whether a cell says the same whatever the unit of its column is; in a table of 万美元 30万 does not. */
  #needsNoUnit({ type, raw }: GridCell): boolean {
    if (type !== 'text' || this.units.isStrange()) return false;
    const said = readNumberText(raw);
    if (said.kind === 'number') return said.unit !== null && (isMoney(said.unit) || isScale(said.unit));
    return said.kind === 'blank';
  }

  read(cell: GridCell, field: Field, unit: string | null, taken: CellContext['taken'] = {}): CellReading {
    return readCell(cell, { field, list: this.items.list(field), unit, date1904: this.#date1904, taken });
  }

  /** In a column of shares, a number that is none is asked about by itself. */
  #readIn(cell: GridCell, row: number, field: Field, key: string, unit: string | null): CellReading {
    // 上年 need not be filled where 本年 must.
    const plain = this.read(cell, field, unit, columnOf(key) === '上年' ? { 'none-mark': 'none' } : {});
    if (field.unit !== '%' || plain.kind !== 'value') return plain;
    const place = this.#placeOf({ within: 'column', ground: '' }, cell, row);
    const isShare = this.#asking.answerTo(place, 'percent-scale') === 'share';
    return isShare ? this.read(cell, field, unit, { 'percent-scale': 'share' }) : plain;
  }

  /** Where it is asked about all cells that are written alike. A form has an item in each row. */
  #placeOf({ within, ground }: Alike, cell: GridCell, row: number): string {
    const of =
      within === 'table'
        ? String(this.#headerRow + 1)
        : this.#view.address(this.#isForm ? row : this.#headerRow, cell.column);
    return ground === '' ? of : `${of}=${ground}`;
  }

  /** What stands in a column, or in one row of it, is not written while a question is open that it is not asked about itself. */
  hold(question: string, column: number, row?: number): void {
    this.#held.set(row === undefined ? String(column) : `${row}/${column}`, question);
  }

  /** What was read of a cell, or the question that keeps it back. */
  unlessHeld(staged: StagedCell, row: number, column: number): StagedCell {
    if (this.#held.size === 0 || staged.value === undefined) return staged;
    const question = this.#held.get(String(column)) ?? this.#held.get(`${row}/${column}`);
    if (question === undefined) return staged;
    const { key, raw, sheet, cell } = staged;
    return { key, raw, sheet, cell, question };
  }

  /** One cell of a filing; a question about it names the filing. */
  cell(
    cell: GridCell,
    row: number,
    field: Field,
    key: string,
    unit: string | null,
    filing: string,
  ): StagedCell {
    const struck = this.struck.at(row, cell.column);
    if (struck !== null && struck.kind !== 'keep') {
      const sheet = this.#view.sheet.name;
      const base = { key, raw: cell.raw, sheet, cell: this.#view.address(row, cell.column) };
      return struck.kind === 'blank'
        ? { ...base, value: { blank: 'unknown' } }
        : { ...base, question: struck.question };
    }
    const left = this.#view.leftOf(row, cell.column);
    const reading =
      left === undefined ? this.#readIn(cell, row, field, key, unit) : this.#askPart(cell, field, unit, left);
    return this.#staged(cell, row, field, key, unit, filing, reading);
  }

  /** A text of which a part is struck out: the rest of it may be what counts. */
  #askPart(cell: GridCell, field: Field, unit: string | null, left: string): CellReading {
    const rest = this.read({ column: cell.column, type: 'text', raw: left }, field, unit);
    const value = rest.kind === 'value' && typeof rest.value !== 'object' ? [`value:${rest.value}`] : [];
    return ask('struck-part', [...value, 'blank', 'skip'], { raw: cell.raw, left: left.trim() });
  }

  /** A figure merged over several rows: whether it is each row's is never assumed, so the lower rows ask. */
  copied(
    cell: GridCell,
    row: number,
    field: Field,
    key: string,
    unit: string | null,
    filing: string,
  ): StagedCell {
    const above = this.#readIn(cell, row, field, key, unit);
    if (above.kind === 'empty') return this.#staged(cell, row, field, key, unit, filing, above);
    const value = above.kind === 'value' && typeof above.value === 'number' ? [`value:${above.value}`] : [];
    const reading = ask('same-as', [...value, 'blank', 'skip'], { raw: cell.raw });
    return this.#staged(cell, row, field, key, unit, filing, reading);
  }

  #staged(
    cell: GridCell,
    row: number,
    field: Field,
    key: string,
    unit: string | null,
    filing: string,
    reading: CellReading,
    taken: CellContext['taken'] = {},
  ): StagedCell {
    const address = this.#view.address(row, cell.column);
    const isCovered = field.type === 'text' && !isUnitCode(field);
    const raw = isCovered ? withoutResidentIds(cell.raw) : cell.raw;
    const sheet = this.#view.sheet.name;
    const isAsked = isMoney(field.unit) && unit === null && !this.#needsNoUnit(cell);
    const asked = isAsked ? this.units.questionAt(row) : null;
    if (field.type === 'number' && asked !== null) return { key, raw, sheet, cell: address, question: asked };
    if (reading.kind === 'value') this.#notices.add(reading, field, key, address, cell);
    // Nearly all are plain, and a long list has a million: these are made at one go.
    if (reading.kind === 'value' && reading.factor === undefined && reading.rounded !== true)
      return { key, raw, sheet, cell: address, value: reading.value };
    const base = { key, raw, sheet, cell: address };
    if (reading.kind === 'empty') return base;
    if (reading.kind === 'value') {
      const { value, factor, readAs = '', rounded } = reading;
      return {
        ...base,
        value,
        ...(factor === undefined ? {} : { factor, readAs }),
        ...(rounded === true ? { rounded } : {}),
      };
    }
    if (reading.alike !== undefined) {
      const { alike, question } = reading;
      const answer = this.#askAlike(reading, alike, cell, row, key);
      if (answer === undefined)
        return { ...base, question: this.#asking.id(this.#placeOf(alike, cell, row), question) };
      if (answer === 'skip') return base;
      if (answer === 'blank') return { ...base, value: { blank: 'unknown' } };
      // ▲0.12 under percent is asked two things: the second answer is no end of the first.
      const known = { ...taken, [question]: answer };
      const again = this.read(cell, field, unit, known);
      return this.#staged(cell, row, field, key, unit, filing, again, known);
    }
    // An answer to one word is none to another.
    const isWord = reading.question === 'not-in-list' || reading.question === 'several-codes';
    const word = reading.details['raw'] ?? '';
    const said = isWord ? `/${word}` : '';
    // Where each code is offered, the word is the sender's for one of them.
    const isName =
      reading.question === 'not-in-list' && reading.choices.some(({ code }) => code.startsWith('value:'));
    const more: Partial<Question> = {
      cell: address,
      raw,
      field: codeOf(key),
      filing,
      details: { ...reading.details, ...accountUnit(field) },
      // Whether 1 is a hundred percent is asked of each by itself.
      group:
        reading.question === 'percent-scale'
          ? `${address}/percent-scale`
          : `${reading.question}/${codeOf(key)}${said}`,
      ...(isName ? { ground: groundOf(key, word) } : {}),
    };
    const answer = this.#asking.ask(address, reading.question, reading.choices, more);
    const settled = answer === undefined ? null : this.#answered(base, answer, field);
    if (settled !== null) return settled;
    const id = this.#asking.id(address, reading.question);
    // An answer that the field can't hold leaves the question open: nothing is dropped in silence.
    if (answer !== undefined) this.#asking.open(id, reading.question, reading.choices, more);
    return { ...base, question: id };
  }

  /** One question for all cells that are written alike; the first of them is its example. */
  #askAlike(
    { question, choices, details }: CellReading & { kind: 'question' },
    alike: Alike,
    cell: GridCell,
    row: number,
    key: string,
  ): string | undefined {
    const { name } = this.items.field(codeOf(key));
    const ground = alike.within === 'column' ? `${key} ${alike.ground}`.trim() : alike.ground;
    return this.#asking.ask(this.#placeOf(alike, cell, row), question, choices, {
      cell: this.#view.address(row, cell.column),
      raw: cell.raw,
      details: { ...details, item: `${key} ${name.zh}`, itemEn: `${key} ${name.en}` },
      ground,
    });
  }

  #answered(base: StagedCell, answer: string, field: Field): StagedCell | null {
    if (answer === 'skip') return base;
    if (answer === 'blank') return { ...base, value: { blank: 'unknown' } };
    if (answer === 'none') return { ...base, value: { blank: 'none' } };
    const reading = this.#typed(answer.slice('value:'.length), field);
    if (reading.kind !== 'value') return null;
    return { ...base, value: reading.value, ...(reading.rounded === true ? { rounded: true } : {}) };
  }

  /** A value that the clerk chose or typed, in the field's own unit. */
  #typed(written: string, field: Field): CellReading {
    if (field.type === 'flag' && (written === 'true' || written === 'false'))
      return { kind: 'value', value: written === 'true' };
    return readCell(
      { column: 0, raw: written, type: 'text' },
      { field, list: this.items.list(field), unit: field.unit ?? null, date1904: false, typed: true },
    );
  }
}

/** The unit that an answer with a number is in: the field's, whatever the sheet is written in. */
function accountUnit({ type, unit }: Field): Readonly<Record<string, string>> {
  return type === 'number' && unit !== undefined ? { accountUnit: unit } : {};
}
