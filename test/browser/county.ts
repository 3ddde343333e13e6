import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { startBrowserHost } from '#electron/browser.ts';
import type { Service } from '#electron/threads/service.ts';
import { testService } from '#test/fixtures/service.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';
import { rowsXml, xlsxOf } from '#test/fixtures/xlsx.ts';
import { launchChromium } from '#build/chromium.ts';

const root = path.resolve(import.meta.dirname, '../..');

export interface County {
  readonly page: Page;
  /** What the console and the network should not have seen. */
  readonly faults: string[];
  /** The program ends, the page stays open. */
  readonly end: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** The demo county with its planted mistakes, in a browser window of the usual size. `prepare` works on it before. */
export async function openDemoCounty(prepare?: (service: Service) => Promise<void>): Promise<County> {
  const folder = path.join(temporaryFolder(), 'data');
  const service = testService(folder);
  await service.open();
  await service.answer('workspace.init', { demo: 'mistakes', size: 'small' });
  await prepare?.(service);
  await service.close();
  const opened = await openCounty(folder);
  await opened.page.locator('.tasks').waitFor();
  return opened;
}

type Row = readonly (string | number | null)[];

/** An empty county into which workbooks of one sheet each were imported, new units and all, on the screen that shows them. */
export async function openImported(files: Readonly<Record<string, readonly Row[]>>): Promise<County> {
  const root = temporaryFolder();
  const folder = path.join(root, 'data');
  const service = testService(folder);
  await service.open();
  await service.answer('workspace.init', { county: '220122', year: 2015 });
  const tokens = Object.entries(files).map(([name, rows]) => {
    const file = path.join(root, name);
    writeFileSync(file, xlsxOf({ sheets: [{ name: '汇总', rows: rowsXml(rows) }] }));
    return service.tokens.give(file, name);
  });
  await service.answer('import.run', { files: tokens, newUnits: 'add' });
  await service.close();
  const opened = await openCounty(folder);
  await goTo(opened.page, 'import');
  return opened;
}

/** The program on a data folder, in a browser window of the usual size. */
export async function openCounty(folder: string): Promise<County> {
  const host = await startBrowserHost({
    folder,
    root: path.join(root, 'dist/renderer'),
    print: () => undefined,
  });
  const browser = await launchChromium();
  // In a context of its own, so that a test may open a second page.
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(new URL(host.url).origin) && !/^(data|blob):/.test(request.url()))
      faults.push(`network: ${request.url()}`);
  });
  await page.goto(host.url);
  let ended: Promise<void> | null = null;
  const end = (): Promise<void> => (ended ??= host.close());
  return {
    page,
    faults,
    end,
    close: async () => {
      await browser.close();
      await end();
    },
  };
}

export const screens = ['home', 'import', 'filing', 'review', 'totals', 'packages'] as const;

/** Opens a screen from the navigation and waits until its content is there. */
export async function goTo(page: Page, screen: (typeof screens)[number]): Promise<void> {
  await page.locator(`[data-screen=${screen}]`).click();
  const content: Readonly<Record<(typeof screens)[number], string>> = {
    home: '.wall-row',
    import: '.sheet td',
    filing: '.filing-list .ant-table-row',
    review: '.finding',
    totals: '.ladder p',
    packages: '.packages-panes .ant-card',
  };
  await page.locator(content[screen]).first().waitFor();
}

/** Opens one filing by the keyboard's way: typed into the search, chosen in the list. */
export async function openFiling(page: Page, name: string, code: string): Promise<void> {
  await goTo(page, 'filing');
  await page.locator('.filing-list input').first().fill(name);
  await page
    .locator('.filing-list .ant-table-row')
    .filter({ hasText: name })
    .filter({ hasText: code })
    .click();
  await page.locator('.form-head b').filter({ hasText: name }).waitFor();
  await page.locator('.form [data-key]').first().waitFor();
}

/** Chooses files on the import screen. */
export async function chooseFiles(page: Page, files: string | string[]): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: '选择文件…', exact: true }).first().click();
  await (await chooser).setFiles(files);
}
