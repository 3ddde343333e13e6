import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { Office, soundUnits } from '#test/fixtures/office.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';
import { rowsXml, xlsxOf } from '#test/fixtures/xlsx.ts';
import { chooseFiles, openCounty, type County } from './county.ts';

/** The list of a park that names no unit of its amounts: asked once, known the year after, and asked again if wanted. */
const work = temporaryFolder();
const park = soundUnits.slice(0, 3);
const pictures = path.resolve(import.meta.dirname, '../../test-output/import');
let county: County;
const page = (): Page => county.page;

function list(factor: number): Buffer {
  const rows = park.map(({ id, name }, index) => {
    const size = index + 1;
    return [id, name, size * 100 * factor, size * 30 * factor, size * 50, size * 12];
  });
  return xlsxOf({
    sheets: [
      {
        name: '汇总',
        rows: rowsXml([
          ['统一社会信用代码', '单位名称', '工业总产值', '新产品产值', '从业人员', '利润总额'],
          ...rows,
        ]),
      },
    ],
  });
}

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  const office = new Office(work, 'data');
  office.startYear(2014);
  const first = await office.import(list(1), '园区 2014.xlsx', { year: 2014 });
  const [unit] = first.questions;
  expect(first.questions.map(({ kind }) => kind)).toEqual(['table-unit']);
  await office.answer(first.id, { [unit?.id ?? '']: 'unit:万元' });
  office.startYear(2015);
  office.close();
  county = await openCounty(office.folder);
  await page().locator('[data-screen=import]').click();
}, 60_000);
afterAll(() => county?.close());
afterEach(() => expect(county.faults).toEqual([]));

test('the next file of a known sender is read without a question, and says by what', async () => {
  const file = path.join(work, '园区 2015.xlsx');
  writeFileSync(file, list(1.1));
  await chooseFiles(page(), file);
  await page().getByRole('heading', { name: '园区 2015.xlsx' }).waitFor();
  await page().getByRole('tab', { name: '沿用 1' }).click();
  const reused = page().locator('.reused-list li');
  expect(await reused.innerText()).toMatch(/万元.*沿用 2014 年“园区 2014.xlsx”的选择/s);
  expect(await page().locator('.question').count()).toBe(0);
  await page().screenshot({ path: path.join(pictures, 'reused.png') });
  await page().getByRole('button', { name: '导入记录…' }).click();
  await page()
    .locator('.log-pages')
    .getByText(/沿用 2014 年“园区 2014.xlsx”的选择:.*万元/)
    .waitFor();
  await page().locator('.ant-modal-close').click();
  await page().locator('.log-pages').waitFor({ state: 'hidden' });
});

test('it can be asked after all: its numbers are taken back until the answer', async () => {
  await page().getByRole('button', { name: '重新询问' }).click();
  await page()
    .getByRole('dialog')
    .getByRole('button', { name: /确\s?定/ })
    .click();
  const question = page().locator('.question');
  await question.waitFor();
  expect(await question.innerText()).toContain('千元');
  await question.locator('[data-choice="unit:千元"]').click();
  await page().locator('.batch-clear').waitFor();
  expect(await page().getByRole('tab', { name: /沿用/ }).count()).toBe(0);
});

test('what is remembered is listed, and forgotten one by one', async () => {
  await page().getByRole('button', { name: '记住的选择' }).click();
  const dialog = page().getByRole('dialog', { name: '记住的选择' });
  const rows = dialog.locator('tbody tr.ant-table-row');
  await rows.first().waitFor();
  expect(await rows.allInnerTexts()).toEqual([
    expect.stringMatching(/2015[^]*园区 2015.xlsx[^]*千元/),
    expect.stringMatching(/2014[^]*园区 2014.xlsx[^]*万元/),
  ]);
  await page().screenshot({ path: path.join(pictures, 'remembered.png') });
  await rows
    .first()
    .getByRole('button', { name: /忘\s?记/ })
    .click();
  // The older one would be used in its place: it goes too.
  await dialog.getByText('还没有记住什么').waitFor();
});
