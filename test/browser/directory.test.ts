import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { goTo, openDemoCounty, openFiling, type County } from './county.ts';

/** What a clerk changes in the directory, by the keyboard from the menu on: a unit entered twice, one that went away. */
const kept = '农安县北方机械制造有限公司';
const twin = '农安县北方机械制造公司(新证)';
let county: County;
const page = () => county.page;

beforeAll(async () => {
  county = await openDemoCounty(async (service) => {
    const { unit } = await service.answer('units.add', { code: '912201220555000017', name: twin });
    const { units } = await service.answer('units.list', { search: kept });
    const own = { unit: units[0]?.id ?? '', return: 'JC102' };
    await service.answer('filing.set', { ...own, cells: { '01': '688318', '02': '' } });
    // One item that both have, and one that only the duplicate has.
    const cells = { '01': '700000', '02': '53120' };
    await service.answer('filing.set', { unit: unit.id, return: 'JC102', cells });
  });
}, 60_000);
afterAll(() => county?.close());
afterEach(() => expect(county.faults).toEqual([]));

const cell = (key: string) => page().locator(`.form [data-key="${key}"] input`);
const others = () => page().getByRole('button', { name: /其他办理/ });
const shown = (name: string) => page().locator('.form-head b').filter({ hasText: name }).waitFor();

const typed = (key: string) => page().locator(`.form [data-key="${key}"] textarea`);

/** Opens the menu beside the form, and chooses with the keys alone. */
async function choose(item: string): Promise<void> {
  await others().press('Enter');
  const entry = page().getByRole('menuitem', { name: item });
  await entry.waitFor();
  await goOnTo(entry, 'ArrowDown');
  await page().keyboard.press('Enter');
  await page().locator('[role=dialog] input[role=combobox]:focus').waitFor();
}

/** Types into the list of the dialog and takes the one that is left. */
async function pick(typed: string, entry: RegExp): Promise<void> {
  await page().keyboard.type(typed);
  const found = page().locator('.ant-select-dropdown:visible .ant-select-item-option');
  await expect.poll(() => found.allInnerTexts(), { timeout: 10_000 }).toEqual([expect.stringMatching(entry)]);
  await found.and(page().locator('.ant-select-item-option-active')).waitFor();
  await page().keyboard.press('Enter');
  await page().getByRole('dialog').locator('.ant-select-content', { hasText: entry }).waitFor();
}

/** Presses a key until it has brought the focus to where it is to be; each time the page takes a moment. */
async function goOnTo(target: Locator, key: string): Promise<void> {
  await expect
    .poll(
      async () => {
        const isThere = await target.evaluate((at) => at === document.activeElement);
        if (!isThere) await page().keyboard.press(key);
        return isThere;
      },
      { timeout: 10_000, interval: 100 },
    )
    .toBe(true);
}

test('a merger is refused where both have a number and they differ, and the dialog stays', async () => {
  await openFiling(page(), twin, 'JC102');
  await choose('重复登记,并入另一户');
  await pick('bfjxzzyxgs', new RegExp(kept));
  await goOnTo(
    page()
      .getByRole('dialog')
      .getByRole('button', { name: /合\s?并/ }),
    'Tab',
  );
  await page().keyboard.press('Enter');
  await page()
    .getByRole('dialog')
    .getByText(/都有数且不同.*JC102.01 工业总产值.*700,000 \/ 688,318.*没有改动任何数/)
    .waitFor();
  expect(await page().getByRole('dialog').count()).toBe(1);
  await page().keyboard.press('Escape');
  await page().getByRole('dialog').waitFor({ state: 'detached' });
  await expect.poll(() => others().evaluate((button) => button === document.activeElement)).toBe(true);
  await shown(twin);
});

test('once the wrong number is emptied it goes through: the kept unit has the other numbers, the duplicate is gone', async () => {
  await cell('01').focus();
  await page().keyboard.press('Delete');
  await page().keyboard.press('Enter');
  await page().locator('.bottom').getByText('未保存').waitFor({ state: 'detached' });
  await choose('重复登记,并入另一户');
  await pick('bfjxzzyxgs', new RegExp(kept));
  await page()
    .getByRole('dialog')
    .getByRole('button', { name: /合\s?并/ })
    .press('Enter');
  await page()
    .getByText(new RegExp(`“${twin.replace(/[()]/g, '\\$&')}”已并入“${kept}”,带来 \\d+ 个数。`))
    .waitFor();
  await page().getByRole('dialog').waitFor({ state: 'detached' });
  await shown(kept);
  await expect.poll(() => cell('02').inputValue()).toBe('53,120');
  expect(await cell('01').inputValue()).toBe('688,318');
  await page().locator('.filing-list input').first().fill('北方机械');
  await page().getByText('2 / 2 张').waitFor();
  await expect.poll(() => page().locator('.filing-list').getByText(twin).count()).toBe(0);
});

test('of a unit that went to another county the form says where it is, and what to do about its return', async () => {
  await openFiling(page(), kept, 'JC102');
  await choose('划归外县');
  await pick('德惠', /^长春市 德惠市 220183$/);
  await page()
    .getByRole('dialog')
    .getByRole('button', { name: /划\s?归/ })
    .press('Enter');
  await page().getByText(`名录中“${kept}”从本年起在德惠市。`).waitFor();
  const banner = page().locator('.form-scroll .ant-alert', { hasText: '该单位本年已在德惠市(220183)' });
  expect(await banner.innerText()).toContain('这张表仍计入本县;不该由本县报的,请在“其他办理”里设为免报');
  await expect.poll(() => others().evaluate((button) => button === document.activeElement)).toBe(true);
  // Entered by mistake: back the same way.
  await choose('划归外县');
  await pick('农安', /农安县 220122$/);
  await page()
    .getByRole('dialog')
    .getByRole('button', { name: /划\s?归/ })
    .press('Enter');
  await banner.waitFor({ state: 'detached' });
});

test('the county’s own entry is not to be renamed, moved, merged or closed', async () => {
  await goTo(page(), 'filing');
  await openFiling(page(), '农安县', 'ZH201');
  await others().press('Enter');
  await page().getByRole('menuitem', { name: '导出本户空白表' }).waitFor();
  expect(
    await page()
      .getByRole('menuitem', { name: /更名|划归外县|并入|停业/ })
      .count(),
  ).toBe(0);
});

test('a unit that is called like another is asked about, and its form begins with what was typed', async () => {
  await page().getByRole('button', { name: '增加单位' }).click();
  const dialog = page().getByRole('dialog');
  await page().locator('.ant-modal #name:focus').waitFor();
  await page().keyboard.type('农安县北方机械制造有限责任公司');
  await page().keyboard.press('Tab');
  await page().keyboard.type('591123458');
  await page().keyboard.press('Enter');
  await dialog
    .getByText(new RegExp(`名称相同或相近的单位:${kept}\\(.*,农安县\\)。是同一户的,不要再增加`))
    .waitFor();
  await dialog.getByRole('button', { name: '确是另一户,仍然增加' }).press('Enter');
  await shown('农安县北方机械制造有限责任公司');
  await expect.poll(() => typed('03').inputValue()).toBe('农安县北方机械制造有限责任公司');
  expect(await typed('02').inputValue()).toBe('591123458');
  await typed('03').focus();
  await page().locator('.strip-cell').getByText('取自名录(增加单位时所填)').first().waitFor();
});

test('where the system asks for less motion a dialog is there at once, and the first field has the focus', async () => {
  const duration = () =>
    page().evaluate(() =>
      getComputedStyle(document.querySelector('.ant-modal') ?? document.body).getPropertyValue(
        '--ant-motion-duration-slow',
      ),
    );
  const open = async () => {
    await page().getByRole('button', { name: '增加单位' }).click();
    await page().locator('.ant-modal #name:focus').waitFor();
    const lasted = await duration();
    await page().keyboard.type('甲');
    expect(await page().locator('.ant-modal #name').inputValue()).toBe('甲');
    await page().keyboard.press('Escape');
    await page().getByRole('dialog').waitFor({ state: 'detached' });
    return lasted;
  };
  expect(await open()).toBe('0.15s');
  await page().emulateMedia({ reducedMotion: 'reduce' });
  expect(await open()).toBe('1ms');
  await page().emulateMedia({ reducedMotion: null });
});
