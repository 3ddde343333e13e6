import { spawn } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildIfStale } from './build.ts';
import { downloadElectron, presentElectron } from './electron.ts';

/**
 * `npm start [-- --data <folder>]`: the desktop program where Electron is present or can be downloaded, otherwise the same
 * program as a page in the browser, on this computer only.
 */
const root = path.resolve(import.meta.dirname, '..');
/** Nothing has come for so long: the download is taken for blocked. */
const patience = 15_000;
/** Ended with a fault sooner than this, the window never opened. */
const soon = 5000;

type Reason = 'no desktop' | 'no download' | 'no start';
const reasons: Readonly<Record<Reason, string>> = {
  'no desktop':
    '没有图形桌面,改用本机网页方式,功能相同。请在浏览器中打开下面的地址:\nThere is no desktop; the same program runs as a page on this computer. Open this address:',
  'no download':
    '没有 Electron(下载被阻止),改用本机网页方式,功能相同。请在浏览器中打开下面的地址:\nElectron could not be downloaded; the same program runs as a page on this computer. Open this address:',
  'no start':
    'Electron 在这台电脑上启动不了,改用本机网页方式,功能相同。请在浏览器中打开下面的地址:\nElectron does not start on this computer; the same program runs as a page. Open this address:',
};

function dataFolder(): string | null {
  try {
    const { values } = parseArgs({ options: { data: { type: 'string' } } });
    return values.data === undefined ? null : path.resolve(values.data);
  } catch {
    console.error('用法 · usage: npm start [-- --data <文件夹 folder>]');
    process.exit(2);
  }
}

async function ended(child: ReturnType<typeof spawn>): Promise<number> {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => {
    child.on('error', () => resolve(1));
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

async function withElectron(): Promise<string | null> {
  const present = presentElectron();
  if (present !== null) return present;
  console.error('首次运行,正在下载 Electron… · First start: downloading Electron…');
  const show = (percent: number): void => {
    if (process.stderr.isTTY) process.stderr.write(`\r${percent} %`);
  };
  return downloadElectron(patience, show);
}

function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
}

/** Null when the window was opened and closed; otherwise why it could not be. */
async function startWindow(args: readonly string[]): Promise<Reason | null> {
  if (!hasDisplay()) return 'no desktop';
  const electron = await withElectron();
  if (electron === null) return 'no download';
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const from = performance.now();
  const code = await ended(spawn(electron, [...asRoot, root, ...args], { cwd: root, stdio: 'inherit' }));
  if (code !== 0 && performance.now() - from < soon) return 'no start';
  process.exitCode = code;
  return null;
}

async function startPage(args: readonly string[]): Promise<void> {
  const host = spawn(process.execPath, [path.join(root, 'dist', 'browser.js'), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  host.stdout.once('data', (line: Buffer) => {
    if (hasDisplay()) openInBrowser(line.toString().trim());
  });
  host.stdout.pipe(process.stdout);
  process.exitCode = await ended(host);
}

/** The address is printed too, for where nothing opens it. */
function openInBrowser(address: string): void {
  const [command, ...args] =
    process.platform === 'win32'
      ? ['rundll32', 'url.dll,FileProtocolHandler']
      : [process.platform === 'darwin' ? 'open' : 'xdg-open'];
  const opener = spawn(command ?? '', [...args, address], { stdio: 'ignore', detached: true });
  opener.on('error', () => undefined);
  opener.unref();
}

const data = dataFolder();
const args = data === null ? [] : ['--data', data];
await buildIfStale();
const reason = await startWindow(args);
if (reason !== null) {
  console.error(reasons[reason]);
  await startPage(args);
}
