import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { buildIfStale } from './build.ts';

/**
 * `npm start`: the desktop program where Electron is present or can be downloaded, otherwise the same program as a page
 * in the browser, on this computer only.
 */
const root = path.resolve(import.meta.dirname, '..');
const rest = process.argv.slice(2);

function electronBinary(): string | null {
  const folder = path.join(root, 'node_modules', 'electron');
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  const named = path.join(folder, 'path.txt');
  if (override !== undefined && override !== '')
    return path.join(override, process.platform === 'win32' ? 'electron.exe' : 'electron');
  if (!existsSync(named)) return null;
  const binary = path.join(folder, 'dist', readFileSync(named, 'utf8').trim());
  return existsSync(binary) ? binary : null;
}

async function run(command: string, args: readonly string[], quiet = false): Promise<number> {
  const child = spawn(command, args, { cwd: root, stdio: quiet ? 'ignore' : 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => {
    child.on('error', () => resolve(1));
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

async function withElectron(): Promise<string | null> {
  const present = electronBinary();
  if (present !== null) return present;
  console.error('首次运行,正在下载 Electron… · First start: downloading Electron…');
  await run(process.execPath, [path.join(root, 'node_modules', 'electron', 'install.js')], true);
  return electronBinary();
}

function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
}

await buildIfStale();
const electron = hasDisplay() ? await withElectron() : null;
if (electron !== null) {
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  process.exitCode = await run(electron, [...asRoot, root, ...rest]);
} else {
  console.error(
    hasDisplay()
      ? '没有 Electron(下载被阻止),改用本机网页方式,功能相同。请在浏览器中打开下面的地址:\nElectron could not be downloaded; the same program runs as a page on this computer. Open this address:'
      : '没有图形桌面,改用本机网页方式,功能相同。请在浏览器中打开下面的地址:\nThere is no desktop; the same program runs as a page on this computer. Open this address:',
  );
  process.exitCode = await run(process.execPath, [path.join(root, 'dist', 'browser.js'), ...rest]);
}
