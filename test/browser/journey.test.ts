import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { startBrowserHost } from '#electron/browser.ts';
import { writeJourneyFolder } from '#test/fixtures/journey-folder.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';
import { travel } from '#test/journeys/journey.ts';
import { keyboardTraveller } from '#test/journeys/keyboard-traveller.ts';
import { pageTraveller, type PageFiles } from '#test/journeys/page-traveller.ts';
import { launchChromium } from '#build/chromium.ts';

const root = path.resolve(import.meta.dirname, '../..');

function filesOf(page: Page, folder: string): PageFiles {
  // Whoever waits for the dialog of a key alone may come too late to catch it.
  page.on('filechooser', () => undefined);
  return {
    choose: async (file, act) => {
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), act()]);
      await chooser.setFiles(file);
    },
    saved: async (act) => {
      const [download] = await Promise.all([page.waitForEvent('download'), act()]);
      const file = path.join(folder, 'out', download.suggestedFilename());
      await download.saveAs(file);
      return file;
    },
  };
}

const pictures = path.join(root, 'test-output/browser');

test.each([
  ['by pointer and keys', (page: Page, files: PageFiles) => pageTraveller(page, files, pictures)],
  ['by the keyboard alone', keyboardTraveller],
])('the journey on the loopback page in Chromium, %s', async (_, traveller) => {
  const folder = temporaryFolder();
  mkdirSync(path.join(folder, 'out'));
  const host = await startBrowserHost({
    folder: path.join(folder, 'data'),
    root: path.join(root, 'dist/renderer'),
    print: () => undefined,
  });
  const browser = await launchChromium();
  onTestFinished(async () => {
    await browser.close();
    await host.close();
  });
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    // antd itself still sets one inline style without the nonce (see its tracker); every other message is ours.
    if (message.type() === 'error' && !message.text().startsWith('Applying inline style violates'))
      faults.push(message.text());
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(new URL(host.url).origin) && !/^(data|blob):/.test(request.url()))
      faults.push(`network: ${request.url()}`);
  });
  await page.goto(host.url);
  await travel(traveller(page, filesOf(page, folder)), await writeJourneyFolder(folder));
  expect(faults).toEqual([]);
});
