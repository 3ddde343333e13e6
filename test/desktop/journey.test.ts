import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { ElectronApplication } from 'playwright-core';
import { expect, test } from 'vitest';
import { writeJourneyFolder } from '#test/fixtures/journey-folder.ts';
import { travel } from '#test/journeys/journey.ts';
import { pageTraveller, type PageFiles } from '#test/journeys/page-traveller.ts';
import { otherUser, seccompOf, userOf } from './runtime.ts';
import { desktopFolder, install, open, pageProcess } from './window.ts';

const root = path.resolve(import.meta.dirname, '../..');
const folder = desktopFolder();
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
  mkdirSync(out);
  chmodSync(out, 0o777);
  const installed = await install(folder);
  const { app, page, faults } = await open(installed);
  const renderer = await pageProcess(app);
  expect(seccompOf(renderer)).toBe(2);
  if (process.getuid?.() === 0) expect(userOf(renderer)).toBe(otherUser);

  const sent = await writeJourneyFolder(folder);
  await travel(pageTraveller(page, filesOf(app), path.join(root, 'test-output/desktop')), sent);
  expect(faults).toEqual([]);

  // What was done is there when the program starts again, and it does not take a long opening for an empty folder.
  await app.close();
  const again = await open(installed);
  await again.page.locator('.frame').waitFor();
  await again.page.locator('[data-screen=packages]').click();
  await again.page.getByText('220122-2015-001').first().waitFor();
  expect(again.faults).toEqual([]);
});
