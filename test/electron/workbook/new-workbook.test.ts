import { expect, test } from 'vitest';
import { newWorkbook } from '#electron/workbook/new-workbook.ts';
import { readWorkbook } from '#electron/workbook/read-workbook.ts';

test('what a workbook is given is what is read from it, also what looks like an escape or a formula', async () => {
  const texts = [
    '_x0041_',
    '扫描_x000D_.pdf',
    '_x005F_x0041_',
    '_x0041_x0042_',
    '_x00g1_',
    '=1+1',
    "=cmd|' /C calc'!A0",
    '@SUM(1)',
  ];
  const book = await newWorkbook();
  const sheet = book.addWorksheet('甲');
  texts.forEach((text, index) => {
    sheet.mergeCells(index + 1, 1, index + 1, 3);
    sheet.getCell(index + 1, 1).value = text;
    sheet.getCell(index + 1, 4).value = text;
  });
  const read = await readWorkbook(Buffer.from(await book.xlsx.writeBuffer()), '甲.xlsx');
  const cells = read.sheets[0]?.rows.flatMap((row) => row.cells.filter(({ raw }) => raw !== '')) ?? [];
  expect(cells.map(({ raw, type, formula }) => [raw, type, formula])).toEqual(
    texts.flatMap((text) => [text, text].map((raw) => [raw, 'text', undefined])),
  );
});
