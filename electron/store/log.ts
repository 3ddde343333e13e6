import { randomBytes } from 'node:crypto';
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { makeDataFolder } from './files.ts';

const largest = 1024 * 1024;

/**
 * Writes a fault of the program to the log of the data folder and gives the reference to tell the clerk. Only what the
 * program is made of is written, never data: an error's name, and its stack without the message, which may quote cells.
 */
export function logBug(folder: string, error: unknown): string {
  const reference = randomBytes(4).toString('hex');
  write(folder, `${new Date().toISOString()} bug ${reference} ${traceOf(error)}\n`);
  return reference;
}

/** An error's name and code, and where it was thrown; nothing that it says. */
export function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = 'code' in error ? ` ${String(error.code)}` : '';
  const places = (error.stack ?? '')
    // A message of several lines may look like part of the stack.
    .replace(error.message, '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line));
  return [`${error.name}${code}`, ...places].join('\n');
}

/** A fault that another thread met, by the trace that it sent. */
export function logTrace(folder: string, trace: string): void {
  write(folder, `${new Date().toISOString()} bug ${randomBytes(4).toString('hex')} ${trace}\n`);
}

function write(folder: string, text: string): void {
  try {
    const log = path.join(folder, 'log');
    makeDataFolder(folder);
    mkdirSync(log, { recursive: true });
    const file = path.join(log, 'nianbao.log');
    if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > largest)
      renameSync(file, path.join(log, 'nianbao.1.log'));
    appendFileSync(file, text);
  } catch {
    // A full or read-only disk can't be logged to; the person has the reference and the problem itself.
  }
}
