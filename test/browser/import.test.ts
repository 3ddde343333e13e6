import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { goTo, openDemoCounty, type County } from './county.ts';
import { chineseBeside, dataWords } from './data-words.ts';
import { cutOff, faint, nameless, sideways, texts } from './page-audit.ts';

const pictures = path.resolve(import.meta.dirname, '../../test-output/import');
let county: County;
let words = '';

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  county = await openDemoCounty(async (service) => {
    words = await dataWords(service);
  });
});
afterAll(() => county?.close());
afterEach(() => expect(county.faults).toEqual([]));

const page = () => county.page;
const take = (file: string) => page().screenshot({ path: path.join(pictures, `${file}.png`) });
const filter = () => page().locator('.state-filter');
const listed = () => page().locator('.batch-list .ant-table-row').count();

test('the sheet has the letters and numbers that a cell is called by', async () => {
  await goTo(page(), 'import');
  const letters = await page().locator('.preview .sheet thead th').allTextContents();
  expect(letters.slice(1, 4)).toEqual(['A', 'B', 'C']);
  expect(await page().locator('.preview .sheet tbody th').first().textContent()).toBe('1');
});

test('a question leads to its cell, and the cell to its question', async () => {
  const question = page()
    .locator('.question', { has: page().locator('.link', { hasText: '!' }) })
    .first();
  const where = (await question.locator('.link').first().textContent())?.split('!')[1] ?? '';
  await page()
    .getByRole('tab', { name: /与库中对比/ })
    .click();
  await question.locator('.link').first().click();
  const asked = page().locator('.preview td.asked');
  await asked.waitFor();
  const row = await asked.locator('xpath=..').locator('th').textContent();
  expect(where).toMatch(new RegExp(`^[A-Z]+${row}$`));
  await take('question');
  // By the keyboard: the cell is a button that says what is asked.
  await asked.locator('button').focus();
  await page().keyboard.press('Enter');
  const focused = await page().evaluate(() =>
    document.activeElement?.closest('[data-question-id]')?.getAttribute('data-question-id'),
  );
  expect(focused).toBe(await question.getAttribute('data-question-id'));
});

test('the files of one state are shown alone, with how many there are of each', async () => {
  const all = await listed();
  await filter()
    .getByText(/^待确认/)
    .click();
  const count = Number(
    /\d+$/.exec(
      (await filter()
        .getByText(/^待确认/)
        .textContent()) ?? '',
    )?.[0],
  );
  expect(await listed()).toBe(count);
  expect(count).toBeLessThan(all);
  await take('filtered');
  await filter().getByText(/^全部/).click();
  expect(await listed()).toBe(all);
});

test('the log of a file and of all is shown in both languages, printed whole, and saved', async () => {
  await page().getByRole('button', { name: '导入记录…' }).click();
  const log = page().locator('.log-pages');
  await log.locator('.log-file').waitFor();
  expect(await log.locator('.log-file').count()).toBe(1);
  await take('log-one');
  await page().locator('.ant-modal').getByText('全部文件').click();
  await page().waitForFunction(() => document.querySelectorAll('.log-file').length > 10);
  await log
    .getByText(/^已入库|· 已入库/)
    .first()
    .waitFor();
  expect(await cutOff(page())).toEqual([]);
  expect(await nameless(page())).toEqual([]);
  expect(await faint(page())).toEqual([]);
  await take('log-all');
  await page().emulateMedia({ media: 'print' });
  const printed = await page().evaluate(() => {
    const pages = document.querySelector('.log-pages');
    const root = document.querySelector('#root');
    return {
      whole: pages !== null && pages.scrollHeight <= pages.clientHeight,
      screen: root === null ? '' : getComputedStyle(root).display,
    };
  });
  expect(printed).toEqual({ whole: true, screen: 'none' });
  await page().emulateMedia({ media: 'screen' });
  const [download] = await Promise.all([
    page().waitForEvent('download'),
    page().getByRole('button', { name: '保存为表格' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^导入记录 .+ 2015\.xlsx$/);
  await page().locator('.ant-modal-close').click();
  // What was said about the saving goes away by itself.
  await page().locator('.notices .ant-alert').waitFor({ state: 'detached' });
});

test('the screen fits and reads as English', async () => {
  await page().getByRole('button', { name: 'English' }).click();
  await page().locator('.preview .sheet td').first().waitFor();
  const said = (await texts(page())).map((text) => [text, chineseBeside(text, words)] as const);
  expect(said.filter(([, chinese]) => chinese.length > 0)).toEqual([]);
  expect(await sideways(page())).toEqual([]);
  expect(await cutOff(page())).toEqual([]);
  await take('english');
  await page().getByRole('button', { name: '中文' }).click();
});
