import type { GridCell, Sheet } from '#shared/intake/grid.ts';
import { eachTag, plainHtml } from './html-tags.ts';
import { limits, type Spent } from './limits.ts';
import { SheetBuilder } from './sheet-builder.ts';
import { overBudget } from './zip.ts';

interface OpenCell {
  readonly attributes: Readonly<Record<string, string>>;
  text: string;
  /** What is left of the text without what is struck out, and whether anything is. */
  kept: string;
  isCut: boolean;
}

const blocks = new Set(['p', 'div', 'br', 'table', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'li', 'center', 'hr']);
const strikes = new Set(['s', 'strike', 'del']);
const silent = new Set(['script', 'style', 'head', 'title', 'noscript']);

/**
 * The tables of a page that a web system hands out as .xls, one below the other on one sheet as WPS and Excel show them,
 * with the lines between them: a unit of account often stands there. Cells are the texts that the page shows.
 */
export function readHtml(html: string, file: string, spent: Spent): Sheet {
  const page = new Page(file, spent);
  eachTag(html, file, {
    open: (name, attributes) => page.open(name, attributes),
    close: (name) => page.close(name),
    text: (text) => page.text(text),
  });
  return page.finish();
}

class Page {
  readonly #file: string;
  readonly #builder: SheetBuilder;
  #index = -1;
  /** Rows that cells of rows above reach into, by column. */
  #reaching = new Map<number, number>();
  /** Where the next cell goes; null outside of rows. A table within a cell makes rows of its own. */
  #column: number | null = null;
  #cell: OpenCell | null = null;
  #silent = 0;
  #struck = 0;
  #hiddenTable = 0;
  #between = '';

  constructor(file: string, spent: Spent) {
    this.#file = file;
    this.#builder = new SheetBuilder(file, 'html', spent);
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (silent.has(name)) this.#silent += 1;
    else if (name === 'table') {
      this.#endCell();
      this.#line();
      this.#reaching = new Map();
      if (this.#hiddenTable > 0 || isHidden(attributes)) this.#hiddenTable += 1;
    } else if (strikes.has(name)) this.#struck += 1;
    else if (name === 'tr') this.#startRow(attributes);
    else if (name === 'td' || name === 'th') this.#startCell(attributes);
    else if (blocks.has(name)) this.text(this.#cell === null ? '' : '\n', true);
  }

  close(name: string): void {
    if (silent.has(name)) this.#silent = Math.max(0, this.#silent - 1);
    else if (strikes.has(name)) this.#struck = Math.max(0, this.#struck - 1);
    else if (name === 'table') {
      this.#endCell();
      this.#column = null;
      this.#reaching = new Map();
      this.#hiddenTable = Math.max(0, this.#hiddenTable - 1);
    } else if (name === 'tr' || name === 'td' || name === 'th') this.#endCell();
    else if (blocks.has(name) && this.#cell === null) this.#line();
  }

  text(text: string, isBreak = false): void {
    if (this.#silent > 0) return;
    if (this.#cell === null) {
      if (isBreak) this.#line();
      else this.#between += text.replace(/[ \t\r\n]+/g, ' ');
      this.#builder.text(this.#between);
      return;
    }
    // Line ends of the source are spaces; those of <br> stay.
    const shown = isBreak ? text : text.replace(/[ \t\r\n]+/g, ' ');
    this.#cell.text += shown;
    if (this.#struck === 0) this.#cell.kept += shown;
    else if (shown.trim() !== '') this.#cell.isCut = true;
    this.#builder.text(this.#cell.text);
  }

  finish(): Sheet {
    this.#endCell();
    this.#line();
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

  #startRow(attributes: Readonly<Record<string, string>>): void {
    this.#endCell();
    this.#line();
    this.#column = 0;
    this.#builder.row(++this.#index, this.#hiddenTable > 0 || isHidden(attributes));
  }

  #startCell(attributes: Readonly<Record<string, string>>): void {
    if (this.#column === null) this.#startRow({});
    this.#endCell();
    // A tag that was never closed ends with its cell.
    this.#struck = 0;
    this.#cell = { attributes, text: '', kept: '', isCut: false };
  }

  #endCell(): void {
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
    const read = cellOf(left, cell);
    if (read === null) return;
    this.#builder.add(read);
    if (cell.isCut) this.#builder.strike(plainHtml(cell.kept).trim());
    else if (/line-through/i.test(cell.attributes['style'] ?? '')) this.#builder.strike();
  }
}

function span(written: string | undefined): number {
  const count = Number.parseInt(written ?? '1', 10);
  return Number.isNaN(count) || count < 1 ? 1 : Math.min(count, limits.rows);
}

function isHidden(attributes: Readonly<Record<string, string>>): boolean {
  return 'hidden' in attributes || /display\s*:\s*none/i.test(attributes['style'] ?? '');
}

/** The text of a cell; with the number that Excel keeps beside it (x:num) where the text is only a rounding of it. */
function cellOf(column: number, { attributes, text }: OpenCell): GridCell | null {
  const raw = plainHtml(text)
    .split('\n')
    .map((line) => line.replace(/^ +| +$/g, ''))
    .join('\n')
    .trim();
  const formula = attributes['x:fmla'] === undefined ? {} : { formula: true };
  const stored = attributes['x:num'];
  if (stored !== undefined && Number.isFinite(Number(stored)) && stored.trim() !== '') {
    const shown = raw.replace(/[\s,]/g, '');
    if (shown === '' || /^[-(]?[\d.]+\)?$|^#+$/.test(shown))
      return { column, raw: stored.trim(), type: 'number', ...formula };
    if (shown.endsWith('%')) return { column, raw: stored.trim(), type: 'number', format: '0%', ...formula };
    // Shown in another size than stored: the format says so, and it is asked about.
    if (/[万亿]/u.test(shown))
      return { column, raw: stored.trim(), type: 'number', format: `0"${shown}"`, ...formula };
  }
  if (raw.replaceAll('\u00a0', '').trim() === '') return null;
  return { column, raw, type: 'text', ...formula };
}
