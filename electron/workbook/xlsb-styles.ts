import { Body, eachRecord, record } from './biff12.ts';
import { formatOf, type CellFormat } from './formats.ts';
import { hidesNumbers, type RuleLook } from './rule-looks.ts';
import { colourSaid, whiteFill } from './sheet-colours.ts';
import { leftOf, withRaised, type RunFont, type RunText, type FontRun } from './font-runs.ts';

export interface XlsbStyles {
  readonly cells: readonly CellFormat[];
  /** By their numbers. */
  readonly fonts: readonly RunFont[];
  /** The looks of conditions, by their numbers. */
  readonly looks: readonly RuleLook[];
}

/** The fonts, fills, formats and cell styles of an xlsb ([MS-XLSB] 2.4.659, 2.4.655, 2.4.657, 2.4.819). */
export function xlsbStyles(part: Buffer | undefined): XlsbStyles {
  const custom = new Map<number, string>();
  const fonts: RunFont[] = [];
  const inks: (string | undefined)[] = [];
  /** Null for a pattern of two colours. */
  const fills: (string | null)[] = [];
  const cells: CellFormat[] = [];
  const looks: RuleLook[] = [];
  let inCells = false;
  eachRecord(part ?? Buffer.alloc(0), (type, body) => {
    switch (type) {
      case record.format:
        custom.set(body.u16(), body.text());
        return;
      case record.font: {
        body.skip(2);
        const struck = (body.u16() & 0x0008) !== 0;
        body.skip(2);
        fonts.push({ struck, raised: body.u16() !== 0 });
        body.skip(4);
        inks.push(colourIn(body));
        return;
      }
      case record.fill:
        fills.push(fillIn(body));
        return;
      case record.look:
        looks.push(lookIn(body));
        return;
      case record.beginCellStyles:
        inCells = true;
        return;
      case record.endCellStyles:
        inCells = false;
        return;
      case record.xf: {
        if (!inCells) return;
        body.skip(2);
        const id = body.u16();
        const font = body.u16();
        const fill = body.u16();
        const behind = fill < fills.length ? fills[fill] : whiteFill;
        const unseen = inks[font] !== undefined && inks[font] === behind;
        cells.push({ ...formatOf(id, custom.get(id)), struck: fonts[font]?.struck === true, unseen });
      }
    }
  });
  return { cells, fonts, looks };
}

/** The properties of a look that matter here ([MS-XLSB] 2.5.171): its pattern, the colour of that, letters, and the format. */
const property = { pattern: 0x0000, behind: 0x0002, ink: 0x0005, strike: 0x001d, format: 0x0026 } as const;

function lookIn(body: Body): RuleLook {
  let isStruck = false;
  let ink: string | undefined;
  let behind: string | null | undefined = whiteFill;
  let format: string | undefined;
  body.skip(4);
  for (let left = body.u16(); left > 0 && body.left >= 4; left--) {
    const type = body.u16();
    const data = new Body(body.take(Math.min(body.left - 2, Math.max(4, body.u16()) - 4)));
    if (type === property.strike && data.left > 0) isStruck = data.u8() !== 0;
    else if (type === property.ink) ink = colourIn(data);
    // Without a pattern it is a plain one, and of that the colour behind is meant.
    else if (type === property.pattern && data.left > 0 && data.u8() > 1) behind = null;
    else if (type === property.behind && behind !== null) behind = colourIn(data);
    else if (type === property.format) format = codeIn(data);
  }
  return { isStruck, isHidden: (ink !== undefined && ink === behind) || hidesNumbers(format) };
}

/** The code of a number format, behind its number and its length. */
function codeIn(data: Body): string {
  return data.take(data.left).toString('utf16le').slice(2).replaceAll('\0', '');
}

/** A colour (2.5.19): of the palette, written out, or of the theme. */
function colourIn(body: Body): string | undefined {
  const kind = body.u8() >> 1;
  const index = String(body.u8());
  const tint = String(body.u16());
  const parts = [body.u8(), body.u8(), body.u8()].map((part) => part.toString(16).padStart(2, '0'));
  body.skip(1);
  if (kind === 1) return colourSaid({ indexed: index });
  if (kind === 2) return colourSaid({ rgb: parts.join('') });
  return kind === 3 ? colourSaid({ theme: index, tint }) : undefined;
}

/** What a fill puts behind the letters: the white of the sheet for none, null for a pattern or a gradient. */
function fillIn(body: Body): string | null {
  const pattern = body.u32();
  if (pattern === 0) return whiteFill;
  return pattern === 1 ? (colourIn(body) ?? null) : null;
}

/** A text that may have runs of fonts in it (2.5.115). */
export function richText(body: Body, { fonts }: XlsbStyles): RunText {
  const isRich = (body.u8() & 1) !== 0;
  const text = body.text();
  const count = isRich ? body.u32() : 0;
  const runs: FontRun[] = [];
  for (let at = 0; at < count; at++) {
    const from = body.u16();
    runs.push({ from, ...(fonts[body.u16()] ?? { struck: false, raised: false }) });
  }
  return withRaised({ text, runs });
}

/** The texts that cells share, those with runs in them as such. */
export function xlsbStrings(
  part: Buffer | undefined,
  styles: XlsbStyles,
  take: (text: string) => void,
): readonly RunText[] {
  const texts: RunText[] = [];
  eachRecord(part ?? Buffer.alloc(0), (type, body) => {
    if (type !== record.sharedItem) return;
    const text = richText(body, styles);
    take(text.text);
    texts.push(text);
  });
  return texts;
}

/** How a cell is struck out: null for whole, undefined for not at all, else what is left of its text. */
export function strikeOf(isCellStruck: boolean, text: RunText | null): string | null | undefined {
  if (text === null || text.runs.length === 0) return isCellStruck ? null : undefined;
  const left = leftOf(text, isCellStruck);
  if (left === null) return undefined;
  return left.trim() === '' ? null : left;
}
