import path from 'node:path';
import type { Bench } from '../bench.ts';
import type { ReadOutcome } from '../children/read-files.ts';
import { writeGrid } from '../data/workbooks.ts';
import { interleaved } from '../measure.ts';
import { emptyMb, hasOpenpyxl, readIn, readInPython } from '../read-process.ts';
import type { Figure } from '../table.ts';

const sizes = [1000, 10_000, 100_000];
const columns = 30;

type Name = 'own' | 'SheetJS' | 'exceljs' | 'openpyxl';
const peers = ['SheetJS', 'exceljs', 'openpyxl'] as const;

export const readingBench: Bench = {
  name: 'reading',
  measures: `reading alone: 1,000 to 100,000 rows of ${columns} columns, beside SheetJS, exceljs and openpyxl`,
  run: async ({ folder, rounds }) => {
    const figures: Figure[] = [];
    const remarks: string[] = [];
    const python = hasOpenpyxl();
    const empty = emptyMb();
    remarks.push(`A process that does nothing takes ${empty.toFixed(0)} MB.`);
    if (!python) remarks.push('openpyxl: not installed for python3 on this machine, so not measured.');
    for (const rows of sizes) {
      const file = path.join(folder, `${rows}.xlsx`);
      writeGrid(file, rows);
      // Sources become JavaScript in the first process that needs them: that is kept, and not what is measured.
      if (rows === sizes[0]) readIn('own', file);
      const works: Partial<Record<Name, () => Promise<ReadOutcome>>> = {
        own: async () => readIn('own', file),
        SheetJS: async () => readIn('sheetjs', file),
        exceljs: async () => readIn('exceljs', file),
        ...(python ? { openpyxl: async () => readInPython(file) } : {}),
      };
      // The slow readers of the largest file are measured once: they take as long as all the rest.
      const found = await interleaved(
        rows > 50_000 ? Math.min(rounds, 2) : rounds,
        works as Required<typeof works>,
      );
      figures.push(...figuresOf(rows, found, empty));
      remarks.push(...differences(rows, found));
    }
    return { title: `reading: rows of ${columns} columns`, figures, remarks };
  },
};

function figuresOf(
  rows: number,
  found: Readonly<Partial<Record<Name, readonly ReadOutcome[]>>>,
  empty: number,
): Figure[] {
  const own = found.own ?? [];
  return peers.flatMap((name): Figure[] => {
    const other = found[name];
    if (other === undefined) return [];
    const isAim = name === 'SheetJS';
    return [
      {
        what: `${rows} rows, time`,
        unit: 'ms',
        ours: own.map(({ ms }) => ms),
        peer: { name, values: other.map(({ ms }) => ms) },
        ...(isAim ? { aim: '≤ 0.5 ×' } : {}),
      },
      {
        what: `${rows} rows, processor time`,
        unit: 'ms',
        ours: own.map(({ cpuMs }) => cpuMs),
        peer: { name, values: other.map(({ cpuMs }) => cpuMs) },
      },
      {
        what: `${rows} rows, memory`,
        unit: 'MB',
        ours: own.map(({ peakMb }) => peakMb),
        peer: { name, values: other.map(({ peakMb }) => peakMb) },
        ...(isAim ? { aim: '≤ 0.25 ×' } : {}),
      },
      // Python starts from another size.
      ...(name === 'openpyxl'
        ? []
        : [
            {
              what: `${rows} rows, memory above an empty process`,
              unit: 'MB' as const,
              ours: own.map(({ peakMb }) => peakMb - empty),
              peer: { name, values: other.map(({ peakMb }) => peakMb - empty) },
              ...(isAim ? { aim: '≤ 0.25 ×' } : {}),
            },
          ]),
    ];
  });
}

/** Readers that found other cells did other work; a figure beside them would mean nothing. */
function differences(
  rows: number,
  found: Readonly<Partial<Record<Name, readonly ReadOutcome[]>>>,
): readonly string[] {
  const [own] = found.own ?? [];
  return peers.flatMap((name) => {
    const [other] = found[name] ?? [];
    if (own === undefined || other === undefined) return [];
    const same = own.cells === other.cells && Math.abs(own.sum / other.sum - 1) < 1e-6;
    return same
      ? []
      : [
          `${name} found ${other.cells} cells (sum ${other.sum}) of ${rows} rows; we found ${own.cells} (${own.sum}).`,
        ];
  });
}
