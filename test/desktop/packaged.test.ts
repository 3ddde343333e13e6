import { listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import {
  asClerk,
  bindingFile,
  electronFolder,
  electronVersion,
  replaceBinding,
  seccompOf,
} from './runtime.ts';
import { desktopFolder, endLater, quietScreen } from './window.ts';

const root = path.resolve(import.meta.dirname, '../..');
const folder = desktopFolder();
const unpacked = path.join(
  folder,
  'release',
  process.arch === 'arm64' ? 'linux-arm64-unpacked' : 'linux-unpacked',
);
const resources = path.join(unpacked, 'resources');
let program: string;

// The version and the folder of Electron are the test runtime's; everything else is what the installers are made with.
beforeAll(() => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      'build/package.ts',
      '--linux',
      '--dir',
      `-c.electronVersion=${electronVersion()}`,
      `-c.electronDist=${electronFolder()}`,
      `-c.directories.output=${path.join(folder, 'release')}`,
    ],
    { cwd: root, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`packaging failed:\n${stdout}${stderr}`);
  replaceBinding(path.join(resources, 'app.asar.unpacked'));
  // As the installer of the package does where the system has no user namespaces.
  chmodSync(path.join(unpacked, 'chrome-sandbox'), 0o4755);
  chmodSync(folder, 0o777);
  program = asClerk(path.join(unpacked, 'nianbao'), path.join(folder, 'home'));
});

test('the archive holds the built program and SQLite, and nothing else', () => {
  const files = listPackage(path.join(resources, 'app.asar'), { isPack: false }).map((name) => name.slice(1));
  for (const needed of ['package.json', 'dist/main.js', 'dist/preload.cjs', 'dist/service.js'])
    expect(files).toContain(needed);
  const tops = new Set(files.map((name) => name.split('/')[0]));
  expect(tops).toEqual(new Set(['dist', 'node_modules', 'package.json']));
  expect(files.filter((name) => /^node_modules\/[^/]+$/.test(name))).toEqual(['node_modules/better-sqlite3']);
  expect(files.filter((name) => /\.(ts|tsx|map|cc?|h|test\.js)$/.test(name))).toEqual([]);
  expect(files.filter((name) => name.endsWith('.node'))).toEqual([bindingFile]);
});

test('one binding lies outside the archive, and no Node and no start page beside it', () => {
  const outside = readdirSync(unpacked, { recursive: true, encoding: 'utf8' });
  expect(outside.filter((name) => name.endsWith('.node'))).toEqual([
    path.join('resources/app.asar.unpacked', bindingFile),
  ]);
  expect(outside.filter((name) => /(^|\/)(node|node\.exe)$/.test(name))).toEqual([]);
  expect(readdirSync(resources).sort()).toEqual(['app.asar', 'app.asar.unpacked']);
  expect(readdirSync(path.join(unpacked, 'locales')).sort()).toEqual(['en-US.pak', 'zh-CN.pak']);
});

test('the fuses are set as we say', async () => {
  const wire = await getCurrentFuseWire(path.join(unpacked, 'nianbao'));
  const on = (option: FuseV1Options): boolean => wire[option] === FuseState.ENABLE;
  expect({
    runAsNode: on(FuseV1Options.RunAsNode),
    cookieEncryption: on(FuseV1Options.EnableCookieEncryption),
    nodeOptions: on(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
    inspect: on(FuseV1Options.EnableNodeCliInspectArguments),
    integrity: on(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
    onlyAsar: on(FuseV1Options.OnlyLoadAppFromAsar),
    fileProtocol: on(FuseV1Options.GrantFileProtocolExtraPrivileges),
  }).toEqual({
    runAsNode: false,
    cookieEncryption: true,
    nodeOptions: false,
    inspect: false,
    integrity: true,
    onlyAsar: true,
    fileProtocol: false,
  });
});

test('it opens the demo county in its window, in the sandbox', async () => {
  // It has no inspector, so the page alone is driven, as any Chromium is.
  const app = spawn(program, ['--remote-debugging-port=0', '--data', path.join(folder, 'data')], {
    env: await quietScreen(folder),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  endLater(() => void app.kill());
  const address = await new Promise<string>((resolve, reject) => {
    let said = '';
    app.stderr.on('data', (bytes: Buffer) => {
      said += bytes.toString();
      const found = /DevTools listening on (ws:\S+)/.exec(said);
      if (found?.[1] !== undefined) resolve(found[1]);
    });
    app.once('exit', (code) => reject(new Error(`the program ended with ${code}: ${said}`)));
  });
  const browser = await chromium.connectOverCDP(address);
  await expect.poll(() => browser.contexts()[0]?.pages().length).toBe(1);
  const page = browser.contexts()[0]?.pages()[0];
  if (page === undefined) throw new Error('no page');
  await page.getByRole('button', { name: '打开示范县' }).click();
  await page.locator('.frame .county').waitFor({ timeout: 120_000 });
  expect(await page.locator('.frame .county').textContent()).toContain('九台区');
  await page.locator('[data-screen=totals]').click();
  await page.locator('.totals [data-row-key=I001]').waitFor();
  const pictures = path.join(root, 'test-output/desktop');
  mkdirSync(pictures, { recursive: true });
  writeFileSync(path.join(pictures, '30-packaged.png'), await page.screenshot());
  const renderers = processesOf(path.join(unpacked, 'nianbao'), '--type=renderer');
  expect(renderers.map(seccompOf)).toEqual([2]);
  await browser.close();
  app.kill();
  await new Promise((resolve) => app.once('exit', resolve));
});

test('it is its own terminal, on a machine without a desktop too', () => {
  const environment = { ...process.env };
  delete environment['DISPLAY'];
  const terminal = (...words: string[]): { status: number | null; stdout: string; stderr: string } =>
    spawnSync(program, words, { env: environment, encoding: 'utf8' });
  const data = path.join(folder, 'terminal-data');
  const made = terminal('init', '--demo=clean', '--data', data, '--json');
  expect(made.status).toBe(0);
  expect(JSON.parse(made.stdout)).toMatchObject({ county: '220113', year: 2015 });
  const checked = terminal('check', '--data', data, '--json');
  expect(JSON.parse(checked.stdout)).toMatchObject({ open: { A: 0, B: 0 } });
  expect(terminal('nonsense').status).toBe(2);
  const window = terminal();
  expect(window.status).toBe(1);
  expect(window.stderr).toContain('这里没有图形桌面');
  // Nor can it be turned into Node, or be told to listen for an inspector.
  const asNode = spawnSync(program, ['-e', 'console.log(1 + 1)'], {
    env: { ...environment, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '--inspect=0' },
    encoding: 'utf8',
  });
  expect(asNode.stdout).not.toContain('2');
  expect(asNode.stderr).not.toContain('Debugger listening');
});

/** Running processes of a program that were started with an argument. */
function processesOf(binary: string, argument: string): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
        return command.startsWith(`${binary} ${argument} `);
      } catch {
        return false;
      }
    })
    .map(Number);
}
