import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { alliancesCounty, leader } from '#test/fixtures/alliances.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';
import { openCounty, openFiling, type County } from './county.ts';
import { holdEvents, makeDeaf } from './held-events.ts';

let county: County;
/** Two pages on one county. What others write reaches the second one only when the test lets it. */
let first: Page;
let second: Page;

beforeAll(async () => {
  const folder = path.join(temporaryFolder(), 'data');
  await alliancesCounty(folder);
  county = await openCounty(folder);
  first = county.page;
  await first.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  second = await first.context().newPage();
  await makeDeaf(second);
  await second.goto(new URL(first.url()).origin);
  await second.locator('[data-screen=filing]').waitFor();
});
afterAll(() => county.close());
beforeEach(() => hear());

const hold = (on: boolean): Promise<void> => holdEvents(second, on);
const hear = (): Promise<void> => hold(false);
function soon<T>(read: () => Promise<T>) {
  return expect.poll(read, { timeout: 15_000 });
}

async function bothOpen(code: string): Promise<void> {
  for (const page of [first, second])
    if (code === 'JC105') {
      await page.locator('[data-screen=filing]').click();
      await page.locator('.filing-list .ant-table-row').filter({ hasText: code }).click();
      await page.locator(`[data-table=${code}]`).waitFor();
    } else await openFiling(page, leader.name, code);
}

// Cells of a form.
const box = (page: Page, key: string): Locator =>
  page.locator(`.form [data-key="${key}"]`).locator('input, textarea');
const alert = (page: Page, key: string): Locator => page.locator(`.form [data-key="${key}"] [role=alert]`);
async function write(page: Page, key: string, text: string): Promise<void> {
  await box(page, key).focus();
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}
const isSaved = (page: Page): Promise<void> =>
  page.locator('.bottom').getByText('未保存').waitFor({ state: 'detached' });
/** Writes on the first page what the second one shall not have heard of. */
async function writeUnheard(key: string, text: string): Promise<void> {
  await hold(true);
  await write(first, key, text);
  await isSaved(first);
  await soon(() => box(first, key).inputValue()).toBe(text);
}

test('a number that was changed in a moment nobody has heard of is shown, and not written over', async () => {
  await bothOpen('JC102');
  await writeUnheard('38', '222');
  expect(await box(second, '38').inputValue()).toBe('');
  await write(second, '38', '111');
  await alert(second, '38').waitFor();
  expect(await alert(second, '38').innerText()).toContain('这一格已在别处改为“222”,您填的没有保存');
  expect(await box(second, '38').inputValue()).toBe('111');
  await hear();
  // Only Enter says that it is meant: going through the cell writes nothing.
  await box(second, '38').focus();
  await second.keyboard.press('Tab');
  await write(second, '39', '7');
  await soon(() => box(first, '39').inputValue()).toBe('7');
  expect(await box(first, '38').inputValue()).toBe('222');
  await box(second, '38').focus();
  await second.keyboard.press('Escape');
  await soon(() => box(second, '38').inputValue()).toBe('222');
  await isSaved(second);
});

test('it is written over once the clerk has seen it and wants it so', async () => {
  await writeUnheard('38', '333');
  await write(second, '38', '444');
  await alert(second, '38').waitFor();
  await box(second, '38').focus();
  await second.keyboard.press('Enter');
  await alert(second, '38').waitFor({ state: 'detached' });
  await soon(() => box(first, '38').inputValue()).toBe('444');
  await hear();
});

test('of two saves at once one is written and the other is asked about', async () => {
  await box(first, '37').focus();
  await first.keyboard.type('51');
  await box(second, '37').focus();
  await second.keyboard.type('52');
  await Promise.all([first.keyboard.press('Enter'), second.keyboard.press('Enter')]);
  await soon(async () => (await alert(first, '37').count()) + (await alert(second, '37').count())).toBe(1);
  const [won, lost] = (await alert(first, '37').count()) === 0 ? [first, second] : [second, first];
  const text = await box(won, '37').inputValue();
  expect(await alert(lost, '37').innerText()).toContain(`已在别处改为“${text}”`);
  await box(lost, '37').focus();
  await lost.keyboard.press('Escape');
  await soon(() => box(lost, '37').inputValue()).toBe(text);
});

test('what one page writes twice in a row is no change elsewhere', async () => {
  await hold(true);
  await write(second, '36', '5');
  await box(second, '36').focus();
  await second.keyboard.type('67');
  await second.keyboard.press('Enter');
  await soon(() => box(first, '36').inputValue()).toBe('67');
  expect(await alert(second, '36').count()).toBe(0);
  await isSaved(second);
  expect(await box(second, '36').inputValue()).toBe('67');
});

const choice = (page: Page, key: string): Locator => page.locator(`.form [data-key="${key}"] .ant-select`);
async function pick(page: Page, key: string, name: string): Promise<void> {
  await choice(page, key).click();
  await page.locator('.ant-select-item-option:visible').filter({ hasText: name }).click();
}

test('a choice that was made elsewhere is shown beside the other, to choose', async () => {
  await bothOpen('JC101');
  await hold(true);
  await pick(first, '09', '2 中型');
  await isSaved(first);
  await pick(second, '09', '3 小型');
  await alert(second, '09').waitFor();
  expect(await alert(second, '09').innerText()).toContain('已在别处改为“2 中型”');
  await hear();
  expect(await choice(first, '09').innerText()).toContain('2 中型');
  await alert(second, '09').getByRole('button', { name: '仍用我选的' }).click();
  await alert(second, '09').waitFor({ state: 'detached' });
  await soon(() => choice(first, '09').innerText()).toContain('3 小型');
});

test('several codes of one cell, chosen one after the other, lose none; those chosen elsewhere are asked about', async () => {
  const text = (page: Page) => choice(page, '25').innerText();
  await choice(first, '25').click();
  const options = first.locator('.ant-select-item-option:visible');
  await options.nth(0).click();
  await options.nth(1).click();
  await first.keyboard.press('Escape');
  await isSaved(first);
  const chosen = await text(first);
  expect(chosen.match(/\d{3}/gu)).toHaveLength(2);
  await soon(() => text(second)).toBe(chosen);
  await hold(true);
  await choice(first, '25').click();
  await options.nth(2).click();
  await first.keyboard.press('Escape');
  await isSaved(first);
  await choice(second, '25').click();
  await second.locator('.ant-select-item-option:visible').nth(3).click();
  await second.keyboard.press('Escape');
  await alert(second, '25').waitFor();
  await hear();
  expect((await text(first)).match(/\d{3}/gu)).toHaveLength(3);
  await choice(second, '25').locator('input').focus();
  await second.keyboard.press('Escape');
  await soon(() => text(second)).toBe(await text(first));
});

// Cells of a floating table.
const cell = (page: Page, line: number, code: string, table = 'JC105'): Locator =>
  page.locator(`[data-table=${table}] [role=gridcell][data-line="${line}"][data-code="${code}"]`);
const lines = (page: Page, table = 'JC105'): Locator =>
  page.locator(`[data-table=${table}] .grid-row:not(.grid-row-new)`);
const failures = (page: Page): Locator => page.locator('[data-table=JC105] .grid-failure');
const notice = (page: Page): Locator => page.locator('[data-table=JC105] .grid-notice');
const shows = (at: Locator, text: string) => soon(() => at.textContent()).toBe(text);
async function choose(page: Page, line: number, code: string, table = 'JC105'): Promise<void> {
  await cell(page, line, code, table).click();
}
async function fill(page: Page, line: number, code: string, text: string): Promise<void> {
  await choose(page, line, code);
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
  await soon(() => cell(page, line, code).getAttribute('class')).not.toMatch(/grid-cell-sav/);
}
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((written) => navigator.clipboard.writeText(written), text);
  await page.keyboard.press('Control+v');
}
async function takeOut(page: Page, line: number): Promise<void> {
  const left = (await lines(page).count()) - 1;
  const confirm = page.locator('.ant-popconfirm:visible .ant-btn-primary');
  await choose(page, line, '01');
  await page.locator('[data-table=JC105]').getByRole('button', { name: '移出本行' }).click();
  await soon(async () => {
    // Clicked while it comes, it may be missed.
    if ((await confirm.count()) > 0) await confirm.click({ timeout: 1000 }).catch(() => undefined);
    return lines(page).count();
  }).toBe(left);
}

test('a correction that waits for its basis is asked about anew where another came first', async () => {
  for (const page of [first, second]) {
    await page.locator('[data-screen=filing]').click();
    await page.locator('.filing-list .ant-table-row').filter({ hasText: 'JC109' }).click();
    await page.locator('.ant-tabs-tab').filter({ hasText: '当年发布的标准' }).click();
  }
  const name = (page: Page) => cell(page, 0, '02', 'JC109C');
  const ask = async (page: Page, text: string) => {
    await choose(page, 0, '02', 'JC109C');
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
    const pane = page.locator('.correction');
    await pane.locator('.ant-select').click();
    await page.locator('.ant-select-item-option:visible').filter({ hasText: '更正函' }).click();
    return pane;
  };
  await hold(true);
  const own = await ask(second, '玉米蛋白');
  const other = await ask(first, '玉米油');
  await other.locator('.ant-btn-primary').click();
  // The first act that is logged with a name asks for it.
  await first.locator('.ant-modal').getByLabel('填表人姓名').fill('张丽');
  await first.keyboard.press('Enter');
  await shows(name(first), '玉米油');
  await own.locator('.ant-btn-primary').click();
  await second.locator('.ant-modal').getByLabel('填表人姓名').fill('王芳');
  await second.keyboard.press('Enter');
  await own.locator('.ant-alert-error').waitFor();
  expect(await own.textContent()).toMatch(/玉米油 → 玉米蛋白.*已在别处改为“玉米油”/su);
  await shows(name(first), '玉米油');
  await hear();
  await second.getByText('王芳').first().waitFor();
  await own.locator('.ant-btn-primary').click();
  await shows(name(first), '玉米蛋白');
});

test('a carried row that was confirmed elsewhere is not ended', async () => {
  await bothOpen('JC105');
  await hold(true);
  const row = first.locator('[data-table=JC105] .grid-row').nth(1);
  await row.locator('[data-act=confirm]').click();
  await soon(() => row.locator('[data-act=confirm]').count()).toBe(0);
  await second.locator('[data-table=JC105] .grid-row').nth(1).locator('[data-act=end]').click();
  await second.locator('.ant-popconfirm:visible .ant-btn-primary').click();
  const said = second.locator('.notices .ant-alert-error');
  await said.waitFor();
  expect(await said.textContent()).toContain('“农机装备产业技术创新战略联盟”已在别处改为“已确认”');
  await said.getByRole('button').click();
  await hear();
  await soon(() => second.locator('[data-table=JC105] [data-act=end]').count()).toBe(1);
  expect(await lines(first).count()).toBe(2);
});

test('of a pasted block the cell that was changed elsewhere is left, and said', async () => {
  await hold(true);
  await fill(first, 1, '09', '8');
  await choose(second, 0, '08');
  await paste(second, '11\t12\n13\t14');
  await failures(second).waitFor();
  expect(await failures(second).textContent()).toContain('已在别处改为“8”,您填的没有保存');
  await shows(cell(second, 1, '09'), '14');
  await shows(cell(first, 0, '08'), '11');
  await shows(cell(first, 0, '09'), '12');
  await shows(cell(first, 1, '08'), '13');
  await shows(cell(first, 1, '09'), '8');
  await hear();
  await choose(second, 1, '09');
  await second.keyboard.press('F2');
  await second.keyboard.press('Enter');
  await shows(cell(first, 1, '09'), '14');
  await soon(() => failures(second).count()).toBe(0);
});

test('what was changed elsewhere since is not undone', async () => {
  await fill(second, 1, '10', '5');
  await shows(cell(first, 1, '10'), '5');
  await hold(true);
  await fill(first, 1, '10', '6');
  await second.keyboard.press('Control+z');
  await notice(second).waitFor();
  expect(await notice(second).textContent()).toMatch(/^没有撤销:“10 .*”现为“6”/);
  await hear();
  await shows(cell(second, 1, '10'), '6');
  // The act before it can be taken back all the same.
  await second.keyboard.press('Control+z');
  await shows(cell(first, 1, '09'), '8');
  await second.keyboard.press('Control+y');
  await shows(cell(first, 1, '09'), '14');
});

test('a row whose only cells are emptied comes back by undo', async () => {
  await choose(second, 2, '01');
  await second.keyboard.type('新材料联盟');
  await second.keyboard.press('Enter');
  await soon(() => lines(first).count()).toBe(3);
  await choose(second, 2, '01');
  await second.keyboard.press('Delete');
  await soon(() => lines(first).count()).toBe(2);
  await second.keyboard.press('Control+z');
  await soon(() => lines(first).count()).toBe(3);
  await shows(cell(first, 2, '01'), '新材料联盟');
  expect(await notice(second).count()).toBe(0);
});

test('a row that was taken out elsewhere does not come back by what is typed into it, nor is that lost', async () => {
  await hold(true);
  await takeOut(first, 2);
  await soon(() => lines(first).count()).toBe(2);
  await fill(second, 2, '08', '21');
  await failures(second).waitFor();
  expect(await failures(second).textContent()).toContain('这一行已在别处移出,您填的没有保存');
  await hear();
  await soon(() => second.locator('.grid-row-gone').count()).toBe(1);
  await shows(cell(second, 2, '08'), '21');
  expect(await lines(first).count()).toBe(2);
  await choose(second, 2, '08');
  await second.keyboard.press('Escape');
  await soon(() => lines(second).count()).toBe(2);
});

test('or comes back whole where the clerk wants it', async () => {
  await fill(second, 2, '01', '医药联盟');
  await soon(() => lines(first).count()).toBe(3);
  await fill(second, 2, '10', '9');
  await shows(cell(first, 2, '10'), '9');
  await choose(second, 2, '08');
  await second.keyboard.type('31');
  await takeOut(first, 2);
  await soon(() => second.locator('.grid-row-gone').count()).toBe(1);
  expect(await failures(second).textContent()).toContain('这一行已在别处移出');
  await second.keyboard.press('Enter');
  await failures(second).waitFor();
  await choose(second, 2, '08');
  await second.keyboard.press('F2');
  await second.keyboard.press('Enter');
  await soon(() => lines(first).count()).toBe(3);
  await shows(cell(first, 2, '01'), '医药联盟');
  await shows(cell(first, 2, '08'), '31');
  await shows(cell(first, 2, '10'), '9');
  await soon(() => second.locator('.grid-row-gone').count()).toBe(0);
});

test('what is being typed stays in its row when one above it goes', async () => {
  await choose(second, 2, '11');
  await second.keyboard.type('3');
  await takeOut(first, 1);
  await soon(() => lines(second).count()).toBe(2);
  await second.keyboard.press('Enter');
  await shows(cell(first, 1, '11'), '3');
  await shows(cell(first, 1, '01'), '医药联盟');
  await shows(cell(first, 0, '11'), '0');
});

test('what is typed below a row that goes is told', async () => {
  await choose(second, 0, '01');
  await choose(second, 1, '02', 'JC105M');
  await second.keyboard.type('某厂');
  await takeOut(first, 0);
  const said = second.locator('.notices .ant-alert-error');
  await said.waitFor();
  expect(await said.textContent()).toContain('没有保存的内容:“某厂”');
  expect(await lines(first).count()).toBe(1);
});

test('neither page said anything of its own while all this went on', () => {
  expect(county.faults).toEqual([]);
});
