import { existsSync } from 'node:fs';
import path from 'node:path';

/** The database within a data folder. */
export function databaseFile(folder: string): string {
  return path.join(folder, 'nianbao.db');
}

export function workspaceExists(folder: string): boolean {
  return existsSync(databaseFile(folder));
}
