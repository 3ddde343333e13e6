import type { GridCell, Sheet, Workbook } from '#shared/intake/grid.ts';
import { raisedDigits } from './raised.ts';
import { isDateFormat, namedFormats } from './formats.ts';
import { colourOf, HtmlStyles, white, type Element, type Look } from './html-styles.ts';
import { eachTag, plainHtml } from './html-tags.ts';
import { rulesIn } from './page-conditions.ts';
import { PageComments } from './page-comments.ts';
import { limits, type Spent } from './limits.ts';
import { booleanCode } from './ods-number-styles.ts';
import { SheetBuilder } from './sheet-builder.ts';
import { overBudget } from './zip.ts';

type Attributes = Readonly<Record<string, string>>;

interface OpenCell {
  readonly attributes: Attributes;
  readonly look: Look;
  text: string;
  /** What is left of the text without what is struck out, and whether anything is. */
  kept: string;
  isCut: boolean;
  /** The colours of its letters; undefined for the cell's own. */
  readonly inks: Set<string | undefined>;
}

const blocks = new Set(['p', 'div', 'br', 'table', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'li', 'center', 'hr']);
const strikes = new Set(['s', 'strike', 'del']);
/** Tags that hold nothing and are never closed. */
const hollow = new Set(['br', 'hr', 'img', 'input', 'col', 'meta', 'link', 'wbr', 'base', 'area']);
/** Tags open within a cell that are looked at. */
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
  #cell: OpenCell | null = null;
  #silent = 0;
  readonly #styles = new HtmlStyles();
  #table: Element | null = null;
  #tableLook: Look = {};
  #rowElement: Element | null = null;
  #rowLook: Look = {};
  /** The last column that the <col> of the table were for. */
  #columnAt = -1;
  /** The tags that are open within the cell, and whether each strikes out. */
  #within: { readonly name: string; readonly struck: boolean; readonly colour: string | undefined }[] = [];
  #hiddenTable = 0;
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
    if (this.#cell !== null && !hollow.has(name) && name !== 'td' && name !== 'th') {
      const look = this.#look(name, attributes);
      const struck = strikes.has(name) || look.struck === true;
      const colour = look.colour ?? (name === 'font' ? colourOf(attributes['color']) : undefined);
      if (this.#within.length < deepest) this.#within.push({ name, struck, colour });
    }
  }

  close(name: string): void {
    this.#comments.close(name);
    const from = this.#within.findLastIndex((one) => one.name === name);
    if (from >= 0) this.#within.length = from;
    if (silent.has(name)) this.#silent = Math.max(0, this.#silent - 1);
    else if (name === 'comment') this.#endNote();
    else if (name === 'table') {
      this.#endCell();
      this.#column = null;
      this.#reaching = new Map();
      this.#tableLook = {};
      this.#hiddenTable = Math.max(0, this.#hiddenTable - 1);
    } else if (name === 'tr' || name === 'td' || name === 'th') this.#endCell();
    else if (blocks.has(name) && this.#cell === null) this.#line();
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
      else this.#between += text.replace(/[ \t\r\n]+/g, ' ');
      this.#builder.text(this.#between);
      return;
    }
    // Line ends of the source are spaces; those of <br> stay.
    const said = isBreak ? text : text.replace(/[ \t\r\n]+/g, ' ');
    const isRaised = this.#within.some(({ name }) => name === 'sup' || name === 'sub');
    const shown = isRaised ? raisedDigits(this.#cell.text, said) : said;
    this.#cell.text += shown;
    if (shown.trim() !== '')
      this.#cell.inks.add(this.#within.findLast(({ colour }) => colour !== undefined)?.colour);
    if (!this.#within.some(({ struck }) => struck)) this.#cell.kept += shown;
    else if (shown.trim() !== '') this.#cell.isCut = true;
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
    this.#builder.row(++this.#index, this.#hiddenTable > 0 || isHidden(attributes, this.#rowLook));
  }

  #startCell(name: string, attributes: Attributes): void {
    if (this.#column === null) this.#startRow({});
    this.#endCell();
    // A tag that was never closed ends with its cell.
    this.#within = [];
    const look = this.#look(name, attributes);
    this.#cell = { attributes, look, text: '', kept: '', isCut: false, inks: new Set() };
  }

  /** Whether all letters of a cell have the colour of what is behind them. */
  #isUnseen({ attributes, look, inks }: OpenCell): boolean {
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

function isHidden(attributes: Attributes, look: Look): boolean {
  return 'hidden' in attributes || look.hidden === true;
}

/** The text of a cell; with the number that Excel keeps beside it (x:num) where the text is only a rounding of it. */
function cellOf(column: number, { attributes, look, text }: OpenCell): GridCell | null {
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
