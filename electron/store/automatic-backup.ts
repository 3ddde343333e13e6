import Database from 'better-sqlite3';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { databaseFile } from './files.ts';

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
 * and replaces nothing, so a damaged database never pushes out a good backup.
 */
export function automaticBackup(folder: string, now: string): string | null {
  const backups = folderOf(folder);
  mkdirSync(backups, { recursive: true });
  const name = `${now.replace(/[-:]/g, '').replace(/\..*$/, '')}.db`;
  const file = path.join(backups, name);
  if (existsSync(file)) return name;
  const temporary = `${file}.part`;
  rmSync(temporary, { force: true });
  copyDatabase(folder, temporary);
  if (!isSound(temporary)) {
    rmSync(temporary, { force: true });
    return null;
  }
  renameSync(temporary, file);
  for (const old of automaticBackups(folder).slice(kept)) rmSync(path.join(backups, old), { force: true });
  return name;
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

/** The newest automatic backup that passes the integrity check; null when there is none. */
export function latestGoodBackup(folder: string): string | null {
  return automaticBackups(folder).find((name) => isSound(path.join(folderOf(folder), name))) ?? null;
}

export function isSound(file: string): boolean {
  try {
    const db = new Database(file, { readonly: true, fileMustExist: true });
    try {
      const [report] = db.pragma('integrity_check(1)') as { integrity_check: string }[];
      return report?.integrity_check === 'ok';
    } finally {
      db.close();
    }
  } catch {
    return false;
  }
}
