import { spawnSync } from 'node:child_process';
import path from 'node:path';
import type { Bench } from '../bench.ts';
import type { CheckOutcome } from '../children/check-county.ts';
import type { Cost } from '../measure.ts';
import { ServiceProcess } from '../service-process.ts';
import type { Figure } from '../table.ts';

/** Three years of 10,000 enterprises as objects, and what two judges keep of them. */
const memory = '--max-old-space-size=4096';

function inChild(rounds: number): CheckOutcome {
  const script = path.join(import.meta.dirname, '../children/check-county.ts');
  const { stdout, stderr, status } = spawnSync(process.execPath, [memory, script, String(rounds)]);
  if (status !== 0) throw new Error(stderr.toString());
  return JSON.parse(stdout.toString()) as CheckOutcome;
}

export const checkBench: Bench = {
  name: 'check',
  measures:
    'a full check of the large demonstration county, beside a loop over the same rules written by hand',
  run: async ({ rounds, county }) => {
    // The first round is the one that a person waits for: nothing is compiled yet.
    const { units, engine, alone, loop, different, breaches } = inChild(rounds + 1);
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
      title: `check: all rules of all returns over ${units} units and three years; check.run over JC101 and JC102 of 10,000`,
      figures: [
        figure('rules, first time', 0, 1, 'ms'),
        figure('rules, again', 1, rounds + 1, 'ms', '≤ 2 ×, ≤ 3 s'),
        figure('… processor time', 1, rounds + 1, 'cpuMs'),
        {
          what: '… of it rules of one unit alone',
          unit: 'ms',
          ours: alone.slice(1).map(({ cpuMs }) => cpuMs),
        },
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
