import type { GridCell, Sheet, Workbook } from '#shared/intake/grid.ts';
import { isDateFormat, namedFormats } from './formats.ts';
import {
  colourOf,
  HtmlStyles,
  isHidden,
  white,
  type Attributes,
  type Element,
  type Look,
} from './html-styles.ts';
import { eachTag, plainHtml } from './html-tags.ts';
import { PageCell } from './page-cell.ts';
import { rulesIn } from './page-conditions.ts';
import { PageComments } from './page-comments.ts';
import { limits, type Spent } from './limits.ts';
import { booleanCode } from './ods-number-styles.ts';
import { SheetBuilder } from './sheet-builder.ts';
import { overBudget } from './zip.ts';

const blocks = new Set(['p', 'div', 'br', 'table', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'li', 'center', 'hr']);
/** Tags that hold tables or rows, and of these the ones that may end without a tag. */
const sections = new Set(['tbody', 'thead', 'tfoot']);
const containers = new Set([...sections, 'div', 'section', 'article', 'main', 'form', 'fieldset', 'details']);
/** Conditions that are looked at, one within the other. */
const deepest = 200;
const silent = new Set(['script', 'style', 'head', 'title', 'noscript']);

/**
 * The tables of a page that a web system hands out as .xls, one below the other on one sheet as WPS and Excel show them,
 * with the lines between them: a unit of account often stands there. Cells are the texts that the page shows.
 */
export function readHtml(html: string, file: string, spent: Spent): Pick<Workbook, 'sheets' | 'date1904'> {
  const page = new Page(file, spent);
  eachTag(html, file, {
    open: (name, attributes) => page.open(name, attributes),
    close: (name) => page.close(name),
    text: (text) => page.text(text),
    sheet: (css) => page.sheet(css),
    comment: (text) => page.comment(text),
    condition: (said) => page.condition(said),
  });
  return { sheets: [page.finish()], date1904: page.date1904 };
}

class Page {
  date1904 = false;
  readonly #file: string;
  readonly #builder: SheetBuilder;
  #index = -1;
  /** Rows that cells of rows above reach into, by column. */
  #reaching = new Map<number, number>();
  /** Where the next cell goes; null outside of rows. A table within a cell makes rows of its own. */
  #column: number | null = null;
  #cell: PageCell | null = null;
  /** Whether a spreadsheet program wrote the page. */
  #isSaved = false;
  #silent = 0;
  readonly #styles = new HtmlStyles();
  #table: Element | null = null;
  #tableLook: Look = {};
  #rowElement: Element | null = null;
  #rowLook: Look = {};
  /** The last column that the <col> of the table were for. */
  #columnAt = -1;
  #hiddenTable = 0;
  /** The tags that are open around rows, from one on that is not shown. */
  #hiding: string[] = [];
  /** A comment of the cell, as LibreOffice saves them within it. */
  #note: string | null = null;
  #notes: string[] = [];
  #between = '';
  /** Parts that only some programs show, and whether each is there instead of a comment. */
  #conditions: boolean[] = [];
  readonly #comments = new PageComments();

  constructor(file: string, spent: Spent) {
    this.#file = file;
    this.#builder = new SheetBuilder(file, 'html', spent);
  }

  sheet(css: string): void {
    this.#styles.read(css);
  }

  /** Excel says there that the sheet shows no zeros, where its dates begin, and what its conditions do. */
  comment(text: string): void {
    if (/<x:Date1904\s*\/?>/iu.test(text)) this.date1904 = true;
    if (/<x:DoNotDisplayZeros\s*\/?>/iu.test(text)) this.#builder.hideZeros();
    for (const { cells, look } of rulesIn(text)) this.#builder.byRule(cells, look);
  }

  /** What is shown only where comments cannot be shown beside the cell: [1], which leads to the comment. */
  condition(said: string | null): void {
    if (said === null) this.#conditions.pop();
    else if (this.#conditions.length < deepest)
      this.#conditions.push(/^!\s*supportAnnotations$/iu.test(said));
  }

  open(name: string, attributes: Attributes): void {
    if (this.#comments.open(name, attributes)) return;
    if (silent.has(name)) this.#silent += 1;
    else if (name === 'comment') this.#note = this.#cell === null ? null : '';
    else if (name === 'table') this.#startTable(attributes);
    else if (name === 'col') this.#columns(attributes);
    else if (name === 'tr') this.#startRow(attributes);
    else if (name === 'td' || name === 'th') this.#startCell(name, attributes);
    else if (blocks.has(name)) this.text(this.#cell === null ? '' : '\n', true);
    if (name === 'meta') this.#isSaved ||= isSpreadsheet(attributes);
    else if (this.#cell === null) this.#openAround(name, attributes);
    else if (name !== 'td' && name !== 'th') {
      this.#cell.open(name, attributes, this.#look(name, attributes));
      this.#builder.text(this.#cell.text);
    }
  }

  #openAround(name: string, attributes: Attributes): void {
    if (!containers.has(name)) return;
    if (sections.has(name)) this.#endSection();
    if (this.#hiding.length > 0 || isHidden(attributes, this.#look(name, attributes)))
      this.#hiding.push(name);
  }

  #endSection(): void {
    if (sections.has(this.#hiding.at(-1) ?? '')) this.#hiding.pop();
  }

  close(name: string): void {
    this.#comments.close(name);
    this.#cell?.close(name);
    if (silent.has(name)) this.#silent = Math.max(0, this.#silent - 1);
    else if (name === 'comment') this.#endNote();
    else if (name === 'table') {
      this.#endCell();
      this.#endSection();
      this.#column = null;
      this.#reaching = new Map();
      this.#tableLook = {};
      this.#hiddenTable = Math.max(0, this.#hiddenTable - 1);
    } else if (name === 'tr' || name === 'td' || name === 'th') this.#endCell();
    else if (blocks.has(name) && this.#cell === null) this.#line();
    const around = this.#cell === null && containers.has(name) ? this.#hiding.lastIndexOf(name) : -1;
    if (around >= 0) this.#hiding.length = around;
  }

  text(text: string, isBreak = false): void {
    if (this.#silent > 0 || this.#conditions.includes(true)) return;
    if (this.#comments.text(text)) return this.#builder.text(text);
    if (this.#note !== null) {
      this.#note += text;
      return this.#builder.text(this.#note);
    }
    if (this.#cell === null) {
      if (isBreak) this.#line();
      else if (this.#hiding.length === 0) this.#between += text.replace(/[ \t\r\n]+/g, ' ');
      this.#builder.text(this.#between);
      return;
    }
    this.#cell.add(text, isBreak);
    this.#builder.text(this.#cell.text);
  }

  finish(): Sheet {
    this.#endCell();
    this.#line();
    for (const { row, column, text } of this.#comments.all())
      this.#builder.comment(row, column, plainHtml(text));
    return this.#builder.finish('Sheet1', false);
  }

  /** What stands outside of the tables, as a row of its own. */
  #line(): void {
    const text = this.#between.trim();
    this.#between = '';
    if (text === '') return;
    this.#builder.row(++this.#index, false);
    this.#builder.add({ column: 0, raw: text, type: 'text' });
  }

  #look(name: string, attributes: Attributes): Look {
    const around = [this.#table, this.#rowElement].filter((one) => one !== null);
    return this.#styles.lookOf({ name, attributes }, around);
  }

  #startTable(attributes: Attributes): void {
    this.#endCell();
    this.#line();
    this.#reaching = new Map();
    this.#columnAt = -1;
    this.#rowElement = null;
    this.#rowLook = {};
    this.#table = { name: 'table', attributes };
    this.#tableLook = this.#look('table', attributes);
    if (this.#hiddenTable > 0 || isHidden(attributes, this.#tableLook)) this.#hiddenTable += 1;
  }

  #columns(attributes: Attributes): void {
    const from = this.#columnAt + 1;
    this.#columnAt += span(attributes['span']);
    if (isHidden(attributes, this.#look('col', attributes)) || attributes['width'] === '0')
      this.#builder.hideColumns(from, this.#columnAt);
  }

  #startRow(attributes: Attributes): void {
    this.#endCell();
    this.#line();
    this.#column = 0;
    this.#rowElement = { name: 'tr', attributes };
    this.#rowLook = this.#look('tr', attributes);
    const isWithinHidden = this.#hiddenTable > 0 || this.#hiding.length > 0;
    this.#builder.row(++this.#index, isWithinHidden || isHidden(attributes, this.#rowLook));
  }

  #startCell(name: string, attributes: Attributes): void {
    if (this.#column === null) this.#startRow({});
    this.#endCell();
    this.#cell = new PageCell(attributes, this.#look(name, attributes), this.#isSaved);
  }

  /** Whether all letters of a cell have the colour of what is behind them. */
  #isUnseen({ attributes, look, inks }: PageCell): boolean {
    const around = [look, this.#rowLook, this.#tableLook];
    const behind =
      look.behind ??
      colourOf(attributes['bgcolor']) ??
      this.#rowLook.behind ??
      colourOf(this.#rowElement?.attributes['bgcolor']) ??
      this.#tableLook.behind ??
      colourOf(this.#table?.attributes['bgcolor']) ??
      white;
    const own = around.find(({ colour }) => colour !== undefined)?.colour;
    return inks.size > 0 && [...inks].every((ink) => (ink ?? own) === behind);
  }

  #endNote(): void {
    if (this.#note !== null) this.#notes.push(plainHtml(this.#note));
    this.#note = null;
  }

  #endCell(): void {
    this.#endNote();
    const notes = this.#notes;
    this.#notes = [];
    const anchors = this.#comments.takeAnchors();
    const cell = this.#cell;
    let left = this.#column;
    if (cell === null || left === null) return;
    this.#cell = null;
    while ((this.#reaching.get(left) ?? -1) >= this.#index) left += 1;
    const wide = span(cell.attributes['colspan']);
    const high = span(cell.attributes['rowspan']);
    const right = left + wide - 1;
    if (right >= 16_384) throw overBudget(this.#file, 'columns', 'html');
    const bottom = this.#index + high - 1;
    if (wide > 1 || high > 1) this.#builder.merge({ top: this.#index, left, bottom, right });
    if (high > 1) for (let column = left; column <= right; column++) this.#reaching.set(column, bottom);
    this.#column = right + 1;
    this.#builder.formula(cell.attributes['x:fmla'] ?? '', left);
    for (const anchor of anchors) this.#comments.place(anchor, this.#index, left);
    for (const note of notes) this.#builder.comment(this.#index, left, note);
    const read = cellOf(left, cell);
    if (read === null) return;
    this.#builder.add(read);
    if (isHidden(cell.attributes, cell.look)) this.#builder.hideColumns(left, right);
    if (isNumber(read) && this.#isUnseen(cell)) this.#builder.unseen({ type: 'number', column: left });
    if (cell.isCut) this.#builder.strike(plainHtml(cell.kept).trim());
    else if ([cell.look, this.#rowLook, this.#tableLook].some(({ struck }) => struck === true))
      this.#builder.strike();
  }
}

/** A number, or the text of one. */
function isNumber({ type, raw }: GridCell): boolean {
  return type === 'number' || /^[-+(]?\d[\d.,]*\)?%?$/u.test(raw);
}

function span(written: string | undefined): number {
  const count = Number.parseInt(written ?? '1', 10);
  return Number.isNaN(count) || count < 1 ? 1 : Math.min(count, limits.rows);
}

/** Excel and WPS say in a page that they wrote it. */
function isSpreadsheet({ name = '', content = '' }: Attributes): boolean {
  return /^(?:generator|progid)$/i.test(name) && /excel|wps|kingsoft/i.test(content);
}

/** The text of a cell; with the number that Excel keeps beside it (x:num) where the text is only a rounding of it. */
function cellOf(column: number, { attributes, look, text }: PageCell): GridCell | null {
  const raw = plainHtml(text)
    .split('\n')
    .map((line) => line.replace(/^ +| +$/g, ''))
    .join('\n')
    .trim();
  const formula = attributes['x:fmla'] === undefined ? {} : { formula: true };
  // LibreOffice keeps it as sdval, and its format behind two numbers of languages in sdnum.
  const stored = (attributes['x:num'] ?? attributes['sdval'])?.trim();
  if (stored !== undefined && stored !== '' && Number.isFinite(Number(stored))) {
    const code = look.format ?? attributes['sdnum']?.split(';').slice(2).join(';');
    // LibreOffice keeps what it shows as TRUE as a number.
    if (code === booleanCode)
      return { column, raw: Number(stored) === 0 ? 'FALSE' : 'TRUE', type: 'boolean', ...formula };
    const format = formatShown(raw.replace(/[\s,]/g, ''), code);
    if (format !== null) {
      const type = format !== undefined && isDateFormat(format) ? 'date' : 'number';
      return { column, raw: stored, type, ...(format === undefined ? {} : { format }), ...formula };
    }
  }
  if (raw.replaceAll('\u00a0', '').trim() === '') return null;
  return { column, raw, type: 'text', ...formula };
}

/** The format that a stored number is shown by; undefined for none, null where what is shown is a text of its own. */
function formatShown(shown: string, code: string | undefined): string | undefined | null {
  const format =
    code === undefined || code === '' || /^general$/i.test(code) ? undefined : (namedFormats[code] ?? code);
  if (format !== undefined && format !== '@') return format;
  if (shown === '') return ';;;';
  if (/^[-(]?[\d.]+(?:E[-+]?\d+)?\)?$|^#+$/i.test(shown)) return undefined;
  if (shown.endsWith('%')) return '0%';
  // Shown in another size than stored: the format says so, and it is asked about.
  return /[万亿]/u.test(shown) ? `0"${shown}"` : null;
}
