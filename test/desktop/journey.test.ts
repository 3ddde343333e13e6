import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { _electron, type ElectronApplication } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { writeJourneyFolder } from '#test/fixtures/journey-folder.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';
import { travel } from '#test/journeys/journey.ts';
import { pageTraveller, type PageFiles } from '#test/journeys/page-traveller.ts';
import {
  appFolder,
  asClerk,
  electronFolder,
  otherUser,
  seccompOf,
  userOf,
  virtualScreen,
} from './runtime.ts';

const root = path.resolve(import.meta.dirname, '../..');
const folder = temporaryFolder();
const out = path.join(folder, 'out');

/** Dialogs of the system can't be driven; they answer with the file at once. Everything behind them is real. */
function filesOf(app: ElectronApplication): PageFiles {
  return {
    choose: async (file, act) => {
      await app.evaluate(({ dialog }, chosen) => {
        dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
      }, file);
      await act();
    },
    saved: async (act) => {
      await app.evaluate(({ dialog }, into) => {
        // Chosen by overload: with the window first.
        dialog.showSaveDialog = ((_window: unknown, options: { defaultPath: string }) =>
          Promise.resolve({
            canceled: false,
            filePath: `${into}/${options.defaultPath}`,
          })) as typeof dialog.showSaveDialog;
      }, out);
      await act();
      const file = path.join(out, '220122-2015-001.nbpkg');
      await expect.poll(() => existsSync(file), { timeout: 60_000 }).toBe(true);
      return file;
    },
  };
}

test('the journey in the window, as a user without rights and in the sandbox', async () => {
  const electron = path.join(electronFolder(), 'electron');
  mkdirSync(out);
  for (const shared of [folder, out]) chmodSync(shared, 0o777);
  const screen = await virtualScreen();
  afterAll(screen.end);
  const app = await _electron.launch({
    executablePath: asClerk(electron, path.join(folder, 'home')),
    args: [appFolder(folder), `--data=${path.join(folder, 'data')}`],
    env: { ...process.env, DISPLAY: screen.display } as Record<string, string>,
  });
  afterAll(() => app.close());
  const page = await app.firstWindow();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  const renderer = await app.evaluate(
    ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0,
  );
  expect(seccompOf(renderer)).toBe(2);
  if (process.getuid?.() === 0) expect(userOf(renderer)).toBe(otherUser);
  const reach = await page.evaluate(() => [
    typeof Reflect.get(globalThis, 'require'),
    typeof Reflect.get(globalThis, 'process'),
  ]);
  expect(reach).toEqual(['undefined', 'undefined']);

  const sent = await writeJourneyFolder(folder);
  await travel(pageTraveller(page, filesOf(app), path.join(root, 'test-output/desktop')), sent);
  expect(faults).toEqual([]);

  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]
      ?.loadURL('https://example.org/')
      .catch(() => undefined),
  );
  expect(page.url()).not.toContain('example.org');
});
