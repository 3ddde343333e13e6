import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { databaseFile } from '#electron/store/files.ts';
import { Office, soundUnits } from '#test/fixtures/office.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';
import { rowsXml, xlsxOf } from '#test/fixtures/xlsx.ts';
import { chooseFiles, openCounty, type County } from './county.ts';
import { cutOff, sideways } from './page-audit.ts';

/** Files that wait for answers of several kinds, and others that come in meanwhile. */
const work = temporaryFolder();
const pictures = path.resolve(import.meta.dirname, '../../test-output/import');
const [one, two, three, silent, stranger] = soundUnits;
let county: County;
const page = (): Page => county.page;

type Output = readonly [unit: (typeof soundUnits)[number] | undefined, output: number | string];

function list(...rows: readonly Output[]): Buffer {
  const head = ['统一社会信用代码', '单位名称', '工业总产值', '新产品产值', '从业人员'];
  const body = rows.map(([unit, output]) => [unit?.id ?? '', unit?.name ?? '', output, 30, 5]);
  return xlsxOf({ sheets: [{ name: '汇总', rows: rowsXml([['单位:千元'], head, ...body]) }] });
}

const fresh = list([silent, 2100]);

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  const office = new Office(work, 'data');
  office.startYear(2015);
  for (const unit of [one, two, three, silent]) if (unit !== undefined) office.add(unit, 2015);
  const take = (bytes: Buffer, file: string) => office.import(bytes, file, { year: 2015, newUnits: 'ask' });
  await take(list([one, '约1000'], [two, '约2000'], [stranger, 300]), '多种.xlsx');
  await take(list([three, '约3000']), '数值.xlsx');
  office.close();
  county = await openCounty(office.folder);
  await page().locator('[data-screen=import]').click();
}, 60_000);
afterAll(() => county?.close());
afterEach(() => expect(county.faults).toEqual([]));

const head = (name: string) => page().getByRole('heading', { name, exact: true }).waitFor();
const state = (name: string) => page().locator('.batch-head .chip', { hasText: name }).waitFor();
const row = (file: string) => page().locator('.batch-list .ant-table-row', { hasText: file });
const listed = (count: number) =>
  page().waitForFunction(
    (wanted) => document.querySelectorAll('.batch-list .ant-table-row').length === wanted,
    count,
  );
const all = () => page().locator('.state-filter').getByText(/^全部/).click();
const next = () => page().locator('.batch-acts [data-act=next]');
const open = (count: number) =>
  page()
    .getByRole('complementary', { name: `待确认 ${count}`, exact: true })
    .waitFor();

async function send(...files: readonly (readonly [name: string, bytes: Buffer])[]): Promise<void> {
  const paths = files.map(([name, bytes]) => {
    const file = path.join(work, name);
    writeFileSync(file, bytes);
    return file;
  });
  await chooseFiles(page(), paths);
}

test('a row says what its file asks about, and the list is narrowed to files that ask alike', async () => {
  await row('多种.xlsx').getByText('哪家单位 1、数值 2').waitFor();
  await row('数值.xlsx').getByText('数值 1').waitFor();
  await page().locator('.file-search .ant-select').click();
  await page().locator('.ant-select-item-option', { hasText: '哪家单位 1 个文件' }).click();
  await listed(1);
  await head('多种.xlsx');
  await page().screenshot({ path: path.join(pictures, 'topics.png') });
  expect(await sideways(page())).toEqual([]);
  expect(await cutOff(page())).toEqual([]);
  await page().locator('.file-search .ant-select').hover();
  await page().locator('.file-search .ant-select-clear').click();
  await listed(2);
});

test('a file is found by its name, and opened from there', async () => {
  const search = page().getByRole('textbox', { name: '查文件名' });
  await search.fill('数值');
  await listed(1);
  await search.press('Enter');
  await head('数值.xlsx');
  await search.fill('没有的');
  await page().getByText('没有符合的文件').waitFor();
  await search.fill('');
  await listed(2);
});

test('a key that is held down answers one question, and the place of the next is shown', async () => {
  await row('多种.xlsx').click();
  await open(3);
  const choice = page().locator('.question [data-choice="value:1000"]');
  await choice.focus();
  await page().keyboard.down('Enter');
  await open(2);
  await page().locator('.question [data-choice="value:2000"]:focus').waitFor();
  expect(await page().locator('.preview td.asked').innerText()).toBe('约2000');
  // Still held: what has come in the place of the first is not answered by it.
  await page().keyboard.down('Enter');
  await page().keyboard.up('Enter');
  // Nor by the second click of two.
  await page()
    .locator('.question [data-choice="value:2000"]')
    .evaluate((button) => button.dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 2 })));
  await row('数值.xlsx').click();
  await head('数值.xlsx');
  await row('多种.xlsx').click();
  await open(2);
});

test('with its last question answered a file stays, says so, and leads on to the next by the keyboard', async () => {
  await page().locator('.question [data-choice="value:2000"]').click();
  await open(1);
  await page().locator('.question [data-choice=skip]').focus();
  await page().keyboard.press('Enter');
  await state('已入库');
  await head('多种.xlsx');
  await page().locator('.batch-acts [data-act=next]:focus').waitFor();
  expect(await next().innerText()).toBe('下一个待确认(1)');
  await page().screenshot({ path: path.join(pictures, 'answered.png') });
  await page().keyboard.press('Enter');
  await head('数值.xlsx');
  await page().locator('.question [data-choice]:focus').waitFor();
  await next().waitFor({ state: 'detached' });
});

test('an import that ends takes no file away that is worked on', async () => {
  // Somebody else holds the database meanwhile.
  const other = new Database(databaseFile(path.join(work, 'data')));
  other.exec('BEGIN IMMEDIATE');
  await send(['晚到.xlsx', list([one, 1000])]);
  await page().locator('.bottom .work').waitFor();
  const typed = page().getByRole('textbox', { name: '或填数(千元)' });
  await typed.fill('31');
  other.close();
  await page().locator('.notices', { hasText: '导入完成' }).waitFor();
  await page().locator('.state-filter').getByText('刚导入 1').waitFor();
  await head('数值.xlsx');
  expect(await typed.inputValue()).toBe('31');
});

test('what was just imported is shown, before older files that ask, and still after going elsewhere', async () => {
  await send(['新报.xlsx', fresh]);
  await head('新报.xlsx');
  await page().locator('.state-filter .ant-segmented-item-selected', { hasText: '刚导入 1' }).waitFor();
  await listed(1);
  await page().locator('[data-screen=filing]').click();
  await page().locator('.filing-list .ant-table-row').first().waitFor();
  await page().locator('[data-screen=import]').click();
  await head('新报.xlsx');
  await listed(1);
  await all();
  await listed(4);
});

test('a file that came before is named and shown as it is', async () => {
  await send(['再报.xlsx', fresh]);
  await page().locator('.notices', { hasText: '1 个此前已导入,没有重复写入(“再报.xlsx”)' }).waitFor();
  await head('新报.xlsx');
});

test('what is taken back first is the file whose numbers went in last', async () => {
  await all();
  await row('数值.xlsx').click();
  await page().locator('.question [data-choice="value:3000"]').click();
  await state('已入库');
  await page().locator('.screen-tools [title="数值.xlsx"]').click();
  await page().locator('.ant-modal-confirm-title', { hasText: '撤销“数值.xlsx”?' }).waitFor();
  await page()
    .locator('.ant-modal')
    .getByRole('button', { name: /取\s?消/ })
    .click();
  await page().locator('.ant-modal-wrap').waitFor({ state: 'hidden' });
});

test('a form that came back blank is not in, and what to tell its sender can be copied', async () => {
  await send(['空表.xlsx', list()]);
  await head('空表.xlsx');
  await state('未能导入');
  await page().getByText('“空表.xlsx”里的表(JC102)没有填任何内容,没有导入什么。').waitFor();
  await page().getByRole('button', { name: '复制给企业的话' }).click();
  await page().locator('.notices', { hasText: '您好,贵单位发来的“空表.xlsx”里的表没有填写。' }).waitFor();
  await page().screenshot({ path: path.join(pictures, 'blank.png') });
});

test('an import that is stopped says how many files were not read; the first of the list is shown', async () => {
  const other = new Database(databaseFile(path.join(work, 'data')));
  other.exec('BEGIN IMMEDIATE');
  const files = [1, 2, 3, 4].map((at) => [`批${at}.xlsx`, list([one, `约${at}00`], [stranger, at])] as const);
  await send(...files);
  const stopped = page().waitForResponse(
    (response) => response.request().postData()?.includes('"cancel"') === true,
  );
  await page()
    .locator('.bottom .work', { hasText: '正在导入' })
    .getByRole('button', { name: /取\s?消/ })
    .click();
  await stopped;
  other.close();
  await page()
    .getByText(/^已停止,.*还有 [1-4] 个文件没有读。要接着导入,请把它们再选一次/)
    .waitFor();
  await send(...files);
  await page().locator('.state-filter .ant-segmented-item-selected', { hasText: '刚导入 4' }).waitFor();
  await listed(4);
  await head('批4.xlsx');
  await page().locator('.batch-list .ant-table-row[aria-selected=true]', { hasText: '批4.xlsx' }).waitFor();
});
