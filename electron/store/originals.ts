import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { threadId } from 'node:worker_threads';
import { keptAside, putInPlace } from './files.ts';
import type { ReadableStore, WritableStore } from './open.ts';

/** Where an original file lies: by its hash, so the same file is kept once. */
export function originalFile(folder: string, sha256: string): string {
  return path.join(folder, 'originals', sha256.slice(0, 2), sha256);
}

/** Keeps an original before the transaction that names it. One that was altered on the disk is put right. */
export async function keepOriginal(folder: string, bytes: Uint8Array, sha256: string): Promise<void> {
  const copy = new OriginalCopy(folder, bytes, sha256);
  try {
    await copy.keep();
  } finally {
    await copy.drop();
  }
}

/** An original whose bytes go to the disk while it is read: it has its name, which is all that counts, once it is kept. */
export class OriginalCopy {
  readonly #target: string;
  readonly #temporary: string;
  readonly #written: Promise<boolean>;

  constructor(folder: string, bytes: Uint8Array, sha256: string) {
    this.#target = originalFile(folder, sha256);
    // A name for each thread: two of them may keep the same file at once.
    this.#temporary = `${this.#target}.${process.pid}-${threadId}.part`;
    this.#written = this.#write(bytes, sha256);
    // Said where it is waited for.
    this.#written.catch(() => undefined);
  }

  /** Gives it its name. Rejects with the fault of the file system that met it. */
  async keep(): Promise<void> {
    if (await this.#written) putInPlace(this.#temporary, this.#target);
  }

  /** Removes what was not kept: a full disk gets its space back. To be called in any case; never fails. */
  async drop(): Promise<void> {
    await this.#written.catch(() => false);
    try {
      rmSync(this.#temporary, { force: true });
    } catch {
      // Somebody else has it open, or there is no folder: the next start sweeps it, and what went wrong before is what counts.
    }
  }

  /** False where the file is there already. */
  async #write(bytes: Uint8Array, sha256: string): Promise<boolean> {
    if (existsSync(this.#target) && hashOf(readFileSync(this.#target)) === sha256) return false;
    const folder = path.dirname(this.#target);
    if (!existsSync(folder)) mkdirSync(folder, { recursive: true });
    await writeFile(this.#temporary, bytes, { flush: true });
    return true;
  }
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export function originalsIn(folder: string): readonly { readonly sha256: string; readonly file: string }[] {
  const root = path.join(folder, 'originals');
  if (!existsSync(root)) return [];
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => ({ sha256: entry.name, file: path.join(entry.parentPath, entry.name) }))
    .sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
}

/**
 * Removes files that neither a batch nor an explanation names: left behind when a program ended between keeping a file and its transaction. After an
 * older database was put back nothing but halves is removed: the newer one that was kept aside may name the rest.
 */
export function sweepOriginals(store: WritableStore): number {
  const named = new Set(hashesInUse(store));
  const isYoungest = keptAside(store.folder).length === 0;
  let swept = 0;
  for (const { sha256, file } of originalsIn(store.folder)) {
    if (named.has(sha256) || (!isYoungest && !sha256.endsWith('.part'))) continue;
    rmSync(file, { force: true });
    swept += 1;
  }
  return swept;
}

export function hashesInUse(store: ReadableStore): readonly string[] {
  return store.db
    .prepare<[], { sha256: string }>(
      'SELECT sha256 FROM batch UNION SELECT sha256 FROM attachment ORDER BY sha256',
    )
    .all()
    .map(({ sha256 }) => sha256);
}
