import type { Field } from '../returns/definition.ts';
import { printPlaces } from '../values/address.ts';
import { listed, type Asking } from './asking.ts';
import type { FoundTable } from './find-table.ts';
import { bodyFromOf } from './laid-out.ts';
import { moneyItems, type MoneyItem } from './money-items.ts';
import type { SheetView } from './sheet-view.ts';
import type { StageContext } from './stage.ts';
import type { Heading } from './staged.ts';
import { placesOf, unitParts, type UnitPart } from './unit-parts.ts';
import {
  allUnits,
  isMoney,
  moneyLinesAbove,
  moneyPrinted,
  strangeMoneyInLine,
  type SaidUnit,
} from './units.ts';

/** Where it is asked about all of a table that the file says is in a unit. */
export function shiftPlace(headerRow: number, said: string): string {
  return `${headerRow + 1}=${said}`;
}

/** What the file itself says of a unit that would be asked about. */
interface Assumed {
  readonly choices: readonly string[];
  readonly choice: string;
  readonly kind: 'unit-below' | 'unit-above' | 'unit-of-header' | 'unit-printed';
  /** Where it is said. */
  readonly said: readonly SaidUnit[];
}

/** What is known of one part of a table. */
interface KnownPart {
  /** By what a column or row says itself. */
  readonly units: Map<string | null, string | null>;
  /** What was answered, once it was asked. */
  answer: { readonly unit: string | undefined } | null;
  /** The open question about its unit, while it is open. */
  question: string | null;
}

const noPart: UnitPart = { from: 0, until: Infinity, begun: null, turned: null, lines: [], notes: [] };

/** Units that are offered where none is said. */
export const usualUnits = ['千元', '万元', '元', '亿元'];

/** The answer that the notes are wrong, and each place is in the unit that it says itself. */
export const asSaid = 'as-said';

/** The units that the figures of one table are in: what its lines, headers and notes say, and what the clerk answered. */
export class TableUnits {
  readonly #view: SheetView;
  readonly #context: StageContext;
  readonly #asking: Asking;
  readonly #found: FoundTable;
  readonly #above: readonly SaidUnit[];
  readonly #headerRow: number;
  /** Above which row a line may say the unit. Of a table that the clerk laid out, it may stand in what is header now. */
  readonly #linesUntil: number;
  /** Whether the clerk said that something is in another unit than the file says. */
  readonly #isShifted: boolean;
  #lines: readonly SaidUnit[] | null = null;
  #parts: readonly UnitPart[] | null = null;
  /** A unit above the table that is none of those that money is converted from, once it was looked for. */
  #strangeUnit: { readonly found: SaidUnit | null } | null = null;
  #last: { readonly row: number; readonly part: UnitPart } | null = null;
  /** What was found out of each part, once it was looked for. */
  readonly #known = new Map<UnitPart, KnownPart>();

  /** @param above what tables above on the sheet say of their unit of money */
  constructor(
    view: SheetView,
    context: StageContext,
    asking: Asking,
    { found, above }: { readonly found: FoundTable; readonly above: readonly SaidUnit[] },
  ) {
    this.#view = view;
    this.#context = context;
    this.#asking = asking;
    this.#found = found;
    this.#above = above;
    this.#headerRow = found.kind === 'form' ? found.headerRow : (found.headerRows[0] ?? 0);
    this.#linesUntil = found.laid === undefined ? this.#headerRow : bodyFromOf(found.laid);
    this.#isShifted = Object.keys(context.answers).some((id) => id.endsWith('/unit-shift'));
  }

  /** The id of the open question about the unit of money of a row; null where it is not asked, or answered. */
  questionAt(row: number): string | null {
    return this.#known.get(this.#partAt(row))?.question ?? null;
  }

  /**
   * The unit that figures are read in: what the file says, unless the clerk has found it to be another, of one row or column
   * of a list or of all that the file says are in the same.
   */
  unitOf(field: Field, said: string | null, row: number, column?: number, place?: string): string | null {
    const unit = isMoneyField(field) ? this.#moneyAs(said, row) : said;
    if (!this.#isShifted || !isMoneyField(field)) return unit;
    const places = [
      ...(place === undefined ? [] : [place]),
      ...(column === undefined ? [] : [this.#view.address(this.#headerRow, column)]),
      shiftPlace(this.#headerRow, unit ?? ''),
    ];
    const answer = places
      .map((place) => this.#asking.answerTo(place, 'unit-shift'))
      .find((given) => given?.startsWith('unit:') === true);
    return answer === undefined ? unit : answer.slice('unit:'.length);
  }

  /** Whether the file says nothing of the unit of money of a row: it would be asked about. */
  isUnsaid(own: string | null, row: number): boolean {
    const { lines, notes, turned } = this.#partAt(row);
    return own === null && lines.length + notes.length + this.#above.length === 0 && turned === null;
  }

  /** Whether a line above says a unit of money that is not converted, such as 万美元. */
  isStrange(): boolean {
    return this.#strange() !== null;
  }

  /** The units of money that lines say of different rows; none where all rows are in the same. */
  unitsOfParts(): readonly string[] {
    const said = (this.#parts ?? []).map(({ turned, lines }) => turned ?? allUnits(lines));
    const units = [...new Set(said.filter((unit) => unit !== null && isMoney(unit)))];
    return units.length > 1 ? units.filter((unit) => unit !== null) : [];
  }

  /** What the lines above the table say of the unit of money. */
  headingAbove(): Heading {
    return { at: '', text: '', unit: allUnits(this.#linesAbove) };
  }

  #moneyAs(own: string | null, row: number): string | null {
    const part = this.#partAt(row);
    const known = this.#knownOf(part);
    const before = known.units.get(own);
    if (before !== undefined) return before;
    const unit = this.#moneyOf(own, part, known);
    known.units.set(own, unit);
    return unit;
  }

  #knownOf(part: UnitPart): KnownPart {
    let known = this.#known.get(part);
    if (known === undefined)
      this.#known.set(part, (known = { units: new Map(), answer: null, question: null }));
    return known;
  }

  /**
   * A column or row that says its own unit of money is in that, unless a note says another; any other is in that of the lines
   * above and the notes. Where these differ, or say nothing, one question is asked of the rows that they are about.
   */
  #moneyOf(own: string | null, part: UnitPart, known: KnownPart): string | null {
    if (own !== null && !isMoney(own)) return own;
    if (!isDisputed(own, part) && own === null) return this.#undisputed(part);
    if (!isDisputed(own, part)) return this.#isOverruled(part) ? this.#overruling(own, part, known) : own;
    const answer = (known.answer ??= { unit: this.#ask(part, known) }).unit;
    if (answer === undefined) return null;
    return answer === asSaid ? (own ?? allUnits(part.lines)) : answer.slice('unit:'.length);
  }

  /** What a line among the rows turns to for those below it is said, and open to another answer. */
  #undisputed(part: UnitPart): string | null {
    const unit = allUnits([...part.lines, ...part.notes]);
    const before = allUnits(this.#linesAbove);
    if (unit !== null && [...part.lines, ...part.notes].every(isPrinted)) return this.#printed(unit, part);
    if (part.turned === null || unit === null || unit === before) return unit;
    const own = this.#moneyItems(part).filter((item) => item.own === null);
    const units = [...new Set([unit, ...(before?.split('、') ?? usualUnits)])];
    const choices = units.map((each) => `unit:${each}`);
    const said = [...this.#linesAbove, ...part.lines];
    return (
      this.#assume(part, { choices, choice: `unit:${unit}`, kind: 'unit-below', said }, own)?.slice(
        'unit:'.length,
      ) ?? null
    );
  }

  /** What only the print header says counts, is said, and is open to another answer. */
  #printed(unit: string, part: UnitPart): string | null {
    const own = this.#moneyItems(part).filter((item) => item.own === null);
    const choices = [...new Set([unit, ...usualUnits])].map((each) => `unit:${each}`);
    const choice = `unit:${unit}`;
    const answer = this.#assume(part, { choices, choice, kind: 'unit-printed', said: part.lines }, own);
    return answer?.slice('unit:'.length) ?? null;
  }

  /** Whether lines above say a unit that no figure of money is in, because each says another itself. */
  #isOverruled(part: UnitPart): boolean {
    const lines = new Set(part.lines.map(({ unit }) => unit));
    const own = this.#moneyItems(part).map((item) => item.own?.unit);
    return lines.size > 0 && own.every((unit) => unit !== undefined && !lines.has(unit));
  }

  /** What each column or row says itself, against a line that is of none of them: said, and open to another answer. */
  #overruling(own: string | null, part: UnitPart, known: KnownPart): string | null {
    const items = this.#moneyItems(part);
    const said = [...part.lines, ...items.flatMap((item) => item.own ?? [])];
    const units = [...new Set(said.map(({ unit }) => unit))];
    const choices = [...units.map((unit) => `unit:${unit}`), asSaid];
    const answer = (known.answer ??= {
      unit: this.#assume(part, { choices, choice: asSaid, kind: 'unit-of-header', said }, items),
    }).unit;
    return answer === undefined || answer === asSaid ? own : answer.slice('unit:'.length);
  }

  /** Takes what the file itself says, and says so, unless it was answered otherwise: the answer, if there is one that fits. */
  #assume(
    part: UnitPart,
    { choices: codes, choice, kind, said }: Assumed,
    items: readonly MoneyItem[],
  ): string | undefined {
    const choices = codes.map((code) => ({ code }));
    const place = this.#placeOf(part);
    const units = [...new Set(said.map((each) => each.unit))].join('、');
    const about = { ...this.#about(part, items), places: placesOf(said) };
    const details = { said: units, ...about };
    if (this.#asking.answerTo(place, 'table-unit') !== undefined)
      return this.#asking.ask(place, 'table-unit', choices, { details });
    const id = this.#asking.id(place, 'table-unit');
    this.#asking.assume(this.#asking.question(id, 'table-unit', choices, { details }), { code: choice });
    const [first] = (kind === 'unit-below' ? part.lines : said).filter((each) => !isPrinted(each));
    this.#asking.notices.push({
      kind,
      class: 'C',
      sheet: this.#view.sheet.name,
      ...(first === undefined ? {} : { cell: first.cell }),
      details: { ...about, unit: choice.slice('unit:'.length) },
    });
    return choice;
  }

  #placeOf({ begun }: UnitPart): string {
    return begun === null ? String(this.#headerRow + 1) : this.#view.rowName(begun);
  }

  #ask(part: UnitPart, known: KnownPart): string | undefined {
    const place = this.#placeOf(part);
    const { lines, notes } = part;
    const all = this.#moneyItems(part);
    const items = all.filter((item) => isDisputed(item.own?.unit ?? null, part));
    const own = items.flatMap((item) => item.own ?? []);
    const said = [...lines, ...own, ...notes];
    const units = [...new Set(said.map(({ unit }) => unit))];
    const inherited = this.#inherited([...said, ...all.flatMap((item) => item.own ?? [])]);
    if (inherited !== null) {
      const choices = [...new Set([inherited, ...usualUnits])].map((unit) => `unit:${unit}`);
      const choice = `unit:${inherited}`;
      return this.#assume(part, { choices, choice, kind: 'unit-above', said: this.#above }, items);
    }
    const distinct = (some: readonly SaidUnit[]): number => new Set(some.map(({ unit }) => unit)).size;
    const isEach =
      distinct([...lines, ...own]) > 1 && (distinct(lines) === 1 || items.every((item) => item.own !== null));
    const isOfPart = this.#isParted;
    const strange = units.length === 0 ? this.#strange() : null;
    const offered = units.length === 0 ? [...usualUnits, ...(strange === null ? [] : [strange.unit])] : units;
    const choices = offered.map((unit) => ({ code: `unit:${unit}` }));
    const answer = this.#asking.ask(
      place,
      'table-unit',
      isEach ? [...choices, { code: asSaid }] : choices,
      strange !== null
        ? { cell: strange.cell, details: { strange: strange.unit } }
        : units.length === 0
          ? isOfPart
            ? { details: this.#about(part, items) }
            : { ground: '' }
          : {
              details: { said: units.join('、'), places: placesOf(said), ...this.#about(part, items) },
              // Which rows a line is of is the next file's own matter.
              ...(isOfPart ? {} : { ground: units.join('、') }),
            },
    );
    if (answer === undefined) known.question = this.#asking.id(place, 'table-unit');
    return answer;
  }

  #strange(): SaidUnit | null {
    return (this.#strangeUnit ??= { found: this.#findStrange() }).found;
  }

  #findStrange(): SaidUnit | null {
    for (const row of this.#view.rowIndexes()) {
      if (row >= this.#linesUntil) return null;
      for (const { raw, column } of this.#view.row(row)) {
        const unit = strangeMoneyInLine(raw);
        if (unit !== null) return { cell: this.#view.address(row, column), unit };
      }
    }
    return null;
  }

  /** The one unit that is said above on the sheet, for a table that says none itself. */
  #inherited(said: readonly SaidUnit[]): string | null {
    const [unit, ...others] = new Set(this.#above.map((each) => each.unit));
    return said.length > 0 || this.#isParted || others.length > 0 ? null : (unit ?? null);
  }

  /** Which rows or columns of a part are in question. */
  #about(part: UnitPart, items: readonly MoneyItem[]): Readonly<Record<string, string>> {
    const found = this.#found;
    if (found.kind === 'form') return { rows: listed([...new Set(items.flatMap(({ row }) => row ?? []))]) };
    if (!this.#isParted) return { columns: listed(items.map(({ column }) => column)) };
    const all = this.#view.rowIndexes().filter((row) => row >= part.from && row < part.until);
    const rows = all.filter((row) => row >= found.bodyFrom).map((row) => this.#view.rowName(row));
    const [first = '', last = first] = [rows[0], rows.at(-1)];
    return { rows: first === last ? first : `${first}–${last}` };
  }

  #moneyItems(part: UnitPart): readonly MoneyItem[] {
    const fields = this.#context.edition.fields(this.#asking.table);
    return moneyItems(this.#view, this.#found, fields, part);
  }

  get #linesAbove(): readonly SaidUnit[] {
    return (this.#lines ??= this.#findLines());
  }

  /** What stands above on the sheet is nearer than what is only printed, which is asked about where it differs. */
  #findLines(): readonly SaidUnit[] {
    const found = this.#found;
    const lines = moneyLinesAbove(this.#view, this.#linesUntil, {
      header: this.#headerRow,
      unitsRow: found.unitsRow,
      isLaid: found.laid !== undefined,
    });
    const nearer = lines.length > 0 ? lines : this.#above;
    const printed = moneyPrinted(this.#view.sheet).filter(
      ({ unit }) => nearer.length === 0 || nearer.some((each) => each.unit !== unit),
    );
    return printed.length === 0 ? lines : [...nearer, ...printed];
  }

  #partAt(row: number): UnitPart {
    // Cells of one row follow each other.
    if (this.#last?.row === row) return this.#last.part;
    const parts = (this.#parts ??= unitParts(this.#view, this.#found, this.#headerRow, this.#linesAbove));
    const part = parts.find(({ from, until }) => row >= from && row < until) ?? noPart;
    this.#last = { row, part };
    return part;
  }

  /** Whether not all rows are of one part. */
  get #isParted(): boolean {
    return (this.#parts?.length ?? 1) > 1;
  }
}

/** Whether what is said of some rows differs, or says nothing. */
function isDisputed(own: string | null, { lines, notes, turned }: UnitPart): boolean {
  if (own !== null) return notes.some(({ unit }) => unit !== own) || (turned ?? own) !== own;
  return new Set([...lines, ...notes].map(({ unit }) => unit)).size !== 1;
}

function isPrinted({ cell }: SaidUnit): boolean {
  return cell === printPlaces.header || cell === printPlaces.footer;
}

function isMoneyField({ type, unit }: Field): boolean {
  return type === 'number' && isMoney(unit);
}
