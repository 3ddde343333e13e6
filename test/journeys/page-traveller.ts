import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, vi } from 'vitest';
import type { Locator, Page } from 'playwright-core';
import type { Traveller } from './journey.ts';

/** What differs between a page in the browser and one in the window: files come and go through the system. */
export interface PageFiles {
  /** Acts, and answers the dialog for a folder or file that opens with it. */
  readonly choose: (file: string, act: () => Promise<void>) => Promise<void>;
  /** Acts, and returns the file that is saved because of it. */
  readonly saved: (act: () => Promise<void>) => Promise<string>;
}

/** Walks the journey as a clerk would, through the screens; each screen is kept as a picture. */
export function pageTraveller(page: Page, files: PageFiles, pictures: string): Traveller {
  mkdirSync(pictures, { recursive: true });
  const picture = async (name: string): Promise<void> => {
    await page.screenshot({ path: path.join(pictures, `${name}.png`), animations: 'disabled' });
  };
  const go = async (screen: string): Promise<void> => {
    await page.locator(`[data-screen=${screen}]`).click();
    await page.locator('.screen-head').first().waitFor();
  };
  const button = (name: string | RegExp, within: Page | Locator = page): Locator =>
    within.getByRole('button', { name });
  const idle = async (): Promise<void> => {
    await page.locator('.bottom .work').first().waitFor({ state: 'detached', timeout: 120_000 });
  };
  const choose = async (select: Locator, text: string): Promise<void> => {
    await select.click();
    await page.keyboard.type(text);
    await page
      .locator('.ant-select-dropdown:visible .ant-select-item-option')
      .filter({ hasText: text })
      .first()
      .click();
  };
  const shownFindings = async (): Promise<{ class: string; rule: string }[]> => {
    await go('review');
    return findingsOn(page);
  };
  return {
    init: async (county, year) => {
      await picture('00-first-start');
      await page.locator('.ant-input-number input').fill(String(year));
      await choose(page.locator('.ant-select').first(), county);
      await button('建立').click();
      await page.locator('.frame').waitFor();
      await picture('01-home-empty');
    },
    importFolder: async (folder) => {
      await go('import');
      await files.choose(folder, () => button(/选择文件夹/).click());
      await page.locator('.notices .ant-alert').filter({ hasText: '导入完成' }).waitFor({ timeout: 120_000 });
      await idle();
      const imported = await importedOn(page, folder);
      await picture('02-import');
      return imported;
    },
    addUnknownUnit: async () => {
      await go('import');
      await page.locator('[data-question="unit-unknown"] [data-choice="add"]').click();
      await page.locator('[data-question]').first().waitFor({ state: 'detached' });
      await idle();
    },
    openFindings: shownFindings,
    correct: async (unit, code, value) => {
      await go('review');
      await picture('03-review');
      await page
        .locator('.finding')
        .filter({ hasText: unit.name })
        .first()
        .getByRole('button', { name: '去更正' })
        .click();
      const cell = page.locator(`[data-key="${code}"] input`);
      await cell.waitFor();
      await cell.fill(String(value));
      await cell.press('Enter');
      await page.locator('.correction').waitFor();
      await choose(page.locator('.correction .ant-select').first(), '更正函');
      await picture('04-correction');
      await button('确定', page.locator('.correction')).click();
      // The first act that is logged with a name asks for it.
      await page.locator('.ant-modal').getByLabel('填表人姓名').fill('张丽');
      await button('保存', page.locator('.ant-modal')).click();
      await page.locator('.correction').waitFor({ state: 'detached' });
      await picture('05-filing');
    },
    explainAll: async (text) => {
      await go('review');
      for (;;) {
        await page.locator('.finding, .ant-empty').first().waitFor();
        const left = await page.locator('.finding').count();
        if (left === 0) return;
        const first = page.locator('.finding').first();
        await first.getByRole('button', { name: /说明/ }).click();
        await first.locator('.category input').fill('核实无误');
        await page.keyboard.press('Enter');
        await first.locator('.explanation-text input').fill(text);
        await first.getByRole('button', { name: '保存说明' }).click();
        await page.waitForFunction((before) => document.querySelectorAll('.finding').length < before, left);
      }
    },
    acceptAll: async () => {
      await go('home');
      await page.locator('[data-task="accept-filings"] button').click();
      await page.locator('.notices .ant-alert').filter({ hasText: '已验收 10 张' }).waitFor();
      await picture('06-home');
    },
    total: async (indicator) => {
      await go('totals');
      const row = page.locator(`.totals [data-row-key="${indicator}"]`);
      await row.waitFor();
      await page.locator('.ladder details').first().waitFor();
      await picture('07-totals');
      return Number((await row.locator('b.number').textContent())?.replaceAll(',', ''));
    },
    signOff: async (statisticsHead, officeHead) => {
      await go('packages');
      await picture('08-rehearsal');
      for (const name of [statisticsHead, officeHead]) {
        await page.locator('.sign input').last().fill(name);
        await button('签批', page.locator('.sign')).click();
        await page.locator('.acts').filter({ hasText: name }).waitFor();
      }
    },
    seal: async (passphrase) => {
      await page.locator('input[type=password]').first().fill(passphrase);
      await page.locator('input[type=password]').nth(1).fill(passphrase);
      await button('建立密钥').click();
      await button(/封装并保存/).waitFor();
      await page.locator('input[type=password]').fill(passphrase);
      await picture('09-seal');
      const file = await files.saved(() => button(/封装并保存/).click());
      await page.locator('.notices .ant-alert').filter({ hasText: '已封装' }).waitFor();
      await picture('10-sealed');
      return file;
    },
    verify: async (file) => {
      await files.choose(file, () => button(/验证上报包/).click());
      await page.locator('.ant-modal .ant-alert').waitFor();
      const text = (await page.locator('.ant-modal .ant-alert').textContent()) ?? '';
      await picture('11-verified');
      await page.keyboard.press('Escape');
      return text.includes('验证通过');
    },
  };
}

type Imported = Awaited<ReturnType<Traveller['importFolder']>>;

/** How many files of a folder the screen says were committed, ask and were refused, once it shows them all. */
export async function importedOn(page: Page, folder: string): Promise<Imported> {
  const files = readdirSync(folder).length;
  return vi.waitFor(
    async () => {
      const summary = (await page.locator('.import-summary').textContent()) ?? '';
      const count = (name: string): number => Number(new RegExp(`${name} (\\d+)`).exec(summary)?.[1] ?? 0);
      const [committed, questions, refused] = [count('已入库'), count('待确认'), count('未能导入')];
      expect(committed + questions + refused, summary).toBe(files);
      return { committed, questions, refused };
    },
    { timeout: 30_000 },
  );
}

/** The findings that the list of 审核 shows, by class and rule. */
export async function findingsOn(page: Page): Promise<{ class: string; rule: string }[]> {
  await page.locator('.finding, .ant-empty').first().waitFor();
  return page.locator('.finding').evaluateAll((items) =>
    items.map((item) => ({
      class: item.querySelector('.class-mark')?.textContent?.slice(-1) ?? '',
      rule: item.getAttribute('data-rule') ?? '',
    })),
  );
}
