import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { loadedEdition } from '#electron/edition.ts';
import { packEdition } from '#electron/sync/edition-file.ts';
import type { Edition } from '#shared/returns/definition.ts';
import { province } from '#test/fixtures/certificates.ts';
import { testService } from '#test/fixtures/service.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';
import { openCounty, type County } from './county.ts';

/** A county gets a new edition of the province: from the file to the year under it, and to its 有效期, which has passed. */
const work = temporaryFolder();
const file = path.join(work, '新制度.nbed');
const damaged = path.join(work, '损坏.nbed');
const root = path.join(work, '省局.pem');
let county: County;
const page = (): Page => county.page;
const press = (name: string | RegExp) => page().getByRole('button', { name }).click();
const card = () => page().locator('.editions');
const dialog = () => page().getByRole('dialog').last();

/** The program's own edition under another name: one indicator renamed, valid until the end of June 2014. */
function followingEdition(): Edition {
  const { edition } = loadedEdition();
  return {
    ...edition,
    name: 'jilin-2015',
    title: { zh: '二〇一五年制度', en: 'Edition of 2015' },
    header: { ...edition.header, issuer: '某省统计局', validUntil: '2014年6月' },
    indicators: edition.indicators.map((indicator) =>
      indicator.code === 'I001' ? { ...indicator, name: { zh: '改了名的指标', en: 'Renamed' } } : indicator,
    ),
  };
}

async function choose(...files: readonly string[]): Promise<void> {
  const chooser = page().waitForEvent('filechooser');
  await press('载入报表制度');
  await (await chooser).setFiles([...files]);
}

beforeAll(async () => {
  const { publisher, root: top } = await province();
  writeFileSync(root, top.pem);
  writeFileSync(file, packEdition(followingEdition(), publisher, '2016-01-05T08:00:00.000Z'));
  const bytes = readFileSync(file);
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
  writeFileSync(damaged, bytes);
  const folder = path.join(work, 'data');
  const service = testService(folder);
  await service.open();
  await service.answer('workspace.init', { county: '220122', year: 2015 });
  await service.answer('units.add', { code: '91220122MA0100008Q', name: '甲厂', kind: '企业' });
  await service.close();
  county = await openCounty(folder);
  await page().locator('[data-screen=packages]').click();
  await card().getByText('demo').waitFor();
}, 120_000);
afterAll(() => county?.close());
afterEach(() => expect(county.faults).toEqual([]));

describe('an edition of the province', () => {
  test('whose file is damaged, or whose signer nobody vouches for, is refused and leaves nothing', async () => {
    await choose(damaged, root);
    await page().getByText('损坏.nbed').first().waitFor();
    await choose(file);
    await page().getByText('新制度.nbed').first().waitFor();
    expect(await page().getByRole('dialog').count()).toBe(0);
    expect(await card().locator('.edition').count()).toBe(1);
  });

  test('is shown with what it changes before it is loaded', async () => {
    await choose(file, root);
    await dialog().getByText('二〇一五年制度').first().waitFor();
    const told = await dialog().innerText();
    expect(told).toContain('改了名的指标');
    expect(told).toContain('2014年6月');
    await page().keyboard.press('Escape');
    await dialog().waitFor({ state: 'hidden' });
    expect(await card().locator('.edition').count()).toBe(1);
    await choose(file, root);
    await press(/^载\s?入$/);
    await card().getByText('jilin-2015').waitFor();
  });

  test('takes a running year for a reason, and its 有效期 that has passed stands on every paper', async () => {
    expect(
      await page()
        .getByText(/已过有效期/)
        .count(),
    ).toBe(0);
    await press('2015 年改用…');
    const move = dialog().getByRole('button', { name: /改\s?用/ });
    expect(await move.isDisabled()).toBe(true);
    await dialog().getByLabel('改用原因').fill('省局下发新制度');
    await move.click();
    await page().locator('.top').getByText('报表制度已过有效期(2014年6月)').waitFor();
    await page().locator('[data-screen=totals]').click();
    await page().locator('.totals-head').getByText('有效期至2014年6月(已过有效期)').waitFor();
    await page().locator('[data-screen=filing]').click();
    await page().locator('.filing-list .ant-table-row', { hasText: 'JC102' }).first().click();
    await page().locator('.form-head').getByText('(已过有效期)').waitFor();
  });
});
