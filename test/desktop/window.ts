import { chmodSync, cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { afterAll } from 'vitest';
import { temporaryFolder } from '#test/fixtures/temporary.ts';
import { appFolder, asClerk, electronFolder, virtualScreen } from './runtime.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** The program in its own folder, ready to be started: once, again, or twice. */
export interface Installed {
  /** Where the program, the clerk's home and the data lie; the clerk may write here. */
  readonly folder: string;
  readonly app: string;
  readonly binary: string;
  readonly environment: Record<string, string>;
}

/** The window and what went wrong in it. */
export interface Opened {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly faults: string[];
}

const running: (() => unknown)[] = [];

/** A folder for a test file. When the file is done, what was started in it is ended, last one first, before the folder goes. */
export function desktopFolder(): string {
  const folder = temporaryFolder();
  afterAll(async () => {
    for (const end of running.splice(0).reverse()) await end();
  });
  return folder;
}

/** Ends something with the test file; may be called from a test or a hook, where `afterAll` does nothing. */
export function endLater(end: () => unknown): void {
  running.push(end);
}

const usual = { width: 1440, height: 900 };

/** Puts the built program into a folder, beside a screen that nobody sees and a font for Chinese. */
export async function install(folder: string, display = usual): Promise<Installed> {
  const binary = asClerk(path.join(electronFolder(), 'electron'), path.join(folder, 'home'));
  chmodSync(folder, 0o777);
  return { folder, app: appFolder(folder), binary, environment: await quietScreen(folder, display) };
}

/** The environment of a program that shows itself where nobody sees it. */
export async function quietScreen(folder: string, display = usual): Promise<Record<string, string>> {
  const screen = await virtualScreen(display);
  endLater(screen.end);
  return {
    ...(process.env as Record<string, string>),
    DISPLAY: screen.display,
    FONTCONFIG_FILE: fonts(folder),
    // No printer, whichever this computer has: its dialog would wait for somebody.
    CUPS_SERVER: path.join(folder, 'no-printers'),
  };
}

/** Starts the program with its sandbox and waits for its window. Everything that the page complains of is kept. */
export async function open(installed: Installed, ...switches: string[]): Promise<Opened> {
  const app = await _electron.launch({
    executablePath: installed.binary,
    chromiumSandbox: true,
    args: [installed.app, '--data', path.join(installed.folder, 'data'), ...switches],
    env: installed.environment,
  });
  endLater(() => app.close().catch(() => undefined));
  const page = await app.firstWindow();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    // antd measures the scroll bar with a style that lacks the nonce; security.test.ts holds that it is the only one.
    if (message.type() === 'error' && !/^(Refused to apply|Applying) inline style/.test(message.text()))
      faults.push(message.text());
  });
  page.on('request', (request) => {
    if (!request.url().startsWith('app://nianbao/') && !/^(data|blob):/.test(request.url()))
      faults.push(`network: ${request.url()}`);
  });
  await page.locator('.first-start, .frame').waitFor();
  return { app, page, faults };
}

/** Opens a filing of JC102 from the list, whose first rows are those of the county and its offices. */
export async function openForm(page: Page): Promise<void> {
  await page.locator('[data-screen=filing]').click();
  await page.getByPlaceholder('名称、代码、拼音首字母、表号').fill('汽车零部件');
  await page.getByText('JC102', { exact: true }).first().click();
  await page.locator('table.form').waitFor();
}

/** The process of the window's page. */
export async function pageProcess(app: ElectronApplication): Promise<number> {
  return app.evaluate(
    ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0,
  );
}

/** The process of the data service; null while there is none. */
export async function serviceProcess(app: ElectronApplication): Promise<number | null> {
  return app.evaluate(
    (electron) =>
      electron.app.getAppMetrics().find((metric) => metric.name === 'Nianbao data service')?.pid ?? null,
  );
}

/** The font for Chinese that npm brings, before those of the system. */
function fonts(folder: string): string {
  const chinese = path.join(folder, 'fonts');
  mkdirSync(chinese);
  for (const weight of [400, 700]) {
    const name = `noto-sans-sc-chinese-simplified-${weight}-normal.woff`;
    cpSync(path.join(root, 'node_modules/@fontsource/noto-sans-sc/files', name), path.join(chinese, name));
  }
  const file = path.join(folder, 'fonts.conf');
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>${chinese}</dir></fontconfig>`,
  );
  return file;
}
