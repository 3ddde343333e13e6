import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { soundUnit } from '#test/fixtures/office.ts';
import { passphrase, signable } from '#test/fixtures/sealable-county.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';
import { openCounty, type County } from './county.ts';

/** From a year with a return that never came to the stamped slip and the stick, by the keyboard where it is quicker. */
const work = temporaryFolder();
const year = 2015;
let folder: string;
let county: County;
const page = (): Page => county.page;
const step = (): Promise<string> => page().locator('.ant-steps-item-active').innerText();
const press = (name: string | RegExp) => page().getByRole('button', { name }).click();

beforeAll(async () => {
  const office = signable(work);
  office.add(soundUnit(2), year);
  // Signed once and opened again: what the slip may not name any more.
  const head = { year, role: 'statistics-head', name: '前任统计' };
  office.write('round.signoff', { ...head, missingReason: '企业停产,未报' });
  office.write('round.reopen', { ...head, reason: '企业来函更正' });
  office.close();
  folder = office.folder;
  county = await openCounty(folder);
  await page().locator('.wall-row').first().waitFor();
  await page().locator('[data-screen=packages]').focus();
  await page().keyboard.press('Enter');
  await page().locator('.ant-steps').waitFor();
}, 120_000);
afterAll(() => county.close());

async function readBack(file: string): Promise<string> {
  const chooser = page().waitForEvent('filechooser');
  await press(/复核 U 盘上的文件/);
  await (await chooser).setFiles(file);
  const said = page().locator('.read-back').getByText(path.basename(file));
  await said.waitFor();
  return said.innerText();
}

describe('the last steps of the year', () => {
  let sealed = '';

  test('a return that is missing needs its reason before the first signature', async () => {
    expect(await step()).toContain('统计负责人签批');
    const missing = page().locator('.ant-alert', { hasText: '缺报 2 张' });
    expect(await missing.innerText()).toContain('请催报;确实不报的,在“填报”中登记零报或免报');
    await missing.getByRole('button', { name: '看名单' }).click();
    await page().getByText('2 / 2 张').waitFor();
    await page().goBack();
    await missing.waitFor();
    await page().locator('#name').fill('王统计');
    await page().keyboard.press('Enter');
    await page().locator('.ant-form-item-explain-error').waitFor();
    expect(await page().locator('.round-state').innerText()).toContain('填报中');
    await page().locator('#missingReason').fill('企业停产,未报');
    await page().keyboard.press('Enter');
    await page().locator('.ant-steps-item-active', { hasText: '单位负责人签批' }).waitFor();
    await page().locator('#name').fill('王统计');
    await page().keyboard.press('Enter');
    await page().getByText('“王统计”已是统计负责人,同一人不能再以另一身份签批。').waitFor();
    await page().locator('#name').fill('李局长');
    await page().keyboard.press('Enter');
    await page().locator('.ant-steps-item-active', { hasText: '封装' }).waitFor();
  });

  test('the package is sealed, saved, and read back: another file is told from it', async () => {
    expect(await page().locator('label[for=again].ant-form-item-required').count()).toBe(1);
    await page().locator('#passphrase').fill(passphrase);
    await page().locator('#again').fill(passphrase);
    await page().keyboard.press('Enter');
    await page().locator('#format').waitFor();
    await page().locator('#passphrase').fill(passphrase);
    const download = page().waitForEvent('download');
    await page().keyboard.press('Enter');
    const made = await download;
    sealed = path.join(work, made.suggestedFilename());
    await made.saveAs(sealed);
    await page().locator('.ant-steps-item-active', { hasText: '写入' }).waitFor();

    const broken = path.join(work, '写坏.nbpkg');
    const bytes = readFileSync(sealed);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    writeFileSync(broken, bytes);
    expect(await readBack(broken)).toContain('不是有效的上报包');
    expect(await readBack(sealed)).toContain('与第 1 号上报包完全一致');

    // Whoever looks at a package sees whose it is, and by which certificate.
    const chooser = page().waitForEvent('filechooser');
    await press(/验证上报包/);
    await (await chooser).setFiles(sealed);
    const said = page().getByRole('dialog');
    await said.getByText('验证通过').waitFor();
    expect(await said.innerText()).toMatch(
      /农安县\(220122\)2015 年,第 1 号\s+签名人: 农安县统计局.*示范证书,不作为正式签名.*\s+证书指纹: *[0-9a-f]{64}/,
    );
    await page().keyboard.press('Escape');
    await said.waitFor({ state: 'detached' });
  });

  test('its slip names the file by its SHA-256, is printed alone, and says what is missing', async () => {
    await press('下一步');
    const slip = page().locator('.slip');
    await slip.locator('svg').waitFor();
    const text = await slip.innerText();
    expect(text.replaceAll(' ', '')).toContain(
      createHash('sha256').update(readFileSync(sealed)).digest('hex'),
    );
    expect(text).toMatch(/已验收 4 张,免报 0 张,缺报 2 张/);
    expect(text).toMatch(/王统计 [^]*李局长 /);
    expect(text).not.toContain('前任统计');
    await page().emulateMedia({ media: 'print' });
    expect(await slip.isVisible()).toBe(true);
    expect(await page().getByRole('button').count()).toBe(0);
    await page().emulateMedia({ media: 'screen' });
  });

  test('its slip asks for the name of the office where nobody entered it, and has it then', async () => {
    await page().locator('.ant-alert', { hasText: '“报送单位”还没有填写' }).getByRole('button').click();
    await page().locator('.officers #office').fill('农安县统计局');
    await page().locator('.officers #office').press('Enter');
    await page().locator('.slip td', { hasText: '农安县统计局' }).first().waitFor();
    expect(await page().getByText('“报送单位”还没有填写').count()).toBe(0);
  });

  test('its delivery is recorded, and the stepper is at its end', async () => {
    await press('下一步');
    await page().locator('#to').fill('省统计局');
    await page().keyboard.press('Enter');
    await page().getByText('已送达省统计局').waitFor();
    expect(await page().locator('.ant-steps-item-finish').count()).toBe(7);
    expect(county.faults).toEqual([]);
  });
});

describe('the page', () => {
  test('connects again after a break, and shows what happened meanwhile', async () => {
    const context = page().context();
    await context.setOffline(true);
    await page().evaluate(() => fetch('/').catch(() => undefined));
    await context.setOffline(false);
    await page().locator('[data-screen=home]').click();
    await page().locator('.wall-row').first().waitFor();
  });

  test('speaks the language that was chosen last, at the next start and another address', async () => {
    await press('English');
    await page().getByRole('heading', { name: 'Completeness' }).waitFor();
    await county.close();
    county = await openCounty(folder);
    await page().getByRole('heading', { name: 'Completeness' }).waitFor();
    expect(await page().locator('html').getAttribute('lang')).toBe('en');
  });
});
