import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { goTo, openDemoCounty, openFiling, type County } from './county.ts';
import { chineseBeside, dataWords } from './data-words.ts';
import { cutOff, faint, nameless, sideways, texts } from './page-audit.ts';

const pictures = path.resolve(import.meta.dirname, '../../test-output/place');
const name = '农安县松源汽车零部件有限公司';
let county: County;
let words = '';

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  county = await openDemoCounty(async (service) => {
    words = await dataWords(service);
    // Two checks fail over one cell: neither part is to be larger than 12.
    const { filings } = await service.answer('filing.list', { search: '农安县北方机械制造有限公司' });
    await service.answer('filing.set', {
      unit: filings[0]?.unit,
      return: 'JC102',
      cells: { '12': '100', '13': '500', '14': '600' },
    });
  });
});
afterAll(() => county?.close());
afterEach(() => expect(county.faults).toEqual([]));

const page = () => county.page;
const panel = () => page().locator('.place');
const take = (file: string) => page().screenshot({ path: path.join(pictures, `${file}.png`) });
const rungs = () => panel().locator('.rung').allTextContents();

describe('the place in the sheet, from the form', () => {
  test('F4 opens it below the form, which stays whole; it goes along from cell to cell', async () => {
    await openFiling(page(), name, 'JC102');
    await page().locator('[data-key="05"] input').click();
    await page().keyboard.press('F4');
    await panel().locator('td.asked').waitFor();
    const raw = await panel().locator('td.asked').textContent();
    expect(await rungs()).toEqual([
      expect.stringMatching(/\.xlsx › .+![A-Z]+\d+$/),
      `原文“${raw}”`,
      expect.stringMatching(/^读作 [\d,]+ 千元 .*\d\d:\d\d/),
    ]);
    await take('form-zh');
    // The cell that is asked about is not behind the panel.
    const cell = await page().locator('[data-key="05"]').boundingBox();
    const top = (await panel().boundingBox())?.y ?? 0;
    expect((cell?.y ?? 0) + (cell?.height ?? 0)).toBeLessThanOrEqual(top);
    await page().keyboard.press('Enter');
    await panel().getByRole('heading').getByText('JC102.06').waitFor();
    await panel().locator('td.asked').waitFor();
    expect(await page().locator('.form-active .form-code').textContent()).toBe('06');
    expect(await sideways(page())).toEqual([]);
    expect(await cutOff(page())).toEqual([]);
    expect(await nameless(page())).toEqual([]);
    expect(await faint(page())).toEqual([]);
  });

  test('scrolled sideways it keeps the numbers of the rows, and what a merged range says, in sight', async () => {
    const merged = panel().locator('.sheet-merged').first();
    const { before, after, left, number } = await merged.evaluate((text) => {
      const scroll = text.closest<HTMLElement>('.place-scroll');
      const at = (element: Element | null): number => element?.getBoundingClientRect().left ?? 0;
      // Narrow, so that there is something to scroll whatever the sheet.
      if (scroll !== null) scroll.style.width = '220px';
      const first = at(text);
      if (scroll !== null) scroll.scrollLeft = 120;
      const found = {
        before: first,
        after: at(text),
        left: at(scroll),
        number: at(text.closest('tr')?.querySelector('th') ?? null),
      };
      if (scroll !== null) scroll.style.removeProperty('width');
      return found;
    });
    expect(before - left).toBeLessThan(70);
    expect(after - left).toBeGreaterThan(30);
    expect(number - left).toBeLessThanOrEqual(1);
  });

  test('it reads as English, letters and numbers of the sheet included', async () => {
    await page().getByRole('button', { name: 'English' }).click();
    await panel().getByRole('heading').getByText('Place in the sheet').waitFor();
    await panel().locator('td.asked').waitFor();
    // What the enterprise wrote stays as it is.
    const written = await panel().locator('.sheet td').allTextContents();
    const data = [words, ...written].join('\n');
    const said = (await texts(page())).map((text) => [text, chineseBeside(text, data)] as const);
    expect(said.filter(([, chinese]) => chinese.length > 0)).toEqual([]);
    await take('form-en');
    await page().getByRole('button', { name: '中文' }).click();
  });

  test('a number typed by hand says that it has no sheet; F4 and Esc close the panel', async () => {
    await openFiling(page(), '农安县三江机械制造有限公司', 'JC102');
    const box = page().locator('[data-key="01"] input');
    await box.fill('4321');
    await box.press('Enter');
    await page().locator('[data-key="02"] input:focus').waitFor();
    await page().keyboard.press('ArrowUp');
    await page().locator('[data-key="01"] input:focus').waitFor();
    if ((await panel().count()) === 0) await page().keyboard.press('F4');
    await panel().getByText('不是从文件导入的').waitFor();
    expect(await rungs()).toEqual([expect.stringMatching(/^手工填写 4,321 千元/)]);
    await take('typed');
    await page().keyboard.press('F4');
    await panel().waitFor({ state: 'detached' });
  });
});

test('a total opens down to the cell in its sheet, and on to all of the file', async () => {
  await goTo(page(), 'totals');
  await page().getByRole('switch').click();
  await page().locator('.ladder summary').first().click();
  await page().locator('.ladder .step .link', { hasText: '.xlsx' }).first().click();
  await panel().locator('td.asked').waitFor();
  expect(await panel().locator('td.asked').textContent()).toBe('20045470');
  await take('totals');
  await panel().getByRole('button', { name: '在“导入”中打开' }).click();
  await page().locator('.preview td.asked').waitFor();
  expect(await page().locator('.preview td.asked').textContent()).toBe('20045470');
  expect(await panel().count()).toBe(0);
  await take('import');
});

test('a cell that may be the cause of several failing checks leads to its sheet', async () => {
  await goTo(page(), 'review');
  await page().locator('summary', { hasText: '可能只错在' }).click();
  await page().locator('.suspect-cell').first().getByRole('button', { name: '原表' }).click();
  await panel().locator('.place-body').waitFor();
  await take('suspect');
  await page().keyboard.press('Escape');
  await panel().getByRole('button', { name: '关闭' }).click();
});

test('a finding leads to the sheets of the cells that it is about', async () => {
  await goTo(page(), 'review');
  const finding = page().locator('.finding').filter({ hasText: 'JC102' }).first();
  await finding.getByRole('button', { name: '其他办理' }).click();
  await page()
    .locator('.ant-dropdown:visible')
    .getByText(/^原表 JC102/)
    .first()
    .click();
  await panel().locator('.place-body').waitFor();
  await take('review');
  await panel().getByRole('button', { name: '关闭' }).focus();
  await page().keyboard.press('Escape');
  await panel().waitFor({ state: 'detached' });
});
