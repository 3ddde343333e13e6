import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { readXlsx } from '#electron/workbook/read-xlsx.ts';
import { addressOf, type GridCell } from '#shared/intake/grid.ts';
import { generatedWorkbook } from '#test/fixtures/generated-workbook.ts';

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
    const bytes = await generatedWorkbook(seed);
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
