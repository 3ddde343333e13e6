import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { costOf, type Cost } from '../measure.ts';

/**
 * Reads files with one reader in a process of its own and prints what it cost: `read-files.ts <reader> <file or folder>`.
 * The cells and the sum of the numbers are printed too: readers that differ in them did not do the same work.
 */
export type Reader = 'own' | 'sheetjs' | 'exceljs';

export interface ReadOutcome extends Cost {
  readonly cells: number;
  readonly sum: number;
}

interface Found {
  readonly cells: number;
  readonly sum: number;
}

type Read = (bytes: Buffer) => Promise<() => Found>;

/** The modules are loaded before the clock runs; counting comes after it has stopped. */
const readers: Readonly<Record<Reader, () => Promise<Read>>> = {
  own: async () => {
    const { readXlsx } = await import('#electron/workbook/read-xlsx.ts');
    return async (bytes) => {
      const workbook = await readXlsx(bytes, 'bench.xlsx');
      return () => {
        let [cells, sum] = [0, 0];
        for (const row of workbook.sheets.flatMap((sheet) => sheet.rows)) {
          for (const cell of row.cells) {
            cells += 1;
            if (cell.type === 'number' || cell.type === 'date') sum += Number(cell.raw);
          }
        }
        return { cells, sum };
      };
    };
  },
  sheetjs: async () => {
    const { read } = await import('@e965/xlsx');
    return async (bytes) => {
      const workbook = read(bytes, { dense: true });
      return () => {
        let [cells, sum] = [0, 0];
        for (const sheet of Object.values(workbook.Sheets)) {
          for (const row of sheet['!data'] ?? []) {
            for (const cell of row ?? []) {
              if (cell === undefined || cell.v === undefined) continue;
              cells += 1;
              if (typeof cell.v === 'number') sum += cell.v;
            }
          }
        }
        return { cells, sum };
      };
    };
  },
  exceljs: async () => {
    const { default: ExcelJS } = await import('exceljs');
    return async (bytes) => {
      const workbook = new ExcelJS.Workbook();
      await workbook.xlsx.load(
        bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer,
      );
      return () => {
        let [cells, sum] = [0, 0];
        workbook.eachSheet((sheet) =>
          sheet.eachRow((row) =>
            row.eachCell((cell) => {
              cells += 1;
              const value = cell.result ?? cell.value;
              if (typeof value === 'number') sum += value;
              // A date, as the serial that the file has.
              if (value instanceof Date) sum += value.getTime() / 86_400_000 + 25_569;
            }),
          ),
        );
        return { cells, sum };
      };
    };
  },
};

const [reader, target] = process.argv.slice(2) as [Reader, string];
const files = statSync(target).isDirectory()
  ? readdirSync(target).map((name) => path.join(target, name))
  : [target];
const read = await readers[reader]();
let count: (() => Found) | null = null;
const cost = await costOf(async () => {
  for (const file of files) count = await read(readFileSync(file));
});
const found = (count as (() => Found) | null)?.() ?? { cells: 0, sum: 0 };
process.stdout.write(JSON.stringify({ ...cost, ...found } satisfies ReadOutcome));
