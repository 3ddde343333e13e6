import type { Input, OperationName, Output } from '#shared/contract/contract.ts';
import type { Language } from '#shared/texts/language.ts';
import { terminalTexts } from '#shared/texts/terminal.ts';
import type { UsageMistake } from '#shared/texts/usage.ts';

/** A mistake in how a command was called: shown with the usage, exit code 2. */
export class UsageError extends Error {
  readonly mistake: UsageMistake;

  constructor(mistake: UsageMistake) {
    super(mistake.kind);
    this.name = 'UsageError';
    this.mistake = mistake;
  }
}

export function missing(name: string): UsageError {
  return new UsageError({ kind: 'missing', name });
}

export function wrong(name: string, expected: string): UsageError {
  return new UsageError({ kind: 'wrong', name, expected });
}

/** The options that every command takes, and its own ones as they were typed. */
export interface Arguments {
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
  readonly year: number | undefined;
  readonly language: Language;
}

/** What a command works with: the operations, and the person's files and terminal. */
export interface Session {
  readonly ask: <N extends OperationName>(name: N, input: Input<N>) => Promise<Output<N>>;
  /** Makes a token of a path that the person typed. */
  readonly tokenOf: (path: string) => string;
  /** Writes a file that the service made to a place of the person's choice: a file, or a folder that keeps its name. */
  readonly save: (token: string, target: string) => Promise<string>;
  /** Writes a text of the command's own to a file. */
  readonly saveText: (text: string, file: string) => string;
  /** The passphrase: from a prompt, or the first line of standard input with `--passphrase-stdin`. */
  readonly passphrase: (question: string) => Promise<string>;
  /** A new one, which a prompt asks for twice. */
  readonly newPassphrase: (question: string, again: string) => Promise<string>;
  /** The data folder that the command works in. */
  readonly folder: string;
}

/** What a command answers: the JSON document, lines for a person, and whether it was refused or leaves blocking findings. */
export interface Answer {
  readonly json: unknown;
  readonly lines: readonly string[];
  /** Exit code 1: refused, or open blocking findings. */
  readonly refused?: boolean;
}

/** Whether an option takes a value, one or several times, takes none, or may have one behind a `=`. */
export type OptionKind = 'value' | 'repeated' | 'flag' | 'optional';

export interface Command {
  readonly usage: string;
  readonly summary: { readonly zh: string; readonly en: string };
  /** How many words it takes at most. */
  readonly words: number;
  /** Options beside the general ones. */
  readonly options: Readonly<Record<string, OptionKind>>;
  /** Words and options that are planned and not in this version yet. */
  readonly later?: readonly string[];
  readonly run: (session: Session, given: Arguments) => Promise<Answer>;
}

export const anyNumber = Number.POSITIVE_INFINITY;

export function word(given: Arguments, index: number, name: string): string {
  const found = given.words[index];
  if (found === undefined) throw missing(name);
  return found;
}

export function text(given: Arguments, name: string): string | undefined {
  const found = given.options[name];
  return typeof found === 'string' ? found : undefined;
}

/** The values of an option that may be given several times. */
export function texts(given: Arguments, name: string): readonly string[] {
  const found = given.options[name];
  return Array.isArray(found) ? (found as readonly string[]) : [];
}

export function needed(given: Arguments, name: string): string {
  const found = text(given, name);
  if (found === undefined) throw missing(`--${name}`);
  return found;
}

/** One of some words, by the code or by its Chinese name. */
export function choice<Code extends string>(
  written: string,
  name: string,
  choices: readonly Code[],
  names?: Readonly<Record<Code, { readonly zh: string }>>,
): Code {
  const found = choices.find((code) => code === written || names?.[code].zh === written);
  if (found === undefined) throw wrong(name, choices.join('|'));
  return found;
}

/** The `year` of an input, left out when the person did not say one. */
export function inYear(given: Arguments): { year?: number } {
  return given.year === undefined ? {} : { year: given.year };
}

/** "91220122…/JC102" → its two parts. */
export function filingOf(written: string): { unit: string; return: string } {
  const at = written.lastIndexOf('/');
  if (at <= 0 || at === written.length - 1) throw wrong(`“${written}”`, '<unit>/<return>');
  return { unit: written.slice(0, at), return: written.slice(at + 1) };
}

/** "02=180400" → ["02", "180400"]; "02.上年=" empties a cell. */
export function assignments(words: readonly string[]): Record<string, string> {
  const cells: Record<string, string> = {};
  for (const written of words) {
    const at = written.indexOf('=');
    if (at <= 0) throw wrong(`“${written}”`, '<code>=<value>');
    const code = written.slice(0, at);
    if (cells[code] !== undefined) throw new UsageError({ kind: 'twice', name: code });
    cells[code] = written.slice(at + 1);
  }
  if (Object.keys(cells).length === 0) throw missing('<code>=<value>');
  return cells;
}

/** What the terminal itself says, in the person's language. */
export function terminalOf(given: Arguments): (typeof terminalTexts)[Language] {
  return terminalTexts[given.language];
}
