import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { soundUnit } from '#test/fixtures/office.ts';
import { openImported, type County } from './county.ts';

/** A file of which a part can be committed, and what is left of it then. */
const [one, two] = [soundUnit(0), soundUnit(1)];
const head = ['统一社会信用代码', '单位名称', '工业总产值', '新产品产值', '从业人员'];
const files = {
  '有疑问.xlsx': [
    ['单位:千元'],
    head,
    [one.creditCode, one.name, 1000, 300, 50],
    [two.creditCode, two.name, '约2000', 400, '约60'],
  ],
  // Nothing of it can be written before it is known whose it is.
  '无代码.xlsx': [
    ['单位:千元'],
    ['单位名称', '工业总产值', '新产品产值', '从业人员'],
    ['无名厂', 1000, 300, 50],
  ],
};
let county: County;
const page = () => county.page;
const part = () => page().getByRole('button', { name: '先入库无疑问的部分' });

beforeAll(async () => {
  county = await openImported(files);
}, 60_000);
afterAll(() => county?.close());
afterEach(() => expect(county.faults).toEqual([]));

const choose = async (file: string): Promise<void> => {
  await page().locator('.batch-list .ant-table-row').filter({ hasText: file }).click();
  await page().getByRole('heading', { name: file }).waitFor();
};

test('is not offered in part where every part waits for an answer', async () => {
  await choose('无代码.xlsx');
  await page().locator('.question').first().waitFor();
  expect(await part().count()).toBe(0);
});

test('is committed in part, and what nobody answered is listed with its place', async () => {
  await choose('有疑问.xlsx');
  await part().press('Enter');
  await page().getByText('没有答复的 2 处没有入库,列在“提示”里。').waitFor();
  await page().getByRole('tab', { name: '提示 2' }).click();
  const left = page().locator('.notice-list li');
  expect(await left.allInnerTexts()).toEqual([
    expect.stringMatching(/^汇总!C4 先入库时这里\(“约2000”\)待确认,没有答复,有关的数没有入库/),
    expect.stringMatching(/^汇总!E4 先入库时这里\(“约60”\)待确认/),
  ]);
  await left.first().getByRole('button').click();
  await page().locator('.preview td').getByText('约2000').waitFor();
});
