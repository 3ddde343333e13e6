import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';

interface Packed {
  readonly appOutDir: string;
  /** As Node names it: linux, win32. */
  readonly electronPlatformName: string;
  /** The number by which electron-builder knows it. */
  readonly arch: number;
}

const architectures: Readonly<Record<number, string>> = { 1: 'x64', 3: 'arm64' };

export function afterPack({ appOutDir, electronPlatformName, arch }: Packed): void {
  const resources = path.join(appOutDir, 'resources');
  // Electron's own start page: with it, a program of any name beside ours could be started in its place.
  rmSync(path.join(resources, 'default_app.asar'), { force: true });
  // With another platform's binding the program would be packed without complaint and never open its data.
  const needed = `${electronPlatformName}-${architectures[arch] ?? arch}.node`;
  const found = readdirSync(path.join(resources, 'app.asar.unpacked/node_modules/better-sqlite3/prebuilds'));
  if (found.length !== 1 || found[0] !== needed)
    throw new Error(`the package needs the SQLite binding ${needed} alone, and has: ${found.join(', ')}`);
}
