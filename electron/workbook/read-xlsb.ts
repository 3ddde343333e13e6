import { Problem } from '#shared/contract/problem.ts';
import type { Sheet, Workbook } from '#shared/intake/grid.ts';
import { eachRecord, record } from './biff12.ts';
import { limits, type Spent } from './limits.ts';
import { mainPart, readRelations, targetOf } from './relations.ts';
import { readXlsbSheet, type XlsbComment, type XlsbShared } from './xlsb-sheet.ts';
import { richText, xlsbStrings, xlsbStyles, type XlsbStyles } from './xlsb-styles.ts';
import { overBudget, type Zip } from './zip.ts';

/** A binary workbook of Excel 2007 and later ([MS-XLSB]): cells as they are stored, every budget kept; macros are not looked at. */
export async function readXlsb(zip: Zip, spent: Spent): Promise<Workbook> {
  const { file } = zip;
  const main = await mainPart(zip);
  const relations = await readRelations(zip, main);
  const book = within(file, main, bookOf)(await zip.bytes(main));
  if (book.sheets.length > limits.sheets) throw overBudget(file, 'sheets', main);
  const part = async (type: string): Promise<Buffer | undefined> => {
    const target = targetOf(relations, type);
    return target === undefined ? undefined : zip.bytes(target);
  };
  const styles = within(file, 'styles', xlsbStyles)(await part('styles'));
  const counted = (text: string): void => {
    spent.strings += 1;
    if (spent.strings > limits.strings) throw overBudget(file, 'strings', 'sharedStrings');
    if (text.length > limits.text) throw overBudget(file, 'text', 'sharedStrings');
  };
  const strings = within(file, 'sharedStrings', xlsbStrings)(await part('sharedStrings'), styles, counted);
  const { isUncomputed } = book;
  const isOther = (link: number): boolean => book.isOther(link);
  const shared: XlsbShared = { file, spent, styles, strings, isUncomputed, isOther };
  const sheets: Sheet[] = [];
  for (const { name, id, hidden } of book.sheets) {
    const relation = relations.get(id);
    // A sheet that leads nowhere is lost, not empty.
    if (relation === undefined || sheets.some((sheet) => sheet.name === name))
      throw new Problem('file.damaged', { file, part: main });
    // Chart sheets and dialogs hold no cells.
    if (!relation.type.endsWith('/worksheet')) continue;
    const comments = await commentsOf(zip, relation.target, styles);
    const bytes = await zip.bytes(relation.target);
    sheets.push(within(file, name, readXlsbSheet)(bytes, { name, hidden, comments }, shared));
  }
  const pictures = [...zip.names()].some((name) => /^xl\/media\//i.test(name));
  return { format: 'xlsb', sheets, date1904: book.date1904, pictures };
}

/** The same reading, with a record that ends before what it announces as damage of the part. */
function within<Given extends readonly unknown[], Read>(
  file: string,
  part: string,
  read: (...given: Given) => Read,
): (...given: Given) => Read {
  return (...given) => {
    try {
      return read(...given);
    } catch (error) {
      if (error instanceof RangeError) throw new Problem('file.damaged', { file, part });
      throw error;
    }
  };
}

interface Book {
  readonly sheets: readonly { readonly name: string; readonly id: string; readonly hidden: boolean }[];
  readonly date1904: boolean;
  /** The workbook says that its formulas wait to be computed. */
  readonly isUncomputed: boolean;
  /** Whether a link that formulas use leads to another file. */
  readonly isOther: (link: number) => boolean;
}

/** Of the flags of how a workbook is computed ([MS-XLSB] 2.4.326): all when it is opened, or some that were left. */
const waits = 0x11;

function bookOf(part: Buffer): Book {
  const sheets: { name: string; id: string; hidden: boolean }[] = [];
  const isBookOther: boolean[] = [];
  const links: number[] = [];
  let date1904 = false;
  let isUncomputed = false;
  eachRecord(part, (type, body) => {
    switch (type) {
      case record.workbookProperties:
        date1904 = (body.u32() & 1) !== 0;
        return;
      case record.calculation:
        body.skip(24);
        isUncomputed = body.left >= 2 && (body.u16() & waits) !== 0;
        return;
      case record.sheet: {
        const hidden = body.u32() !== 0;
        body.skip(4);
        sheets.push({ id: body.text(), name: body.text(), hidden });
        return;
      }
      case record.otherBook:
      case record.ownBook:
      case record.sameSheet:
      case record.addIns:
        isBookOther.push(type === record.otherBook);
        return;
      case record.links:
        for (let left = body.u32(); left > 0; left--) {
          links.push(body.u32());
          body.skip(8);
        }
    }
  });
  return { sheets, date1904, isUncomputed, isOther: (link) => isBookOther[links[link] ?? -1] === true };
}

async function commentsOf(zip: Zip, sheet: string, styles: XlsbStyles): Promise<readonly XlsbComment[]> {
  const part = targetOf(await readRelations(zip, sheet), 'comments');
  if (part === undefined || !zip.has(part)) return [];
  const comments: XlsbComment[] = [];
  let place = { row: 0, column: 0 };
  within(
    zip.file,
    part,
    eachRecord,
  )(await zip.bytes(part), (type, body) => {
    if (type === record.beginComment) {
      body.skip(4);
      const row = body.u32();
      body.skip(4);
      place = { row, column: body.u32() };
    } else if (type === record.commentText) comments.push({ ...place, text: richText(body, styles).text });
  });
  return comments;
}
