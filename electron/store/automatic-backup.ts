import Database from 'better-sqlite3';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Problem } from '#shared/contract/problem.ts';
import { databaseFile, putInPlace } from './files.ts';
import { hasOwnSchema } from './migrate.ts';

const kept = 10;

function folderOf(folder: string): string {
  return path.join(folder, 'backups');
}

/** Names of the automatic backups, newest first. */
export function automaticBackups(folder: string): readonly string[] {
  const backups = folderOf(folder);
  if (!existsSync(backups)) return [];
  return readdirSync(backups)
    .filter((name) => name.endsWith('.db'))
    .sort()
    .reverse();
}

/**
 * Copies the database beside itself before a risky step; the ten newest are kept. A copy that is not sound is thrown away
 * and replaces nothing, so a damaged database never pushes out a good backup; the step is then refused.
 */
export function automaticBackup(folder: string, now: string): string {
  const backups = folderOf(folder);
  mkdirSync(backups, { recursive: true });
  const name = `${now.replace(/[-:]/g, '').replace(/\..*$/, '')}.db`;
  const file = path.join(backups, name);
  if (existsSync(file)) return name;
  const temporary = `${file}.part`;
  try {
    rmSync(temporary, { force: true });
    copyDatabase(folder, temporary);
    if (!isSound(temporary))
      throw new Problem('workspace.damaged', {
        report: 'integrity_check',
        backup: latestGoodBackup(folder),
      });
    syncFile(temporary);
    putInPlace(temporary, file);
  } finally {
    rmSync(temporary, { force: true });
  }
  // The one just made stays, even where the clock was set back and its name is the oldest.
  for (const old of automaticBackups(folder)
    .filter((other) => other !== name)
    .slice(kept - 1))
    rmSync(path.join(backups, old), { force: true });
  return name;
}

/** Removes what a program that ended while it copied left behind. */
export function sweepBackups(folder: string): void {
  const backups = folderOf(folder);
  if (!existsSync(backups)) return;
  for (const name of readdirSync(backups))
    if (/\.part(-journal|-wal|-shm)?$/.test(name)) rmSync(path.join(backups, name), { force: true });
}

function syncFile(file: string): void {
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Copies the database in one piece while others read and write it, through a connection of its own that can't change it. */
export function copyDatabase(folder: string, target: string): void {
  const db = new Database(databaseFile(folder), { readonly: true, fileMustExist: true });
  try {
    db.prepare('VACUUM INTO ?').run(target);
  } finally {
    db.close();
  }
}

/** The newest automatic backup that is sound; null when there is none. */
export function latestGoodBackup(folder: string): string | null {
  return automaticBackups(folder).find((name) => isSound(path.join(folderOf(folder), name))) ?? null;
}

/** Whether a database passes the integrity check and is one of ours. */
export function isSound(file: string): boolean {
  try {
    const db = new Database(file, { readonly: true, fileMustExist: true });
    try {
      const [report] = db.pragma('integrity_check(1)') as { integrity_check: string }[];
      return report?.integrity_check === 'ok' && hasOwnSchema(db);
    } finally {
      db.close();
    }
  } catch {
    return false;
  }
}
