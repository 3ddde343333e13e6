import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

/** Makes a data folder that is not there yet: what enterprises report is for the person's own eyes, on a shared computer too. */
export function makeDataFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
}

/** The database within a data folder. */
export function databaseFile(folder: string): string {
  return path.join(folder, 'nianbao.db');
}

export function workspaceExists(folder: string): boolean {
  return existsSync(databaseFile(folder));
}

/** Folders in which a restore kept what it took the place of. */
export function keptAside(folder: string): readonly string[] {
  return readdirSync(folder).filter((name) => name.startsWith(asidePrefix));
}

export const asidePrefix = 'replaced-';

/**
 * Writes a file so that its name only ever stands for the whole of it: temporary file → fsync → rename. When that fails,
 * a full disk gets its space back.
 */
export function writeWhole(target: string, bytes: Uint8Array): void {
  const temporary = `${target}.part`;
  try {
    writeSynced(temporary, bytes);
    putInPlace(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Writes all bytes and waits until the disk has them. */
export function writeSynced(file: string, bytes: Uint8Array): void {
  const handle = openSync(file, 'w');
  try {
    writeFileSync(handle, bytes);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Gives a finished file its name, and waits until the folder has it: else a power cut could take the name back. */
export function putInPlace(temporary: string, target: string): void {
  renameSync(temporary, target);
  // Windows can't open a folder.
  if (process.platform === 'win32') return;
  try {
    const handle = openSync(path.dirname(target), 'r');
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && cannotSync.includes(String(error.code)))) throw error;
  }
}

/** The file systems of some sticks and shares can't sync a folder; one that others put files into may be closed to reading. */
const cannotSync = ['EINVAL', 'ENOTSUP', 'ENOSYS', 'EACCES'];

/** The size and hash of a file of any size. */
export function measured(file: string): { size: number; sha256: string } {
  const hash = createHash('sha256');
  const handle = openSync(file, 'r');
  const bytes = Buffer.alloc(1024 * 1024);
  let size = 0;
  try {
    for (let read = readSync(handle, bytes); read > 0; read = readSync(handle, bytes)) {
      hash.update(bytes.subarray(0, read));
      size += read;
    }
  } finally {
    closeSync(handle);
  }
  return { size, sha256: hash.digest('hex') };
}
