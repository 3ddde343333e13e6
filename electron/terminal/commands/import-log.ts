import type { LoggedFile } from '#shared/contract/areas/import-log.ts';
import { logHead, logLines } from '#shared/texts/import-log.ts';
import { inYear, text, type Command } from '../command.ts';

const pageSize = 200;

export const importLogCommands: Readonly<Record<string, Command>> = {
  'import-log': {
    usage: 'import-log [<batch>] [--out f.xlsx]',
    summary: {
      zh: '导入记录:每个文件里找到、问过、写入了什么;不写批次则全年',
      en: 'what was found in each file, asked, answered and written; of the year without a batch',
    },
    words: 1,
    options: { out: 'value' },
    run: async (session, given) => {
      const [batch] = given.words;
      const asked = { ...inYear(given), ...(batch === undefined ? {} : { batch }) };
      const out = text(given, 'out');
      if (out !== undefined) {
        const { file } = await session.ask('import.writeLog', asked);
        const saved = await session.save(file.token, out);
        return { json: { file: saved, sha256: file.sha256 }, lines: [saved] };
      }
      const files: LoggedFile[] = [];
      for (;;) {
        const page = await session.ask('import.log', { ...asked, offset: files.length, limit: pageSize });
        files.push(...page.files);
        if (files.length >= page.total || page.files.length === 0) break;
      }
      return {
        json: { files },
        lines: files.flatMap((file) => [
          `${file.batch}\t${logHead(file, given.language)}\t${file.at}`,
          ...logLines(file, given.language).map(
            ({ part, where, text: said }) => `  ${part}\t${where}\t${said}`,
          ),
        ]),
      };
    },
  },
};
