import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { goTo, openDemoCounty, openFiling, screens, type County } from './county.ts';
import { walkFiling } from './filing-walk.ts';
import { chineseBeside, dataWords } from './data-words.ts';
import { colourAlone, cutOff, endless, faint, nameless, sideways, texts } from './page-audit.ts';

let county: County;
let words = '';

beforeAll(async () => {
  county = await openDemoCounty(async (service) => {
    words = await dataWords(service);
  });
});
afterAll(() => county?.close());
beforeEach(async () => {
  const chinese = page().getByRole('button', { name: '中文' });
  if ((await chinese.count()) > 0) await chinese.click();
  // What one test looked for is not what the next one finds.
  const search = page().locator('.filing-list input').first();
  if ((await search.count()) > 0) await search.fill('');
});
afterEach(() => expect(county.faults).toEqual([]));

const page = () => county.page;
const switchTo = (language: string) => page().getByRole('button', { name: language }).click();

describe('every screen, in both languages', () => {
  test.each(screens)('%s fits 1366×768, and each control has a name', async (screen) => {
    await goTo(page(), screen);
    const audit = async () => ({
      sideways: await sideways(page()),
      cutOff: await cutOff(page()),
      nameless: await nameless(page()),
      faint: await faint(page()),
      colourAlone: await colourAlone(page()),
    });
    const good = { sideways: [], cutOff: [], nameless: [], faint: [], colourAlone: [] };
    expect(await audit()).toEqual(good);
    expect(await endless(page())).toEqual([]);
    await switchTo('English');
    expect(await audit()).toEqual(good);
    const said = (await texts(page())).map((text) => [text, chineseBeside(text, words)] as const);
    expect(said.filter(([, chinese]) => chinese.length > 0)).toEqual([]);
  });

  test('the form, its history and its findings read as English', async () => {
    await openFiling(page(), '农安县松源汽车零部件有限公司', 'JC102');
    await page().locator('[data-key="05"] input').click();
    await page().locator('.strip .act').first().waitFor();
    await switchTo('English');
    await page().getByRole('heading', { name: '05 Revenue' }).waitFor();
    const said = (await texts(page())).flatMap((text) => chineseBeside(text, words));
    expect(said).toEqual([]);
    expect(await sideways(page())).toEqual([]);
    expect(await nameless(page())).toEqual([]);
  });
});

describe('the display', () => {
  test('the largest text fits every screen, is remembered, and Enter goes where it is told', async () => {
    const display = () => page().getByRole('button', { name: '显示', exact: true }).click();
    const chosen = async (name: string) => {
      const item = page()
        .locator('.ant-segmented-item')
        .filter({ hasText: new RegExp(`^${name}$`) });
      // Until the window that opens stands still, a click may miss.
      while (!(await item.getAttribute('class'))?.includes('item-selected')) await item.click();
    };
    await display();
    await chosen('最大');
    await chosen('到右边一格');
    await page().keyboard.press('Escape');
    await page().reload();
    await page().locator('.side-item.current').waitFor();
    const size = () => page().evaluate(() => getComputedStyle(document.documentElement).fontSize);
    expect(await size()).toBe('20px');
    for (const screen of screens) {
      await goTo(page(), screen);
      expect([screen, await sideways(page()), await cutOff(page())]).toEqual([screen, [], []]);
    }
    await openFiling(page(), '农安县松源汽车零部件有限公司', 'JC102');
    const cell = (key: string) => page().locator(`.form [data-key="${key}"] input`);
    await cell('05').click();
    await page().keyboard.press('Enter');
    expect(await cell('05.上年').evaluate((box) => box === document.activeElement)).toBe(true);
    await display();
    await chosen('标准');
    await chosen('到下一行');
    await page().keyboard.press('Escape');
    expect(await size()).toBe('14px');
  });
});

describe('finding one’s way', () => {
  test('what a check found is counted as the list counts it', async () => {
    await goTo(page(), 'review');
    await page().getByRole('button', { name: '重新审核' }).click();
    const said = await page().locator('.notices .ant-alert').innerText();
    const shown = await page().locator('.review-tools .class-mark').allTextContents();
    const open = shown.reduce((sum, text) => sum + Number(/\d+$/.exec(text)?.[0]), 0);
    expect(said).toContain(`未处理 ${open} 条`);
    expect(said).toContain('关掉“只看未处理”');
  });

  test('a heading whose findings are not all listed says so, until they are', async () => {
    await goTo(page(), 'review');
    await page().getByRole('switch', { name: '只看未处理' }).click();
    const last = page().locator('.review-heading').last();
    await last.getByText(/已列 \d+ 条,后面还有/).waitFor();
    await page()
      .getByRole('button', { name: /^继续列出\(已列 200 \/ \d+ 条\)$/ })
      .click();
    await last.getByText(/提示性错误 \d+ 条$/).waitFor();
    const marks = await page().locator('.review-tools .class-mark').allTextContents();
    expect(await last.innerText()).toContain(`${/\d+$/.exec(marks.at(-1) ?? '')?.[0]} 条`);
    await page().getByRole('switch', { name: '只看未处理' }).click();
  });

  test('a unit is found by the first letters of its name', async () => {
    await goTo(page(), 'filing');
    const search = page().locator('.filing-list input').first();
    await search.fill('jgxx');
    await page().getByText('2 / 2 张').waitFor();
    expect(await page().locator('.filing-list .ant-table-row').allTextContents()).toEqual([
      '农安县金谷新型建材有限公司JC101填报中',
      '农安县金谷新型建材有限公司JC102■ 1',
    ]);
    await search.fill('');
    await page().getByText('82 / 82 张').waitFor();
  });

  test('the list is narrowed down by state, industry and size', async () => {
    await goTo(page(), 'filing');
    const narrow = async (label: string, choice: string) => {
      await page().getByRole('combobox', { name: label }).click();
      const open = page().locator('.ant-select-dropdown:visible');
      await open.getByText(choice).click();
      // One list closes over the next.
      await open.waitFor({ state: 'hidden' });
      await page().locator('.filing-filters .ant-select-content', { hasText: choice }).waitFor();
    };
    await narrow('全部状态', '未报');
    await narrow('全部行业', '通用设备制造业');
    await page().getByText('3 / 3 张').waitFor();
    await narrow('全部规模', '小型');
    await page().getByText('1 / 1 张').waitFor();
    expect(await page().locator('.filing-list .ant-table-row').allTextContents()).toEqual([
      '农安县三江机械制造有限公司JC102未报',
    ]);
    await page().getByRole('button', { name: '清除条件,显示全部' }).click();
    await page().getByText('82 / 82 张').waitFor();
  });

  test('a task of the home screen leads to just what it counts, whatever was looked for before', async () => {
    await goTo(page(), 'filing');
    await page().locator('.filing-list input').first().fill('jgxx');
    await page().getByText('2 / 2 张').waitFor();
    await goTo(page(), 'home');
    await page().locator('[data-task=missing-filings]').getByRole('button').click();
    await page().getByText('15 / 15 张').waitFor();
    // Over it whom to call for these, and for what came and is to be mended; a return of it opens.
    const paper = page().locator('.reminder-pages');
    const owing = paper.locator('tbody').first();
    expect(await owing.innerText()).toMatch(
      /朱某\s+0431-83221000\(2014 年报\)\s+JC101 调查单位基本情况\s+未报/,
    );
    expect(await paper.innerText()).toMatch(/待改:准强制性 1 处/);
    await owing.getByRole('button').first().click();
    await page().locator('.filing .form').waitFor();
    expect(await paper.count()).toBe(0);
    const states = await page()
      .locator('.filing-list .ant-table-row .ant-table-cell:last-child')
      .allTextContents();
    expect(new Set(states)).toEqual(new Set(['未报']));
    await page().getByRole('button', { name: '清除条件,显示全部' }).click();
    await page().getByText('82 / 82 张').waitFor();
  });

  test('query sheets leave out who has filed nothing to ask about, and lead to the reminders', async () => {
    await goTo(page(), 'review');
    await page().getByRole('button', { name: '查询单…' }).click();
    await page().locator('.query-page').first().waitFor();
    await page()
      .getByText(/^\d+ 户该报的表还没有报来,不出查询单/)
      .getByRole('button', { name: '催报单' })
      .click();
    await page().locator('.reminder-pages').getByText('未报').first().waitFor();
    expect(await page().locator('.query-pages').count()).toBe(0);
    await page().locator('.ant-modal-close').click();
    await page().locator('.reminder-pages').waitFor({ state: 'detached' });
    await page().getByRole('button', { name: '清除条件,显示全部' }).click();
  });

  test('the unit that moves the county furthest comes first, and leads to its cell', async () => {
    await goTo(page(), 'review');
    const first = page().locator('.heavy').first();
    await first.waitFor();
    // Sent in yuan where thousands are asked for: the amount says it plainly, and so does the finding about it.
    expect(await first.textContent()).toMatch(
      /农安县鑫盛汽车零部件有限公司疑似单位错误.*企业新产品新技术开发投入 903,417 → 36,686 千元/,
    );
    await first.getByRole('button', { name: '去核实' }).click();
    await page().locator('.form-active input:focus').waitFor();
    expect(page().url()).toContain('#filing?');
    // In the middle of the form, with what is said of it around it, as far as the form reaches.
    const { off, room } = await page()
      .locator('.form-active')
      .evaluate((row) => {
        const scroll = row.closest('.form-scroll');
        const [own, box] = [row.getBoundingClientRect(), scroll?.getBoundingClientRect()];
        const middle = (box?.top ?? 0) + (box?.height ?? 0) / 2;
        return {
          off: Math.abs(own.top + own.height / 2 - middle),
          room: (scroll?.scrollHeight ?? 0) - (scroll?.scrollTop ?? 0) - (scroll?.clientHeight ?? 0),
        };
      });
    if (room > 1) expect(off).toBeLessThan(60);
    await page().goBack();
    await first.waitFor();
  });

  test('the totals say what the share of last year is of, and what a * stands for', async () => {
    await goTo(page(), 'totals');
    await page().getByRole('switch').click();
    await page()
      .getByText(/已填报 \d+\/\d+ 户,上年占全县的 [\d.]+%\(按 I001 的分母\)。.*带 \* 的另有口径说明/)
      .waitFor();
    await page().locator('.ladder .caveat', { hasText: '* 口径:' }).waitFor();
    await page().emulateMedia({ media: 'print' });
    expect(await page().getByText('点一个数').isVisible()).toBe(false);
    expect(
      await page()
        .getByText(/已填报 \d+\/\d+ 户/)
        .isVisible(),
    ).toBe(true);
    // At the foot of each page what the mark means, and behind the table every note.
    const marked = await page().locator('.totals-table td').filter({ hasText: /\*$/ }).count();
    expect(await page().locator('tfoot').getByText('* 另有口径说明').isVisible()).toBe(true);
    expect(
      await page()
        .locator('tfoot')
        .evaluate((foot) => getComputedStyle(foot).display),
    ).toBe('table-footer-group');
    expect(await page().locator('.caveats p').locator('visible=true').count()).toBe(marked);
    await page().emulateMedia({ media: 'screen' });
    await page().getByRole('cell', { name: '企业有效发明专利拥有数', exact: true }).click();
    await page().locator('.ladder').getByText('I014 企业有效发明专利拥有数').waitFor();
    expect(await page().locator('.ladder .caveat').count()).toBe(0);
    await page()
      .getByRole('cell', { name: /^新产品产值率\s\*$/ })
      .click();
    // Beside the table, where the chosen row is, and in words for who can't see it.
    const chart = page().locator('.ladder .chart');
    await chart.getByText(/^比目标 20.00 % [低高] [\d.]+ 个百分点$/).waitFor();
    expect(await chart.locator('svg').getAttribute('aria-label')).toMatch(
      /^(上年 [\d.]+ %, )?本年 [\d.]+ %, 省目标\(2020年\) 20.00 %$/,
    );
    await page().getByRole('switch').click();
  });

  test('a number opens down to the cell of the enterprise’s file', async () => {
    await goTo(page(), 'totals');
    await page().getByRole('switch').click();
    await page().locator('.ladder summary').first().click();
    await page().locator('.ladder .step .link', { hasText: '.xlsx' }).first().click();
    await page().locator('.sheet .asked').waitFor();
    expect(await page().locator('.sheet .asked').textContent()).toBe('20045470');
    await page().getByRole('switch').click();
  });
});

describe('on paper', () => {
  /** How much of the width between the margins a table takes. */
  const share = (table: string): Promise<number> =>
    page()
      .locator(table)
      .first()
      .evaluate((box) => box.getBoundingClientRect().width / document.body.clientWidth);
  test.each([
    ['form', () => openFiling(page(), '农安县松源汽车零部件有限公司', 'JC102'), 'table.form'],
    ['computed table', () => goTo(page(), 'totals'), '.totals-table table'],
  ])('a %s takes the whole page, with nothing beside it', async (_, open, table) => {
    await open();
    await page().emulateMedia({ media: 'print' });
    expect(await share(table)).toBeGreaterThan(0.95);
    expect(await page().locator('.ladder, .strip, .filing-list').locator('visible=true').count()).toBe(0);
    await page().emulateMedia({ media: 'screen' });
    await goTo(page(), 'filing');
  });
});

describe('filling in', () => walkFiling(() => county));
