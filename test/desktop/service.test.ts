import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { problemText } from '#shared/texts/problems.ts';
import { writeJourneyFolder } from '#test/fixtures/journey-folder.ts';
import {
  desktopFolder,
  install,
  open,
  pageProcess,
  serviceProcess,
  type Installed,
  type Opened,
} from './window.ts';

const pictures = path.resolve(import.meta.dirname, '../../test-output/desktop');
const folder = desktopFolder();
let installed: Installed;
let opened: Opened;

beforeAll(async () => {
  installed = await install(folder);
  opened = await open(installed);
  await opened.page.getByRole('button', { name: '打开示范县' }).click();
  await opened.page.locator('.frame').waitFor({ timeout: 120_000 });
});

async function killService(): Promise<number> {
  const pid = await serviceProcess(opened.app);
  if (pid === null) throw new Error('no service');
  process.kill(pid, 'SIGKILL');
  return pid;
}

test('a service that is killed in the middle of an import is started again, and nothing is left hanging', async () => {
  const { app, page } = opened;
  const sent = await writeJourneyFolder(folder);
  await page.locator('[data-screen=import]').click();
  await page.locator('.import-summary').waitFor();
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
  }, sent.folder);
  await page.getByRole('button', { name: /选择文件夹/ }).click();
  await page.locator('.bottom .work').waitFor();
  const before = await killService();

  const notices = page.locator('.notices');
  await notices.getByText('数据服务已重新启动').waitFor();
  await notices.getByText(problemText({ code: 'request.interrupted', details: {} }, 'zh')).waitFor();
  await page.locator('.bottom .work').waitFor({ state: 'detached' });
  await expect.poll(() => serviceProcess(app)).toBeGreaterThan(0);
  expect(await serviceProcess(app)).not.toBe(before);

  // It works again, on the same data: the same folder goes in whole.
  await page.getByRole('button', { name: /选择文件夹/ }).click();
  await notices.getByText('导入完成').first().waitFor({ timeout: 120_000 });
  await page.locator('[data-screen=totals]').click();
  await page.locator('.totals [data-row-key=I001]').waitFor();
});

test('a page whose process dies comes back to the same county', async () => {
  const { app } = opened;
  const before = await pageProcess(app);
  process.kill(before, 'SIGKILL');
  const shown = (): Promise<string> =>
    app.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      const script = "document.querySelector('.frame .county')?.textContent ?? ''";
      // A page that has just died never answers.
      const late = new Promise<string>((resolve) => setTimeout(() => resolve(''), 500));
      return contents === undefined || contents.isCrashed()
        ? ''
        : Promise.race([contents.executeJavaScript(script) as Promise<string>, late]);
    });
  await expect.poll(shown, { timeout: 30_000 }).toContain('九台区');
  expect(await pageProcess(app)).not.toBe(before);
});

test('a service that is killed again stays away, and the page says so and what to do', async () => {
  const { app } = opened;
  await killService();
  const shown = (): Promise<string> =>
    app.evaluate(
      async ({ BrowserWindow }) =>
        (await BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(
          'document.body.innerText',
        )) as string,
    );
  await expect
    .poll(shown, { timeout: 30_000 })
    .toContain(problemText({ code: 'request.ended', details: {} }, 'zh'));
  expect(await serviceProcess(app)).toBe(null);
  const picture = await app.evaluate(async ({ BrowserWindow }) =>
    (await BrowserWindow.getAllWindows()[0]?.webContents.capturePage())?.toPNG().toString('base64'),
  );
  mkdirSync(pictures, { recursive: true });
  writeFileSync(path.join(pictures, '20-service-ended.png'), Buffer.from(picture ?? '', 'base64'));

  // Closing waits for nobody, and opening again finds the data whole.
  const from = performance.now();
  await app.close();
  expect(performance.now() - from).toBeLessThan(4000);
  const again = await open(installed);
  expect(await again.page.locator('.frame .county').textContent()).toContain('九台区');
});
