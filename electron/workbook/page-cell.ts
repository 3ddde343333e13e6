import { colourOf, isHidden, type Attributes, type Look } from './html-styles.ts';
import { raisedDigits } from './raised.ts';

const strikes = new Set(['s', 'strike', 'del']);
/** Tags that hold nothing and are never closed. */
const hollow = new Set([
  'br',
  'hr',
  'img',
  'input',
  'col',
  'meta',
  'link',
  'wbr',
  'base',
  'area',
  'td',
  'th',
]);
/** Tags open within a cell that are looked at. */
const deepest = 200;

interface Within {
  readonly name: string;
  readonly struck: boolean;
  readonly hidden: boolean;
  readonly colour: string | undefined;
}

/** A cell of a page while it is open, and the tags that are open within it. */
export class PageCell {
  readonly attributes: Attributes;
  readonly look: Look;
  text = '';
  /** What is left of the text without what is struck out, and whether anything is. */
  kept = '';
  isCut = false;
  /** The colours of its letters; undefined for the cell's own. */
  readonly inks = new Set<string | undefined>();
  readonly #keepsHidden: boolean;
  /** A tag that was never closed ends with its cell. */
  readonly #within: Within[] = [];

  /** `keepsHidden`: a spreadsheet program wrote the page, and hides of a text what its column is too narrow for. */
  constructor(attributes: Attributes, look: Look, keepsHidden: boolean) {
    this.attributes = attributes;
    this.look = look;
    this.#keepsHidden = keepsHidden;
  }

  open(name: string, attributes: Attributes, look: Look): void {
    if (name === 'input') this.add(shownOfInput(attributes), false);
    if (hollow.has(name)) return;
    // The one before it needs no tag to end with.
    if (name === 'option') this.close(name);
    const struck = strikes.has(name) || look.struck === true;
    // Of a list to choose from what is chosen is shown.
    const hidden = isHidden(attributes, look) || (name === 'option' && !('selected' in attributes));
    const colour = look.colour ?? (name === 'font' ? colourOf(attributes['color']) : undefined);
    if (this.#within.length < deepest) this.#within.push({ name, struck, hidden, colour });
  }

  close(name: string): void {
    const from = this.#within.findLastIndex((one) => one.name === name);
    if (from >= 0) this.#within.length = from;
  }

  add(text: string, isBreak: boolean): void {
    // What pages keep beside a figure to sort it by is not shown: <span style="display:none">0012</span>12.
    if (!this.#keepsHidden && this.#within.some(({ hidden }) => hidden)) return;
    // Line ends of the source are spaces; those of <br> stay.
    const said = isBreak ? text : text.replace(/[ \t\r\n]+/g, ' ');
    const isRaised = this.#within.some(({ name }) => name === 'sup' || name === 'sub');
    const shown = isRaised ? raisedDigits(this.text, said) : said;
    this.text += shown;
    if (shown.trim() !== '')
      this.inks.add(this.#within.findLast(({ colour }) => colour !== undefined)?.colour);
    if (!this.#within.some(({ struck }) => struck)) this.kept += shown;
    else if (shown.trim() !== '') this.isCut = true;
  }
}

/** What a field of a form shows that is filled in on the page. */
function shownOfInput({ type = 'text', value = '' }: Attributes): string {
  return /^(?:text|number|tel|date|month)$/i.test(type) ? value.replaceAll('&', '&amp;') : '';
}
