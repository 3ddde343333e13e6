import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { startBrowserHost } from '#electron/browser.ts';
import { writeJourneyFolder } from '#test/fixtures/journey-folder.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';
import { travel } from '#test/journeys/journey.ts';
import { pageTraveller, type PageFiles } from '#test/journeys/page-traveller.ts';
import { launchChromium } from '#build/chromium.ts';

const root = path.resolve(import.meta.dirname, '../..');
const folder = temporaryFolder();

function filesOf(page: Page): PageFiles {
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

test('the journey on the loopback page in Chromium', async () => {
  mkdirSync(path.join(folder, 'out'));
  const host = await startBrowserHost({
    folder: path.join(folder, 'data'),
    root: path.join(root, 'dist/renderer'),
    print: () => undefined,
  });
  const browser = await launchChromium();
  afterAll(async () => {
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
  await travel(
    pageTraveller(page, filesOf(page), path.join(root, 'test-output/browser')),
    await writeJourneyFolder(folder),
  );
  expect(faults).toEqual([]);
});
