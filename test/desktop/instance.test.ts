import { spawn } from 'node:child_process';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { asClerk, electronFolder } from './runtime.ts';
import { desktopFolder, install, open, type Installed, type Opened } from './window.ts';

const folder = desktopFolder();
let installed: Installed;
let first: Opened;

beforeAll(async () => {
  installed = await install(folder);
  first = await open(installed);
  await first.page.getByRole('button', { name: '打开示范县' }).click();
  await first.page.locator('.frame').waitFor({ timeout: 120_000 });
});

async function startAgain(data: string): Promise<unknown> {
  const second = spawn(installed.binary, [installed.app, '--data', path.join(folder, data)], {
    env: installed.environment,
    stdio: 'ignore',
  });
  return new Promise((resolve) => second.once('exit', resolve));
}

test('a second start ends at once and brings the first window to the front', async () => {
  const { app } = first;
  await app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows()[0];
    window?.blur();
    window?.hide();
  });
  expect(await startAgain('data')).toBe(0);
  const state = (): Promise<unknown> =>
    app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => [window.isVisible(), window.isFocused()]),
    );
  await expect.poll(state).toEqual([[true, true]]);
});

test('a second start on another folder is told that it is not the one on the screen', async () => {
  await first.app.evaluate(({ dialog }) => {
    dialog.showMessageBox = ((_window: unknown, options: { detail: string }) => {
      Reflect.set(globalThis, 'detail', options.detail);
      return Promise.resolve({ response: 0, checkboxChecked: false });
    }) as typeof dialog.showMessageBox;
  });
  const detail = (): Promise<unknown> =>
    first.app.evaluate(() => (Reflect.get(globalThis, 'detail') as string | undefined) ?? null);
  expect(await startAgain('data')).toBe(0);
  expect(await startAgain('other-county')).toBe(0);
  await expect
    .poll(detail)
    .toBe(
      `现在打开的是数据文件夹:${path.join(folder, 'data')}\n要打开 ${path.join(folder, 'other-county')},请先关闭年报通,再重新启动。`,
    );
});

test('another user with the same data folder is told who has it, and may try again', async () => {
  const other = asClerk(path.join(electronFolder(), 'electron'), path.join(folder, 'other-home'));
  const { app, page } = await open({
    ...installed,
    binary: other,
    environment: { ...installed.environment, XDG_CONFIG_HOME: path.join(folder, 'other-home') },
  });
  await page.getByText('数据打不开').waitFor();
  expect(await page.locator('.ant-result-subtitle').textContent()).toContain('年报通');
  await first.app.close();
  await page.getByRole('button', { name: '再试一次' }).click();
  await page.locator('.frame').waitFor();
  await app.close();
});
