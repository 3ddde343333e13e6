import { checkText } from '#shared/texts/doctor.ts';
import { missing, needed, terminalOf, type Command } from '../command.ts';

export const careCommands: Readonly<Record<string, Command>> = {
  backup: {
    usage: 'backup --out <file|folder>',
    summary: { zh: '备份全部数据到一个文件', en: 'back everything up into one file' },
    words: 0,
    options: { out: 'value' },
    run: async (session, given) => {
      const out = needed(given, 'out');
      const { file } = await session.ask('care.backup', {});
      const saved = await session.save(file.token, out);
      return { json: { file: saved, sha256: file.sha256, size: file.size }, lines: [saved] };
    },
  },
  restore: {
    usage: 'restore <file.nbbak> | restore --automatic   [--replace]',
    summary: { zh: '从备份恢复;换电脑时在新电脑上用', en: 'restore a backup, also onto another computer' },
    words: 1,
    options: { automatic: 'flag', replace: 'flag' },
    run: async (session, given) => {
      const [file] = given.words;
      if (file === undefined && given.options['automatic'] !== true)
        throw missing('<file.nbbak> | --automatic');
      const restored = await session.ask('care.restore', {
        replace: given.options['replace'] === true,
        ...(file === undefined ? {} : { file: session.tokenOf(file) }),
      });
      return {
        json: restored,
        lines: [terminalOf(given).restored(restored.county.name, restored.keptAside)],
      };
    },
  },
  doctor: {
    usage: 'doctor',
    summary: { zh: '检查数据是否完好', en: 'look whether the data is whole' },
    words: 0,
    options: {},
    run: async (session, given) => {
      const report = await session.ask('care.doctor', {});
      const texts = terminalOf(given);
      return {
        json: report,
        lines: [
          ...report.checks.map(
            (check) => `${check.ok ? texts.ok : texts.failed}\t${checkText(check, given.language)}`,
          ),
          report.healthy ? texts.healthy : texts.unhealthy,
        ],
        refused: !report.healthy,
      };
    },
  },
};
