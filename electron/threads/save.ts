import { createHash } from 'node:crypto';
import {
  closeSync,
  copyFileSync,
  createReadStream,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  rmSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import { Problem } from '#shared/contract/problem.ts';
import { putInPlace, writeWhole } from '../store/files.ts';

/**
 * Puts a file that the service made where the person wants it: complete under its final name, or not there at all. A
 * target that is a folder, or ends in a separator, keeps the file's own name.
 */
export async function saveMadeFile(made: { path: string; name: string }, target: string): Promise<string> {
  const isFolder =
    target.endsWith(path.sep) ||
    (existsSync(target) && statSync(target).isDirectory()) ||
    path.extname(target) === '';
  const file = isFolder ? path.join(target, made.name) : target;
  const temporary = `${file}.part`;
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    copyFileSync(made.path, temporary);
    const handle = openSync(temporary, 'r+');
    fsyncSync(handle);
    closeSync(handle);
    if ((await sha256Of(temporary)) !== (await sha256Of(made.path)))
      throw new Problem('file.unwritable', { file, reason: 'missing' });
    putInPlace(temporary, file);
    return file;
  } catch (error) {
    rmSync(temporary, { force: true });
    throw unwritable(error, file);
  }
}

/** Writes bytes of our own to a file, complete or not at all. */
export function saveBytes(bytes: Uint8Array, file: string): string {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeWhole(file, bytes);
    return file;
  } catch (error) {
    throw unwritable(error, file);
  }
}

/** Throws `file.unwritable` when nothing can be written into the folder, before any work that should end there. */
export function assertWritableFolder(folder: string): void {
  const probe = path.join(folder, `.nianbao-${process.pid}.part`);
  try {
    mkdirSync(folder, { recursive: true });
    closeSync(openSync(probe, 'wx'));
    rmSync(probe, { force: true });
  } catch (error) {
    throw unwritable(error, folder);
  }
}

function unwritable(error: unknown, file: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new Problem('file.unwritable', { file, reason: 'disk-full' });
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM')
    return new Problem('file.unwritable', { file, reason: 'read-only' });
  if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EEXIST')
    return new Problem('file.unwritable', { file, reason: 'missing' });
  if (code === 'EBUSY' || code === 'ETXTBSY')
    return new Problem('file.unwritable', { file, reason: 'locked' });
  return error;
}

export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
