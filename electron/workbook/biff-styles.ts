import { richLabel, richStrings } from './biff-strings.ts';
import { leftOf, type RunFont, type RunText } from './font-runs.ts';

const strikeOut = 0x0008;
const black = 8;
export const white = 9;

/** A number of the palette; black and white have several, and the window's own text and background are two more. */
export function plainColour(colour: number): number {
  if (colour === 0 || colour === 64 || colour === 0x7fff) return black;
  return colour === 1 || colour === 65 ? white : colour;
}

/** What a style fills its cells with ([MS-XLS] 2.4.353; 16 bytes in BIFF5): null for a pattern of two colours. */
function behindOf(body: Buffer): number | null {
  if (body.length < 16) return null;
  const isNew = body.length >= 20;
  const pattern = isNew ? body.readUInt8(17) >> 2 : body.readUInt16LE(10) & 0x3f;
  if (pattern === 0) return white;
  return pattern === 1 ? plainColour(body.readUInt16LE(isNew ? 18 : 8) & 0x7f) : null;
}

const plainFont: RunFont = { struck: false, raised: false };

/** What the fonts of a BIFF stream say of its cells: that of their style, and those of a part of their text. */
export class BiffStyles {
  readonly #fonts: RunFont[] = [];
  readonly #styles: number[] = [];
  readonly #colours: number[] = [];
  readonly #behind: (number | null)[] = [];
  readonly #table: Buffer[] = [];
  #rich: ReadonlyMap<number, RunText> | null = null;

  font(body: Buffer): void {
    const raised = body.length >= 10 && body.readUInt16LE(8) !== 0;
    this.#fonts.push({ struck: (body.readUInt16LE(2) & strikeOut) !== 0, raised });
    this.#colours.push(plainColour(body.readUInt16LE(4)));
  }

  format(body: Buffer): void {
    this.#styles.push(body.readUInt16LE(0));
    this.#behind.push(behindOf(body));
  }

  /** The shared-string table, and each record that continues it. */
  strings(body: Buffer): void {
    this.#table.push(body);
  }

  /** What is left of a cell with a style: null for one that is struck out whole, undefined for one that is not struck out. */
  left(style: number): null | undefined {
    return this.#isStyleStruck(style) ? null : undefined;
  }

  /** The same of a cell whose text is in the table. */
  leftOfShared(style: number, index: number): string | null | undefined {
    if (!this.#fonts.some(({ struck }) => struck)) return undefined;
    const text = this.#shared(index);
    return text === undefined ? this.left(style) : this.#leftOf(text, style);
  }

  /** The same of a cell with a text and its runs. */
  leftOfLabel(style: number, body: Buffer, version: 5 | 8): string | null | undefined {
    if (!this.#fonts.some(({ struck }) => struck)) return undefined;
    return this.#leftOf(richLabel(body, version, this.#font), style);
  }

  /** A text of the table with its raised digits as such; undefined where nothing raises any. */
  shownOfShared(index: number): RunText | undefined {
    return this.#raises ? this.#shared(index) : undefined;
  }

  /** The same of a cell with a text and its runs; that of BIFF5 is bytes, which say no letters yet. */
  shownOfLabel(body: Buffer, version: 5 | 8): RunText | undefined {
    return this.#raises ? richLabel(body, version, this.#font) : undefined;
  }

  get #raises(): boolean {
    return this.#fonts.some(({ raised }) => raised);
  }

  #shared(index: number): RunText | undefined {
    return (this.#rich ??= richStrings(this.#table, this.#font)).get(index);
  }

  #leftOf(text: RunText, style: number): string | null | undefined {
    const left = leftOf(text, this.#isStyleStruck(style));
    if (left === null) return undefined;
    return left.trim() === '' ? null : left;
  }

  /** Whether the letters of a style have the colour of what is behind them. */
  isUnseen(style: number): boolean {
    const font = this.#styles[style];
    const behind = this.#behind[style];
    return font !== undefined && behind !== undefined && this.#colours[font > 4 ? font - 1 : font] === behind;
  }

  #isStyleStruck(style: number): boolean {
    const font = this.#styles[style];
    return font !== undefined && this.#font(font).struck;
  }

  /** There is no font 4: the fifth record has the number 5. */
  readonly #font = (font: number): RunFont => this.#fonts[font > 4 ? font - 1 : font] ?? plainFont;
}
