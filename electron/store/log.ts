import { randomBytes } from 'node:crypto';
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';

const largest = 1024 * 1024;

/**
 * Writes a fault of the program to the log of the data folder and gives the reference to tell the clerk. Only what the
 * program is made of is written, never data: an error's name, and its stack without the message, which may quote cells.
 */
export function logBug(folder: string, error: unknown): string {
  const reference = randomBytes(4).toString('hex');
  const name = error instanceof Error ? error.name : typeof error;
  const code = error instanceof Error && 'code' in error ? ` ${String(error.code)}` : '';
  const stack =
    error instanceof Error
      ? (error.stack ?? '')
          .split('\n')
          .filter((line) => /^\s+at /.test(line))
          .join('\n')
      : '';
  write(folder, `${new Date().toISOString()} bug ${reference} ${name}${code}\n${stack}\n`);
  return reference;
}

function write(folder: string, text: string): void {
  try {
    const log = path.join(folder, 'log');
    mkdirSync(log, { recursive: true });
    const file = path.join(log, 'nianbao.log');
    if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > largest)
      renameSync(file, path.join(log, 'nianbao.1.log'));
    appendFileSync(file, text);
  } catch {
    // A full or read-only disk can't be logged to; the person has the reference and the problem itself.
  }
}
