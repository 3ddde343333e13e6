import { BiffConditions, type BiffRule } from './biff-conditions.ts';
import { BiffNotes, type BiffNote } from './biff-notes.ts';
import type { Printed } from '#shared/intake/grid.ts';
import { record } from './biff-records.ts';
import { printedText } from './biff-strings.ts';
import type { RunText } from './font-runs.ts';

/** Rules that are kept. */
const mostRules = 1000;

/** What a sheet's records say beside its values. */
export interface BiffSheet {
  readonly isWorksheet: boolean;
  readonly cells: number;
  readonly hiddenRows: ReadonlySet<number>;
  /** First and last columns of those that are hidden. */
  readonly hiddenColumns: readonly (readonly [from: number, to: number])[];
  /** Cells that are struck out, by row × 256 + column: what is left of the text, null where it is all of it. */
  readonly struck: ReadonlyMap<number, string | null>;
  /** Texts with digits that are raised, as the mark of a note is, by row × 256 + column. */
  readonly raised: ReadonlyMap<number, RunText>;
  /** Cells whose letters have the colour behind them, by row × 256 + column. */
  readonly unseen: ReadonlySet<number>;
  /** Formulas, by row × 256 + column; true for one whose result no program has computed. */
  readonly formulas: ReadonlyMap<number, boolean>;
  /** Of these, the ones that take a value from another file. */
  readonly fromOther: ReadonlySet<number>;
  readonly notes: readonly BiffNote[];
  /** Conditions that strike out or hide where they hold. */
  readonly rules: readonly BiffRule[];
  /** The sheet shows no zeros. */
  readonly hidesZeros: boolean;
  /** Print headers and footers with their codes; of BIFF5 as the bytes that they have, each a character. */
  readonly printed: readonly { readonly where: keyof Printed; readonly written: string }[];
}

/** A sheet while its records are gone through. */
export class OpenBiffSheet implements BiffSheet {
  readonly isWorksheet: boolean;
  cells = 0;
  readonly hiddenRows = new Set<number>();
  readonly hiddenColumns: [from: number, to: number][] = [];
  readonly struck = new Map<number, string | null>();
  readonly raised = new Map<number, RunText>();
  readonly unseen = new Set<number>();
  readonly formulas = new Map<number, boolean>();
  readonly fromOther = new Set<number>();
  notes: readonly BiffNote[] = [];
  readonly rules: BiffRule[] = [];
  hidesZeros = false;
  readonly printed: { readonly where: keyof Printed; readonly written: string }[] = [];
  readonly #version: 5 | 8;
  /** Formulas that ask to be computed and hold 0, as programs leave those that they do not compute. */
  readonly #unset: number[] = [];
  /** Formulas that hold an empty text, of which it may be the result. */
  readonly #empty: number[] = [];
  readonly #drawn: BiffNotes;
  readonly #conditions = new BiffConditions();
  #isUncalculated = false;

  constructor(isWorksheet: boolean, version: 5 | 8) {
    this.isWorksheet = isWorksheet;
    this.#version = version;
    this.#drawn = new BiffNotes(version);
  }

  /** What a record that is no cell says of the sheet. */
  note(type: number, body: Buffer): void {
    switch (type) {
      case record.uncalculated:
        this.#isUncalculated = true;
        return;
      case record.row:
        if ((body.readUInt8(12) & 0x20) !== 0) this.hiddenRows.add(body.readUInt16LE(0));
        return;
      case record.columnInfo:
        if ((body.readUInt16LE(8) & 1) !== 0 || body.readUInt16LE(4) === 0)
          this.hiddenColumns.push([body.readUInt16LE(0), body.readUInt16LE(2)]);
        return;
      case record.window:
        this.hidesZeros = (body.readUInt16LE(0) & 0x10) === 0;
        return;
      case record.header:
      case record.footer: {
        const where = type === record.header ? 'header' : 'footer';
        this.printed.push({ where, written: printedText(body, this.#version) });
        return;
      }
      case record.note:
        return this.#drawn.note(body);
      case record.object:
        return this.#drawn.object(body);
      case record.textObject:
        return this.#drawn.textOfObject(body);
      case record.condition:
      case record.conditionNew:
      case record.rule:
      case record.ruleNew: {
        const rule = this.#conditions.take(type, body);
        if (rule !== null && this.rules.length < mostRules) this.rules.push(rule);
      }
    }
  }

  /** What continues the text of a drawn object. */
  more(body: Buffer): void {
    this.#drawn.more(body);
  }

  /** A cell whose record, or an offset into it, is struck out. */
  strike(body: Buffer, offset: number, left: string | null | undefined): void {
    if (left !== undefined) this.struck.set(body.readUInt16LE(0) * 256 + body.readUInt16LE(2) + offset, left);
  }

  /** A cell whose record holds a text that is shown so. */
  show(body: Buffer, text: RunText): void {
    this.raised.set(body.readUInt16LE(0) * 256 + body.readUInt16LE(2), text);
  }

  /** A cell whose record, or an offset into it, cannot be seen. */
  hide(body: Buffer, offset: number): void {
    this.unseen.add(body.readUInt16LE(0) * 256 + body.readUInt16LE(2) + offset);
  }

  /** Once the whole file is known: whether what wrote it leaves formulas empty, or at 0. */
  leave(empty: boolean, unset: boolean): void {
    if (empty) for (const place of this.#empty) this.formulas.set(place, true);
    if (unset) for (const place of this.#unset) this.formulas.set(place, true);
  }

  /** A formula: whether it is known that it was not computed, or what it holds instead of a result. */
  formula(place: number, isUncomputed: boolean, holds: 'empty' | 'unset' | null): void {
    this.formulas.set(place, isUncomputed);
    if (holds === 'empty') this.#empty.push(place);
    else if (holds === 'unset') this.#unset.push(place);
  }

  /** Once all records are known. */
  finish(): void {
    this.notes = this.#drawn.found();
    if (this.#isUncalculated) for (const place of this.formulas.keys()) this.formulas.set(place, true);
  }
}
