import Database from 'better-sqlite3';
import { Problem } from '#shared/contract/problem.ts';

/** Errors of SQLite and the file system that a person can do something about, as problems; null for anything else. */
export function asProblem(error: unknown, folder: string): Problem | null {
  if (error instanceof Problem) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (error instanceof Database.SqliteError) {
    if (code.startsWith('SQLITE_FULL')) return new Problem('workspace.disk-full', { folder });
    if (code.startsWith('SQLITE_READONLY') || code === 'SQLITE_CANTOPEN')
      return new Problem('workspace.read-only', { folder });
    if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') {
      return new Problem('workspace.damaged', { report: code, backup: null });
    }
    return null;
  }
  if (code === 'ENOSPC' || code === 'EDQUOT') return new Problem('workspace.disk-full', { folder });
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM')
    return new Problem('workspace.read-only', { folder });
  return null;
}
