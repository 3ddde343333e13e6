import { Problem } from '#shared/contract/problem.ts';
import type { GridCell, Sheet, Workbook } from '#shared/intake/grid.ts';
import { isDateFormat } from './formats.ts';
import { limits, type Spent } from './limits.ts';
import { OdsConditions } from './ods-conditions.ts';
import { assertOpen, assertSpreadsheet } from './ods-manifest.ts';
import { booleanCode } from './ods-number-styles.ts';
import { hidesZeros } from './ods-settings.ts';
import { readOdsStyles, type OdsStyles } from './ods-styles.ts';
import { raisedDigits } from './raised.ts';
import { serialOfDate } from './serials.ts';
import { SheetBuilder } from './sheet-builder.ts';
import type { Attributes } from './xml-attributes.ts';
import { readXml } from './xml.ts';
import { overBudget, type Zip } from './zip.ts';

/** An OpenDocument spreadsheet (ISO 26300): cells as they are stored; dates as serials of the 1900 system. */
export async function readOds(zip: Zip, spent: Spent): Promise<Workbook> {
  await assertSpreadsheet(zip);
  await assertOpen(zip);
  const styles = await readOdsStyles(zip);
  const reader = new Reader(zip.file, spent, styles, await hidesZeros(zip));
  await readXml(zip, 'content.xml', {
    open: (name, attributes) => reader.open(name, attributes),
    text: (text) => reader.text(text),
    close: (name) => reader.close(name),
  });
  const pictures = [...zip.names()].some((name) => name.startsWith('Pictures/'));
  return { format: 'ods', sheets: reader.sheets, date1904: false, pictures };
}

/** Elements whose texts are none of a cell's: notes, drawings over it, how its characters sound. */
const asides = new Set([
  ...['annotation', 'shapes', 'tracked-changes', 'ruby-text', 'frame', 'custom-shape', 'rect', 'line', 'g'],
  ...['ellipse', 'circle', 'polygon', 'polyline', 'path', 'caption', 'control', 'connector', 'measure'],
]);

interface OpenCell {
  readonly attributes: Attributes;
  readonly style: string | undefined;
  text: string;
  paragraphs: number;
  /** What is left of the text without what is struck out, and whether anything is. */
  kept: string;
  isCut: boolean;
}

/** A cell that was read, and how it is struck out: not at all, whole, or all but what is left; and whether it can't be seen. */
interface ReadCell extends GridCell {
  readonly unseen: boolean;
  readonly strike?: { readonly left?: string } | undefined;
}

class Reader {
  readonly sheets: Sheet[] = [];
  readonly #file: string;
  readonly #spent: Spent;
  readonly #styles: OdsStyles;
  readonly #hidesZeros: boolean;
  #builder: SheetBuilder | null = null;
  #name = '';
  #hidden = false;
  /** Tables within a cell's drawing are none of the sheet. */
  #depth = 0;
  #row = 0;
  #repeated = 1;
  #rowHidden = false;
  #rowStyle: string | undefined;
  /** The styles of cells that have none of their own, and the last column of each. */
  #columnStyles: { readonly to: number; readonly style: string | undefined }[] = [];
  /** The runs of characters that are open: whether each strikes out, or is raised or lowered. */
  #spans: { readonly struck: boolean; readonly raised: boolean }[] = [];
  #cells: ReadCell[] = [];
  #formulas: { readonly formula: string; readonly column: number }[] = [];
  #column = 0;
  #cell: OpenCell | null = null;
  #aside = 0;
  /** The note at the cell, while it is open, and whether a line of it is. */
  #note: string | null = null;
  #inNote = false;
  #paragraph = false;
  #conditions: OdsConditions | null = null;

  constructor(file: string, spent: Spent, styles: OdsStyles, hidesZeros: boolean) {
    this.#hidesZeros = hidesZeros;
    this.#file = file;
    this.#spent = spent;
    this.#styles = styles;
  }

  open(name: string, attributes: Attributes): void {
    const of = (key: string): string | undefined => attributes.local(key);
    if (asides.has(name)) this.#aside += 1;
    if (name === 'annotation' && this.#depth === 1 && this.#cell !== null) this.#note = '';
    if (this.#aside > 0) {
      if (name === 'p') this.#inNote = this.#note !== null;
      return;
    }
    switch (name) {
      case 'table':
        this.#depth += 1;
        if (this.#depth > 1) return;
        this.#name = of('name') ?? '';
        if (this.sheets.some((sheet) => sheet.name === this.#name)) throw this.#damaged();
        if (this.sheets.length >= limits.sheets) throw overBudget(this.#file, 'sheets', 'content.xml');
        this.#hidden = this.#styles.hiddenTables.has(of('style-name') ?? '');
        this.#builder = new SheetBuilder(this.#file, this.#name, this.#spent);
        if (this.#hidesZeros) this.#builder.hideZeros();
        this.#row = 0;
        this.#columnStyles = [];
        this.#conditions = new OdsConditions(this.#styles, (cells, look) =>
          this.#builder?.byRule(cells, look),
        );
        return;
      case 'table-column': {
        if (this.#depth !== 1) return;
        const from = (this.#columnStyles.at(-1)?.to ?? -1) + 1;
        const to = from + times(of('number-columns-repeated')) - 1;
        this.#columnStyles.push({ to, style: of('default-cell-style-name') });
        if (['collapse', 'filter'].includes(of('visibility') ?? '')) this.#builder?.hideColumns(from, to);
        return;
      }
      case 'table-row':
        if (this.#depth !== 1) return;
        this.#repeated = times(of('number-rows-repeated'));
        this.#rowStyle = of('default-cell-style-name');
        this.#rowHidden = ['collapse', 'filter'].includes(of('visibility') ?? '');
        this.#cells = [];
        this.#formulas = [];
        this.#column = 0;
        return;
      case 'table-cell':
      case 'covered-table-cell':
        if (this.#depth !== 1) return;
        this.#spans = [];
        this.#cell = {
          attributes: attributes.copy(),
          style: of('style-name') ?? this.#rowStyle ?? this.#columnStyle(),
          text: '',
          paragraphs: 0,
          kept: '',
          isCut: false,
        };
        return;
      case 'conditional-format':
        this.#conditions?.begin(of('target-range-address') ?? '');
        return;
      case 'condition':
        this.#conditions?.rule(of('apply-style-name'));
        return;
      case 'span':
        this.#spans.push({
          struck: this.#styles.isStruck(of('style-name')),
          raised: this.#styles.isRaised(of('style-name')),
        });
        return;
      case 'p':
        if (this.#cell === null) return;
        this.#cell.paragraphs += 1;
        if (this.#cell.paragraphs > 1) this.text('\n', true);
        this.#paragraph = true;
        return;
      case 's':
        return this.text(' '.repeat(Math.min(times(of('c')), limits.text)), true);
      case 'tab':
        return this.text('\t', true);
      case 'line-break':
        return this.text('\n', true);
    }
  }

  text(text: string, isMade = false): void {
    if (this.#inNote && this.#note !== null) {
      this.#note += text;
      this.#builder?.text(this.#note);
    }
    if (this.#cell === null || this.#aside > 0 || !(this.#paragraph || isMade)) return;
    // Runs of white space in the file are one space; others are written as elements.
    const said = isMade ? text : text.replace(/[ \t\r\n]+/g, ' ');
    const shown = this.#spans.some(({ raised }) => raised) ? raisedDigits(this.#cell.text, said) : said;
    this.#cell.text += shown;
    if (!this.#spans.some(({ struck }) => struck)) this.#cell.kept += shown;
    else if (shown.trim() !== '') this.#cell.isCut = true;
    this.#builder?.text(this.#cell.text);
  }

  close(name: string): void {
    if (asides.has(name)) this.#aside -= 1;
    if (name === 'p') this.#inNote = false;
    if (name === 'annotation' && this.#note !== null) {
      this.#builder?.comment(this.#row, this.#column, this.#note);
      this.#note = null;
    }
    if (this.#aside > 0) return;
    if (name === 'p') this.#paragraph = false;
    else if (name === 'span') this.#spans.pop();
    else if (name === 'table-cell' || name === 'covered-table-cell') this.#endCell();
    else if (name === 'table-row') this.#endRow();
    else if (name === 'table') {
      this.#depth -= 1;
      if (this.#depth > 0 || this.#builder === null) return;
      this.#conditions?.finish();
      this.#conditions = null;
      this.sheets.push(this.#builder.finish(this.#name, this.#hidden));
      this.#builder = null;
    }
  }

  #endCell(): void {
    const cell = this.#cell;
    if (cell === null || this.#depth !== 1) return;
    this.#cell = null;
    const of = (key: string): string | undefined => cell.attributes.local(key);
    const repeated = times(of('number-columns-repeated'));
    const right = this.#column + times(of('number-columns-spanned')) - 1;
    const bottom = this.#row + times(of('number-rows-spanned')) - 1;
    if (right > this.#column || bottom > this.#row)
      this.#builder?.merge({ top: this.#row, left: this.#column, bottom, right });
    const formula = of('formula');
    if (formula !== undefined) this.#formulas.push({ formula, column: this.#column });
    const read = this.#read(cell);
    if (read !== null) {
      if (repeated > limits.columns) throw overBudget(this.#file, 'columns', this.#name);
      const strike = this.#strikeOf(cell);
      const unseen = this.#styles.isUnseen(cell.style);
      this.#conditions?.cells(cell.style, {
        top: this.#row,
        left: this.#column,
        bottom: this.#row + this.#repeated - 1,
        right: this.#column + repeated - 1,
      });
      for (let at = 0; at < repeated; at++)
        this.#cells.push({ column: this.#column + at, ...read, strike, unseen });
    }
    this.#column += repeated;
  }

  #endRow(): void {
    if (this.#depth !== 1) return;
    if (this.#cells.length === 0) this.#builder?.row(this.#row, this.#rowHidden);
    else {
      if (this.#repeated > limits.rows) throw overBudget(this.#file, 'rows', this.#name);
      for (let at = 0; at < this.#repeated; at++) {
        this.#builder?.row(this.#row + at, this.#rowHidden);
        for (const { strike, unseen, ...cell } of this.#cells) {
          this.#builder?.add(cell);
          if (strike !== undefined) this.#builder?.strike(strike.left);
          if (unseen) this.#builder?.unseen(cell);
        }
        for (const { formula, column } of this.#formulas) this.#builder?.formula(formula, column);
      }
    }
    this.#row += this.#repeated;
    this.#cells = [];
  }

  #columnStyle(): string | undefined {
    return this.#columnStyles.find(({ to }) => this.#column <= to)?.style;
  }

  #strikeOf({ style, kept, isCut }: OpenCell): ReadCell['strike'] {
    if (isCut) return { left: kept };
    return this.#styles.isStruck(style) ? {} : undefined;
  }

  #read(cell: OpenCell): Omit<GridCell, 'column'> | null {
    const of = (key: string): string | undefined => cell.attributes.local(key);
    const formula = of('formula') === undefined ? {} : { formula: true };
    // LibreOffice says "error" in an attribute of its own, beside a value of 0 or a text.
    const isError = cell.attributes.all('value-type').includes('error');
    if (isError || (of('formula') !== undefined && /^(#[A-Z0-9/]+[!?]?|Err:\d+)$/.test(cell.text)))
      return { raw: cell.text === '' ? '#VALUE!' : cell.text, type: 'error', ...formula };
    const format = this.#styles.formatOf(cell.style);
    const formatted = format === undefined ? {} : { format };
    switch (cell.attributes.get('office:value-type') ?? of('value-type')) {
      case 'float':
      case 'currency':
        if (format === booleanCode || (format === undefined && /^(?:TRUE|FALSE)$/.test(cell.text))) {
          const raw = Number(this.#number(of('value'))) === 0 ? 'FALSE' : 'TRUE';
          return { raw, type: 'boolean', ...formula };
        }
        return {
          raw: this.#number(of('value')),
          type: format !== undefined && isDateFormat(format) ? 'date' : 'number',
          ...formatted,
          ...formula,
        };
      case 'percentage':
        return { raw: this.#number(of('value')), type: 'number', format: '0%', ...formula };
      case 'date': {
        const serial = serialOfDate(of('date-value') ?? '');
        if (serial === null) return { raw: of('date-value') ?? cell.text, type: 'text', ...formula };
        return { raw: serial, type: 'date', format: 'yyyy-mm-dd', ...formula };
      }
      case 'time':
        return { raw: cell.text, type: 'text', ...formula };
      case 'boolean':
        return { raw: of('boolean-value') === 'true' ? 'TRUE' : 'FALSE', type: 'boolean', ...formula };
      case 'string': {
        const raw = of('string-value') ?? cell.text;
        return raw === '' ? null : { raw, type: 'text', ...formula };
      }
      default:
        if (of('formula') !== undefined) return { raw: '', type: 'error', formula: true, uncomputed: true };
        return cell.text === '' ? null : { raw: cell.text, type: 'text' };
    }
  }

  #number(value: string | undefined): string {
    const raw = value?.trim() ?? '';
    if (raw === '' || !Number.isFinite(Number(raw))) throw this.#damaged();
    return raw;
  }

  #damaged(): Problem {
    return new Problem('file.damaged', {
      file: this.#file,
      part: this.#name === '' ? 'content.xml' : this.#name,
    });
  }
}

/** A count of repetitions; at most what a sheet has. */
function times(written: string | undefined): number {
  const count = Number(written ?? 1);
  return Number.isInteger(count) && count >= 1 ? Math.min(count, 1_048_576) : 1;
}
