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

test('a second start ends at once and brings the first window to the front', async () => {
  const { app } = first;
  await app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows()[0];
    window?.blur();
    window?.hide();
  });
  const second = spawn(installed.binary, [installed.app], { env: installed.environment, stdio: 'ignore' });
  const code = await new Promise((resolve) => second.once('exit', resolve));
  expect(code).toBe(0);
  const state = (): Promise<unknown> =>
    app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => [window.isVisible(), window.isFocused()]),
    );
  await expect.poll(state).toEqual([[true, true]]);
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
