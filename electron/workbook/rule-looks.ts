import { showsNothing } from '#shared/values/number-format.ts';
import { isOn } from './formats.ts';
import { colourOf, whiteFill } from './sheet-colours.ts';
import type { Attributes } from './xml-attributes.ts';

/** What a condition does to the cells of which it holds, as far as it matters to who reads their figures. */
export interface RuleLook {
  readonly isStruck: boolean;
  /** Nothing is seen of a number: its letters have the colour behind them, or its format shows none. */
  readonly isHidden: boolean;
}

export const plainLook: RuleLook = { isStruck: false, isHidden: false };

/** Whether a number format hides numbers: all, those above 0, those below, or zeros. */
export function hidesNumbers(format: string | undefined): boolean {
  return format !== undefined && [1, -1, 0].some((value) => showsNothing(format, value));
}

/** A look of an xlsx (dxf), taken element by element; what it leaves alone is as the cells have it: white behind them. */
export class OpenLook {
  #isStruck = false;
  #ink: string | undefined;
  #behind: string | null = whiteFill;
  #format: string | undefined;
  #inFont = false;

  open(name: string, attributes: Attributes): void {
    switch (name) {
      case 'font':
        this.#inFont = true;
        return;
      case 'strike':
        this.#isStruck = isOn(attributes.get('val'));
        return;
      case 'color':
        if (this.#inFont) this.#ink = colourOf(attributes);
        return;
      case 'numFmt':
        this.#format = attributes.get('formatCode');
        return;
      case 'patternFill':
        // Without a pattern it is a plain one, and of that the colour behind is meant.
        if (!['none', 'solid'].includes(attributes.get('patternType') ?? 'solid')) this.#behind = null;
        return;
      case 'gradientFill':
        this.#behind = null;
        return;
      case 'bgColor':
        if (this.#behind !== null) this.#behind = colourOf(attributes) ?? null;
    }
  }

  close(name: string): void {
    if (name === 'font') this.#inFont = false;
  }

  get look(): RuleLook {
    return {
      isStruck: this.#isStruck,
      isHidden: (this.#ink !== undefined && this.#ink === this.#behind) || hidesNumbers(this.#format),
    };
  }
}
