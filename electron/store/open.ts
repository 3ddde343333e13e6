import type Database from 'better-sqlite3';
import { accessSync, constants, statSync } from 'node:fs';
import { Problem } from '#shared/contract/problem.ts';
import { automaticBackup, automaticBackups, latestGoodBackup } from './automatic-backup.ts';
import { connect } from './connection.ts';
import { asFolderProblem } from './faults.ts';
import { databaseFile, makeDataFolder } from './files.ts';
import { trimChanges } from './change-log.ts';
import { hasOwnSchema, migrate, pending } from './migrate.ts';

declare const readable: unique symbol;
declare const writable: unique symbol;

/** A connection that reads. A function that takes one can't write. */
export interface ReadableStore {
  readonly db: Database.Database;
  readonly folder: string;
  readonly [readable]: true;
}

/** The one connection that writes. */
export interface WritableStore extends ReadableStore {
  readonly [writable]: true;
}

/** Opens, checks and migrates the database of a data folder, making it when there is none. */
export function openWritable(folder: string, options: { readonly now: string }): WritableStore {
  try {
    makeDataFolder(folder);
    accessSync(folder, constants.W_OK);
    assertNotLost(folder);
    const db = connect(databaseFile(folder));
    try {
      configure(db);
      assertSound(db, folder);
      if (pending(db).length > 0) {
        if (hasData(db)) automaticBackup(folder, options.now);
        migrate(db, options.now);
      }
      const store = { db, folder } as WritableStore;
      trimChanges(store);
      return store;
    } catch (error) {
      db.close();
      throw error;
    }
  } catch (error) {
    throw asFolderProblem(error, folder) ?? error;
  }
}

/** Opens a second connection that can't write. */
export function openReadable(folder: string): ReadableStore {
  try {
    const db = connect(databaseFile(folder), { fileMustExist: true });
    configure(db);
    db.pragma('query_only = ON');
    return { db, folder } as ReadableStore;
  } catch (error) {
    throw asFolderProblem(error, folder) ?? error;
  }
}

/** Whether it is a connection of `openReadable`: what it sees is committed. */
export function isReadOnly({ db }: ReadableStore): boolean {
  return db.pragma('query_only', { simple: true }) === 1;
}

/** A folder that has backups has had a database: one that is gone or empty is not to be made anew in silence. */
function assertNotLost(folder: string): void {
  const size = statSync(databaseFile(folder), { throwIfNoEntry: false })?.size ?? 0;
  if (size > 0 || automaticBackups(folder).length === 0) return;
  throw new Problem('workspace.damaged', { report: 'nianbao.db 0 B', backup: latestGoodBackup(folder) });
}

/**
 * On every open: a reopened WAL database silently falls back to synchronous=NORMAL, under which an acknowledged save may
 * be lost with the power.
 */
function configure(db: Database.Database): void {
  db.pragma('busy_timeout = 5000');
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  db.pragma('trusted_schema = OFF');
  db.pragma('cell_size_check = ON');
  db.pragma('cache_size = -16000');
}

function assertSound(db: Database.Database, folder: string): void {
  const [report] = db.pragma('quick_check(1)') as { quick_check: string }[];
  const found = report?.quick_check ?? '';
  if (found === 'ok' && hasOwnSchema(db)) return;
  throw new Problem('workspace.damaged', {
    report: found === 'ok' ? 'schema' : found.slice(0, 120),
    backup: latestGoodBackup(folder),
  });
}

function hasData(db: Database.Database): boolean {
  return db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' LIMIT 1").get() !== undefined;
}
