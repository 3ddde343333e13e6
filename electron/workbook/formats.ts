import { OpenLook, type RuleLook } from './rule-looks.ts';
import { SheetColours } from './sheet-colours.ts';
import type { Zip } from './zip.ts';
import { readXml } from './xml.ts';

/** Formats that a file need not spell out, of those that matter here. 27-36 and 50-58 are dates in Chinese programs. */
const builtIn: Readonly<Record<number, string>> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  11: '0.00E+00',
  12: '# ?/?',
  13: '# ??/??',
  37: '#,##0 ;(#,##0)',
  38: '#,##0 ;[Red](#,##0)',
  39: '#,##0.00;(#,##0.00)',
  40: '#,##0.00;[Red](#,##0.00)',
  48: '##0.0E+0',
  49: '@',
};

/** Names that stand for a format code in XML of Excel 2003 and in pages; others that only look like a number are as good as General. */
export const namedFormats: Readonly<Record<string, string>> = {
  Percent: '0.00%',
  'General Date': 'yyyy-mm-dd hh:mm',
  'Short Date': 'yyyy-mm-dd',
  'Medium Date': 'dd-mmm-yy',
  'Long Date': 'yyyy-mm-dd',
  'Short Time': 'hh:mm',
  'Medium Time': 'hh:mm',
  'Long Time': 'hh:mm:ss',
  Fixed: '0.00',
  Standard: '#,##0.00',
  Scientific: '0.00E+00',
};

/** Date formats that Chinese programs need not spell out; how they show differs, that they are dates does not. */
export const chineseDates: readonly number[] = [
  27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58,
];

function isBuiltInDate(id: number): boolean {
  return (id >= 14 && id <= 22) || (id >= 45 && id <= 47) || chineseDates.includes(id);
}

/** True for a format that shows a date or time: letters y m d h s (or aaa, the weekday, or e, a year) left once brackets, quotes and escapes are gone. */
export function isDateFormat(code: string): boolean {
  // Hours, minutes or seconds that go on beyond a day, alone: 1.5 days are shown as 36.
  if (/\[(?:h+|m+|s+)\]/i.test(code)) return true;
  const bare = code
    .replace(/\[[^\]]*\]/g, '')
    .replace(/"[^"]*"/g, '')
    .replace(/[\\_*]./g, '');
  return /[ymdhs]|a{3}|e(?![+-])/i.test(bare.replace(/general/gi, ''));
}

export interface CellFormat {
  readonly date: boolean;
  /** The font of the style strikes its texts and numbers out. */
  readonly struck: boolean;
  readonly code: string | undefined;
  /** Its letters have the colour of what is behind them. */
  readonly unseen?: boolean;
}

/** The format of a style by its number and, where the file spells it out, its code. */
export function formatOf(id: number, custom: string | undefined): Pick<CellFormat, 'date' | 'code'> {
  if (custom !== undefined) return { date: isDateFormat(custom), code: custom };
  const code = builtIn[id];
  return { date: code === undefined && isBuiltInDate(id), code };
}

/** Whether an attribute that is off unless it is said is on. */
export function isSaid(val: string | undefined): boolean {
  return val === '1' || val === 'true';
}

/** Whether <strike val="…"/> switches it on; without a value it does. */
export function isOn(val: string | undefined): boolean {
  return val !== '0' && val !== 'false';
}

export interface Styles {
  /** Of each cell style, by its index. */
  readonly cells: readonly CellFormat[];
  /** The looks that conditions give to cells (dxf), by their index. */
  readonly looks: readonly RuleLook[];
}

/** A workbook may have no styles; one that names a part for them has it. */
export async function readStyles(zip: Zip, part: string | undefined): Promise<Styles> {
  if (part === undefined) return { cells: [], looks: [] };
  const custom = new Map<number, string>();
  const formats: CellFormat[] = [];
  const struckFonts = new Set<number>();
  const colours = new SheetColours();
  const looks: RuleLook[] = [];
  let look: OpenLook | null = null;
  let [inCells, inFonts, fonts] = [false, false, 0];
  await readXml(zip, part, {
    open: (name, attributes) => {
      if (name === 'dxf') look = new OpenLook();
      else if (look !== null) look.open(name, attributes);
      else if (name === 'numFmt')
        custom.set(Number(attributes.get('numFmtId')), attributes.get('formatCode') ?? '');
      else if (name === 'fonts') inFonts = true;
      else if (name === 'fills') colours.beginFills();
      else if (name === 'font' && inFonts) fonts += 1;
      else if (name === 'color' && inFonts) colours.font(fonts - 1, attributes);
      else if (name === 'strike' && inFonts && isOn(attributes.get('val'))) struckFonts.add(fonts - 1);
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) {
        const id = Number(attributes.get('numFmtId') ?? 0);
        const font = Number(attributes.get('fontId') ?? 0);
        const struck = struckFonts.has(font);
        const unseen = colours.areAlike(font, Number(attributes.get('fillId') ?? 0));
        formats.push({ ...formatOf(id, custom.get(id)), struck, unseen });
      } else colours.fill(name, attributes);
    },
    close: (name) => {
      if (name === 'dxf' && look !== null) {
        looks.push(look.look);
        look = null;
      } else if (look !== null) look.close(name);
      else if (name === 'cellXfs') inCells = false;
      else if (name === 'fonts') inFonts = false;
      else if (name === 'fills') colours.endFills();
    },
  });
  return { cells: formats, looks };
}
