import { readFileSync } from 'node:fs';
import { UsageError } from './command.ts';

/** Reads a JSON file that the person named, such as `--answers a.json`. */
export function readJsonFile(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8').replace(/^\ufeff/, '')) as unknown;
  } catch {
    throw new UsageError({ kind: 'json-file', file });
  }
}
