import { spawnSync } from 'node:child_process';
import path from 'node:path';
import type { Bench } from '../bench.ts';
import type { CheckOutcome } from '../children/check-county.ts';
import type { Cost } from '../measure.ts';
import { ServiceProcess } from '../service-process.ts';
import type { Figure } from '../table.ts';

function run(...args: readonly string[]): string {
  const { stdout, stderr, status } = spawnSync(process.execPath, args);
  if (status !== 0) throw new Error(stderr.toString());
  return stdout.toString();
}

/** Three years of 10,000 enterprises as objects, and what two judges keep of them. */
const memory = '--max-old-space-size=4096';

function inChild(rounds: number): CheckOutcome {
  const script = path.join(import.meta.dirname, '../children/check-county.ts');
  return JSON.parse(run(memory, script, String(rounds))) as CheckOutcome;
}

interface Asked {
  readonly first: Omit<Cost, 'peakMb'>;
  readonly again: Omit<Cost, 'peakMb'>;
  readonly peakMb: number;
}

/** What a service is first asked for after its start, and once more when everything is known. */
async function asked(folder: string): Promise<Asked> {
  const service = await ServiceProcess.start(folder);
  const check = async (): Promise<Omit<Cost, 'peakMb'>> => service.cost(() => service.ask('check.run', {}));
  const [first, again] = [await check(), await check()];
  const { peakMb } = await service.usage();
  await service.close();
  return { first, again, peakMb };
}

export const checkBench: Bench = {
  name: 'check',
  measures:
    'a full check of the large demonstration county, beside a loop over the same rules written by hand',
  run: async ({ folder, rounds }) => {
    // The first round is the one that a person waits for: nothing is compiled yet.
    const { units, engine, alone, loop, different, breaches } = inChild(rounds + 1);
    const county = path.join(folder, 'county');
    run(path.resolve('dist/cli.js'), 'init', '--demo', '--size', 'large', '--data', county);
    const whole: Asked[] = [];
    for (let round = 0; round < rounds; round++) whole.push(await asked(county));
    const figure = (what: string, from: number, to: number, of: 'ms' | 'cpuMs', aim?: string): Figure => ({
      what,
      unit: 'ms',
      ours: engine.slice(from, to).map((cost) => cost[of]),
      peer: { name: 'loop', values: loop.slice(from, to).map((cost) => cost[of]) },
      ...(aim === undefined ? {} : { aim }),
    });
    const ownFigure = (what: string, ours: readonly number[], unit: Figure['unit'] = 'ms'): Figure => ({
      what,
      unit,
      ours,
    });
    return {
      title: `check: all rules of all returns, ${units} units, three years`,
      figures: [
        figure('rules, first time', 0, 1, 'ms'),
        figure('rules, again', 1, rounds + 1, 'ms', '≤ 2 ×, ≤ 3 s'),
        figure('… processor time', 1, rounds + 1, 'cpuMs'),
        ownFigure(
          '… of it rules of one unit alone',
          alone.slice(1).map(({ cpuMs }) => cpuMs),
        ),
        {
          ...ownFigure(
            'check.run, the first request: read, judged',
            whole.map(({ first }) => first.ms),
          ),
          aim: '≤ 3 s',
        },
        ownFigure(
          '… processor time',
          whole.map(({ first }) => first.cpuMs),
        ),
        ownFigure(
          '… again',
          whole.map(({ again }) => again.ms),
        ),
        ownFigure(
          'memory of the service',
          whole.map(({ peakMb }) => peakMb),
          'MB',
        ),
      ],
      remarks: [
        `Engine and loop ${different.length === 0 ? `agree on ${breaches} breaches` : `differ: ${different.join(', ')}`}.`,
      ],
    };
  },
};
