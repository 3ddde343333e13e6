import Database from 'better-sqlite3';
import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { Problem } from '#shared/contract/problem.ts';
import { latestGoodBackup } from './automatic-backup.ts';

/** The folder is not there, is no folder, or its disk went away or fails. */
const unreachable = ['ENOENT', 'ENOTDIR', 'EEXIST', 'ENAMETOOLONG', 'ELOOP'];
const failing = ['EIO', 'ENODEV', 'ENXIO'];

/** Errors of SQLite and the file system that a person can do something about, as problems; null for anything else. */
export function asProblem(error: unknown, folder: string): Problem | null {
  if (error instanceof Problem) return error;
  const code = codeOf(error);
  if (error instanceof Database.SqliteError) {
    if (code.startsWith('SQLITE_FULL') || code === 'SQLITE_IOERR_SHMSIZE')
      return new Problem('workspace.disk-full', { folder });
    if (code.startsWith('SQLITE_IOERR') || code === 'SQLITE_READONLY_DBMOVED')
      return new Problem('workspace.unreachable', { folder, why: code });
    if (code.startsWith('SQLITE_READONLY') || code === 'SQLITE_CANTOPEN')
      return new Problem('workspace.read-only', { folder });
    // All JSON in the store is the program's own: what is none any more was damaged on the disk.
    const isOverwritten = code === 'SQLITE_ERROR' && error.message === 'malformed JSON';
    if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB' || isOverwritten) {
      const report = isOverwritten ? error.message : code;
      return new Problem('workspace.damaged', { report, backup: latestGoodBackup(folder) });
    }
    return null;
  }
  if (code === 'ENOSPC' || code === 'EDQUOT') return new Problem('workspace.disk-full', { folder });
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM')
    return new Problem('workspace.read-only', { folder });
  if (failing.includes(code)) return new Problem('workspace.unreachable', { folder, why: code });
  return null;
}

/** For opening a data folder: there, a file or folder that is missing is the folder's fault too. */
export function asFolderProblem(error: unknown, folder: string): Problem | null {
  const code = codeOf(error);
  if (!(error instanceof Database.SqliteError) && unreachable.includes(code))
    return code === 'ENOENT' && isBelowReadOnly(folder)
      ? new Problem('workspace.read-only', { folder })
      : new Problem('workspace.unreachable', { folder, why: code });
  return asProblem(error, folder);
}

/** Node says of a new folder on a read-only disk that it is missing (ENOENT), as it does of one on a drive that is not there. */
function isBelowReadOnly(folder: string): boolean {
  let above = folder;
  while (!existsSync(above) && path.dirname(above) !== above) above = path.dirname(above);
  if (!existsSync(above)) return false;
  try {
    accessSync(above, constants.W_OK);
    return false;
  } catch {
    return true;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
