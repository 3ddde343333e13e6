import { Problem } from '#shared/contract/problem.ts';
import { BiffLinks } from './biff-links.ts';
import { continued, kept, record, shortest, single } from './biff-records.ts';
import { OpenBiffSheet, type BiffSheet } from './biff-sheet.ts';
import { BiffStyles } from './biff-styles.ts';
import { isArithmetic } from './biff-tokens.ts';
import { takesFromOther } from './formula-links.ts';
import { unsupported } from './sniff.ts';
import { limits } from './limits.ts';
import { overBudget } from './zip.ts';

/** A flag of a formula: it asks to be computed when the file is opened. */
const calculateOnLoad = 0x0002;
const pictureStore = Buffer.from([0x01, 0xf0]);

export interface Biff {
  readonly version: 5 | 8;
  /** As the file says it; null where it says none. */
  readonly codePage: number | null;
  /** In the order of the tabs. */
  readonly sheets: readonly BiffSheet[];
  readonly pictures: boolean;
  /** The same workbook with values, formats and merges only, formulas replaced by their results. */
  readonly values: Buffer;
}

/**
 * Walks the records of a BIFF5 or BIFF8 stream before anything is read from it: it must be whole, of a readable version,
 * without a password and within the budgets. BIFF has no checksums: what is cut or shifted shows only here.
 */
export function walkBiff(stream: Buffer, file: string): Biff {
  return new Walker(stream, file).walk();
}

class Walker {
  readonly #stream: Buffer;
  readonly #file: string;
  readonly #pieces: Buffer[] = [];
  #written = 0;
  /** Where each substream begins: in the file, and in what is kept of it. */
  readonly #begins = new Map<number, { readonly at: number; readonly sheet: OpenBiffSheet }>();
  /** Copies of the records that name the sheets; the places in them are put right at the end. */
  readonly #bound: { readonly copy: Buffer; readonly at: number }[] = [];
  #version: 5 | 8 = 8;
  #codePage: number | null = null;
  #pictures = false;
  #cells = 0;
  readonly #styles = new BiffStyles();
  #links = new BiffLinks(8);
  /** The formula that was taken last: an array's own stands behind it. */
  #formulaAt = 0;
  /** Whether what wrote the file leaves formulas empty, and whether it computes those that ask to be computed. */
  #leavesEmpty = false;
  #computes = false;
  #depth = 0;
  #sheet: OpenBiffSheet | null = null;

  constructor(stream: Buffer, file: string) {
    this.#stream = stream;
    this.#file = file;
  }

  walk(): Biff {
    try {
      return this.#walk();
    } catch (error) {
      // A record that ends before what it announces.
      if (error instanceof RangeError) throw this.#damaged();
      throw error;
    }
  }

  #walk(): Biff {
    let at = 0;
    let last = 0;
    let ended = false;
    while (at + 4 <= this.#stream.length) {
      const type = this.#stream.readUInt16LE(at);
      // Behind the last part there is at most padding.
      if (this.#depth === 0 && type !== record.bof) {
        if (!ended) throw this.#notReadable(type);
        break;
      }
      const length = this.#stream.readUInt16LE(at + 2);
      const body = this.#stream.subarray(at + 4, at + 4 + length);
      if (body.length < length) throw this.#cut();
      if (type === record.continue) {
        if (this.#depth === 1) this.#more(last, body);
      } else {
        this.#take(type, body, at);
        last = type;
        ended = type === record.eof && this.#depth === 0;
      }
      at += 4 + length;
    }
    if (!ended) throw this.#cut();
    return this.#finish();
  }

  #more(of: number, body: Buffer): void {
    if (continued.has(of)) this.#keep(record.continue, body);
    if (of === record.sst) this.#styles.strings(body);
    else if (of === record.externSheet) this.#links.sheets(body);
    else if (of === record.textObject) this.#sheet?.more(body);
  }

  #take(type: number, body: Buffer, at: number): void {
    if (type === record.bof) return this.#begin(body, at);
    if (type === record.eof) {
      if (this.#depth === 1) this.#keep(type, body);
      this.#depth -= 1;
      if (this.#depth > 0) return;
      this.#sheet?.finish();
      this.#sheet = null;
      return;
    }
    // A chart within a sheet has records of its own.
    if (this.#depth > 1) return;
    if (body.length < (shortest.get(type) ?? 0)) throw this.#damaged();
    if (type === record.boundSheet) return this.#bind(body);
    if (type === record.formula) return this.#formula(body);
    if (single.has(type)) {
      this.#count(1);
      this.#strike(type, body);
    } else this.#note(type, body);
    if (kept.has(type)) this.#keep(type, body);
  }

  /** What records that are no cells say. */
  #note(type: number, body: Buffer): void {
    switch (type) {
      case record.filePass:
        throw new Problem('file.encrypted', { file: this.#file });
      case record.codePage:
        this.#codePage = body.readUInt16LE(0);
        return;
      case record.drawingGroup:
        // A store of pictures (OfficeArtBStoreContainer) among the shapes.
        this.#pictures ||= body.includes(pictureStore);
        return;
      case record.font:
        return this.#styles.font(body);
      case record.xf:
        return this.#styles.format(body);
      case record.sst:
        return this.#styles.strings(body);
      case record.supBook:
        return this.#links.book(body);
      case record.externSheet:
        return this.#links.sheets(body);
      case record.array:
        if (body.length > 14 && this.#isFromOther(body.subarray(14, 14 + body.readUInt16LE(12))))
          this.#sheet?.fromOther.add(this.#formulaAt);
        return;
      case record.mulRk: {
        const cells = Math.floor((body.length - 6) / 6);
        this.#count(cells);
        for (let at = 0; at < cells; at++) {
          const style = body.readUInt16LE(4 + at * 6);
          this.#sheet?.strike(body, at, this.#styles.left(style));
          if (this.#styles.isUnseen(style)) this.#sheet?.hide(body, at);
        }
        return;
      }
      default:
        this.#sheet?.note(type, body);
    }
  }

  #bind(body: Buffer): void {
    const copy = Buffer.from(body);
    this.#bound.push({ copy, at: body.readUInt32LE(0) });
    if (this.#bound.length > limits.sheets) throw overBudget(this.#file, 'sheets', 'Workbook');
    this.#keep(record.boundSheet, copy);
  }

  #begin(body: Buffer, at: number): void {
    this.#depth += 1;
    if (body.length < 4) throw this.#damaged();
    if (this.#depth > 1) return;
    const isFirst = this.#begins.size === 0;
    const version = body.readUInt16LE(0);
    if (isFirst) {
      if (version !== 0x0600 && version !== 0x0500) throw unsupported(this.#file, 'old-excel');
      this.#version = version === 0x0600 ? 8 : 5;
      this.#links = new BiffLinks(this.#version);
    }
    this.#links.nextSheet();
    const sheet = new OpenBiffSheet(body.readUInt16LE(2) === 0x0010, this.#version);
    this.#begins.set(at, { at: this.#written, sheet });
    this.#sheet = isFirst ? null : sheet;
    this.#keep(record.bof, body);
  }

  /** The record with its result and without its tokens: what computes is never looked into. */
  #formula(body: Buffer): void {
    this.#count(1);
    this.#strike(record.formula, body);
    const place = body.readUInt16LE(0) * 256 + body.readUInt16LE(2);
    const tokens = body.subarray(22, 22 + body.readUInt16LE(20));
    this.#result(body, place, tokens);
    if (this.#isFromOther(tokens)) this.#sheet?.fromOther.add(place);
    this.#formulaAt = place;
    const copy = Buffer.from(body.subarray(0, 22));
    copy.writeUInt16LE(0, 20);
    this.#keep(record.formula, copy);
  }

  /** Programs that compute nothing leave an empty text as the result, or 0 and ask for it to be computed. */
  #result(body: Buffer, place: number, tokens: Buffer): void {
    const isEmptyText = body.readUInt16LE(12) === 0xffff && body[6] === 3;
    const isEmptyNumber = isEmptyText && isArithmetic(tokens, this.#version);
    const asks = (body.readUInt16LE(14) & calculateOnLoad) !== 0;
    const isUnset = asks && body.readDoubleLE(6) === 0;
    this.#sheet?.formula(place, isEmptyNumber, isEmptyText ? 'empty' : isUnset ? 'unset' : null);
    this.#leavesEmpty ||= isEmptyNumber;
    this.#computes ||= asks && !isUnset && !isEmptyText;
  }

  #isFromOther(tokens: Buffer): boolean {
    return takesFromOther(tokens, this.#version, this.#links.isOther);
  }

  #strike(type: number, body: Buffer): void {
    const style = body.readUInt16LE(4);
    const left =
      type === record.labelSst
        ? this.#styles.leftOfShared(style, body.readUInt32LE(6))
        : type === record.rString
          ? this.#styles.leftOfLabel(style, body, this.#version)
          : this.#styles.left(style);
    this.#sheet?.strike(body, 0, left);
    const shown =
      type === record.labelSst
        ? this.#styles.shownOfShared(body.readUInt32LE(6))
        : type === record.rString
          ? this.#styles.shownOfLabel(body, this.#version)
          : undefined;
    if (shown !== undefined) this.#sheet?.show(body, shown);
    if (this.#styles.isUnseen(style)) this.#sheet?.hide(body, 0);
  }

  #count(cells: number): void {
    this.#cells += cells;
    if (this.#sheet !== null) this.#sheet.cells += cells;
    if (this.#cells > limits.cells) throw overBudget(this.#file, 'cells', 'Workbook');
  }

  #keep(type: number, body: Buffer): void {
    const head = Buffer.alloc(4);
    head.writeUInt16LE(type, 0);
    head.writeUInt16LE(body.length, 2);
    this.#pieces.push(head, body);
    this.#written += 4 + body.length;
  }

  #finish(): Biff {
    const sheets = this.#bound.map(({ copy, at }) => {
      const begin = this.#begins.get(at);
      // A sheet that leads nowhere is lost, not empty.
      if (begin === undefined) throw this.#damaged();
      copy.writeUInt32LE(begin.at, 0);
      begin.sheet.leave(this.#leavesEmpty, !this.#computes);
      return begin.sheet;
    });
    if (sheets.length === 0) throw this.#damaged();
    return {
      version: this.#version,
      codePage: this.#codePage,
      sheets,
      pictures: this.#pictures,
      values: Buffer.concat(this.#pieces),
    };
  }

  #notReadable(type: number): Problem {
    return [0x0009, 0x0209, 0x0409].includes(type) ? unsupported(this.#file, 'old-excel') : this.#damaged();
  }

  #cut(): Problem {
    return new Problem('file.truncated', { file: this.#file });
  }

  #damaged(): Problem {
    return new Problem('file.damaged', { file: this.#file, part: 'Workbook' });
  }
}
