import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { soundUnit } from '#test/fixtures/office.ts';
import { openImported, type County } from './county.ts';
import { cutOff, faint, nameless, sideways } from './page-audit.ts';

const pictures = path.resolve(import.meta.dirname, '../../test-output/borders');
const [one, two] = [soundUnit(0), soundUnit(1)];
type Row = readonly (string | number | null)[];

const head: Row = ['统一社会信用代码', '单位名称', '工业总产值', '新产品产值', '从业人员'];
const files: Readonly<Record<string, readonly Row[]>> = {
  // Two tables, one below the other, the second in another unit.
  '甲.xlsx': [
    ['2015年度企业创新情况表'],
    ['单位:千元'],
    head,
    [one.creditCode, one.name, 1000, 300, 50],
    [two.creditCode, two.name, 2000, 400, '约60'],
    ['合计', null, 3000, 700, 110],
    ['二、另表'],
    ['单位:万元'],
    head,
    [one.creditCode, one.name, 100, 31, 50],
  ],
  '乙.xlsx': [
    ['某园区报送'],
    ['代号', '厂家', '产出', '新品产出', '人数'],
    [null, null, '千元', '千元', '人'],
    [one.creditCode, one.name, 1000, 300, 50],
    [two.creditCode, two.name, 2000, 400, 60],
    ['合计', null, 3000, 700, 110],
  ],
};
const forms: typeof files = {
  '丙.xlsx': [
    [`统一社会信用代码:${one.creditCode}`, `单位名称:${one.name}`, null, '单位:千元'],
    ['指标名称', '代码', '本年'],
    ['工业总产值', '01', 1100],
    ['从业人员', '09', 55],
    ['利润总额', '08', 11],
    ['新品外销', '99', 70],
    ['新品产出', '02', 310],
  ],
  '丁.xlsx': [
    ['单位:千元'],
    ['指标', one.name, two.name],
    ['工业总产值', 1200, 2400],
    ['新产品产值', 320, 440],
    ['从业人员', 56, 66],
    ['新品外销', 7, 8],
    ['核对', 1, 1],
  ],
};
let county: County;

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  county = await openImported({ ...files, ...forms });
});
afterAll(() => county?.close());
afterEach(() => expect(county.faults).toEqual([]));

const page = () => county.page;
const take = (name: string) => page().screenshot({ path: path.join(pictures, `${name}.png`) });
const open = async (file: string): Promise<void> => {
  await page().locator('.batch-list .ant-table-row').filter({ hasText: file }).click();
  await page().locator('.batch-head h2').filter({ hasText: file }).waitFor();
  await page().locator('.preview .sheet td').first().waitFor();
};
const row = (number: number) => page().locator(`.preview tr[data-row="${number - 1}"]`);
const kindOf = async (number: number): Promise<string> =>
  /row-(\w+)/.exec((await row(number).getAttribute('class')) ?? '')?.[1] ?? '';
const kinds = async (last: number): Promise<readonly string[]> =>
  Promise.all(Array.from({ length: last }, (_, index) => kindOf(index + 1)));
/** The border above a row, by its number. */
const border = (number: number) => page().locator(`.preview [data-border="${number - 1}"]`);
const act = async (number: number, text: string): Promise<void> => {
  // The menu of the row before may still be fading.
  await page().locator('.ant-dropdown:visible').waitFor({ state: 'hidden' });
  await row(number).locator('.row-number').click();
  await page().locator('.ant-dropdown:visible').getByText(text, { exact: true }).click();
  // A menu that is still going would be taken for the next one.
  await expect.poll(() => page().locator('.ant-dropdown:visible').count(), { timeout: 5000 }).toBe(0);
};
const mean = async (letter: string, typed: string, option: string): Promise<void> => {
  await page()
    .getByRole('button', { name: new RegExp(`^${letter} 列:`) })
    .click();
  await page().keyboard.type(typed);
  await page().locator('.ant-select-item-option:visible').filter({ hasText: option }).first().click();
};

test('every table of a sheet is coloured, and its columns say what they were taken for', async () => {
  await open('甲');
  expect(await kinds(10)).toEqual([
    'title',
    'title',
    'header',
    'body',
    'body',
    'total',
    'title',
    'title',
    'header',
    'body',
  ]);
  const heads = await page().locator('.preview .column-head').allTextContents();
  expect(heads.slice(0, 5)).toEqual([
    '统一社会信用代码',
    '单位名称',
    '01 工业总产值(当年价格)',
    expect.stringMatching(/^02 /),
    expect.stringMatching(/^09 /),
  ]);
  await take('found');
});

test('a border is dragged, and put back', async () => {
  const handle = border(4);
  const box = await handle.boundingBox();
  const below = await row(5).boundingBox();
  if (box === null || below === null) throw new Error('no border');
  await page().mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page().mouse.down();
  await page().mouse.move(box.x + box.width / 2, below.y + 3, { steps: 5 });
  await page().mouse.up();
  expect((await kinds(6)).slice(2)).toEqual(['header', 'header', 'body', 'total']);
  await page().getByText('边界已改,尚未应用').waitFor();
  await take('dragged');
  await page().getByRole('button', { name: '还原' }).click();
  expect((await kinds(6)).slice(2)).toEqual(['header', 'body', 'body', 'total']);
});

test('a border is moved by the keyboard, and keeps the focus', async () => {
  await border(6).focus();
  await page().keyboard.press('ArrowUp');
  await page().waitForFunction(() => document.activeElement?.getAttribute('data-border') === '4');
  expect((await kinds(6)).slice(2)).toEqual(['header', 'body', 'total', 'total']);
  await page().keyboard.press('ArrowDown');
  await page().waitForFunction(() => document.activeElement?.getAttribute('data-border') === '5');
  expect((await kinds(6)).slice(2)).toEqual(['header', 'body', 'body', 'total']);
});

test('what cannot be is said before it is sent, and what the sheet speaks against afterwards', async () => {
  await act(4, '这一行是表头');
  await act(5, '这一行不导入');
  await page().locator('.layout-fault', { hasText: '没有数据行' }).waitFor();
  expect(await page().getByRole('button', { name: '应用' }).isDisabled()).toBe(true);
  await page().getByRole('button', { name: '还原' }).click();
  await act(6, '这一行是数据');
  await page().getByRole('button', { name: '应用' }).click();
  await page()
    .getByText(/第 6 行写的是“合计.*请把它划为合计/)
    .waitFor();
  await take('refused');
  // The draft is still there to be put right.
  await act(6, '这一行是合计');
  await page().locator('.notices .ant-alert-close-icon').first().click();
});

test('a row is left out by its menu; the file is read anew, and its record says so', async () => {
  await act(4, '这一行不导入');
  await mean('D', '04', '04 ');
  await take('draft');
  expect(await nameless(page())).toEqual([]);
  expect(await sideways(page())).toEqual([]);
  await page().getByRole('button', { name: '应用' }).click();
  await page().getByText('人工划定', { exact: true }).waitFor();
  expect((await kinds(6)).slice(2)).toEqual(['header', 'other', 'body', 'total']);
  await page()
    .getByRole('tab', { name: /已确认/ })
    .click();
  const said = page().locator('[data-answered=layout]');
  expect(await said.textContent()).toMatch(/表头第 3 行,数据第 5 行,合计第 6 行,D 列为“04 /);
  await take('answered');
  expect(await cutOff(page())).toEqual([]);
  expect(await faint(page())).toEqual([]);
  await said.getByRole('button', { name: /^改/ }).click();
  await page().getByRole('button', { name: '恢复自动识别' }).click();
  await page().getByText('人工划定', { exact: true }).waitFor({ state: 'detached' });
  expect((await kinds(6)).slice(2)).toEqual(['header', 'body', 'body', 'total']);
});

test('an answer is changed as long as the file is not in', async () => {
  const question = page().locator('[data-question=table-twice]');
  await question.locator('[data-choice=both]').click();
  await page()
    .getByRole('tab', { name: /已确认 1/ })
    .click();
  const said = page().locator('[data-answered=table-twice]');
  await said.getByRole('button', { name: /^改/ }).click();
  expect(await said.locator('[data-choice=both]').isDisabled()).toBe(true);
  await take('changing');
  await said.locator('[data-choice^=sheet]').first().click();
  await said.getByText(/答:用“汇总!/).waitFor();
});

test('a file in which nothing was found is laid out on its sheet', async () => {
  await open('乙');
  await page().getByText('没有认出报表').waitFor();
  await take('nothing');
  await page().getByRole('combobox', { name: '报表' }).click();
  await page().keyboard.type('JC102');
  await page().keyboard.press('Enter');
  await page().getByRole('button', { name: '开始划定' }).click();
  await act(2, '这一行是表头');
  await act(3, '这一行是计量单位');
  await act(4, '从这一行起是数据');
  await act(6, '这一行是合计');
  await mean('A', '信用', '统一社会信用代码');
  await mean('B', '单位名称', '单位名称');
  await mean('C', '01', '01 ');
  await mean('D', '02', '02 ');
  await mean('E', '09', '09 ');
  expect((await kinds(6)).slice(1)).toEqual(['header', 'units', 'body', 'body', 'total']);
  await take('laid');
  await page().getByRole('button', { name: '应用' }).click();
  await page().getByRole('button', { name: '撤销入库' }).waitFor();
  expect((await kinds(6)).slice(1)).toEqual(['header', 'units', 'body', 'body', 'total']);
  await take('in');
});

test('a row of a form is said to be another item, and any item is an answer to what a row is', async () => {
  await open('丙');
  const question = page().locator('[data-question=column-unclear]');
  await act(6, '这一行是哪一项……');
  await page().keyboard.type('03');
  await page().locator('.ant-select-item-option:visible').filter({ hasText: /^03 / }).click();
  await page().locator('.layout-tools .ant-tag', { hasText: '第 6 行:03' }).waitFor();
  await take('item');
  await page().getByRole('button', { name: '应用' }).click();
  await page().getByText('人工划定', { exact: true }).waitFor();
  await question.locator('.item-select').click();
  await page().keyboard.type('04');
  await take('any-item');
  await page().locator('.ant-select-item-option:visible').filter({ hasText: /^04 / }).click();
  await question.waitFor({ state: 'detached' });
  expect(await nameless(page())).toEqual([]);
});

test('a list whose units stand in columns has borders that move, and rows and columns that can be said', async () => {
  await open('丁');
  expect(await kinds(7)).toEqual(['title', 'header', 'body', 'body', 'body', 'body', 'body']);
  const heads = await page().locator('.preview .column-head').allTextContents();
  expect(heads.slice(0, 3)).toEqual(['指标名称', '一个单位的数', '一个单位的数']);
  await act(7, '从这一行起是注');
  await act(6, '这一行是哪一项……');
  await page().keyboard.type('03');
  await page().locator('.ant-select-item-option:visible').filter({ hasText: /^03 / }).click();
  await mean('C', '不导入', '不导入');
  await take('across');
  await page().getByRole('button', { name: '应用' }).click();
  await page().getByText('人工划定', { exact: true }).waitFor();
  expect(await kinds(7)).toEqual(['title', 'header', 'body', 'body', 'body', 'body', 'note']);
  expect(await sideways(page())).toEqual([]);
});
