import { spawnSync } from 'node:child_process';
import path from 'node:path';
import type { Bench } from '../bench.ts';
import type { CheckOutcome } from '../children/check-county.ts';
import type { Cost } from '../measure.ts';
import { ServiceProcess } from '../service-process.ts';
import type { Figure } from '../table.ts';

const units = 10_000;

function inChild(rounds: number): CheckOutcome {
  const script = path.join(import.meta.dirname, '../children/check-county.ts');
  const { stdout, stderr, status } = spawnSync(process.execPath, [script, String(units), String(rounds)]);
  if (status !== 0) throw new Error(stderr.toString());
  return JSON.parse(stdout.toString()) as CheckOutcome;
}

export const checkBench: Bench = {
  name: 'check',
  measures: 'a full check of 10,000 enterprises, beside a hand-written loop over the same rules',
  run: async ({ rounds, county }) => {
    // The first round is the one that a person waits for: nothing is compiled yet.
    const { engine, loop, different, breaches } = inChild(rounds + 1);
    const service = await ServiceProcess.start(county().folder);
    const whole: Omit<Cost, 'peakMb'>[] = [];
    for (let round = 0; round < rounds; round++)
      whole.push(await service.cost(() => service.ask('check.run', {})));
    const { peakMb } = await service.usage();
    await service.close();
    const figure = (what: string, from: number, to: number, of: 'ms' | 'cpuMs', aim?: string): Figure => ({
      what,
      unit: 'ms',
      ours: engine.slice(from, to).map((cost) => cost[of]),
      peer: { name: 'loop', values: loop.slice(from, to).map((cost) => cost[of]) },
      ...(aim === undefined ? {} : { aim }),
    });
    return {
      title: `check: ${units} enterprises, JC101 and JC102, last year beside them`,
      figures: [
        figure('rules, first time', 0, 1, 'ms'),
        figure('rules, again', 1, rounds + 1, 'ms', '≤ 2 ×'),
        figure('… processor time', 1, rounds + 1, 'cpuMs'),
        {
          what: 'check.run: read, judged, kept',
          unit: 'ms',
          ours: whole.map(({ ms }) => ms),
          aim: '≤ 3 s',
        },
        { what: '… processor time', unit: 'ms', ours: whole.map(({ cpuMs }) => cpuMs) },
        { what: 'memory of the service', unit: 'MB', ours: [peakMb] },
      ],
      remarks: [
        `Engine and loop ${different.length === 0 ? `agree on ${breaches} breaches` : `differ: ${different.join(', ')}`}.`,
      ],
    };
  },
};
