import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { KeptFile } from '#electron/operations/made.ts';
import { newWorkbook } from '#electron/workbook/new-workbook.ts';
import { queryLayout } from '#shared/values/query-page.ts';
import { Office, soundUnit } from '#test/fixtures/office.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';
import { chooseFiles, openCounty, type County } from './county.ts';

/** A query sheet that comes back: answered, and as it was sent. */
const year = 2015;
const work = temporaryFolder();
const unit = soundUnit(0);
const [blank, answered] = [path.join(work, '未填.xlsx'), path.join(work, '答复.xlsx')];
let county: County;
const page = (): Page => county.page;

beforeAll(async () => {
  const office = new Office(work, 'data');
  office.startYear(year);
  office.add(unit, year);
  office.write('filing.set', { year, unit: unit.id, return: 'JC102', cells: { '01': '800', '02': '900' } });
  const [made] = (await office.export('queries/write', {
    year,
    unit: unit.id,
    apart: false,
  })) as readonly KeptFile[];
  const book = await newWorkbook();
  await book.xlsx.load(readFileSync(made?.path ?? '') as unknown as ArrayBuffer);
  await book.xlsx.writeFile(blank);
  const row = queryLayout.firstRow + 1;
  const sheet = book.getWorksheet('查询单');
  if (sheet === undefined) throw new Error('no page');
  sheet.getCell(row, queryLayout.answerColumn + 1).value = '约700';
  await book.xlsx.writeFile(answered);
  office.close();
  county = await openCounty(office.folder);
  await page().locator('[data-screen=import]').click();
}, 60_000);
afterAll(() => county?.close());
afterEach(() => expect(county.faults).toEqual([]));

async function send(file: string): Promise<void> {
  await chooseFiles(page(), file);
  await page()
    .getByRole('heading', { name: path.basename(file), exact: true })
    .waitFor();
}

test('one that nobody answered is not in, and its sender is told what to fill in', async () => {
  await send(blank);
  await page().locator('.batch-head .chip', { hasText: '未能导入' }).waitFor();
  await page().getByText('查询单“未填.xlsx”的黄色格里没有填任何答复').waitFor();
  await page().getByRole('button', { name: '复制给企业的话' }).click();
  await page()
    .locator('.notices', { hasText: '您好,贵单位发来的“未填.xlsx”(查询单)还没有填写答复。' })
    .waitFor();
});

test('an answer is asked about beside its cell, on a page that is no table to be laid out', async () => {
  await send(answered);
  await page().locator('.batch-list .ant-table-row', { hasText: '答复.xlsx' }).getByText('数值 1').waitFor();
  await page().locator('.preview td.asked', { hasText: '约700' }).waitFor();
  await page().getByText('查询单的答复:“更正为”的数作为更正').waitFor();
  expect(await page().locator('.layout-tools, .legend').count()).toBe(0);
  await page().locator('.question [data-choice="value:700"]').click();
  await page().locator('.batch-head .chip', { hasText: '已入库' }).waitFor();
});
