import { readFileSync } from 'node:fs';
import path from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { documentBytes, explanation, given, oddCounty, oddRule } from '#test/fixtures/attached.ts';
import { testService } from '#test/fixtures/service.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';
import { goTo, openCounty, type County } from './county.ts';
import { cutOff, faint, nameless, sideways } from './page-audit.ts';

const folder = temporaryFolder();
let county: County;
beforeAll(async () => {
  county = await openCounty(oddCounty(folder).data);
  const later = county.page.getByRole('button', { name: '以后再说' });
  await county.page.locator('[data-screen=review]').waitFor();
  if ((await later.count()) > 0) await later.click();
});
afterAll(() => county?.close());

const page = () => county.page;
const finding = () => page().locator(`.finding[data-rule="${oddRule}"]`);
const choose = async (name: string, buffer: Buffer): Promise<void> => {
  const chooser = page().waitForEvent('filechooser');
  await finding()
    .getByRole('button', { name: /附上文件/ })
    .press('Enter');
  await (await chooser).setFiles({ name, mimeType: 'application/octet-stream', buffer });
};

test('a document is asked for, attached, saved and removed; without it the explanation is marked', async () => {
  await goTo(page(), 'review');
  await finding().getByRole('button', { name: '说明', exact: true }).click();
  await finding().getByText('请附:营业执照').waitFor();
  await finding().getByRole('combobox').fill(explanation.category);
  await page().keyboard.press('Enter');
  await finding().getByRole('textbox').fill(explanation.text);
  await finding().getByRole('button', { name: '保存说明' }).click();
  await page().getByText('说明已保存,还缺:营业执照').first().waitFor();

  // It is no open finding any more: what lacks a document has a list of its own.
  await finding().waitFor({ state: 'detached' });
  await page().getByRole('switch', { name: '只看缺附件' }).click();
  await finding().locator('.chip').getByText('缺附件').waitFor();

  await choose('执照.docx', Buffer.from('PK\u0003\u0004'));
  await finding().getByText('“执照.docx”不是 PDF、JPG 或 PNG').waitFor();
  await page().getByRole('switch', { name: '只看缺附件' }).click();
  await page().getByRole('switch', { name: '只看未处理' }).click();
  await choose('农安县某某公司营业执照副本扫描件.pdf', documentBytes('pdf', 'licence'));
  await finding().getByText('1 KB').waitFor();
  await finding().getByText('缺附件').waitFor({ state: 'detached' });
  expect({
    sideways: await sideways(page()),
    cutOff: await cutOff(page()),
    nameless: await nameless(page()),
    faint: await faint(page()),
  }).toEqual({ sideways: [], cutOff: [], nameless: [], faint: [] });

  const download = page().waitForEvent('download');
  await finding()
    .getByRole('button', { name: /^另存“/ })
    .click();
  expect((await download).suggestedFilename()).toBe('农安县某某公司营业执照副本扫描件.pdf');
  await finding()
    .getByRole('button', { name: /^移除“/ })
    .press('Enter');
  await finding().locator('.chip').getByText('缺附件').waitFor();

  await goTo(page(), 'home');
  await page().locator('[data-task=attach-documents]').getByRole('button').click();
  await finding().locator('.chip').getByText('缺附件').waitFor();
  await page().getByRole('button', { name: 'English' }).click();
  await finding().getByText('still missing: business licence').waitFor();
  expect(county.faults).toEqual([]);
});

test('what goes beside the package is saved in one zip with a list, in a press', async () => {
  const { data, finding } = oddCounty(path.join(folder, 'sealed'));
  const service = testService(data);
  await service.open();
  await service.answer('finding.explain', { finding, ...explanation });
  const files = [given(service, folder, '营业执照.pdf', documentBytes('pdf', 'licence'))];
  await service.answer('attachment.add', { finding, files });
  await service.answer('filing.acceptClean', {});
  const { findings } = await service.answer('findings.list', { open: true });
  for (const { finding: other } of findings)
    await service.answer('finding.explain', { finding: other.id, ...explanation });
  await service.answer('round.signoff', { role: 'statistics-head', name: '王统计' });
  await service.answer('round.signoff', { role: 'office-head', name: '李局长' });
  await service.answer('key.new', { passphrase: 'correct horse 9' });
  await service.answer('package.seal', { format: 'json', passphrase: 'correct horse 9' });
  await service.close();

  const sealed = await openCounty(data);
  try {
    await sealed.page.locator('[data-screen=packages]').click();
    await sealed.page.getByText('说明所附的材料不在上报包内').waitFor();
    const download = sealed.page.waitForEvent('download');
    await sealed.page.getByRole('button', { name: '附件和清单(1 份,zip)…' }).press('Enter');
    const zip = await download;
    expect(zip.suggestedFilename()).toBe('附件 农安县 2015.zip');
    const parts = unzipSync(readFileSync(await zip.path()));
    const names = Object.keys(parts);
    expect(names.some((name) => name.endsWith('.pdf'))).toBe(true);
    expect(names.map((name) => strFromU8(parts[name] ?? new Uint8Array())).join()).toContain('licence');
    await sealed.page.locator('.notices').getByText('已保存').waitFor();
    expect(sealed.faults).toEqual([]);
  } finally {
    await sealed.close();
  }
});
