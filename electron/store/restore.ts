import { accessSync, constants, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { asFolderProblem } from './faults.ts';
import { asidePrefix, makeDataFolder, writeSynced } from './files.ts';

const databaseParts = ['nianbao.db', 'nianbao.db-wal', 'nianbao.db-shm'] as const;
/** What moves with a county to another computer; everything else in the data folder is made anew. */
export const movedFolders = ['originals', 'packages', 'keys'] as const;

/** The database alone (an automatic backup: what lies beside it is still there), or all that a backup holds. */
export type RestoredParts = 'database' | 'all';

function unpackingFolder(folder: string): string {
  return path.join(folder, 'restoring');
}

function readyFolder(folder: string): string {
  return path.join(folder, 'restored');
}

const orders = 'restore.json';

interface Orders {
  readonly parts: readonly string[];
  /** Parts that the backup has; of the others the workspace's own are kept aside and nothing takes their place. */
  readonly fresh: readonly string[];
  readonly aside: string;
}

/** An empty folder to unpack a backup into, beside what it will replace. */
export function startRestore(folder: string): string {
  const unpacking = unpackingFolder(folder);
  try {
    makeDataFolder(folder);
    accessSync(folder, constants.W_OK);
    rmSync(unpacking, { recursive: true, force: true });
    mkdirSync(unpacking);
  } catch (error) {
    throw asFolderProblem(error, folder) ?? error;
  }
  return unpacking;
}

export function abandonRestore(folder: string): void {
  rmSync(unpackingFolder(folder), { recursive: true, force: true });
}

/**
 * Puts the unpacked and checked parts in the place of the workspace's; what was there is kept in a folder beside them, named
 * by the time. From the first rename on the restore is decided: one that is cut short is finished at the next start.
 */
export function replaceWorkspace(folder: string, which: RestoredParts, now: string): string | null {
  const unpacking = unpackingFolder(folder);
  const parts = which === 'all' ? [...databaseParts, ...movedFolders] : databaseParts;
  const aside = unusedName(folder, `${asidePrefix}${now.replace(/[-:]/g, '').slice(0, 15)}`);
  const fresh = parts.filter((part) => existsSync(path.join(unpacking, part)));
  const written: Orders = { parts, fresh, aside };
  writeSynced(path.join(unpacking, orders), Buffer.from(JSON.stringify(written)));
  rmSync(readyFolder(folder), { recursive: true, force: true });
  renameSync(unpacking, readyFolder(folder));
  finishRestore(folder);
  return existsSync(path.join(folder, aside)) ? aside : null;
}

/** Nothing that was kept aside is ever overwritten. */
function unusedName(folder: string, name: string, count = 1): string {
  const tried = count === 1 ? name : `${name}-${count}`;
  return existsSync(path.join(folder, tried)) ? unusedName(folder, name, count + 1) : tried;
}

/** Whether a restore was decided and not finished. */
export function isRestoring(folder: string): boolean {
  return existsSync(path.join(readyFolder(folder), orders));
}

/** Does what is left to do of a decided restore; may be cut short and done again at any step. */
export function finishRestore(folder: string): void {
  if (!isRestoring(folder)) return;
  const ready = readyFolder(folder);
  const { parts, fresh, aside } = JSON.parse(readFileSync(path.join(ready, orders), 'utf8')) as Orders;
  for (const part of parts) {
    const [source, target] = [path.join(ready, part), path.join(folder, part)];
    // A fresh part that is no longer unpacked is in its place already.
    if (fresh.includes(part) && !existsSync(source)) continue;
    if (existsSync(target)) {
      mkdirSync(path.join(folder, aside), { recursive: true });
      renameSync(target, path.join(folder, aside, part));
    }
    if (existsSync(source)) renameSync(source, target);
  }
  rmSync(ready, { recursive: true, force: true });
}
