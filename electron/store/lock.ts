import Database from 'better-sqlite3';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Problem } from '#shared/contract/problem.ts';
import { asFolderProblem } from './faults.ts';
import { makeDataFolder } from './files.ts';

export interface Lock {
  readonly release: () => void;
}

/**
 * One program at a time has the data folder: an exclusive transaction on a small SQLite file, which the system ends with
 * the program however it ends. Beside it, who has it, for the second one to say.
 */
export function acquireLock(folder: string, program: string, now: string): Lock {
  const who = path.join(folder, 'lock.json');
  let db: Database.Database | null = null;
  try {
    makeDataFolder(folder);
    db = new Database(path.join(folder, 'lock.db'));
    db.pragma('busy_timeout = 0');
    db.pragma('journal_mode = DELETE');
    db.exec('BEGIN EXCLUSIVE');
    writeFileSync(who, JSON.stringify({ program, since: now }));
  } catch (error) {
    db?.close();
    if (error instanceof Database.SqliteError && error.code === 'SQLITE_BUSY')
      throw new Problem('workspace.locked', holder(who));
    throw asFolderProblem(error, folder) ?? error;
  }
  const held = db;
  return { release: () => held.close() };
}

function holder(file: string): { program: string; since: string } {
  try {
    const { program, since } = JSON.parse(readFileSync(file, 'utf8')) as { program: string; since: string };
    return { program, since };
  } catch {
    return { program: '?', since: '?' };
  }
}
