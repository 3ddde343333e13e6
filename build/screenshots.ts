import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { buildIfStale } from './build.ts';
import { launchChromium } from './chromium.ts';

/**
 * `node build/launch.js build/screenshots.ts`: the pictures of the README, taken from the running program on the demo
 * county. Each is written to build/screenshots/, small enough for a repository.
 */
const root = path.resolve(import.meta.dirname, '..');
const pictures = path.join(root, 'build/screenshots');
const largest = 250_000;

/** The program as a page, with a data folder of its own; its first line is its address. */
async function startHost(data: string): Promise<{ url: string; stop: () => Promise<void> }> {
  const host = spawn(process.execPath, [path.join(root, 'dist/browser.js'), '--data', data], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => host.once('exit', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    host.stdout.once('data', (line: Buffer) => resolve(line.toString('utf8').trim()));
    host.once('exit', () => reject(new Error('the program ended before it was ready')));
  });
  return {
    url,
    stop: async () => {
      host.kill('SIGTERM');
      await ended;
    },
  };
}

async function take(page: Page, name: string): Promise<void> {
  // Nothing that moves or blinks, and the pointer out of the way.
  await page.mouse.move(700, 30);
  const file = path.join(pictures, `${name}.png`);
  await page.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
  const { size } = statSync(file);
  if (size > largest) throw new Error(`${file} has ${size} bytes, more than ${largest}`);
  console.log(`${path.relative(root, file)} ${Math.round(size / 1000)} kB`);
}

async function takeAll(page: Page): Promise<void> {
  await page.getByRole('button', { name: '打开示范县' }).click();
  await page.locator('.wall-row').first().waitFor({ timeout: 240_000 });
  // The registers are accepted last.
  await page.locator('.wall .square-accepted').first().waitFor({ timeout: 240_000 });
  await page.locator('.bottom .work').first().waitFor({ state: 'detached', timeout: 240_000 });
  await take(page, 'home');

  await page.locator('[data-screen=filing]').click();
  await page.locator('.filing-list input').first().fill('恒健换热');
  const row = page
    .locator('.filing-list .ant-table-row')
    .filter({ hasText: '恒健换热' })
    .filter({ hasText: 'JC102' });
  await row.click();
  await page.locator('.form [data-key="02"] input').click();
  await page.locator('.strip .act').first().waitFor();
  await page.getByRole('button', { name: '清除条件' }).click();
  await page.locator('.form [data-key="02"] input').click();
  await page.locator('.strip .act').first().waitFor();
  await take(page, 'filing');
}

await buildIfStale();
mkdirSync(pictures, { recursive: true });
const data = mkdtempSync(path.join(tmpdir(), 'nianbao-screenshots-'));
const host = await startHost(path.join(data, 'data'));
const browser = await launchChromium();
try {
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' });
  await page.goto(host.url);
  await takeAll(page);
} finally {
  await browser.close();
  await host.stop();
  rmSync(data, { recursive: true, force: true });
}
