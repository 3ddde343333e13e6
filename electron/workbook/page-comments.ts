type Attributes = Readonly<Record<string, string>>;

interface PageComment {
  readonly number: string;
  text: string;
}

/** Characters of a comment that are kept while the page is read. */
const longest = 4000;

/**
 * The comments of a page that Excel saved: they stand in a list below the table, each under the name of a mark ([1]) in its
 * cell.
 */
export class PageComments {
  /** Marks of the cell that is open. */
  #anchors: string[] = [];
  readonly #places = new Map<string, { readonly row: number; readonly column: number }>();
  readonly #comments: PageComment[] = [];
  /** How many elements of the list are open; null outside of it. */
  #divs: number | null = null;

  /** Takes a tag; true of one that is of the list. */
  open(name: string, attributes: Attributes): boolean {
    const said = attributes['name'] ?? '';
    if (name === 'a' && said.startsWith(anchor)) this.#anchors.push(said.slice(anchor.length));
    const element = /mso-element\s*:\s*([\w-]+)/iu.exec(attributes['style'] ?? '')?.[1]?.toLowerCase();
    if (element === 'comment-list') this.#divs = 0;
    // The list ends with the element that holds it; a table is none of it in any case.
    if (name === 'table') this.#divs = null;
    if (this.#divs === null) return false;
    if (name === 'div') this.#divs += 1;
    if (name === 'a' && said.startsWith(target))
      this.#comments.push({ number: said.slice(target.length), text: '' });
    else if (name === 'br' || name === 'p') this.text(' ');
    return name !== 'style' && name !== 'script';
  }

  close(name: string): void {
    if (name !== 'div' || this.#divs === null) return;
    this.#divs -= 1;
    if (this.#divs <= 0) this.#divs = null;
  }

  /** Takes a text; true of one that is of the list. */
  text(text: string): boolean {
    if (this.#divs === null) return false;
    const last = this.#comments.at(-1);
    if (last !== undefined && last.text.length < longest) last.text += text;
    return true;
  }

  /** The marks of the cell that ends, to be placed once it is known where that is. */
  takeAnchors(): readonly string[] {
    const anchors = this.#anchors;
    this.#anchors = [];
    return anchors;
  }

  place(number: string, row: number, column: number): void {
    this.#places.set(number, { row, column });
  }

  all(): readonly { readonly row: number; readonly column: number; readonly text: string }[] {
    return this.#comments.flatMap(({ number, text }) => {
      const place = this.#places.get(number);
      return place === undefined ? [] : [{ ...place, text }];
    });
  }
}

const anchor = '_msoanchor_';
const target = '_msocom_';
