import { cpSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';
import nodeSide from './node-side.config.ts';
import preload from './preload.config.ts';
import renderer from './renderer.config.ts';

const root = path.resolve(import.meta.dirname, '..');
const stamp = path.join(root, 'dist', '.built');

/** Builds dist/: the Node side, the preload script, the page, and the window's picture. */
export async function buildAll(): Promise<void> {
  rmSync(path.join(root, 'dist'), { recursive: true, force: true });
  mkdirSync(path.join(root, 'dist'), { recursive: true });
  await build(nodeSide);
  await build(preload);
  await build(renderer);
  cpSync(path.join(root, 'build/icons/256x256.png'), path.join(root, 'dist/icon.png'));
  writeFileSync(stamp, '');
}

/** Builds only when a source is newer than the last build. */
export async function buildIfStale(): Promise<void> {
  if (!isFresh()) await buildAll();
}

/** Whether what is in dist/ was built from the sources as they are. */
export function isFresh(): boolean {
  return newestSource() <= builtAt();
}

function builtAt(): number {
  try {
    return statSync(stamp).mtimeMs;
  } catch {
    return 0;
  }
}

function newestSource(): number {
  let newest = statSync(path.join(root, 'package.json')).mtimeMs;
  for (const folder of ['electron', 'renderer', 'shared', 'build']) {
    for (const entry of readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })) {
      if (entry.isFile())
        newest = Math.max(newest, statSync(path.join(entry.parentPath, entry.name)).mtimeMs);
    }
  }
  return newest;
}

if (process.argv[1] === import.meta.filename) await buildAll();
