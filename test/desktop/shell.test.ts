import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { ElectronApplication } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { writeJourneyFolder } from '#test/fixtures/journey-folder.ts';
import { desktopFolder, install, open, openForm, type Opened } from './window.ts';

const pictures = path.resolve(import.meta.dirname, '../../test-output/desktop');
const screens = ['home', 'import', 'filing', 'review', 'totals', 'packages'] as const;
const folder = desktopFolder();
/** The smallest display that the screens are made for, less the system's task bar. */
const small = { width: 1366, height: 728 };
let opened: Opened;

beforeAll(async () => {
  opened = await open(await install(folder, small));
  await opened.page.getByRole('button', { name: '打开示范县' }).click();
  await opened.page.locator('.frame').waitFor({ timeout: 120_000 });
});

async function menuOf(app: ElectronApplication): Promise<readonly (readonly string[])[]> {
  return app.evaluate(({ Menu }) =>
    (Menu.getApplicationMenu()?.items ?? []).map((menu) => [
      menu.label,
      ...(menu.submenu?.items ?? [])
        .filter((item) => item.visible && item.type !== 'separator')
        .map((item) => item.label),
    ]),
  );
}

/** Presses a menu's item, with the message that it shows taken from the dialog and answered. */
async function messageOf(app: ElectronApplication, menu: number, item: number): Promise<string> {
  return app.evaluate(
    ({ dialog, Menu }, [at, of]) =>
      new Promise<string>((resolve) => {
        dialog.showMessageBox = ((_window: unknown, options: { message: string; detail: string }) => {
          resolve(`${options.message}\n${options.detail}`);
          return Promise.resolve({ response: 0, checkboxChecked: false });
        }) as typeof dialog.showMessageBox;
        Menu.getApplicationMenu()?.items[at]?.submenu?.items[of]?.click();
      }),
    [menu, item] as const,
  );
}

test('on a small display the window fits, and so does every screen', async () => {
  const { app, page } = opened;
  const bounds = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
  expect(bounds?.width).toBeLessThanOrEqual(small.width);
  expect(bounds?.height).toBeLessThanOrEqual(small.height);
  for (const screen of screens) {
    await page.locator(`[data-screen=${screen}]`).click();
    await page.locator('.screen-head').first().waitFor();
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: path.join(pictures, `40-small-${screen}.png`) });
    const over = await page.evaluate(() => [
      document.documentElement.scrollWidth - window.innerWidth,
      (document.querySelector('.bottom')?.getBoundingClientRect().bottom ?? Infinity) - window.innerHeight,
    ]);
    expect([screen, ...over]).toEqual([screen, 0, 0]);
  }
});

test('a file that is dropped goes in by a token: the page never learns its place', async () => {
  const { page } = opened;
  const sent = await writeJourneyFolder(folder);
  const [name] = readdirSync(sent.folder).filter((file) => file.endsWith('JC102.xlsx'));
  await page.locator('[data-screen=import]').click();
  await page.locator('.import-summary').waitFor();
  await page.evaluate(() => {
    const input = Object.assign(document.createElement('input'), { type: 'file', id: 'hand' });
    document.body.append(input);
  });
  await page.locator('#hand').setInputFiles(path.join(sent.folder, name ?? ''));
  const said = await page.evaluate(() => {
    const input = document.querySelector<HTMLInputElement>('#hand');
    const dropped = new DataTransfer();
    for (const file of input?.files ?? []) dropped.items.add(file);
    const drop = new DragEvent('drop', { dataTransfer: dropped, bubbles: true, cancelable: true });
    document.querySelector('.import-summary')?.dispatchEvent(drop);
    const seen = JSON.stringify([...dropped.files].map((file) => ({ ...file, name: file.name })));
    input?.remove();
    return seen;
  });
  expect(said).toBe(JSON.stringify([{ name }]));
  await page.locator('.notices').getByText('导入完成').waitFor({ timeout: 60_000 });
  await page
    .locator('.import-panes')
    .getByText(name ?? '?')
    .first()
    .waitFor();
});

test('title, menu and what the menu says follow the language of the page', async () => {
  const { app, page } = opened;
  const title = (): Promise<string | undefined> =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle());
  expect(await title()).toBe('年报通');
  const chinese = await menuOf(app);
  expect(chinese.map(([label]) => label)).toEqual(['文件(&F)', '编辑(&E)', '查看(&V)', '帮助(&H)']);
  expect(await messageOf(app, 3, 1)).toContain(path.join(folder, 'data'));

  await page.getByRole('button', { name: 'English' }).click();
  await expect.poll(title).toBe('Nianbao');
  const english = await menuOf(app);
  expect(english.map((menu) => menu.length)).toEqual(chinese.map((menu) => menu.length));
  expect(english.flat().filter((label) => /[一-鿿]/.test(label))).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
  await page.getByRole('button', { name: '中文' }).click();
  await expect.poll(title).toBe('年报通');
});

test('the system’s own fields are Chinese whatever the system speaks', async () => {
  expect(await opened.page.evaluate(() => navigator.language)).toBe('zh-CN');
});

test('printing prints the paper whole; without a printer it says so', async () => {
  const { app, page } = opened;
  await openForm(page);
  await page.emulateMedia({ media: 'print' });
  const paper = await page.evaluate(() => {
    const shown = (selector: string): boolean =>
      (document.querySelector(selector)?.getClientRects().length ?? 0) > 0;
    const scroller = document.querySelector('.form-scroll');
    return {
      around: ['.side', '.top', '.bottom', '.filing-list', '.strip'].filter(shown),
      form: shown('table.form') && shown('.form-head'),
      hidden: (scroller?.scrollHeight ?? 0) - (scroller?.clientHeight ?? 0),
    };
  });
  await page.emulateMedia({ media: null });
  expect(paper).toEqual({ around: [], form: true, hidden: 0 });
  expect(await messageOf(app, 0, 0)).toMatch(/^没有打印\n系统没有完成打印\(.+\)。请检查打印机/);
});
