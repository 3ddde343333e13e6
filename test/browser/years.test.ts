import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { temporaryFolder } from '#test/fixtures/temporary.ts';
import { openCounty, type County } from './county.ts';

/** The first hour of a county that changed its code meanwhile, and the start of its next year. */
let county: County;
const page = () => county.page;

beforeAll(async () => {
  county = await openCounty(path.join(temporaryFolder(), 'data'));
}, 60_000);
afterAll(() => county?.close());
afterEach(() => expect(county.faults).toEqual([]));

const dialog = () => page().locator('.ant-modal:visible');

/** Whether all of it can be seen without scrolling. */
async function isInSight(selector: string): Promise<boolean> {
  const box = await dialog().locator(selector).boundingBox();
  const window = page().viewportSize();
  return box !== null && window !== null && box.y >= 0 && box.y + box.height <= window.height;
}

test('a chosen county goes along with the year, under the code that it has then', async () => {
  const year = page().locator('#start-year');
  const chosen = page().locator('.steps .ant-select-content');
  await year.fill('2016');
  await page().locator('#start-county').focus();
  await page().keyboard.type('扶余');
  await page().locator('.ant-select-item-option', { hasText: '扶余市 220781' }).waitFor();
  await page().keyboard.press('Enter');
  await year.fill('2012');
  await chosen.filter({ hasText: '扶余县 220724' }).waitFor();
  await page().getByRole('button', { name: '建立' }).click();
  // What spins is what was begun.
  expect(await page().locator('.steps .ant-btn-loading').allInnerTexts()).toEqual(['建立']);
  await page().locator('.top .county', { hasText: '扶余县 220724' }).waitFor();
});

test('a unit that cannot be entered is refused beside the field, in sight', async () => {
  await page().getByRole('button', { name: '去填报' }).click();
  await page().getByRole('button', { name: '增加单位' }).click();
  await page().locator('.ant-modal #name:focus').waitFor();
  await page().keyboard.type('扶余县源丰米业有限责任公司');
  await page().keyboard.press('Tab');
  await page().keyboard.type('123456');
  await page().keyboard.press('Enter');
  const refusal = dialog().locator('.ant-form-item-explain-error');
  await refusal.getByText('“123456”不是统一社会信用代码(18位)').waitFor();
  await page().locator('.ant-modal #code:focus').waitFor();
  expect(await isInSight('.ant-form-item-explain-error')).toBe(true);
  expect(await isInSight('.ant-btn-primary')).toBe(true);
  await page().keyboard.press('Control+A');
  await page().keyboard.type('591123458');
  await page().keyboard.press('Enter');
  await page().locator('.form-head b', { hasText: '扶余县源丰米业有限责任公司' }).waitFor();
});

test('where nothing was filed the checks say so, and what to do', async () => {
  await page().locator('[data-screen=review]').click();
  const body = page().locator('.review-body');
  await body.getByText('还没有可审核的报表:报来或填写以后才有审核结果。').waitFor();
  expect(await body.getByText('没有未处理的审核结果').count()).toBe(0);
  await body.getByRole('button', { name: '去导入' }).click();
  await page().locator('[data-screen=import][aria-current=page]').waitFor();
});

test('the next year is started from the list of years, once what it brings along was said', async () => {
  await page().locator('.top .ant-select').click();
  await page().locator('.ant-select-item-option', { hasText: '开始 2013 年' }).click();
  await dialog().getByText('2012 年还有 4 张报表没有验收').waitFor();
  await dialog().getByRole('button', { name: '开始' }).click();
  await page().getByRole('textbox', { name: '填表人姓名' }).fill('王芳');
  await page().keyboard.press('Enter');
  await page().locator('.top .county', { hasText: '扶余市 220781' }).waitFor();
  await page().locator('.headlines', { hasText: '上年为扶余县(220724),本年改为扶余市(220781)' }).waitFor();
  expect(await page().locator('.top .ant-select').innerText()).toBe('2013 年');
});
