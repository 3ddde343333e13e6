import { Problem } from '#shared/contract/problem.ts';
import type { Sheet, Workbook } from '#shared/intake/grid.ts';
import { isOn, isSaid, readStyles } from './formats.ts';
import { limits, type Spent } from './limits.ts';
import { readComments } from './read-comments.ts';
import { readSheet } from './read-sheet.ts';
import { mainPart, readRelations, targetOf } from './relations.ts';
import { plainText, RichText, type SharedStrings } from './rich-text.ts';
import { containerOf, packedIn, unsupported } from './sniff.ts';
import { TextTable } from './text-table.ts';
import { readXml } from './xml.ts';
import { overBudget, Zip } from './zip.ts';

export function nothingSpent(): Spent {
  return { inflated: 0, cells: 0, rows: 0, strings: 0 };
}

/**
 * Reads an xlsx or xlsm: cells as they are stored, nothing converted, every budget kept. Macros are not looked at.
 * `spent` tells afterwards what it cost, also when the file was refused.
 */
export async function readXlsx(
  bytes: Buffer,
  file: string,
  spent: Spent = nothingSpent(),
): Promise<Workbook> {
  const zip = await openZip(bytes, file, spent);
  if (packedIn(zip.names(), file) !== 'xlsx') throw unsupported(file, 'unknown');
  return readXlsxParts(zip, spent);
}

/** A file that must be a zip, with its directory read. */
export async function openZip(bytes: Buffer, file: string, spent: Spent): Promise<Zip> {
  if (bytes.length > limits.bytes) throw overBudget(file, 'bytes', file);
  if (containerOf(bytes, file) !== 'zip') throw unsupported(file, 'unknown');
  return Zip.open(bytes, file, spent);
}

/** The same from a zip that is known to hold such a workbook. */
export async function readXlsxParts(zip: Zip, spent: Spent): Promise<Workbook> {
  const { file } = zip;
  const main = await mainPart(zip);
  const { listed, date1904, isUncomputed } = await readWorkbookPart(zip, main);
  if (listed.length > limits.sheets) throw overBudget(file, 'sheets', main);
  const relations = await readRelations(zip, main);
  const strings = await readStrings(zip, targetOf(relations, 'sharedStrings'), spent);
  const styles = await readStyles(zip, targetOf(relations, 'styles'));
  const sheets: Sheet[] = [];
  for (const { name, id, hidden } of listed) {
    const relation = relations.get(id);
    // A sheet that leads nowhere is lost, not empty.
    if (relation === undefined || sheets.some((sheet) => sheet.name === name))
      throw new Problem('file.damaged', { file, part: main });
    // Chart sheets and dialogs hold no cells.
    if (!relation.type.endsWith('/worksheet')) continue;
    const ofSheet = await readRelations(zip, relation.target);
    const comments = await readComments(zip, targetOf(ofSheet, 'comments'));
    const options = { name, hidden, strings, styles, comments, date1904, isUncomputed, spent };
    sheets.push(await readSheet(zip, relation.target, options));
  }
  const pictures = [...zip.names()].some((name) => /^xl\/media\//i.test(name));
  return { format: 'xlsx', sheets, date1904, pictures };
}

async function readWorkbookPart(zip: Zip, part: string) {
  const listed: { name: string; id: string; hidden: boolean }[] = [];
  let date1904 = false;
  let isUncomputed = false;
  await readXml(zip, part, {
    open: (name, attributes) => {
      if (name === 'workbookPr') date1904 = isSaid(attributes.get('date1904'));
      if (name === 'calcPr')
        isUncomputed = isSaid(attributes.get('fullCalcOnLoad')) || !isOn(attributes.get('calcCompleted'));
      if (name === 'sheet') {
        const hidden = attributes.get('state') === 'hidden' || attributes.get('state') === 'veryHidden';
        listed.push({ name: attributes.get('name') ?? '', id: attributes.local('id') ?? '', hidden });
      }
    },
  });
  return { listed, date1904, isUncomputed };
}

/** A shared string without runs, as programs write it. */
const plainString = /<si><t(?: xml:space="preserve")?>([^<&\]\r]*)<\/t><\/si>/y;

/** Shared strings: rich text joined, phonetic runs dropped. */
async function readStrings(zip: Zip, part: string | undefined, spent: Spent): Promise<SharedStrings> {
  const texts = new TextTable();
  const left = new Map<number, string>();
  if (part === undefined) return { texts, left };
  const text = new RichText();
  const add = (whole: string): void => {
    if (whole.length > limits.text) throw overBudget(zip.file, 'text', part);
    texts.add(plainText(whole));
    spent.strings += 1;
    if (spent.strings > limits.strings) throw overBudget(zip.file, 'strings', part);
  };
  await readXml(zip, part, {
    shortcut: {
      pattern: plainString,
      within: 1,
      take: ([, whole = '']) => {
        add(whole);
        return true;
      },
    },
    open: (name, attributes) => {
      if (name === 'si') text.begin();
      else text.open(name, attributes);
    },
    text: (piece) => {
      text.add(piece);
      if (text.whole.length > limits.text) throw overBudget(zip.file, 'text', part);
    },
    close: (name) => {
      text.close(name);
      if (name !== 'si') return;
      if (text.left !== null) left.set(texts.count, plainText(text.left));
      add(text.whole);
    },
  });
  return { texts, left };
}
