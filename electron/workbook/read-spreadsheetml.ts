import { Problem } from '#shared/contract/problem.ts';
import type { GridCell, Sheet, Workbook } from '#shared/intake/grid.ts';
import { isDateFormat, namedFormats } from './formats.ts';
import { colourOf, white } from './html-styles.ts';
import { limits, type Spent } from './limits.ts';
import { addressesOf, ruleLookOf } from './page-conditions.ts';
import { raisedDigits } from './raised.ts';
import type { RuleLook } from './rule-looks.ts';
import { serialOfDate } from './serials.ts';
import { SheetBuilder } from './sheet-builder.ts';
import type { Attributes } from './xml-attributes.ts';
import { readXmlText } from './xml.ts';
import { overBudget } from './zip.ts';

/** A workbook of Excel 2003 XML, often named .xls: cells with their types, dates as serials. */
export function readSpreadsheetML(text: string, file: string, spent: Spent): Workbook {
  const reader = new Reader(file, spent);
  readXmlText(text, file, 'Workbook', {
    open: (name, attributes) => reader.open(name, attributes),
    text: (piece) => reader.text(piece),
    close: (name) => reader.close(name),
  });
  return { format: 'xml', sheets: reader.sheets, date1904: reader.date1904 };
}

interface Style {
  readonly parent: string | undefined;
  format?: string;
  struck?: boolean;
  colour?: string;
  /** What is behind the letters; 'pattern' for two colours. */
  behind?: string;
}

class Reader {
  readonly sheets: Sheet[] = [];
  date1904 = false;
  readonly #file: string;
  readonly #spent: Spent;
  readonly #styles = new Map<string, Style>();
  #style: Style | null = null;
  #builder: SheetBuilder | null = null;
  #name = '';
  #hidden = false;
  #row = -1;
  #rowStyle: string | undefined;
  /** Where the cell is, and the last column that it reaches. */
  #cellAt = -1;
  #column = -1;
  #columnAt = -1;
  #columnStyles = new Map<number, string>();
  #cell: {
    readonly style: string | undefined;
    readonly formula: boolean;
    type: string;
    value: string;
    /** What is left of the value without what is struck out, and whether anything is. */
    kept: string;
    isCut: boolean;
  } | null = null;
  /** Within Data; within something whose texts are none of the cell's. */
  #taking = false;
  #aside = 0;
  /** The comment at the cell, while it is open. */
  #note: string | null = null;
  #struck = 0;
  #raised = 0;
  #visible = false;
  /** The conditions that are open: the cells that they are of, and how these look. */
  #condition: { range: string; readonly looks: RuleLook[] } | null = null;
  #inRange = false;

  constructor(file: string, spent: Spent) {
    this.#file = file;
    this.#spent = spent;
  }

  open(name: string, attributes: Attributes): void {
    const of = (key: string): string | undefined => attributes.local(key);
    switch (name) {
      case 'Style':
        this.#style = { parent: of('Parent') };
        this.#styles.set(of('ID') ?? '', this.#style);
        return;
      case 'NumberFormat': {
        const format = of('Format');
        if (this.#style !== null && format !== undefined) this.#style.format = namedFormats[format] ?? format;
        return;
      }
      case 'Font': {
        const line = of('StrikeThrough');
        const colour = colourOf(of('Color'));
        if (this.#style !== null && line !== undefined) this.#style.struck = line === '1';
        if (this.#style !== null && colour !== undefined) this.#style.colour = colour;
        return;
      }
      case 'Interior': {
        const pattern = of('Pattern') ?? 'None';
        const colour = pattern === 'Solid' ? colourOf(of('Color')) : undefined;
        if (this.#style !== null) this.#style.behind = pattern === 'None' ? white : (colour ?? 'pattern');
        return;
      }
      case 'Worksheet':
        this.#name = of('Name') ?? '';
        if (this.#builder !== null || this.sheets.some((sheet) => sheet.name === this.#name))
          throw this.#damaged();
        if (this.sheets.length >= limits.sheets) throw overBudget(this.#file, 'sheets', 'Workbook');
        this.#builder = new SheetBuilder(this.#file, this.#name, this.#spent);
        this.#hidden = false;
        [this.#row, this.#columnAt] = [-1, -1];
        this.#columnStyles = new Map();
        return;
      case 'Visible':
        this.#visible = true;
        return;
      case 'DoNotDisplayZeros':
        this.#builder?.hideZeros();
        return;
      case 'Date1904':
        this.date1904 = true;
        return;
      case 'Column': {
        const from = placeOf(of('Index'), this.#columnAt + 1);
        const to = from + countOf(of('Span'));
        if (!Number.isInteger(from) || to >= 16_384) throw this.#damaged();
        const style = of('StyleID');
        if (style !== undefined) for (let at = from; at <= to; at++) this.#columnStyles.set(at, style);
        this.#columnAt = to;
        if (of('Hidden') === '1' || Number(of('Width')) === 0) this.#builder?.hideColumns(from, to);
        return;
      }
      case 'Row': {
        this.#row = placeOf(of('Index'), this.#row + 1);
        this.#rowStyle = of('StyleID');
        this.#column = -1;
        this.#builder?.row(this.#row, of('Hidden') === '1');
        // Further rows of the same look, none of which holds a cell.
        this.#row += countOf(of('Span'));
        return;
      }
      case 'Cell':
        return this.#openCell(of);
      case 'Data':
        if (this.#cell === null || this.#aside > 0) return;
        this.#cell.type = of('Type') ?? 'String';
        this.#taking = true;
        return;
      case 'S':
        this.#struck += 1;
        return;
      case 'Sup':
      case 'Sub':
        this.#raised += 1;
        return;
      case 'Comment':
        this.#note = this.#cell === null ? null : '';
        this.#aside += 1;
        return;
      case 'PhoneticText':
        this.#aside += 1;
        return;
      case 'Header':
      case 'Footer':
        this.#builder?.print(name === 'Header' ? 'header' : 'footer', of('Data') ?? '');
        return;
      case 'ConditionalFormatting':
        this.#condition = { range: '', looks: [] };
        return;
      case 'Range':
        this.#inRange = this.#condition !== null;
        return;
      case 'Format':
        this.#condition?.looks.push(ruleLookOf(of('Style') ?? ''));
    }
  }

  text(text: string): void {
    if (this.#inRange && this.#condition !== null) this.#condition.range += text;
    if (this.#visible && /^\s*Sheet(Very)?Hidden\s*$/.test(text)) this.#hidden = true;
    if (this.#note !== null) {
      this.#note += text;
      this.#builder?.text(this.#note);
    }
    if (!this.#taking || this.#aside > 0 || this.#cell === null) return;
    const raised = (before: string): string => (this.#raised > 0 ? raisedDigits(before, text) : text);
    this.#cell.value += raised(this.#cell.value);
    if (this.#struck === 0) this.#cell.kept += raised(this.#cell.kept);
    else if (text.trim() !== '') this.#cell.isCut = true;
    this.#builder?.text(this.#cell.value);
  }

  close(name: string): void {
    if (name === 'Data' && this.#aside === 0) this.#taking = false;
    else if (name === 'S') this.#struck -= 1;
    else if (name === 'Sup' || name === 'Sub') this.#raised -= 1;
    else if (name === 'PhoneticText') this.#aside -= 1;
    else if (name === 'Comment') this.#endNote();
    else if (name === 'Style') this.#style = null;
    else if (name === 'Range') this.#inRange = false;
    else if (name === 'ConditionalFormatting') this.#endCondition();
    else if (name === 'Visible') this.#visible = false;
    else if (name === 'Cell') this.#endCell();
    else if (name === 'Worksheet' && this.#builder !== null) {
      this.sheets.push(this.#builder.finish(this.#name, this.#hidden));
      this.#builder = null;
    }
  }

  #endCondition(): void {
    const { range, looks } = this.#condition ?? { range: '', looks: [] };
    this.#condition = null;
    for (const look of looks) this.#builder?.byRule(addressesOf(range), look);
  }

  #endNote(): void {
    this.#aside -= 1;
    if (this.#note !== null) this.#builder?.comment(this.#row, this.#cellAt, this.#note);
    this.#note = null;
  }

  #openCell(of: (key: string) => string | undefined): void {
    const column = placeOf(of('Index'), this.#column + 1);
    const [across, down] = [countOf(of('MergeAcross')), countOf(of('MergeDown'))];
    if (
      !Number.isInteger(column) ||
      column <= this.#column ||
      column + across >= 16_384 ||
      this.#row + down >= 1_048_576
    )
      throw this.#damaged();
    const style = of('StyleID') ?? this.#rowStyle ?? this.#columnStyles.get(column);
    this.#cell = { style, formula: of('Formula') !== undefined, type: '', value: '', kept: '', isCut: false };
    this.#builder?.formula(of('Formula') ?? '', column);
    this.#column = column + across;
    if (across > 0 || down > 0)
      this.#builder?.merge({
        top: this.#row,
        left: column,
        bottom: this.#row + down,
        right: column + across,
      });
    this.#cellAt = column;
  }

  #endCell(): void {
    const cell = this.#cell;
    this.#cell = null;
    if (cell === null || this.#builder === null) return;
    const formula = cell.formula ? { formula: true } : {};
    if (cell.type === '') {
      if (cell.formula)
        this.#builder.add({ column: this.#cellAt, raw: '', type: 'error', formula: true, uncomputed: true });
      return;
    }
    if (cell.value === '') return;
    const read = { column: this.#cellAt, ...this.#read(cell.type, cell.value, cell.style), ...formula };
    this.#builder.add(read);
    const behind = this.#styleSays(cell.style, (style) => style.behind) ?? white;
    if (this.#styleSays(cell.style, ({ colour }) => colour) === behind) this.#builder.unseen(read);
    if (cell.isCut) this.#builder.strike(cell.kept);
    else if (this.#styleSays(cell.style, ({ struck }) => struck) === true) this.#builder.strike();
  }

  #read(type: string, value: string, style: string | undefined): Omit<GridCell, 'column'> {
    const code = this.#styleSays(style, ({ format: of }) => of);
    const format = code === undefined || /^general$/i.test(code) ? {} : { format: code };
    switch (type) {
      case 'Number':
        if (!Number.isFinite(Number(value.trim())) || value.trim() === '') throw this.#damaged();
        return {
          raw: value.trim(),
          type: code !== undefined && isDateFormat(code) ? 'date' : 'number',
          ...format,
        };
      case 'DateTime': {
        const serial = serialOfDate(value, this.date1904);
        return serial === null ? { raw: value, type: 'text' } : { raw: serial, type: 'date', ...format };
      }
      case 'Boolean':
        return { raw: value.trim() === '1' ? 'TRUE' : 'FALSE', type: 'boolean' };
      case 'Error':
        return { raw: value.trim(), type: 'error' };
      default:
        return { raw: value.replaceAll('\r\n', '\n'), type: 'text' };
    }
  }

  /** What a style, or the nearest above it that says so, has. */
  #styleSays<Value>(id: string | undefined, get: (style: Style) => Value | undefined): Value | undefined {
    let style = this.#styles.get(id ?? 'Default');
    for (let depth = 0; style !== undefined && depth < 8; depth++) {
      const said = get(style);
      if (said !== undefined) return said;
      style = style.parent === undefined ? undefined : this.#styles.get(style.parent);
    }
    return undefined;
  }

  #damaged(): Problem {
    return new Problem('file.damaged', {
      file: this.#file,
      part: this.#name === '' ? 'Workbook' : this.#name,
    });
  }
}

/** "3" → 2; the next place where none is given. */
function placeOf(written: string | undefined, next: number): number {
  return written === undefined ? next : Number(written) - 1;
}

function countOf(written: string | undefined): number {
  const count = Number(written ?? 0);
  return Number.isInteger(count) && count >= 0 ? count : 0;
}
