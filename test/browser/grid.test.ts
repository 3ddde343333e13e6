import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { CDPSession, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBrowserHost } from '#electron/browser.ts';
import { alliancesCounty, leader } from '#test/fixtures/alliances.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';
import { launchChromium } from '#build/chromium.ts';

const root = path.resolve(import.meta.dirname, '../..');
const pictures = path.join(root, 'test-output/browser');
const folder = temporaryFolder();
const faults: string[] = [];
const closing: (() => Promise<void>)[] = [];
let page: Page;
let debug: CDPSession;

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  await alliancesCounty(path.join(folder, 'data'));
  const host = await startBrowserHost({
    folder: path.join(folder, 'data'),
    root: path.join(root, 'dist/renderer'),
    print: () => undefined,
  });
  const browser = await launchChromium();
  closing.push(
    () => browser.close(),
    () => host.close(),
  );
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(host.url).origin });
  page = await context.newPage();
  debug = await context.newCDPSession(page);
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  await page.goto(host.url);
  await page.locator('[data-screen=filing]').click();
  await page.locator('.filing-list .ant-table-row').filter({ hasText: 'JC105' }).click();
  await table('JC105').waitFor();
});

afterAll(async () => {
  for (const close of closing) await close();
});

const table = (code: string): Locator => page.locator(`[data-table=${code}]`);
/** A cell by its line (from 0) and the code of its field. */
const cell = (code: string, line: number, field: string): Locator =>
  table(code).locator(`[role=gridcell][data-line="${line}"][data-code="${field}"]`);
const lines = (code: string): Locator => table(code).locator('.grid-row:not(.grid-row-new)');
const picture = (name: string): Promise<Buffer> =>
  page.screenshot({ path: path.join(pictures, `${name}.png`), animations: 'disabled' });

function eventually<T>(read: () => Promise<T>) {
  return expect.poll(read, { timeout: 15_000 });
}

async function expectText(at: Locator, text: string): Promise<void> {
  await eventually(() => at.textContent()).toBe(text);
}

async function choose(at: Locator): Promise<void> {
  await at.scrollIntoViewIfNeeded();
  await at.click();
}

async function paste(text: string): Promise<void> {
  await page.evaluate((written) => navigator.clipboard.writeText(written), text);
  await page.keyboard.press('Control+v');
}

async function saved(at: Locator): Promise<void> {
  await eventually(() => at.getAttribute('class')).not.toMatch(/grid-cell-sav/);
}

test('a carried row stands out, is confirmed by its button, and the other is ended', async () => {
  await picture('20-carried');
  expect(await lines('JC105').count()).toBe(2);
  await table('JC105').locator('[data-act=confirm]').first().click();
  await eventually(() => table('JC105').locator('[data-act=confirm]').count()).toBe(1);
  await table('JC105').locator('[data-act=end]').click();
  await page.locator('.ant-popconfirm').waitFor();
  await picture('21-end');
  await page.locator('.ant-popconfirm .ant-btn-primary').click();
  await eventually(() => lines('JC105').count()).toBe(1);
  await expectText(cell('JC105', 0, '01'), '玉米深加工产业技术创新战略联盟');
});

test('a composition that begins on a chosen cell keeps its first letter', async () => {
  await choose(cell('JC105', 1, '01'));
  await debug.send('Input.imeSetComposition', { text: 'w', selectionStart: 1, selectionEnd: 1 });
  await debug.send('Input.imeSetComposition', { text: 'wo', selectionStart: 2, selectionEnd: 2 });
  await debug.send('Input.insertText', { text: '我' });
  await page.keyboard.press('Enter');
  await saved(cell('JC105', 1, '01'));
  await expectText(cell('JC105', 1, '01'), '我');
  await expectText(lines('JC105').nth(1).locator('.grid-number'), '2');
});

test('a composition that is given up leaves the cell as it was', async () => {
  await choose(cell('JC105', 1, '01'));
  await debug.send('Input.imeSetComposition', { text: 'w', selectionStart: 1, selectionEnd: 1 });
  await debug.send('Input.imeSetComposition', { text: '', selectionStart: 0, selectionEnd: 0 });
  await page.keyboard.press('ArrowDown');
  await expectText(cell('JC105', 1, '01'), '我');
});

test('typing replaces, Esc restores, undo and redo go back and forth', async () => {
  const members = cell('JC105', 1, '08');
  await choose(members);
  await page.keyboard.type('12');
  await page.keyboard.press('Escape');
  await expectText(members, '');
  await page.keyboard.type('1530');
  await page.keyboard.press('Enter');
  await expectText(members, '1,530');
  await choose(members);
  await page.keyboard.type('7');
  await page.keyboard.press('Enter');
  await expectText(members, '7');
  await page.keyboard.press('Control+z');
  await expectText(members, '1,530');
  await page.keyboard.press('Control+y');
  await expectText(members, '7');
  await choose(members);
  await page.keyboard.press('Delete');
  await expectText(members, '');
});

test('what was changed elsewhere meanwhile is not written over unseen', async () => {
  const members = cell('JC105', 1, '08');
  const second = await page.context().newPage();
  await second.goto(new URL(page.url()).origin);
  await second.locator('[data-screen=filing]').click();
  await second.locator('.filing-list .ant-table-row').filter({ hasText: 'JC105' }).click();
  const there = second.locator('[data-table=JC105] [role=gridcell][data-line="1"][data-code="08"]');
  await choose(members);
  await page.keyboard.type('41');
  await choose(there);
  await second.keyboard.type('52');
  await second.keyboard.press('Enter');
  await saved(there);
  await expectText(there, '52');
  // The other page has read it by now.
  await page.waitForTimeout(500);
  await page.keyboard.press('Enter');
  await expectText(members, '41');
  await eventually(() => members.getAttribute('title')).toContain('已在别处改为“52”,您填的没有保存');
  await expectText(there, '52');
  await choose(members);
  await page.keyboard.press('F2');
  await page.keyboard.press('Enter');
  await saved(members);
  await expectText(there, '41');
  await second.close();
  await choose(members);
  await page.keyboard.press('Delete');
  await expectText(members, '');
});

test('a code is found by its name, by the initials of its pinyin and by itself', async () => {
  const kind = cell('JC105', 1, '03');
  await choose(kind);
  await page.keyboard.type('ymjg');
  await page.locator('.grid-options').waitFor();
  expect(await page.locator('.grid-option').allTextContents()).toEqual(['2 玉米加工']);
  await picture('22-code');
  await page.keyboard.press('Tab');
  await expectText(kind, '2 玉米加工');
  await choose(kind);
  await page.keyboard.type('医');
  await page.keyboard.press('Enter');
  await expectText(kind, '5 医药');
  await choose(kind);
  await page.keyboard.type('9');
  await page.keyboard.press('Enter');
  await expectText(kind, '9 其他');
});

test('a block of two by two goes in as one act and comes out as one', async () => {
  await choose(cell('JC105', 0, '09'));
  await paste('3\t4\n5\t6\n');
  await expectText(cell('JC105', 0, '09'), '3');
  await expectText(cell('JC105', 0, '10'), '4');
  await expectText(cell('JC105', 1, '09'), '5');
  await expectText(cell('JC105', 1, '10'), '6');
  await page.keyboard.press('Control+c');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('3\t4\r\n5\t6');
  await page.keyboard.press('Control+z');
  await expectText(cell('JC105', 0, '09'), '0');
  await expectText(cell('JC105', 1, '10'), '');
});

test('a block that is longer than the table adds rows; undo takes them out again', async () => {
  await choose(cell('JC105', 2, '01'));
  await paste('汽车电子联盟\t2\t1\n新材料联盟\t2\t3\n医药联盟\t2\t5');
  await eventually(() => lines('JC105').count()).toBe(5);
  await expectText(cell('JC105', 4, '03'), '5 医药');
  await page.keyboard.press('Control+z');
  await eventually(() => lines('JC105').count()).toBe(2);
  await page.keyboard.press('Control+y');
  await eventually(() => lines('JC105').count()).toBe(5);
  await expectText(cell('JC105', 2, '01'), '汽车电子联盟');
  await picture('23-pasted');
});

test('what is refused stays in its cell with the reason, and the rest of the block is saved', async () => {
  await choose(cell('JC105', 2, '08'));
  await paste('3\t约5\t1');
  const refused = cell('JC105', 2, '09');
  await eventually(() => refused.getAttribute('aria-invalid')).toBe('true');
  await expectText(cell('JC105', 2, '08'), '3');
  await expectText(cell('JC105', 2, '10'), '1');
  await expectText(refused, '约5');
  expect(await table('JC105').locator('.grid-failure').textContent()).toContain('约5');
  await picture('24-refused');
  await choose(refused);
  await page.keyboard.type('5');
  await page.keyboard.press('Enter');
  await expectText(refused, '5');
  expect(await table('JC105').locator('.grid-failure').count()).toBe(0);
});

test('a row of the table and its members by keyboard alone', async () => {
  await choose(cell('JC105', 0, '01'));
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Home');
  await page.keyboard.type('联盟甲');
  await page.keyboard.press('Tab');
  await page.keyboard.type('1');
  await page.keyboard.press('Tab');
  await page.keyboard.type('qc');
  await page.keyboard.press('Tab');
  await page.keyboard.type('changhe');
  await page.keyboard.press('Escape');
  await page.keyboard.type('chjx');
  await page.keyboard.press('Tab');
  await page.keyboard.type('201405');
  await page.keyboard.press('Shift+Tab');
  await expectText(cell('JC105', 5, '01'), '联盟甲');
  await expectText(cell('JC105', 5, '03'), '1 汽车');
  await expectText(cell('JC105', 5, '04'), leader.name);
  await expectText(cell('JC105', 5, '05'), '2014-05');
  const focused = page.locator('textarea:focus');
  const active = await focused.getAttribute('aria-activedescendant');
  expect(await page.locator(`[id="${active}"]`).textContent()).toBe(leader.name);
  await page.keyboard.press('F2');
  expect(await focused.inputValue()).toBe(leader.name);
  await page.keyboard.press('Escape');
  await expectText(table('JC105M').locator('h3'), '联盟成员:联盟甲');
  await choose(cell('JC105M', 0, '01'));
  await page.keyboard.type('chjx');
  await page.keyboard.press('Enter');
  await expectText(cell('JC105M', 0, '01'), leader.name);
  await picture('25-members');
});

test('taking out a row asks once and takes its members along', async () => {
  await choose(cell('JC105', 5, '01'));
  await table('JC105').getByRole('button', { name: '移出本行' }).click();
  await eventually(() => page.locator('.ant-popconfirm:visible').textContent()).toContain('1 行成员');
  await page.locator('.ant-popconfirm:visible .ant-btn-primary').click();
  await eventually(() => lines('JC105').count()).toBe(5);
});

const open = (name: string, code: string): Promise<void> =>
  page.locator('.filing-list .ant-table-row').filter({ hasText: name }).filter({ hasText: code }).click();

test('a return that only some units fill is put on the list and taken off it', async () => {
  await open(leader.name, 'JC101');
  await page.getByRole('button', { name: /增报报表/ }).click();
  await page.locator('.ant-dropdown-menu-item').filter({ hasText: 'JC110' }).click();
  await page.locator('.ant-tabs-tab').filter({ hasText: '境外合作明细' }).click();
  await table('JC110F').waitFor();
  await picture('26-tabs');
  await page.getByRole('button', { name: '移出本表' }).click();
  await page.locator('.ant-popconfirm:visible .ant-btn-primary').click();
  await table('JC110F').waitFor({ state: 'detached' });
});

test('what the unit stated is changed with its basis only, and a pasted block leaves it alone', async () => {
  await open(leader.name, 'JC109');
  await page.locator('.ant-tabs-tab').filter({ hasText: '当年发布的标准' }).click();
  const name = cell('JC109C', 0, '02');
  await choose(cell('JC109C', 0, '02'));
  await paste('玉米蛋白\t1');
  await eventually(() => name.getAttribute('aria-invalid')).toBe('true');
  await eventually(() => cell('JC109C', 0, '03').textContent()).toMatch(/^1 /);
  await choose(name);
  await page.keyboard.press('Escape');
  await expectText(name, '玉米淀粉');
  await page.keyboard.type('玉米蛋白');
  await page.keyboard.press('Enter');
  const pane = page.locator('.correction');
  await pane.waitFor();
  expect(await pane.textContent()).toContain('玉米淀粉 → 玉米蛋白');
  await expectText(name, '玉米淀粉');
  await picture('30-correction');
  await pane.locator('.ant-select').click();
  await page.locator('.ant-select-item-option:visible').filter({ hasText: '更正函' }).click();
  await pane.locator('.ant-btn-primary').click();
  // The first act that is logged with a name asks for it.
  await page.locator('.ant-modal').getByLabel('填表人姓名').fill('张丽');
  await page.keyboard.press('Enter');
  await expectText(name, '玉米蛋白');
  await choose(name);
  await table('JC109C').getByRole('button', { name: '移出本行' }).click();
  await page.locator('.ant-popconfirm:visible .ant-btn-primary').click();
  await pane.waitFor();
  await pane.locator('.ant-select').click();
  await page.locator('.ant-select-item-option:visible').filter({ hasText: '更正函' }).click();
  await pane.locator('.ant-btn-primary').click();
  await eventually(() => lines('JC109C').count()).toBe(0);
});

test('a section says which department fills it and how far it is, and gives its blank', async () => {
  await open('农安县', 'ZH201');
  const section = page.locator('[data-owner=政府办]');
  await expectText(section.locator('small').first(), '政府办公厅(室)');
  await expectText(section.locator('small').nth(1), '已填 0/6 格');
  await picture('27-sections');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    section.getByRole('button', { name: '导出部门空白表' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/ZH201 政府办/);
});

test('a department becomes a unit with the register it fills', async () => {
  await page.getByRole('button', { name: '增加单位' }).click();
  const dialog = page.locator('.ant-modal');
  await dialog.locator('.ant-select').first().click();
  await page.locator('.ant-select-item-option').filter({ hasText: '政府部门' }).click();
  await dialog.locator('#name').fill('农安县科学技术局');
  await dialog.locator('.ant-select').nth(2).click();
  await page.locator('.ant-select-item-option:visible').filter({ hasText: 'JC103' }).click();
  await dialog.locator('.ant-modal-title').click();
  await picture('28-unit');
  await dialog.locator('.ant-btn-primary').click();
  await table('JC103').waitFor();
  await picture('29-platforms');
});

test('the page said nothing of its own while all this went on', () => {
  expect(faults).toEqual([]);
});
