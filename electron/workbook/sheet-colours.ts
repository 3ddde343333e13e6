import type { Attributes } from './xml-attributes.ts';

const white = 'FFFFFF';
/** Colours of the palette and of the theme that every workbook has: what is behind the cells, and white. */
const palette: Readonly<Record<string, string>> = {
  0: '000000',
  1: white,
  8: '000000',
  9: white,
  64: '000000',
  65: white,
};
const themes: Readonly<Record<string, string>> = { 0: white, 1: '000000' };

export const whiteFill = white;

/** A colour as a workbook says it; a tint is a number. */
export interface SaidColour {
  readonly rgb?: string | undefined;
  readonly indexed?: string | undefined;
  readonly theme?: string | undefined;
  readonly tint?: string | undefined;
}

/** A colour as it is compared: two that are written alike are alike. */
export function colourSaid({ rgb, indexed, theme, tint = '0' }: SaidColour): string | undefined {
  if (rgb !== undefined) return rgb.slice(-6).toUpperCase();
  if (indexed !== undefined) return palette[indexed] ?? `palette ${indexed}`;
  if (theme === undefined) return undefined;
  return Number(tint) === 0 ? (themes[theme] ?? `theme ${theme}`) : `theme ${theme} ${tint}`;
}

/** The colour that an element says. */
export function colourOf(attributes: Attributes): string | undefined {
  const [rgb, indexed, theme, tint] = ['rgb', 'indexed', 'theme', 'tint'].map((name) => attributes.get(name));
  return colourSaid({ rgb, indexed, theme, tint });
}

/** The colours of the fonts of an xlsx and of what its cells are filled with, in the order of its parts. */
export class SheetColours {
  readonly #fonts = new Map<number, string>();
  /** Null for a pattern of two colours. */
  readonly #fills: (string | null)[] = [];
  #inFills = false;
  #isSolid = false;

  beginFills(): void {
    this.#inFills = true;
  }

  endFills(): void {
    this.#inFills = false;
  }

  font(index: number, attributes: Attributes): void {
    const colour = colourOf(attributes);
    if (colour !== undefined) this.#fonts.set(index, colour);
  }

  /** An element of the fills; one that has no pattern is the white of the sheet. */
  fill(name: string, attributes: Attributes): void {
    if (!this.#inFills) return;
    const last = this.#fills.length - 1;
    if (name === 'fill') this.#fills.push(white);
    else if (name === 'gradientFill') this.#fills[last] = null;
    else if (name === 'patternFill' && (attributes.get('patternType') ?? 'none') !== 'none')
      this.#fills[last] = null;
    if (name === 'patternFill') this.#isSolid = attributes.get('patternType') === 'solid';
    else if (name === 'fgColor' && this.#isSolid) this.#fills[last] = colourOf(attributes) ?? null;
  }

  /** Whether the letters of a font have the colour of a fill. */
  areAlike(font: number, fill: number): boolean {
    const behind = fill < this.#fills.length ? this.#fills[fill] : white;
    return this.#fonts.get(font) === behind;
  }
}
