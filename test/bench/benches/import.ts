import { statSync } from 'node:fs';
import path from 'node:path';
import { county, enterprises, years } from '../data/enterprises.ts';
import { writeForms, writeList } from '../data/workbooks.ts';
import type { Bench } from '../bench.ts';
import { interleaved, type Cost } from '../measure.ts';
import { readIn } from '../read-process.ts';
import { ServiceProcess } from '../service-process.ts';
import type { Figure } from '../table.ts';

const units = 10_000;
const senders = 500;
const rows = 100_000;
/** With 本年 and 上年 and the columns that name the enterprise: 29 columns. */
const fields = 13;

/** What the service has once it is open and empty: its threads, their code and the edition. */
interface Imported extends Cost {
  readonly idleMb: number;
}

/** A new county takes a file or a folder in: read, matched, checked and committed; the enterprises are added. */
async function importInto(folder: string, files: string, expected: number): Promise<Imported> {
  const service = await ServiceProcess.start(folder);
  await service.ask('workspace.init', { county: county.code, year: years.now });
  const before = await service.usage();
  const from = performance.now();
  const { batches } = await service.ask('import.run', { files: [service.give(files)], newUnits: 'add' });
  const ms = performance.now() - from;
  const after = await service.usage();
  await service.close();
  const rows = batches.reduce((sum, batch) => sum + (batch.outcome === 'committed' ? batch.rows.new : 0), 0);
  if (rows !== expected) {
    const [left] = batches.filter((batch) => batch.outcome !== 'committed');
    const why = JSON.stringify(left?.problem ?? left?.questions[0]);
    throw new Error(`${rows} of ${expected} filings were committed: ${why}`);
  }
  return { ms, cpuMs: after.cpuMs - before.cpuMs, peakMb: after.peakMb, idleMb: before.peakMb };
}

async function beside(
  target: string,
  filings: number,
  { folder, rounds }: { readonly folder: string; readonly rounds: number },
): Promise<{ readonly own: readonly Imported[]; readonly sheetjs: readonly Cost[] }> {
  let round = 0;
  return interleaved<'own' | 'sheetjs', Imported>(rounds, {
    own: () => importInto(path.join(folder, `county-${round++}`), target, filings),
    sheetjs: async () => ({ ...readIn('sheetjs', target), idleMb: 0 }),
  });
}

function figuresOf(
  { own, sheetjs }: Awaited<ReturnType<typeof beside>>,
  aims: { readonly time?: string; readonly memory?: string },
): Figure[] {
  const name = 'SheetJS';
  const ms = (costs: readonly Cost[]): number[] => costs.map((cost) => cost.ms / 1000);
  const cpu = (costs: readonly Cost[]): number[] => costs.map((cost) => cost.cpuMs / 1000);
  const peak = (costs: readonly Cost[]): number[] => costs.map((cost) => cost.peakMb);
  return [
    {
      what: 'read, checked, committed',
      unit: 's',
      ours: ms(own),
      peer: { name, values: ms(sheetjs) },
      ...(aims.time === undefined ? {} : { aim: aims.time }),
    },
    { what: '… processor time', unit: 's', ours: cpu(own), peer: { name, values: cpu(sheetjs) } },
    {
      what: 'memory of the process',
      unit: 'MB',
      ours: peak(own),
      peer: { name, values: peak(sheetjs) },
      ...(aims.memory === undefined ? {} : { aim: aims.memory }),
    },
    { what: '… of it before the import', unit: 'MB', ours: own.map(({ idleMb }) => idleMb) },
  ];
}

export const listBench: Bench = {
  name: 'list',
  measures: 'a list of 10,000 enterprises imported, checked and committed, beside a bare SheetJS parse',
  run: async (options) => {
    const file = path.join(options.folder, 'list.xlsx');
    writeList(file, 'JC102', enterprises(units));
    const mb = (statSync(file).size / 1024 / 1024).toFixed(1);
    const found = await beside(file, units, options);
    return {
      title: `list: ${units} enterprises, one row each (JC102, ${mb} MB)`,
      figures: figuresOf(found, { time: '≤ 2 ×', memory: '≤ 300 MB' }),
      remarks: [],
    };
  },
};

export const formsBench: Bench = {
  name: 'forms',
  measures: "a thousand of the app's own forms imported, checked and committed, beside a bare SheetJS parse",
  run: async (options) => {
    const forms = path.join(options.folder, 'forms');
    await writeForms(forms, enterprises(senders));
    const found = await beside(forms, senders * 2, options);
    return {
      title: `forms: ${senders * 2} files of ${senders} enterprises (JC101 and JC102)`,
      figures: figuresOf(found, { time: '≤ 2 ×, ≤ 60 s', memory: '≤ 300 MB' }),
      remarks: [],
    };
  },
};

export const rowsBench: Bench = {
  name: 'rows',
  measures: 'a list of 100,000 rows imported in one go, once, beside a bare SheetJS parse',
  run: async ({ folder }) => {
    const file = path.join(folder, 'rows.xlsx');
    writeList(file, 'JC102', enterprises(rows), fields);
    const found = await beside(file, rows, { folder, rounds: 1 });
    return {
      title: `rows: ${rows} enterprises, ${fields} fields of JC102 in two years`,
      figures: figuresOf(found, { memory: '< 500 MB' }),
      remarks: [],
    };
  },
};
