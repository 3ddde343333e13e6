import type { Input, OperationName, Output } from '#shared/contract/contract.ts';
import type { Progress } from '#shared/contract/frames.ts';
import type { Language } from '#shared/texts/language.ts';
import { terminalTexts } from '#shared/texts/terminal.ts';

/** A mistake in how a command was called: shown with the usage, exit code 2. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

/** The options that every command takes, and its own ones as they were typed. */
export interface Arguments {
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
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
  /** The passphrase: from a prompt, or the first line of standard input with `--passphrase-stdin`. */
  readonly passphrase: (question: string) => Promise<string>;
  readonly progress: (progress: Progress) => void;
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

export interface Command {
  readonly usage: string;
  readonly summary: { readonly zh: string; readonly en: string };
  /** Options beside the general ones: name → takes a value. */
  readonly options: Readonly<Record<string, 'value' | 'flag'>>;
  readonly run: (session: Session, given: Arguments) => Promise<Answer>;
}

export function word(given: Arguments, index: number, name: string): string {
  const found = given.words[index];
  if (found === undefined) throw new UsageError(name);
  return found;
}

export function text(given: Arguments, name: string): string | undefined {
  const found = given.options[name];
  return typeof found === 'string' ? found : undefined;
}

export function needed(given: Arguments, name: string): string {
  const found = text(given, name);
  if (found === undefined) throw new UsageError(`--${name}`);
  return found;
}

/** The `year` of an input, left out when the person did not say one. */
export function inYear(given: Arguments): { year?: number } {
  return given.year === undefined ? {} : { year: given.year };
}

/** "91220122…/JC102" → its two parts. */
export function filingOf(written: string): { unit: string; return: string } {
  const at = written.lastIndexOf('/');
  if (at <= 0) throw new UsageError('<unit>/<return>');
  return { unit: written.slice(0, at), return: written.slice(at + 1) };
}

/** "02=180400" → ["02", "180400"]; "02.上年=" empties a cell. */
export function assignments(words: readonly string[]): Record<string, string> {
  const cells: Record<string, string> = {};
  for (const written of words) {
    const at = written.indexOf('=');
    if (at <= 0) throw new UsageError('<code>=<value>');
    cells[written.slice(0, at)] = written.slice(at + 1);
  }
  if (Object.keys(cells).length === 0) throw new UsageError('<code>=<value>');
  return cells;
}

/** What the terminal itself says, in the person's language. */
export function terminalOf(given: Arguments): (typeof terminalTexts)[Language] {
  return terminalTexts[given.language];
}
