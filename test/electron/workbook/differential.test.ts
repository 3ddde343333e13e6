import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { Chance } from '#electron/demo/chance.ts';
import { readXlsx } from '#electron/workbook/read-xlsx.ts';
import { addressOf, type GridCell } from '#shared/intake/grid.ts';

const formats = ['General', '0', '#,##0.00', '0.0%', '0!.0,"万元"', '@', '#,##0_);(#,##0)'];
const dates = ['yyyy-mm-dd', 'yyyy"年"m"月"', 'm/d/yy h:mm'];
const texts = [
  '长春某某有限公司',
  ' 1,234 ',
  '𠮷㐂',
  'a\nb',
  '<&>"\'',
  '=1+1',
  '无',
  '0',
  '9122 0101MA0Y12340Q',
  '　',
];

/** A workbook of everything that a cell can be, the same for the same seed. */
async function generated(seed: number): Promise<Buffer> {
  const chance = new Chance(seed);
  const book = new ExcelJS.Workbook();
  book.properties.date1904 = chance.next() < 0.3;
  for (let at = 0; at < 3; at++) {
    const sheet = book.addWorksheet(`表${at + 1}`, {
      state: chance.one(['visible', 'hidden', 'veryHidden'] as const),
    });
    for (let count = 0; count < 300; count++) {
      const cell = sheet.getCell(chance.whole(1, 120), chance.whole(1, 60));
      cell.value = value(chance);
      if (cell.value instanceof Date) cell.numFmt = chance.one(dates);
      else cell.numFmt = typeof cell.value === 'number' ? chance.one(formats) : 'General';
    }
    for (let count = 0; count < 10; count++) {
      const [top, left] = [chance.whole(130, 200) + count * 80, chance.whole(1, 40)];
      sheet.getCell(top, left).value = '合并';
      sheet.mergeCells(top, left, top + chance.whole(0, 5), left + chance.whole(1, 5));
    }
    for (let count = 0; count < 5; count++) sheet.getRow(chance.whole(1, 120)).hidden = true;
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}

function value(chance: Chance): ExcelJS.CellValue {
  switch (chance.whole(0, 10)) {
    case 0:
      return chance.whole(-1e9, 1e9);
    case 1:
      return chance.between(-1000, 1000);
    case 2:
      return chance.next() < 0.5;
    case 3:
      return new Date(Date.UTC(chance.whole(1950, 2030), chance.whole(0, 11), chance.whole(1, 28)));
    case 4:
      return { richText: [{ text: '富' }, { font: { bold: true }, text: chance.one(texts) }] };
    case 5:
      return { formula: 'SUM(A1:A2)', result: chance.whole(0, 1000) };
    case 6:
      return { formula: 'SUM(A1:A2)', date1904: false };
    case 7:
      return { error: chance.one(['#REF!', '#DIV/0!', '#N/A', '#VALUE!'] as const) };
    case 8:
      return { text: chance.one(texts), hyperlink: 'https://example.org/' };
    case 9:
      return { formula: '"a"&"b"', result: 'ab', date1904: false };
    default:
      return chance.one(texts);
  }
}

/** What the other reader makes of a cell, in the words of this one; null for nothing. */
function asRead(cell: ExcelJS.Cell, date1904: boolean): string | null {
  const { value: found } = cell;
  if (found === null || found === undefined) return null;
  if (typeof found === 'number') return `number ${found}`;
  if (typeof found === 'boolean') return `boolean ${found ? 'TRUE' : 'FALSE'}`;
  if (typeof found === 'string') return found === '' ? null : `text ${found}`;
  if (found instanceof Date) return `date ${found.getTime() / 86_400_000 + 25_569 - (date1904 ? 1462 : 0)}`;
  if ('richText' in found) return `text ${found.richText.map((run) => run.text).join('')}`;
  if ('error' in found) return `error ${found.error}`;
  if ('hyperlink' in found) return `text ${typeof found.text === 'string' ? found.text : ''}`;
  if (found.result === undefined) return 'uncomputed';
  if (typeof found.result === 'number') return `number ${found.result}`;
  return typeof found.result === 'string' ? `text ${found.result}` : 'another result';
}

function asStored(cell: GridCell): string {
  if (cell.uncomputed === true) return 'uncomputed';
  if (cell.type === 'number' || cell.type === 'date') return `${cell.type} ${Number(cell.raw)}`;
  return `${cell.type} ${cell.raw.replaceAll('\r\n', '\n')}`;
}

describe('beside another reader', () => {
  it.each([1, 2, 3, 4, 5, 6])('the same cells, sheets, merges and hidden rows (seed %i)', async (seed) => {
    const bytes = await generated(seed);
    const own = await readXlsx(bytes, '报表.xlsx');
    const other = new ExcelJS.Workbook();
    await other.xlsx.load(
      bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer,
    );
    expect(own.date1904).toBe(other.properties.date1904);
    expect(own.sheets.map(({ name, hidden }) => [name, hidden])).toEqual(
      other.worksheets.map(({ name, state }) => [name, state !== 'visible']),
    );
    let compared = 0;
    for (const [at, sheet] of other.worksheets.entries()) {
      const expected: Record<string, string> = {};
      const hiddenRows: number[] = [];
      sheet.eachRow((row, number) => {
        if (row.hidden) hiddenRows.push(number - 1);
        row.eachCell((cell) => {
          const read =
            cell.isMerged && cell.master.address !== cell.address ? null : asRead(cell, own.date1904);
          if (read !== null) expected[cell.address] = read;
        });
      });
      const found = Object.fromEntries(
        (own.sheets[at]?.rows ?? []).flatMap((row) =>
          row.cells.map((cell) => [addressOf(row.index, cell.column), asStored(cell)] as const),
        ),
      );
      expect(found).toEqual(expected);
      compared += Object.keys(found).length;
      expect(own.sheets[at]?.rows.filter((row) => row.hidden).map((row) => row.index)).toEqual(
        hiddenRows.filter((index) => own.sheets[at]?.rows.some((row) => row.index === index)),
      );
      const merges = own.sheets[at]?.merges.map(
        (range) => `${addressOf(range.top, range.left)}:${addressOf(range.bottom, range.right)}`,
      );
      expect(merges?.sort()).toEqual([...sheet.model.merges].sort());
    }
    expect(compared).toBeGreaterThan(600);
  });
});
