import { parseArgs } from 'node:util';
import path from 'node:path';
import { Problem } from '#shared/contract/problem.ts';
import type { Language } from '#shared/texts/language.ts';
import { problemText } from '#shared/texts/problems.ts';
import { terminalTexts } from '#shared/texts/terminal.ts';
import { version } from '#shared/version.ts';
import { LoggedBug } from '../threads/link.ts';
import { Service } from '../threads/service.ts';
import { UsageError, type Answer, type Arguments, type Command, type Session } from './command.ts';
import { commands } from './commands.ts';
import { defaultDataFolder } from './data-folder.ts';
import { readPassphrase } from './passphrase.ts';
import { saveMadeFile } from '../threads/save.ts';

const general = {
  data: 'value',
  year: 'value',
  json: 'flag',
  lang: 'value',
  help: 'flag',
  'passphrase-stdin': 'flag',
} as const;

/** Exit codes: 0 done · 1 refused, or open blocking findings · 2 usage · 3 error of the program. */
export async function runTerminal(argv: readonly string[]): Promise<number> {
  const json = argv.includes('--json');
  const language: Language = argv[argv.indexOf('--lang') + 1] === 'en' ? 'en' : 'zh';
  const texts = terminalTexts[language];
  try {
    const name = argv.find((argument) => !argument.startsWith('-'));
    const command = name === undefined ? undefined : commands[name];
    if (command === undefined || argv.includes('--help')) {
      if (name !== undefined && command === undefined) throw new UsageError(texts.unknownCommand(name));
      process.stdout.write(`${help(command, language)}\n`);
      return name === undefined && !argv.includes('--help') ? 2 : 0;
    }
    const answer = await runCommand(
      command,
      parse(command, argv.slice(argv.indexOf(name ?? '') + 1), argv, language),
    );
    process.stdout.write(
      json ? `${JSON.stringify(answer.json)}\n` : answer.lines.map((line) => `${line}\n`).join(''),
    );
    return answer.refused === true ? 1 : 0;
  } catch (error) {
    return report(error, json, language);
  }
}

function report(error: unknown, json: boolean, language: Language): number {
  const texts = terminalTexts[language];
  const [problem, exit] =
    error instanceof Problem
      ? [{ ...error.toMessage(), message: problemText(error.toMessage(), language) }, 1]
      : error instanceof UsageError
        ? [{ code: 'usage', message: texts.usage(error.message), details: {} }, 2]
        : [internal(error, language), 3];
  if (json) process.stdout.write(`${JSON.stringify({ problem })}\n`);
  else process.stderr.write(`${problem.message}\n`);
  return exit;
}

function internal(error: unknown, language: Language): { code: string; message: string; details: object } {
  const reference = error instanceof LoggedBug ? error.reference : String(error);
  return { code: 'internal', message: terminalTexts[language].internal(reference), details: { reference } };
}

/** Options may stand before or behind the command's words. */
function parse(
  command: Command,
  rest: readonly string[],
  argv: readonly string[],
  language: Language,
): Arguments {
  const before = argv.slice(0, argv.length - rest.length - 1);
  const options = Object.fromEntries(
    Object.entries({ ...general, ...command.options }).map(([name, kind]) => [
      name,
      { type: kind === 'value' ? ('string' as const) : ('boolean' as const) },
    ]),
  );
  // A flag that may also carry a value, such as --demo or --demo=clean.
  const args = [...before, ...rest].map((argument) =>
    command.options[argument.slice(2)] === 'value' && argument === '--demo' ? '--demo=mistakes' : argument,
  );
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true, strict: true });
    const given = values as Record<string, string | boolean | undefined>;
    const year = typeof given['year'] === 'string' ? Number(given['year']) : undefined;
    if (year !== undefined && !Number.isInteger(year)) throw new UsageError('--year');
    return { words: positionals, options: given, year, language };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

async function runCommand(command: Command, given: Arguments): Promise<Answer> {
  const data = given.options['data'];
  const folder = path.resolve(
    typeof data === 'string' ? data : defaultDataFolder(process.env, process.platform),
  );
  const service = new Service({
    folder,
    program: `nianbao (${process.pid})`,
    build: version,
    now: () => new Date().toISOString(),
  });
  const abort = new AbortController();
  const interrupt = (): void => abort.abort();
  process.once('SIGINT', interrupt);
  const progress: Session['progress'] = (at) => {
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${at.done}/${at.total} ${at.on}`);
  };
  const session: Session = {
    ask: (name, input) => service.answer(name, input, { signal: abort.signal, progress }),
    tokenOf: (written) => service.tokens.give(path.resolve(written), path.basename(written)),
    save: (token, target) => saveMadeFile(service.tokens.take(token), path.resolve(target)),
    passphrase: (question) => readPassphrase(question, given.options['passphrase-stdin'] === true),
    progress,
    folder,
  };
  try {
    await service.open();
    return await command.run(session, given);
  } finally {
    if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
    process.removeListener('SIGINT', interrupt);
    await service.close();
  }
}

function help(command: Command | undefined, language: Language): string {
  const texts = terminalTexts[language];
  if (command !== undefined)
    return `nianbao ${command.usage}\n\n${command.summary[language]}\n\n${texts.generalOptions}`;
  const width = Math.max(...Object.values(commands).map(({ usage }) => usage.split(' ')[0]?.length ?? 0));
  const lines = Object.entries(commands).map(
    ([name, { summary }]) => `  ${name.padEnd(width)}  ${summary[language]}`,
  );
  return `${texts.title}\n\n${lines.join('\n')}\n\n${texts.generalOptions}`;
}
