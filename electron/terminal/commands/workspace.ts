import { existsSync } from 'node:fs';
import { demoFolder } from '../../operations/demo.ts';
import { Problem } from '#shared/contract/problem.ts';
import { choice, inYear, missing, terminalOf, text, wrong, type Command } from '../command.ts';

export const workspaceCommands: Readonly<Record<string, Command>> = {
  init: {
    usage:
      'init --county 220122 --year 2015 | init --year 2016 | init --demo[=clean] [--size small|full|large]',
    summary: {
      zh: '建立工作区,或开始新的一年;--demo 打开示范县,--demo=clean 不带差错、可直接签批',
      en: 'make a workspace or start a year; --demo for the demo county, --demo=clean without mistakes and ready to sign off',
    },
    words: 0,
    options: { county: 'value', demo: 'optional', size: 'value' },
    run: async (session, given) => {
      const demo = demoOf(text(given, 'demo'));
      const county = text(given, 'county');
      if (demo === undefined && county === undefined && given.year === undefined) throw missing('--county');
      const made = await session.ask('workspace.init', {
        ...inYear(given),
        ...(county === undefined ? {} : { county }),
        ...(demo === undefined ? {} : { demo, size: sizeOf(text(given, 'size')) }),
      });
      // The county to measure with has no workbooks.
      const folder = demoFolder(session.folder);
      const workbooks = demo !== undefined && existsSync(folder) ? folder : null;
      return {
        json: {
          county: made.county.code,
          countyName: made.county.name,
          year: made.year,
          edition: made.edition,
          ...(workbooks === null ? {} : { workbooks }),
        },
        lines: [
          terminalOf(given).workspace(made.county.name, made.county.code, made.year),
          ...(workbooks === null ? [] : [terminalOf(given).demoFolder(workbooks)]),
        ],
      };
    },
  },
  officers: {
    usage:
      'officers [--office <name>] [--clerk <name>] [--statistics-head <name>] [--office-head <name>] [--phone <number>] [--one-person yes|no]',
    summary: {
      zh: '报送单位和经办人:不写选项则查看;--one-person yes 表示一人兼任,可以先后签批',
      en: 'the office and its officers: shown without options; --one-person yes lets one person sign in each office',
    },
    words: 0,
    options: {
      office: 'value',
      clerk: 'value',
      'statistics-head': 'value',
      'office-head': 'value',
      phone: 'value',
      'one-person': 'value',
    },
    run: async (session, given) => {
      const { exists, officers: known } = await session.ask('workspace.get', {});
      if (!exists) throw new Problem('workspace.absent', {});
      const onePerson = text(given, 'one-person');
      const wanted = {
        office: text(given, 'office') ?? known.office,
        clerk: text(given, 'clerk') ?? known.clerk,
        statisticsHead: text(given, 'statistics-head') ?? known.statisticsHead,
        officeHead: text(given, 'office-head') ?? known.officeHead,
        phone: text(given, 'phone') ?? known.phone,
        onePerson:
          onePerson === undefined
            ? known.onePerson
            : choice(onePerson, '--one-person', ['yes', 'no']) === 'yes',
      };
      const isSame = JSON.stringify(wanted) === JSON.stringify(known);
      const officers = isSame ? known : await session.ask('workspace.officers', wanted);
      return { json: officers, lines: terminalOf(given).officers(officers) };
    },
  },
};

function demoOf(written: string | undefined): 'mistakes' | 'clean' | undefined {
  if (written === undefined || written === 'clean') return written;
  if (written === '' || written === 'mistakes') return 'mistakes';
  throw wrong('--demo', '--demo | --demo=clean');
}

function sizeOf(written: string | undefined): 'small' | 'full' | 'large' {
  if (written === undefined || written === 'full') return 'full';
  if (written === 'small' || written === 'large') return written;
  throw wrong('--size', '--size small | full | large');
}
