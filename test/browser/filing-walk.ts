import { expect, test } from 'vitest';
import { goTo, openFiling, type County } from './county.ts';

/** The filing form as a clerk works in it; the last of it ends the program. */
export function walkFiling(county: () => County): void {
  const page = () => county().page;
  const cell = (key: string) => page().locator(`.form [data-key="${key}"] input`);
  const press = async (...keys: string[]) => {
    for (const key of keys) await page().keyboard.press(key);
  };
  /** The cell that has the focus. */
  const here = () =>
    page().evaluate(() => document.activeElement?.closest('[data-key]')?.getAttribute('data-key') ?? null);
  const soon = <T>(value: () => T) => expect.poll(value, { timeout: 10_000 });
  const saved = () =>
    page()
      .locator('.bottom')
      .getByText(/^已保存/)
      .waitFor();

  test('the form by the keyboard alone', async () => {
    await goTo(page(), 'filing');
    // Search and its cross, four filters, then the list is one stop, in which the arrows move.
    await page().locator('.filing-list input').first().focus();
    await page().keyboard.type('bfjx');
    await page().getByText('2 / 2 张').waitFor();
    await press('Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'ArrowDown');
    await page().locator('.ant-table-row:focus', { hasText: 'JC102' }).waitFor();
    await press('Enter');
    await page().locator('.form-head b').filter({ hasText: '农安县北方机械制造有限公司' }).waitFor();
    // Past the button that shows all again.
    await press('Tab', 'Tab');
    expect(await here()).toBe('01');

    await page().keyboard.type('688 318');
    await press('Enter');
    expect(await here()).toBe('02');
    await saved();
    await soon(() => cell('01').inputValue()).toBe('688,318');
    // Beside the number: across to last year and back.
    await press('ArrowUp', 'ArrowRight');
    expect(await here()).toBe('01.上年');
    await press('ArrowLeft', 'ArrowDown');
    expect(await here()).toBe('02');

    await page().keyboard.type('999');
    await press('Escape');
    expect(await cell('02').inputValue()).toBe('');
    await page().keyboard.type('700000');
    await press('Enter');
    // Above its total: the check answers at once.
    await page()
      .locator('.form-finding', { hasText: '新产品产值 700,000 千元大于工业总产值' })
      .first()
      .waitFor();
    await press('ArrowUp');
    await page().keyboard.type('0');
    await press('ArrowDown');
    await page()
      .locator('.form-finding', { hasText: '大于工业总产值' })
      .first()
      .waitFor({ state: 'detached' });
    expect(await cell('02').inputValue()).toBe('0');
  });

  test('typing as fast as the keys come loses no digit', async () => {
    await openFiling(page(), '农安县北方机械制造有限公司', 'JC102');
    const typed = new Map(
      ['24', '25', '26', '27', '28', '29', '30', '31', '32'].map((key, index) => [
        key,
        String(9731 + index * 7),
      ]),
    );
    await cell('24').focus();
    for (const text of typed.values()) {
      await page().keyboard.type(text);
      await press('Enter');
    }
    await page().locator('.bottom').getByText('未保存').waitFor({ state: 'detached' });
    await page().reload();
    await cell('24').waitFor();
    for (const [key, text] of typed)
      expect((await cell(key).inputValue()).replaceAll(',', ''), key).toBe(text);
  });

  test('what is typed in the last cell is saved by Enter, though there is none to go on to', async () => {
    await openFiling(page(), '农安县北方机械制造有限公司', 'JC102');
    const last = page().locator('.form [data-key]:not([data-key*="."])').last();
    const key = (await last.getAttribute('data-key')) ?? '';
    await cell(key).focus();
    await page().keyboard.type('1234');
    await press('Enter');
    await page().locator('.bottom').getByText('未保存').waitFor({ state: 'detached' });
    await soon(() => cell(key).inputValue()).toMatch(/^1,?234$/);
    expect(await here()).toBe(key);
    await page().reload();
    await soon(() => cell(key).inputValue()).toMatch(/^1,?234$/);
  });

  test('a long text of the county’s own form is seen whole, under the county’s area code', async () => {
    await openFiling(page(), '农安县', 'ZH201');
    expect(await page().locator('.form-head p').first().innerText()).toBe('行政区划代码 220122');
    const box = page().locator('.form [data-key="02"] textarea');
    const text =
      '农安县科技创新工作领导小组关于印发产品创新实施方案任务分工的通知(农科组发〔2015〕12号),附任务分解表';
    await box.fill(text);
    const { height, needed } = await box.evaluate((element) => ({
      height: element.clientHeight,
      needed: element.scrollHeight,
    }));
    expect(height).toBeGreaterThan(28);
    expect(height).toBeGreaterThanOrEqual(needed);
    // Up from the end goes to the line above first.
    await press('Control+End', 'ArrowUp');
    expect(await here()).toBe('02');
    await press('Control+Home', 'ArrowUp');
    expect(await here()).toBe('01');
    // A department's own words take a basis to be changed: they are left as they were.
    await box.focus();
    await press('Escape');
    await page().locator('.bottom').getByText('未保存').waitFor({ state: 'detached' });
  });

  test('a choice by the keyboard: arrows between cells, Enter opens, arrows and Enter choose', async () => {
    await openFiling(page(), '农安县北方机械制造有限公司', 'JC101');
    await cell('09').focus();
    await press('ArrowDown');
    expect(await here()).toBe('10');
    await press('ArrowUp', 'Enter');
    await page().locator('.ant-select-dropdown:visible').waitFor();
    await press('ArrowDown', 'Enter');
    await page().locator('.form [data-key="09"] .ant-select-content', { hasText: '2 中型' }).waitFor();
  });

  test('what was changed elsewhere meanwhile is not written over unseen', async () => {
    await openFiling(page(), '农安县北方机械制造有限公司', 'JC102');
    const second = await page().context().newPage();
    await second.goto(new URL(page().url()).origin);
    await second.locator('[data-screen=filing]').waitFor();
    await openFiling(second, '农安县北方机械制造有限公司', 'JC102');
    const there = (key: string) => second.locator(`.form [data-key="${key}"] input`);
    await cell('38').focus();
    await page().keyboard.type('111');
    await there('38').focus();
    await second.keyboard.type('222');
    await second.keyboard.press('Enter');
    // What is written after it is on the first page only once that has taken both in.
    await there('39').focus();
    await second.keyboard.type('7');
    await second.keyboard.press('Enter');
    await soon(() => cell('39').inputValue()).toBe('7');
    await press('Enter');
    const failure = page().locator('.form [data-key="38"] [role=alert]');
    await failure.waitFor();
    expect(await failure.innerText()).toContain('这一格已在别处改为“222”,您填的没有保存');
    expect(await cell('38').inputValue()).toBe('111');
    expect(await there('38').inputValue()).toBe('222');
    // Seen, and written all the same.
    await cell('38').focus();
    await press('Enter');
    await failure.waitFor({ state: 'detached' });
    await soon(() => there('38').inputValue()).toBe('111');
    await second.close();
  });

  test('what a cell cannot hold is said beside it, and the text stays to be mended', async () => {
    await openFiling(page(), '农安县北方机械制造有限公司', 'JC102');
    await cell('05').focus();
    await page().keyboard.type('约67万');
    await press('Enter');
    const failure = page().locator('.form [data-key="05"] [role=alert]');
    await failure.waitFor();
    expect(await failure.textContent()).toBe(
      '“JC102”第 05 栏(营业收入)不能填“约67万”:应填确定的数(千元),不详请填“不详”。原值未改动。',
    );
    expect(await cell('05').inputValue()).toBe('约67万');
    await page().locator('.bottom').getByText('未保存 1 处').waitFor();
    // Elsewhere it is not forgotten; the bar below leads back.
    await goTo(page(), 'home');
    await page().locator('.bottom .link').click();
    await soon(here).toBe('05');
    expect(await cell('05').inputValue()).toBe('约67万');
    await press('Escape');
    await page().locator('.bottom').getByText('未保存').waitFor({ state: 'detached' });
    expect(await cell('05').inputValue()).toBe('');
  });

  test('a number that the enterprise sent takes a basis, asked once for several', async () => {
    await openFiling(page(), '农安县松源汽车零部件有限公司', 'JC102');
    await cell('01').focus();
    await page().keyboard.type('390410');
    await press('Enter');
    await page().keyboard.type('67550');
    await press('Enter');
    const correction = page().locator('.correction');
    await correction.getByText('02 其中:新产品产值').waitFor();
    expect(await correction.locator('li').count()).toBe(2);
    expect(await here()).toBe('47');
    await press('Control+Enter', 'Enter', 'ArrowDown', 'Enter');
    await correction.locator('.ant-select-content', { hasText: '查询单回复' }).waitFor();
    await correction.locator('textarea').fill('对方财务李红来函');
    await correction.getByRole('button', { name: '确定' }).press('Enter');
    // Nobody has said who works here: a correction is logged with a name.
    await page().locator('.ant-modal').getByLabel('填表人姓名').fill('张丽');
    await press('Enter');
    await correction.waitFor({ state: 'detached' });
    await soon(here).toBe('01');
    await press('Escape');
    const act = page().locator('.strip .act', { hasText: '更正(查询单回复)' });
    await act.waitFor();
    expect(await act.innerText()).toMatch(/对方财务李红来函\n20\d\d-\d\d-\d\d \d\d:\d\d 张丽$/);
    expect(await cell('02').inputValue()).toBe('67,550');
  });

  test('a number that changed unlike those of units of its size gets a hint, until it is usual again', async () => {
    await openFiling(page(), '农安县北方机械制造有限公司', 'JC102');
    const row = page().locator('.form tr', { has: page().locator('[data-key="36"]') });
    const hint = page().locator('.form-finding.class-D', { hasText: '技术改造经费' });
    const type = async (text: string) => {
      await cell('36').focus();
      await page().keyboard.type(text);
      await press('Enter');
    };
    await type('8000');
    await hint.waitFor();
    expect(await hint.innerText()).toMatch(
      /^技术改造经费本年 8,000 千元,上年 5,409 千元,是上年的 1\.48 倍。全县比较的 \d+ 户中位数为 .*请对照两年的原表.*属实的不必处理。$/,
    );
    expect(await row.locator('.form-marks').innerText()).toBe('○ D');
    // On one line while another cell is looked at, whole beside its own.
    const height = async (): Promise<number> => (await hint.boundingBox())?.height ?? 0;
    expect(await hint.getAttribute('class')).toContain('hint-short');
    const short = await height();
    expect(short).toBeLessThan(30);
    await hint.click();
    await page().locator('[data-key="36"] input:focus').waitFor();
    expect(await height()).toBeGreaterThan(short);
    await press('ArrowDown');
    await page().getByRole('button', { name: 'English' }).click();
    await page().locator('.form-finding.class-D', { hasText: 'last year 5,409' }).waitFor();
    expect(await page().locator('.form-finding.class-D').innerText()).toMatch(
      /: 1\.48 times\. The median of the \d+ units compared is .* Compare both years' originals .*$/,
    );
    await page().getByRole('button', { name: '中文' }).click();
    await hint.waitFor();
    await type('5900');
    await hint.waitFor({ state: 'detached' });
    expect(await row.locator('.form-marks').innerText()).toBe('');
  });

  test('a reload keeps the place, and what was typed and not saved', async () => {
    await openFiling(page(), '农安县北方机械制造有限公司', 'JC102');
    await cell('12').focus();
    await page().keyboard.type('17620');
    await page().reload();
    await cell('12').waitFor();
    await soon(here).toBe('12');
    expect(await cell('12').inputValue()).toBe('17620');
    expect(await page().locator('.form-head b').last().textContent()).toBe('农安县北方机械制造有限公司');
    await press('Enter');
    await page().locator('.bottom').getByText('未保存').waitFor({ state: 'detached' });
    await soon(() => cell('12').inputValue()).toBe('17,620');
  });

  test('what the service refuses is said in a sentence, once', async () => {
    await openFiling(page(), '农安县金谷新型建材有限公司', 'JC102');
    const accept = page().locator('.filing-acts').getByRole('button', { name: '验收' });
    await accept.click();
    await accept.click();
    const notices = page().locator('.notices .ant-alert-error');
    await soon(() => notices.count()).toBe(1);
    expect(await notices.textContent()).toMatch(/还不能验收:强制性错误 1 条/);
    await notices.getByRole('button').click();
    await notices.waitFor({ state: 'detached' });
  });

  test('when the program has ended, the page says so and keeps what is typed', async () => {
    await openFiling(page(), '农安县北方机械制造有限公司', 'JC102');
    await county().end();
    await page().locator('.bottom [role=alert]').getByText('与程序的连接断开').waitFor();
    await cell('13').focus();
    await page().keyboard.type('1542');
    await press('Enter');
    await page().locator('.form [data-key="13"] [role=alert]').getByText('这一步没有完成').waitFor();
    expect(await cell('13').inputValue()).toBe('1542');
    await page().locator('.bottom').getByText('未保存 1 处').waitFor();
    // The browser's own words about a program that is gone.
    const others = county()
      .faults.splice(0)
      .filter((fault) => !/net::ERR_/.test(fault));
    expect(others).toEqual([]);
  });
}
