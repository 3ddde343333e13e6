import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { county, enterprises, years } from '../data/enterprises.ts';
import { writeForms, writeList } from '../data/workbooks.ts';
import type { Bench } from '../bench.ts';
import { median, quantile } from '../measure.ts';
import { ServiceProcess } from '../service-process.ts';
import type { Figure } from '../table.ts';

const units = 10_000;
const senders = 100;
/** How often the page asks. */
const everyMs = 5;

/** Asks the service again and again until the work is done; how long each answer took. */
async function waitsDuring(service: ServiceProcess, work: Promise<unknown>): Promise<number[]> {
  const waits: number[] = [];
  let isDone = false;
  const end = work.finally(() => (isDone = true));
  while (!isDone) {
    const from = performance.now();
    await service.ask('workspace.get', {});
    waits.push(performance.now() - from);
    await sleep(everyMs);
  }
  await end;
  return waits;
}

interface Round {
  readonly idle: readonly number[];
  readonly list: readonly number[];
  readonly forms: readonly number[];
}

async function round(folder: string, list: string, forms: string): Promise<Round> {
  const service = await ServiceProcess.start(folder);
  await service.ask('workspace.init', { county: county.code, year: years.now });
  const importing = (file: string): Promise<unknown> =>
    service.ask('import.run', { files: [service.give(file)], newUnits: 'add' });
  const idle = await waitsDuring(service, sleep(5000));
  const small = await waitsDuring(service, importing(forms));
  const large = await waitsDuring(service, importing(list));
  await service.close();
  return { idle, list: large, forms: small };
}

export const gapBench: Bench = {
  name: 'gap',
  measures: "the longest wait for the service's answer while it imports, beside the same while it is idle",
  run: async ({ folder, rounds }) => {
    const list = path.join(folder, 'list.xlsx');
    const forms = path.join(folder, 'forms');
    const all = enterprises(units);
    writeList(list, 'JC102', all);
    await writeForms(forms, all.slice(0, senders));
    const found: Round[] = [];
    for (let index = 0; index < rounds; index++)
      found.push(await round(path.join(folder, `county-${index}`), list, forms));
    const figure = (
      what: string,
      of: 'list' | 'forms',
      measure: (waits: readonly number[]) => number,
    ): Figure => ({
      what,
      unit: 'ms',
      ours: found.map((waits) => measure(waits[of])),
      peer: { name: 'idle', values: found.map((waits) => measure(waits.idle)) },
    });
    const longest = (waits: readonly number[]): number => Math.max(...waits);
    const most = (waits: readonly number[]): number => quantile(waits, 0.99);
    return {
      title: `gap: asked every ${everyMs} ms while a list of ${units} and ${senders * 2} forms come in`,
      figures: [
        figure('list, longest', 'list', longest),
        figure('list, 99 of 100 below', 'list', most),
        figure('list, median', 'list', median),
        figure('forms, longest', 'forms', longest),
        figure('forms, 99 of 100 below', 'forms', most),
        figure('forms, median', 'forms', median),
      ],
      remarks: [],
    };
  },
};
