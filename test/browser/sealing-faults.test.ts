import { X509Certificate } from 'node:crypto';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { saveMadeFile } from '#electron/threads/save.ts';
import { passphrase, sealable, sealedAt } from '#test/fixtures/sealable-county.ts';
import { testService } from '#test/fixtures/service.ts';
import { noSmallDisk, SmallDisk } from '#test/fixtures/small-disk.ts';
import { Files } from '#test/fixtures/tampered.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';
import { openCounty, type County } from './county.ts';

/** What goes wrong when a year is sealed or a package is looked at, each with what the clerk is told. */
const work = temporaryFolder();
const lacking = noSmallDisk();
const disk = lacking === null ? new SmallDisk(path.join(work, 'disk'), 24) : null;
const own = path.join(work, 'own.nbpkg');
let foreign = '';
const foreignCertificate = path.join(work, '外县证书.pem');
let county: County;
const page = (): Page => county.page;

beforeAll(async () => {
  // A key of 2016, valid for three years: too old by now.
  const county2016 = await sealable(work);
  // Of an office with a key of its own.
  const other = testService(await sealable(temporaryFolder()), sealedAt);
  await other.open();
  const { file } = await other.answer('package.seal', { format: 'json', passphrase });
  foreign = await saveMadeFile(other.tokens.take(file.token), `${work}${path.sep}`);
  writeFileSync(foreignCertificate, (await other.answer('key.get', {})).key?.certificate ?? '');
  await other.close();
  const data = path.join(disk?.folder ?? work, 'data');
  cpSync(county2016, data, { recursive: true });
  county = await openCounty(data);
  await page().locator('[data-screen=packages]').click();
  await page().locator('.ant-steps-item-active', { hasText: '封装' }).waitFor();
}, 120_000);
afterAll(() => county?.close());
afterEach(() => expect(county.faults).toEqual([]));

test('a certificate that is too old gives way to a new one', async () => {
  await page()
    .getByText(/签名证书已于 2019-03-\d\d 到期,不能再签名/)
    .waitFor();
  await page().locator('#passphrase').fill(passphrase);
  await page().locator('#again').fill(passphrase);
  await page().keyboard.press('Enter');
  await page().locator('#format').waitFor();
});

test('a wrong passphrase is said where it is typed again', async () => {
  await page().locator('#passphrase').fill('another word 1');
  await page().keyboard.press('Enter');
  const said = page().locator('.ant-form-item-explain-error');
  await said.getByText('签名口令不对。没有封装任何内容').waitFor();
  expect(await page().locator('#passphrase').inputValue()).toBe('');
});

test('a forgotten passphrase is no end: a new key takes the place of the old one, or does not', async () => {
  const fingerprint = (): Promise<string> => page().locator('code').first().innerText();
  const before = await fingerprint();
  await page().getByRole('button', { name: '忘了口令' }).press('Enter');
  await page().getByText('没有口令,现在的密钥不能再用').waitFor();
  await page().getByRole('button', { name: '不换,返回' }).press('Enter');
  await page().locator('#format').waitFor();
  expect(await fingerprint()).toBe(before);
  await page().getByRole('button', { name: '忘了口令' }).press('Enter');
  await page().locator('#passphrase').fill(passphrase);
  await page().locator('#again').fill(passphrase);
  await page().keyboard.press('Enter');
  await page().locator('#format').waitFor();
  expect(await fingerprint()).not.toBe(before);
});

test('on a full disk nothing is sealed and no backup is made, and with room both are', async ({ skip }) => {
  skip(disk === null, lacking ?? '');
  disk?.fill();
  const full = page()
    .locator('.notices')
    .getByText(/所在磁盘已满,这一步没有保存。请腾出空间后重试/);
  await page().locator('#passphrase').fill(passphrase);
  await page().keyboard.press('Enter');
  await full.waitFor();
  await page().getByText('还没有封装过上报包。').waitFor();
  await page().locator('.notices').getByRole('button').last().click();
  await full.waitFor({ state: 'detached' });
  await page().getByRole('button', { name: /^备份/ }).click();
  await full.waitFor();
  disk?.empty();
  const backup = page().waitForEvent('download');
  await page().getByRole('button', { name: /^备份/ }).click();
  await backup;
  await full.waitFor({ state: 'detached' });
});

test('then the year is sealed', async () => {
  await page().locator('#passphrase').fill(passphrase);
  const download = page().waitForEvent('download');
  await page().keyboard.press('Enter');
  await (await download).saveAs(own);
  await page().locator('.ant-steps-item-active', { hasText: '写入' }).waitFor();
});

describe('a package that was looked at', () => {
  const tampered = (): Buffer => {
    const files = new Files(readFileSync(own));
    const [, number = ''] = /"01":(\d{3,})/.exec(files.text('data/filings.json')) ?? [];
    return files.replace('data/filings.json', `"01":${number}`, `"01":${number}0`).zip();
  };
  test.each([
    ['改过的.nbpkg', tampered, '“data/filings.json”被改动过。请不要使用这个文件'],
    ['没复制完.nbpkg', () => readFileSync(own).subarray(0, -3000), '可能没有复制完。请重新复制原文件再验证'],
  ])('%s: what is wrong with it is said', async (name, bytes, sentence) => {
    const file = path.join(work, name);
    writeFileSync(file, bytes());
    const chooser = page().waitForEvent('filechooser');
    await page()
      .getByRole('button', { name: /验证上报包/ })
      .press('Enter');
    await (await chooser).setFiles(file);
    const said = page().getByRole('dialog', { name });
    await said.getByText('验证不通过').waitFor();
    expect(await said.innerText()).toContain(sentence);
    await page().keyboard.press('Escape');
    await said.waitFor({ state: 'detached' });
  });

  /** Chooses files as a button asks for them. */
  const choose = async (button: RegExp, files: readonly string[]): Promise<void> => {
    const chooser = page().waitForEvent('filechooser');
    await page().getByRole('button', { name: button }).press('Enter');
    await (await chooser).setFiles([...files]);
  };

  test('of an office that is not known yet, it is valid once its certificate was chosen with it', async () => {
    await choose(/验证上报包/, [foreign]);
    const said = page().getByRole('dialog', { name: path.basename(foreign) });
    await said.getByText('签名成立,但还不能确认签名人是谁').waitFor();
    expect(await said.innerText()).toContain('连同它一起选取再验证');
    await choose(/连同证书再选/, [foreignCertificate, foreign]);
    await said.getByText('验证通过').waitFor();
    await page().keyboard.press('Escape');
    await said.waitFor({ state: 'detached' });
  });

  test('its own certificate goes to others as a file', async () => {
    const download = page().waitForEvent('download');
    await page().getByRole('button', { name: '证书存为文件' }).press('Enter');
    const saved = await download;
    expect(saved.suggestedFilename()).toMatch(/^农安县 [0-9a-f]{8}\.pem$/);
    const file = path.join(work, 'own.pem');
    await saved.saveAs(file);
    const { fingerprint256 } = new X509Certificate(readFileSync(file));
    expect(fingerprint256.replaceAll(':', '').toLowerCase().slice(0, 8)).toBe(
      saved.suggestedFilename().slice(4, 12),
    );
  });

  test('a certificate alone is none to look at', async () => {
    await choose(/验证上报包/, [foreignCertificate]);
    const notice = page().locator('.notices').getByText('请选一个上报包或签名工作簿');
    await notice.waitFor();
    await page().locator('.notices').getByRole('button').last().click();
    await notice.waitFor({ state: 'detached' });
  });
});
