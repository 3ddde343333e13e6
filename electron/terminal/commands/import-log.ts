import type { LoggedFile } from '#shared/contract/areas/import-log.ts';
import { logHead, logLines } from '#shared/texts/import-log.ts';
import type { Language } from '#shared/texts/language.ts';
import { localTime } from '#shared/values/moment.ts';
import { inYear, terminalOf, text, type Command } from '../command.ts';

const pageSize = 200;
/** Files that are printed unless all are asked for: a screen or two. */
const listedFiles = 20;

export const importLogCommands: Readonly<Record<string, Command>> = {
  'import-log': {
    usage: 'import-log [<batch>] [--all] [--out f.xlsx]',
    summary: {
      zh: `导入记录:每个文件里找到、问过、写入了什么;不写批次则最近 ${listedFiles} 个文件,--all 全年,--out 全年存为表格`,
      en: `what was found in each file, asked, answered and written; without a batch of the newest ${listedFiles} files, with --all of the year, with --out the year as a workbook`,
    },
    words: 1,
    options: { all: 'flag', out: 'value' },
    run: async (session, given) => {
      const [batch] = given.words;
      const asked = { ...inYear(given), ...(batch === undefined ? {} : { batch }) };
      const out = text(given, 'out');
      if (out !== undefined) {
        const { file } = await session.ask('import.writeLog', asked);
        const saved = await session.save(file.token, out);
        return { json: { file: saved, sha256: file.sha256 }, lines: [saved] };
      }
      const wanted = given.options['all'] === true ? Infinity : listedFiles;
      const files: LoggedFile[] = [];
      let total = 0;
      do {
        const limit = Math.min(pageSize, wanted - files.length);
        const page = await session.ask('import.log', { ...asked, offset: files.length, limit });
        files.push(...page.files);
        total = page.files.length === 0 ? files.length : page.total;
      } while (files.length < Math.min(total, wanted));
      return {
        json: { files, total },
        lines: [
          ...files.flatMap((file) => linesOf(file, given.language)),
          ...(files.length < total ? [terminalOf(given).newestFiles(files.length, total)] : []),
        ],
      };
    },
  },
};

function linesOf(file: LoggedFile, language: Language): readonly string[] {
  return [
    `${file.batch}\t${logHead(file, language)}\t${localTime(file.at)}`,
    ...logLines(file, language).map(({ part, where, text: said }) => `  ${part}\t${where}\t${said}`),
  ];
}
