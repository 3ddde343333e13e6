import type { Bench } from '../bench.ts';
import { isDraft } from '../data/county-folder.ts';
import type { Cost } from '../measure.ts';
import { ServiceProcess } from '../service-process.ts';
import type { Figure } from '../table.ts';

interface Screen {
  readonly what: string;
  readonly ask: (service: ServiceProcess) => Promise<unknown>;
  readonly aim?: string;
}

/** What a page asks for when a screen opens, and again after each commit. */
const screens: readonly Screen[] = [
  {
    what: 'report.get ZH301',
    ask: (service) => service.ask('report.get', { report: 'ZH301' }),
    aim: '≤ 1 s',
  },
  {
    what: 'report.get ZH301, preview',
    ask: (service) => service.ask('report.get', { report: 'ZH301', preview: true }),
    aim: '≤ 1 s',
  },
  {
    what: 'report.get ZH302, preview',
    ask: (service) => service.ask('report.get', { report: 'ZH302', preview: true }),
    aim: '≤ 1 s',
  },
  {
    what: 'report.get ZH303',
    ask: (service) => service.ask('report.get', { report: 'ZH303' }),
    aim: '≤ 1 s',
  },
  { what: 'workspace.today', ask: (service) => service.ask('workspace.today', {}) },
  { what: 'filing.list', ask: (service) => service.ask('filing.list', { limit: 100 }) },
  { what: 'findings.list', ask: (service) => service.ask('findings.list', { limit: 100 }) },
  {
    what: 'findings.list, open, by size',
    ask: (service) => service.ask('findings.list', { open: true, order: 'size', limit: 100 }),
  },
];

export const screensBench: Bench = {
  name: 'screens',
  measures: 'report ZH301 and the readings of every screen in a county of 10,000, after an edit and again',
  run: async ({ rounds, county }) => {
    const { folder, units } = county();
    const drafts = units.filter((_, index) => isDraft(index));
    const service = await ServiceProcess.start(folder);
    const found = screens.map(({ what, aim }) => ({
      what,
      aim,
      after: [] as Omit<Cost, 'peakMb'>[],
      again: [] as Omit<Cost, 'peakMb'>[],
    }));
    // The first round fills caches and is not counted.
    for (let round = 0; round <= rounds; round++) {
      for (const [index, screen] of screens.entries()) {
        const unit = drafts[round * screens.length + index];
        await service.ask('filing.set', {
          unit: unit?.id ?? '',
          return: 'JC102',
          cells: { '39': String(round) },
        });
        const after = await service.cost(() => screen.ask(service));
        const again = await service.cost(() => screen.ask(service));
        if (round === 0) continue;
        found[index]?.after.push(after);
        found[index]?.again.push(again);
      }
    }
    const { peakMb } = await service.usage();
    await service.close();
    return {
      title: `screens: a county of ${units.length} enterprises, two years`,
      figures: [
        ...found.flatMap(({ what, aim, after, again }): Figure[] => [
          {
            what: `${what}, after an edit`,
            unit: 'ms',
            ours: after.map(({ ms }) => ms),
            ...(aim === undefined ? {} : { aim }),
          },
          { what: '… processor time', unit: 'ms', ours: after.map(({ cpuMs }) => cpuMs) },
          { what: `${what}, again`, unit: 'ms', ours: again.map(({ ms }) => ms) },
          { what: '… processor time', unit: 'ms', ours: again.map(({ cpuMs }) => cpuMs) },
        ]),
        { what: 'memory of the service', unit: 'MB', ours: [peakMb] },
      ],
      remarks: [],
    };
  },
};
