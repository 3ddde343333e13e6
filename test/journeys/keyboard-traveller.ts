import { expect } from 'vitest';
import type { Page } from 'playwright-core';
import type { Traveller } from './journey.ts';
import { findingsOn, importedOn, type PageFiles } from './page-traveller.ts';

/** As many stops as a person has the patience for. */
const patience = 40;
const screens = ['home', 'import', 'filing', 'review', 'totals', 'packages'];

interface Stop {
  readonly name: string;
  readonly within: string;
  readonly isSeen: boolean;
}

/** Walks the journey by the keyboard alone: by Tab, Enter, arrows, typing, and Alt with the number of a screen. */
export function keyboardTraveller(page: Page, files: PageFiles): Traveller {
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  /** What has the focus: its name, what stands around it, and whether that it has the focus can be seen. */
  const stop = (): Promise<Stop | null> =>
    page.evaluate(() => {
      const active = document.activeElement;
      if (!(active instanceof HTMLElement) || active === document.body) return null;
      const labels = [
        active.getAttribute('aria-label'),
        document.querySelector(`label[for="${CSS.escape(active.id)}"]`)?.textContent,
        active.closest('label')?.textContent,
        active.getAttribute('placeholder'),
        active.textContent,
      ];
      const isMarked = (at: Element | null, up: number): boolean => {
        if (at === null || up === 0) return false;
        const { outlineStyle, outlineWidth, boxShadow, borderColor } = getComputedStyle(at);
        const hasRing = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0;
        return hasRing || boxShadow !== 'none' || borderColor === 'rgb(31, 95, 168)'
          ? true
          : isMarked(at.parentElement, up - 1);
      };
      const { top, bottom, left, right } = active.getBoundingClientRect();
      const isInSight = bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
      return {
        name: labels.find((label) => (label ?? '').trim() !== '')?.trim() ?? '',
        within: active.closest('.finding, .question, .sign, .correction, .ant-card')?.textContent ?? '',
        isSeen: isInSight && isMarked(active, 4),
      };
    });
  /** Goes on by Tab until the focus is on what has the name, within what says so. */
  const reach = async (name: RegExp, within = ''): Promise<void> => {
    const passed: string[] = [];
    for (let index = 0; index <= patience; index += 1) {
      const at = await stop();
      if (at !== null && name.test(at.name) && at.within.includes(within)) {
        // What is drawn anew takes its colours in a moment.
        await expect.poll(async () => (await stop())?.isSeen, { message: `${at.name}: focus` }).toBe(true);
        return;
      }
      passed.push(at?.name.slice(0, 20) ?? '—');
      await press('Tab');
    }
    throw new Error(`${name.source} is not reached by Tab, but ${passed.join(' / ')}`);
  };
  const enter = async (name: RegExp, within?: string): Promise<void> => {
    await reach(name, within);
    await press('Enter');
  };
  const type = async (text: string): Promise<void> => {
    await press('Control+A');
    await page.keyboard.type(text);
  };
  const go = async (screen: string): Promise<void> => {
    await press(`Alt+${screens.indexOf(screen) + 1}`);
    await page.locator(`[data-screen=${screen}][aria-current=page]:focus`).waitFor();
    await page.locator('.screen-head').first().waitFor();
  };
  const idle = async (): Promise<void> => {
    await page.locator('.bottom .work').first().waitFor({ state: 'detached', timeout: 120_000 });
  };
  const said = (text: string): Promise<void> =>
    page.locator('.notices .ant-alert').filter({ hasText: text }).waitFor({ timeout: 120_000 });
  const findings = async () => {
    await go('review');
    return findingsOn(page);
  };
  return {
    init: async (county, year) => {
      await reach(/^年份$/);
      await type(String(year));
      await reach(/^县\(市、区\)$/);
      await page.keyboard.type(county);
      await press('Enter');
      await enter(/^建立$/);
      await page.locator('.frame').waitFor();
    },
    importFolder: async (folder) => {
      await go('import');
      await reach(/^选择文件夹/);
      await files.choose(folder, () => press('Enter'));
      await said('导入完成');
      await idle();
      return importedOn(page, folder);
    },
    addUnknownUnit: async () => {
      await go('import');
      await enter(/^加入名录/);
      await page.locator('[data-question]').first().waitFor({ state: 'detached' });
      await idle();
      // The focus has gone on to the list of files.
      await page.locator('.batch-list [aria-selected=true]:focus').waitFor();
    },
    openFindings: findings,
    correct: async (unit, code, value) => {
      await go('review');
      await enter(/^去更正$/, unit.name);
      await page.locator(`[data-key="${code}"] input:focus`).waitFor();
      await type(String(value));
      await press('Enter');
      await page.locator('.correction').waitFor();
      // From the cells to what stands beside the form.
      await press('Control+Enter');
      await reach(/依据/, '更正');
      await page.keyboard.type('更正函');
      await press('Enter');
      await enter(/^确定$/, '更正');
      await page.locator('.ant-modal input:focus').waitFor();
      await page.keyboard.type('张丽');
      await press('Enter');
      await page.locator('.correction').waitFor({ state: 'detached' });
    },
    explainAll: async (text) => {
      await go('review');
      for (;;) {
        await page.locator('.finding, .ant-empty').first().waitFor();
        const left = await page.locator('.finding').count();
        if (left === 0) return;
        await enter(/说明$/);
        await page.locator('.explanation .category input:focus').waitFor();
        await page.keyboard.type('核实无误');
        await press('Enter');
        await reach(/^写明具体原因/);
        await page.keyboard.type(text);
        await press('Enter');
        await page.waitForFunction((before) => document.querySelectorAll('.finding').length < before, left);
      }
    },
    acceptAll: async () => {
      await go('home');
      await enter(/^全部验收$/);
      await said('已验收 10 张');
    },
    total: async (indicator) => {
      await go('totals');
      const row = page.locator(`.totals [data-row-key="${indicator}"]`);
      await row.waitFor();
      await reach(new RegExp(indicator));
      return Number((await row.locator('b.number').textContent())?.replaceAll(',', ''));
    },
    signOff: async (statisticsHead, officeHead) => {
      for (const name of [statisticsHead, officeHead]) {
        await go('packages');
        await reach(/姓名$/);
        await type(name);
        await press('Enter');
        await page.locator('.acts').filter({ hasText: name }).waitFor();
      }
    },
    seal: async (passphrase) => {
      await go('packages');
      await reach(/口令/);
      await page.keyboard.type(passphrase);
      await press('Tab');
      await reach(/口令|再/);
      await page.keyboard.type(passphrase);
      await enter(/^建立密钥$/);
      await page.getByRole('button', { name: /封装并保存/ }).waitFor();
      await reach(/口令/);
      await page.keyboard.type(passphrase);
      await reach(/封装并保存/);
      const file = await files.saved(() => press('Enter'));
      await said('已封装');
      return file;
    },
    verify: async (file) => {
      await go('packages');
      await reach(/^验证上报包/);
      await files.choose(file, () => press('Enter'));
      await page.locator('.ant-modal .ant-alert').waitFor();
      const text = (await page.locator('.ant-modal .ant-alert').textContent()) ?? '';
      await press('Escape');
      await page.locator('.ant-modal').waitFor({ state: 'hidden' });
      await page.locator('.screen-tools button:focus').waitFor();
      return text.includes('验证通过');
    },
  };
}
