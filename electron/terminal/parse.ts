import { parseArgs } from 'node:util';
import type { Language } from '#shared/texts/language.ts';
import { UsageError, wrong, type Arguments, type Command, type OptionKind } from './command.ts';

const general: Readonly<Record<string, OptionKind>> = {
  data: 'value',
  year: 'value',
  json: 'flag',
  lang: 'value',
  help: 'flag',
  version: 'flag',
  'passphrase-stdin': 'flag',
};

/** Whole commands that are planned and not in this version yet. */
const laterCommands = ['certify', 'intake', 'receipt'];

/** The language of sentences about a call that may not be understood otherwise. */
export function languageOf(argv: readonly string[]): Language {
  const said = argv.findLast(
    (argument, index) => argument.startsWith('--lang=') || argv[index - 1] === '--lang',
  );
  return said === 'en' || said === '--lang=en' ? 'en' : 'zh';
}

function optionName(argument: string): string {
  return argument.startsWith('--') ? argument.slice(2) : '';
}

/** Where the name of the command stands: the first word that is no general option nor the value of one. */
export function placeOfName(argv: readonly string[]): number {
  for (let at = 0; at < argv.length; at++) {
    const argument = argv[at] ?? '';
    if (!argument.startsWith('-')) return at;
    if (general[optionName(argument)] === 'value') at += 1;
  }
  return -1;
}

/** Finds the command of a call and its arguments; options may stand before or behind it. Null: none is named. */
export function parseCall(
  argv: readonly string[],
  commands: Readonly<Record<string, Command>>,
): { readonly name: string; readonly command: Command; readonly rest: readonly string[] } | null {
  const at = placeOfName(argv);
  const name = argv[at];
  if (name === undefined) return null;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command !== undefined) return { name, command, rest: argv.toSpliced(at, 1) };
  throw new UsageError(
    laterCommands.includes(name) ? { kind: 'later', name } : { kind: 'unknown-command', name },
  );
}

/** The words and options of a command, each checked: what is not understood is never passed over. */
export function parseArguments(name: string, command: Command, rest: readonly string[]): Arguments {
  const kinds = { ...general, ...command.options };
  const options = Object.fromEntries(
    Object.entries(kinds).map(([option, kind]) => [
      option,
      { type: kind === 'flag' ? ('boolean' as const) : ('string' as const), multiple: kind === 'repeated' },
    ]),
  );
  const args = rest.map((argument) =>
    kinds[optionName(argument)] === 'optional' ? `${argument}=` : argument,
  );
  const { values, positionals, tokens } = parseArgs({
    args,
    options,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const kind = Object.hasOwn(kinds, token.name) ? kinds[token.name] : undefined;
    const option = token.rawName;
    if (kind === undefined) throw unknownOption(name, command, option);
    const isMissing = token.value === undefined || (!token.inlineValue && token.value.startsWith('--'));
    if ((kind === 'value' || kind === 'repeated') && isMissing)
      throw new UsageError({ kind: 'option-value', option });
    if (kind === 'flag' && token.value !== undefined) throw new UsageError({ kind: 'option-flag', option });
  }
  const later = positionals.find((word) => command.later?.includes(word));
  if (later !== undefined) throw new UsageError({ kind: 'later', name: `${name} ${later}` });
  const surplus = positionals[command.words];
  if (surplus !== undefined) throw new UsageError({ kind: 'surplus', word: surplus });
  const given = values as Record<string, string | boolean | string[] | undefined>;
  const year = typeof given['year'] === 'string' ? given['year'] : undefined;
  if (year !== undefined && !/^\d{4}$/.test(year)) throw wrong('--year', 'YYYY (2015)');
  if (given['lang'] !== undefined && given['lang'] !== 'zh' && given['lang'] !== 'en')
    throw wrong('--lang', 'zh|en');
  return {
    words: positionals,
    options: given,
    year: year === undefined ? undefined : Number(year),
    language: languageOf(rest),
  };
}

function unknownOption(name: string, command: Command, option: string): UsageError {
  // Whatever follows it may be the passphrase itself, and is not repeated.
  if (/^--?pass/i.test(option)) return new UsageError({ kind: 'passphrase-argument' });
  return new UsageError(
    command.later?.includes(option) === true
      ? { kind: 'later', name: `${name} ${option}` }
      : { kind: 'unknown-option', option },
  );
}
