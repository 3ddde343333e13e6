import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { isProblem, Problem } from '#shared/contract/problem.ts';
import type { Language } from '#shared/texts/language.ts';
import { problemText } from '#shared/texts/problems.ts';
import { terminalTexts } from '#shared/texts/terminal.ts';
import { usageText } from '#shared/texts/usage.ts';
import { version } from '#shared/version.ts';
import { LoggedBug } from '../threads/link.ts';
import { saveBytes, saveMadeFile } from '../threads/save.ts';
import { Service } from '../threads/service.ts';
import { UsageError, type Answer, type Arguments, type Command, type Session } from './command.ts';
import { commands } from './commands.ts';
import { defaultDataFolder } from './data-folder.ts';
import { commandHelp, overview } from './help.ts';
import { languageOf, parseArguments, parseCall, placeOfName } from './parse.ts';
import { readPassphrase } from './passphrase.ts';
import { ProgressLine } from './progress-line.ts';

/** Where a command reads a passphrase, and writes its answer and what it has to say besides. */
interface Streams {
  readonly in: Readable & { readonly isTTY?: boolean };
  readonly out: Writable;
  readonly err: Writable;
}

/** Exit codes: 0 done · 1 refused, or open blocking findings · 2 usage · 3 error of the program. */
export async function runTerminal(
  argv: readonly string[],
  streams: Streams = { in: process.stdin, out: process.stdout, err: process.stderr },
): Promise<number> {
  const json = argv.includes('--json');
  const language = languageOf(argv);
  let command: Command | undefined;
  try {
    const answer = await answerOf(argv, language, streams, (found) => (command = found));
    streams.out.write(
      json ? `${JSON.stringify(answer.json)}\n` : answer.lines.map((line) => `${line}\n`).join(''),
    );
    return answer.refused === true ? 1 : 0;
  } catch (error) {
    return report(error, json, language, streams, command);
  }
}

async function answerOf(
  argv: readonly string[],
  language: Language,
  streams: Streams,
  found: (command: Command) => void,
): Promise<Answer> {
  const at = placeOfName(argv);
  const isHelp = argv[at] === 'help';
  const call = parseCall(isHelp ? argv.toSpliced(at, 1) : argv, commands);
  if (call !== null) found(call.command);
  if (argv.includes('--version')) return { json: { version }, lines: [version] };
  if (isHelp || argv.includes('--help')) {
    const help = call === null ? overview(commands, language) : commandHelp(call.command, language);
    return { json: { help }, lines: [help] };
  }
  if (call === null) throw new UsageError({ kind: 'no-command' });
  return runCommand(streams, call.command, parseArguments(call.name, call.command, call.rest));
}

function report(
  error: unknown,
  json: boolean,
  language: Language,
  { out, err }: Streams,
  command: Command | undefined,
): number {
  const usage = command === undefined ? undefined : `nianbao ${command.usage}`;
  const [problem, exit] =
    error instanceof Problem
      ? [{ ...error.toMessage(), message: problemText(error.toMessage(), language) }, 1]
      : error instanceof UsageError
        ? [
            {
              code: 'usage',
              message: usageText(error.mistake, language),
              details: { ...error.mistake, ...(usage === undefined ? {} : { usage }) },
            },
            2,
          ]
        : [internal(error, language), 3];
  if (json) out.write(`${JSON.stringify({ problem })}\n`);
  else err.write(`${problem.message}\n`);
  if (json) return exit;
  if (usage !== undefined && exit === 2) err.write(`${terminalTexts[language].usage(usage)}\n`);
  if (error instanceof UsageError && error.mistake.kind === 'no-command')
    err.write(`\n${overview(commands, language)}\n`);
  return exit;
}

function internal(error: unknown, language: Language): { code: string; message: string; details: object } {
  const reference = error instanceof LoggedBug ? error.reference : String(error);
  return { code: 'internal', message: terminalTexts[language].internal(reference), details: { reference } };
}

async function runCommand(streams: Streams, command: Command, given: Arguments): Promise<Answer> {
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
  const line = new ProgressLine(streams.err);
  const fromStandardInput = given.options['passphrase-stdin'] === true;
  const session: Session = {
    ask: (name, input) =>
      service.answer(name, input, { signal: abort.signal, progress: (at) => line.show(at) }),
    tokenOf: (written) => service.tokens.give(path.resolve(written), path.basename(written)),
    save: (token, target) => saveMadeFile(service.tokens.take(token), path.resolve(target)),
    saveText: (text, file) => saveBytes(Buffer.from(text, 'utf8'), path.resolve(file)),
    passphrase: (question) => readPassphrase([question], fromStandardInput, streams.in, streams.err),
    newPassphrase: (question, again) =>
      readPassphrase([question, again], fromStandardInput, streams.in, streams.err),
    folder,
  };
  try {
    await service.open();
    return await command.run(session, given);
  } catch (error) {
    // A slip in --data, most often: the folder tells.
    if (isProblem(error, 'workspace.absent')) {
      line.clear();
      streams.err.write(`${terminalTexts[given.language].dataFolder(folder)}\n`);
    }
    if (error instanceof Problem || error instanceof UsageError) throw error;
    const failure = service.describe(error);
    throw 'problem' in failure
      ? new Problem(failure.problem.code, failure.problem.details)
      : new LoggedBug(failure.bug);
  } finally {
    line.clear();
    process.removeListener('SIGINT', interrupt);
    await service.close();
  }
}
