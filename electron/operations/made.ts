import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { MadeFile } from '#shared/contract/operation.ts';
import { asFileName } from '#shared/values/file-name.ts';
import { writeWhole } from '../store/files.ts';
import type { RunContext } from './run-context.ts';

/** A file that was made in the data folder and waits there to be saved where the person wishes. */
export interface KeptFile {
  readonly path: string;
  readonly name: string;
  readonly sha256: string;
  readonly size: number;
}

function folderOf(folder: string): string {
  return path.join(folder, 'made');
}

/** Writes a made file complete to the disk, in a folder of its own. `wanted`: its name, as far as every system takes it. */
export function keepMade(folder: string, wanted: string, bytes: Uint8Array): KeptFile {
  const name = asFileName(wanted);
  const own = path.join(folderOf(folder), randomUUID());
  mkdirSync(own, { recursive: true });
  const file = path.join(own, name);
  writeWhole(file, bytes);
  return { path: file, name, sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length };
}

/** Makes a file in a folder of its own. When that fails nothing of it stays: a full disk gets its space back. */
export async function madeIn(
  folder: string,
  make: (own: string) => KeptFile | Promise<KeptFile>,
): Promise<KeptFile> {
  const own = path.join(folderOf(folder), randomUUID());
  mkdirSync(own, { recursive: true });
  try {
    return await make(own);
  } catch (error) {
    rmSync(own, { recursive: true, force: true });
    throw error;
  }
}

/** Files that nobody fetched before the program ended. */
export function clearMade(folder: string): void {
  rmSync(folderOf(folder), { recursive: true, force: true });
}

/** The page gets a one-use token for the file, never its path. */
export function handOut(context: RunContext, made: KeptFile): MadeFile {
  return {
    token: context.tokens.give(made.path, made.name),
    name: made.name,
    sha256: made.sha256,
    size: made.size,
  };
}
