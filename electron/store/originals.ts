import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import type { ReadableStore, WritableStore } from './open.ts';

/** Where an original file lies: by its hash, so the same file is kept once. */
export function originalFile(folder: string, sha256: string): string {
  return path.join(folder, 'originals', sha256.slice(0, 2), sha256);
}

/** Keeps an original before the transaction that names it: temporary file → fsync → rename. */
export function keepOriginal(folder: string, bytes: Uint8Array, sha256: string): void {
  const target = originalFile(folder, sha256);
  if (existsSync(target)) return;
  mkdirSync(path.dirname(target), { recursive: true });
  const temporary = `${target}.${process.pid}.part`;
  const handle = openSync(temporary, 'w');
  try {
    writeFileSync(handle, bytes);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(temporary, target);
}

export function originalsIn(folder: string): readonly { readonly sha256: string; readonly file: string }[] {
  const root = path.join(folder, 'originals');
  if (!existsSync(root)) return [];
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => ({ sha256: entry.name, file: path.join(entry.parentPath, entry.name) }))
    .sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
}

/** Removes files that no batch names: left behind when a program ended between keeping a file and its transaction. */
export function sweepOriginals(store: WritableStore): number {
  const named = new Set(hashesInUse(store));
  let swept = 0;
  for (const { sha256, file } of originalsIn(store.folder)) {
    if (named.has(sha256)) continue;
    rmSync(file, { force: true });
    swept += 1;
  }
  return swept;
}

export function hashesInUse(store: ReadableStore): readonly string[] {
  return store.db
    .prepare<[], { sha256: string }>('SELECT DISTINCT sha256 FROM batch ORDER BY sha256')
    .all()
    .map(({ sha256 }) => sha256);
}
