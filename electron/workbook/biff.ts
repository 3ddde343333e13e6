import { Problem } from '#shared/contract/problem.ts';
import { StruckStyles } from './biff-styles.ts';
import { isArithmetic } from './biff-tokens.ts';
import { unsupported } from './sniff.ts';
import { limits } from './limits.ts';
import { overBudget } from './zip.ts';

/** Records of [MS-XLS] and the BIFF5 documentation, by their numbers. */
const record = {
  formula: 0x0006,
  eof: 0x000a,
  dateMode: 0x0022,
  filePass: 0x002f,
  continue: 0x003c,
  font: 0x0031,
  codePage: 0x0042,
  uncalculated: 0x005e,
  columnInfo: 0x007d,
  boundSheet: 0x0085,
  mulRk: 0x00bd,
  rString: 0x00d6,
  xf: 0x00e0,
  mergedCells: 0x00e5,
  drawingGroup: 0x00eb,
  sst: 0x00fc,
  labelSst: 0x00fd,
  number: 0x0203,
  label: 0x0204,
  boolErr: 0x0205,
  string: 0x0207,
  row: 0x0208,
  rk: 0x027e,
  format: 0x041e,
  bof: 0x0809,
} as const;

const pictureStore = Buffer.from([0x01, 0xf0]);
const single = new Set<number>([
  record.formula,
  record.rString,
  record.labelSst,
  record.number,
  record.label,
  record.boolErr,
  record.rk,
]);
/** What the reader behind this needs. Drawings, notes, links, names and macros never reach it. */
const kept = new Set<number>([
  ...single,
  ...[record.eof, record.dateMode, record.codePage, record.boundSheet, record.mulRk, record.xf],
  ...[record.mergedCells, record.sst, record.string, record.format, record.bof],
]);
const continued = new Set<number>([record.sst, record.string, record.format, record.label, record.rString]);

/** What a sheet's records say beside its values. */
export interface BiffSheet {
  readonly isWorksheet: boolean;
  readonly cells: number;
  readonly hiddenRows: ReadonlySet<number>;
  /** First and last columns of those that are hidden. */
  readonly hiddenColumns: readonly (readonly [from: number, to: number])[];
  /** Cells that are struck out, by row × 256 + column. */
  readonly struck: ReadonlySet<number>;
  /** Formulas, by row × 256 + column; true for one whose result no program has computed. */
  readonly formulas: ReadonlyMap<number, boolean>;
}

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

interface OpenSheet {
  readonly isWorksheet: boolean;
  cells: number;
  readonly hiddenRows: Set<number>;
  readonly hiddenColumns: [from: number, to: number][];
  readonly struck: Set<number>;
  readonly formulas: Map<number, boolean>;
  uncalculated: boolean;
}

class Walker {
  readonly #stream: Buffer;
  readonly #file: string;
  readonly #pieces: Buffer[] = [];
  #written = 0;
  /** Where each substream begins: in the file, and in what is kept of it. */
  readonly #begins = new Map<number, { readonly at: number; readonly sheet: OpenSheet }>();
  /** Copies of the records that name the sheets; the places in them are put right at the end. */
  readonly #bound: { readonly copy: Buffer; readonly at: number }[] = [];
  #version: 5 | 8 = 8;
  #codePage: number | null = null;
  #pictures = false;
  #cells = 0;
  readonly #styles = new StruckStyles();
  #depth = 0;
  #sheet: OpenSheet | null = null;

  constructor(stream: Buffer, file: string) {
    this.#stream = stream;
    this.#file = file;
  }

  walk(): Biff {
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
        if (this.#depth === 1 && continued.has(last)) this.#keep(type, body);
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

  #take(type: number, body: Buffer, at: number): void {
    if (type === record.bof) return this.#begin(body, at);
    if (type === record.eof) {
      if (this.#depth === 1) this.#keep(type, body);
      this.#depth -= 1;
      if (this.#depth === 0) this.#sheet = null;
      return;
    }
    // A chart within a sheet has records of its own.
    if (this.#depth > 1) return;
    const need = (length: number): void => {
      if (body.length < length) throw this.#damaged();
    };
    switch (type) {
      case record.filePass:
        throw new Problem('file.encrypted', { file: this.#file });
      case record.codePage:
        need(2);
        this.#codePage = body.readUInt16LE(0);
        break;
      case record.boundSheet: {
        need(6);
        const copy = Buffer.from(body);
        this.#bound.push({ copy, at: body.readUInt32LE(0) });
        if (this.#bound.length > limits.sheets) throw overBudget(this.#file, 'sheets', 'Workbook');
        return this.#keep(type, copy);
      }
      case record.drawingGroup:
        // A store of pictures (OfficeArtBStoreContainer) among the shapes.
        this.#pictures ||= body.includes(pictureStore);
        break;
      case record.uncalculated:
        if (this.#sheet !== null) this.#sheet.uncalculated = true;
        break;
      case record.row:
        need(14);
        if ((body.readUInt8(12) & 0x20) !== 0) this.#sheet?.hiddenRows.add(body.readUInt16LE(0));
        break;
      case record.columnInfo:
        need(10);
        if ((body.readUInt16LE(8) & 1) !== 0 || body.readUInt16LE(4) === 0)
          this.#sheet?.hiddenColumns.push([body.readUInt16LE(0), body.readUInt16LE(2)]);
        break;
      case record.font:
        need(4);
        this.#styles.font(body);
        break;
      case record.xf:
        need(4);
        this.#styles.format(body);
        break;
      case record.mulRk: {
        need(12);
        const cells = Math.floor((body.length - 6) / 6);
        this.#count(cells);
        for (let at = 0; at < cells; at++) this.#strike(body, at, body.readUInt16LE(4 + at * 6));
        break;
      }
      case record.formula:
        need(22);
        return this.#formula(body);
      case record.number:
        need(14);
        break;
      case record.labelSst:
      case record.rk:
        need(10);
        break;
      case record.label:
      case record.rString:
      case record.boolErr:
        need(8);
    }
    if (single.has(type)) {
      this.#count(1);
      this.#strike(body, 0, body.readUInt16LE(4));
    }
    if (kept.has(type)) this.#keep(type, body);
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
    }
    const sheet: OpenSheet = {
      isWorksheet: body.readUInt16LE(2) === 0x0010,
      cells: 0,
      hiddenRows: new Set(),
      hiddenColumns: [],
      struck: new Set(),
      formulas: new Map(),
      uncalculated: false,
    };
    this.#begins.set(at, { at: this.#written, sheet });
    this.#sheet = isFirst ? null : sheet;
    this.#keep(record.bof, body);
  }

  /** The record with its result and without its tokens: what computes is never looked into. */
  #formula(body: Buffer): void {
    this.#count(1);
    this.#strike(body, 0, body.readUInt16LE(4));
    const place = body.readUInt16LE(0) * 256 + body.readUInt16LE(2);
    const tokens = body.subarray(22, 22 + body.readUInt16LE(20));
    const isEmptyText = body.readUInt16LE(12) === 0xffff && body[6] === 3;
    // Programs that compute nothing leave an empty text as the result.
    this.#sheet?.formulas.set(place, isEmptyText && isArithmetic(tokens, this.#version));
    const copy = Buffer.from(body.subarray(0, 22));
    copy.writeUInt16LE(0, 20);
    this.#keep(record.formula, copy);
  }

  #strike(body: Buffer, offset: number, style: number): void {
    if (this.#styles.areStruck(style))
      this.#sheet?.struck.add(body.readUInt16LE(0) * 256 + body.readUInt16LE(2) + offset);
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
      const { sheet } = begin;
      if (sheet.uncalculated) for (const place of sheet.formulas.keys()) sheet.formulas.set(place, true);
      return sheet;
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
