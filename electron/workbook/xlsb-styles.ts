import { eachRecord, record, type Body } from './biff12.ts';
import { formatOf, type CellFormat } from './formats.ts';
import { leftOf, type RunText } from './struck-runs.ts';

export interface XlsbStyles {
  readonly cells: readonly CellFormat[];
  /** Whether a font strikes out, by its number. */
  readonly struckFonts: readonly boolean[];
}

/** The fonts, formats and cell styles of an xlsb ([MS-XLSB] 2.4.659, 2.4.657, 2.4.819). */
export function xlsbStyles(part: Buffer | undefined): XlsbStyles {
  const custom = new Map<number, string>();
  const struckFonts: boolean[] = [];
  const cells: CellFormat[] = [];
  let inCells = false;
  eachRecord(part ?? Buffer.alloc(0), (type, body) => {
    switch (type) {
      case record.format:
        custom.set(body.u16(), body.text());
        return;
      case record.font:
        body.skip(2);
        struckFonts.push((body.u16() & 0x0008) !== 0);
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
        cells.push({ ...formatOf(id, custom.get(id)), struck: struckFonts[body.u16()] === true });
      }
    }
  });
  return { cells, struckFonts };
}

/** A text that may have runs of fonts in it (2.5.115). */
export function richText(body: Body, { struckFonts }: XlsbStyles): RunText {
  const isRich = (body.u8() & 1) !== 0;
  const text = body.text();
  const count = isRich ? body.u32() : 0;
  const runs: { from: number; struck: boolean }[] = [];
  for (let at = 0; at < count; at++)
    runs.push({ from: body.u16(), struck: struckFonts[body.u16()] === true });
  return { text, runs };
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
