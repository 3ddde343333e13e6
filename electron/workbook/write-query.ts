import type ExcelJS from 'exceljs';
import { queryKey } from '#shared/intake/query-sheet.ts';
import {
  mustCorrect,
  queryLayout,
  queryRows,
  querySheetName,
  unitLine,
  type QuerySheet,
} from '#shared/values/query-page.ts';
import { calledLine, querySheetTexts } from '#shared/texts/query-sheet.ts';
import { head, line, open, put } from './blank-cells.ts';
import { addHidden, newBook, pageSetup, toBuffer } from './write-blank.ts';

const widths = [6, 8, 30, 9, 16, 44, 16, 32] as const;
const answerFill: ExcelJS.Fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFF9E6' } };

/** 查询单 of one enterprise: what was reported and why it is asked, with cells to answer in; all else is locked. */
export async function writeQuerySheet(query: QuerySheet): Promise<Buffer> {
  const book = await newBook();
  const texts = querySheetTexts.zh;
  const sheet = book.addWorksheet(querySheetName, pageSetup(true));
  sheet.columns = widths.map((width) => ({ width }));
  const lines = [
    texts.title(query.countyName, query.demonstration),
    unitLine(query),
    texts.due(query.due, query.contact, query.phone),
    texts.how,
    calledLine(query),
  ];
  lines.forEach((text, index) => {
    const row = index + 1;
    sheet.mergeCells(row, 1, row, queryLayout.columns);
    const cell = sheet.getCell(row, 1);
    cell.value = text;
    cell.alignment = { wrapText: true, vertical: 'middle', horizontal: index === 0 ? 'center' : 'left' };
    cell.font = index === 0 ? { size: 16, bold: true } : { bold: index === 2 };
  });
  sheet.getRow(4).height = 34;
  put(sheet, queryLayout.firstRow, [...texts.columns], head);
  rows(sheet, query);
  const end = queryLayout.firstRow + queryRows(query).length + 2;
  sheet.mergeCells(end, 1, end, queryLayout.columns);
  sheet.getCell(end, 1).value = texts.footer;
  await sheet.protect('', { selectLockedCells: true, selectUnlockedCells: true, formatRows: true });
  await addHidden(book, queryKey(query));
  return toBuffer(book);
}

function rows(sheet: ExcelJS.Worksheet, query: QuerySheet): void {
  const { firstRow, answerColumn, textColumn } = queryLayout;
  queryRows(query).forEach(({ item, cell, isFirst, texts }, index) => {
    const row = firstRow + index + 1;
    const text = item.class === 'A' ? mustCorrect : null;
    const answer = cell.seeItem === null ? null : querySheetTexts.zh.seeItem(cell.seeItem);
    put(sheet, row, [...texts, answer, isFirst ? text : null]);
    for (const column of [2, 5]) sheet.getCell(row, column + 1).alignment = wrapped('left');
    sheet.getCell(row, 5).alignment = wrapped('right');
    sheet.getCell(row, answerColumn + 1).alignment = wrapped('right');
    sheet.getCell(row, textColumn + 1).alignment = wrapped('left');
    if (cell.seeItem === null) toFill(sheet.getCell(row, answerColumn + 1));
    if (item.class !== 'A') toFill(sheet.getCell(row, textColumn + 1));
    sheet.getRow(row).height = rowHeight(item.reason, item.cells.length);
  });
  // After the last row is written: what is put below a merged cell would take its place.
  queryRows(query).forEach(({ item, isFirst }, index) => {
    const row = firstRow + index + 1;
    if (!isFirst || item.cells.length === 1) return;
    for (const column of [1, 6, textColumn + 1])
      sheet.mergeCells(row, column, row + item.cells.length - 1, column);
  });
}

function wrapped(horizontal: 'left' | 'right'): Partial<ExcelJS.Alignment> {
  return { horizontal, vertical: 'middle', wrapText: true };
}

function toFill(cell: ExcelJS.Cell): void {
  cell.protection = open;
  cell.fill = answerFill;
  cell.border = line;
  cell.numFmt = 'General';
}

/** High enough for the reason, which the rows of its item share: some 20 characters a line. */
function rowHeight(reason: string, rowsOfItem: number): number {
  return Math.max(20, Math.ceil((Math.ceil(reason.length / 20) * 15) / rowsOfItem));
}
