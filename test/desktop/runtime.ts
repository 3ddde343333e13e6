import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

/** The folder of a real Electron: the one that was named, or the one that `npm start` downloaded. Throws when there is none. */
export function electronFolder(): string {
  const named = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? '';
  const folder = named === '' ? path.join(root, 'node_modules/electron/dist') : named;
  if (!existsSync(path.join(folder, 'electron')))
    throw new Error(
      `NO ELECTRON in ${folder}: run “npm start” once, or set ELECTRON_OVERRIDE_DIST_PATH to a folder that has it`,
    );
  return folder;
}

export function electronVersion(): string {
  return readFileSync(path.join(electronFolder(), 'version'), 'utf8').trim().replace(/^v/, '');
}

/**
 * Electron older than the one we ship on can't load the SQLite binding as it is; SQLITE_BINDING_OVERRIDE names a copy
 * that it can, and the app folder of the test gets that one.
 */
export function replaceBinding(app: string): void {
  const copy = process.env['SQLITE_BINDING_OVERRIDE'] ?? '';
  if (copy !== '') cpSync(copy, path.join(app, bindingFile));
}

export const bindingFile = `node_modules/better-sqlite3/prebuilds/linux-${process.arch}.node`;

/** The built program in a folder of its own, as another user may read it. */
export function appFolder(into: string): string {
  const app = path.join(into, 'app');
  cpSync(path.join(root, 'dist'), path.join(app, 'dist'), { recursive: true });
  cpSync(path.join(root, 'package.json'), path.join(app, 'package.json'));
  for (const part of ['package.json', 'lib', 'prebuilds'])
    cpSync(
      path.join(root, 'node_modules/better-sqlite3', part),
      path.join(app, 'node_modules/better-sqlite3', part),
      {
        recursive: true,
      },
    );
  replaceBinding(app);
  return app;
}

/** A screen that nobody sees. `end` closes it. */
export async function virtualScreen(size: {
  readonly width: number;
  readonly height: number;
}): Promise<{ readonly display: string; readonly end: () => void }> {
  const server: ChildProcess = spawn(
    'Xvfb',
    // No access control: the program runs as another user. It listens on no network.
    ['-displayfd', '3', '-ac', '-nolisten', 'tcp', '-screen', '0', `${size.width}x${size.height}x24`],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  const display = await new Promise<string>((resolve, reject) => {
    server.once('error', () => reject(new Error('NO Xvfb: install the Debian package xvfb')));
    server.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
    server.stdio[3]?.once('data', (chunk: Buffer) => resolve(`:${chunk.toString().trim()}`));
  });
  return { display, end: () => void server.kill() };
}

export const otherUser = 65_534;

/**
 * A program that starts the Electron binary as somebody without rights when the tests run as root, so that the sandbox of
 * the system is on as it is for a clerk. `home` becomes theirs.
 */
export function asClerk(binary: string, home: string): string {
  mkdirSync(home, { recursive: true });
  chmodSync(home, 0o777);
  if (process.getuid?.() !== 0) return binary;
  const script = path.join(path.dirname(home), `${path.basename(home)}-start.sh`);
  const lines = [
    '#!/bin/sh',
    `exec setpriv --reuid=${otherUser} --regid=${otherUser} --clear-groups env HOME=${home} XDG_CONFIG_HOME=${home} ${binary} "$@"`,
  ];
  writeFileSync(script, `${lines.join('\n')}\n`, { mode: 0o755 });
  return script;
}

/** The Seccomp mode of a process; 2 is a filter. */
export function seccompOf(pid: number): number {
  return Number(/^Seccomp:\s+(\d)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
}

/** User that a process runs as. */
export function userOf(pid: number): number {
  return Number(/^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
}
