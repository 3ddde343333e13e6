import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { strFromU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { acts } from '#electron/store/acts.ts';
import { openReadable } from '#electron/store/open.ts';
import { originalFile } from '#electron/store/originals.ts';
import { saveMadeFile } from '#electron/threads/save.ts';
import type { Service } from '#electron/threads/service.ts';
import { problemText } from '#shared/texts/problems.ts';
import { mostAttachmentBytes } from '#shared/values/attachments.ts';
import { documentBytes, explanation, given, oddCounty, oddRule, oddUnit } from '#test/fixtures/attached.ts';
import { filesBelow } from '#test/fixtures/county-store.ts';
import { passphrase } from '#test/fixtures/crash/acts.ts';
import { serviceOf } from '#test/fixtures/crash/base.ts';
import { refused } from '#test/fixtures/refusal.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

const folder = temporaryFolder();
const { data, finding } = oddCounty(folder);
let service: Service;
beforeAll(async () => {
  service = serviceOf(data);
  await service.open();
});
afterAll(() => service.close());

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const licence = documentBytes('pdf', 'licence');
const add = (files: Readonly<Record<string, Uint8Array>>, of = finding) =>
  service.answer('attachment.add', {
    finding: of,
    files: Object.entries(files).map(([name, bytes]) =>
      given(service, path.join(folder, 'sent'), name, bytes),
    ),
  });
const view = async () => {
  const { findings } = await service.answer('findings.list', { rule: oddRule });
  const [found] = findings;
  if (found === undefined) throw new Error('the finding is gone');
  return found;
};
const names = async () => (await view()).attachments.map(({ name }) => name);
const kept = () => filesBelow(path.join(data, 'originals')).map((file) => path.basename(file));

describe('an explanation whose rule asks for a document', () => {
  test('is kept without it and said to lack it, in the list and before signing, where it stops nobody', async () => {
    expect((await view()).words.attach).toEqual({ zh: '营业执照', en: 'business licence' });
    expect(await view()).toMatchObject({ explained: null, lacking: false });
    const said = await service.answer('finding.explain', { finding, ...explanation });
    expect(said.finding).toMatchObject({ lacking: true, attachments: [] });
    const list = await service.answer('findings.list', { lacking: true });
    expect(list).toMatchObject({ lacking: 1, total: 1, findings: [{ finding: { id: finding } }] });
    await service.answer('filing.acceptClean', {});
    const { findings } = await service.answer('findings.list', { open: true });
    for (const { finding: other } of findings)
      await service.answer('finding.explain', { finding: other.id, ...explanation });
    expect((await service.answer('round.get', {})).rehearsal).toMatchObject({ lacking: 1, ready: true });
  });

  test('lacks nothing once a file of it is there, which stays over checks; and lacks it again without', async () => {
    const { attachments } = await add({ '执照.pdf': licence });
    expect(attachments).toMatchObject([
      { name: '执照.pdf', sha256: sha256Of(licence), size: licence.length, actor: '' },
    ]);
    expect(readFileSync(originalFile(data, sha256Of(licence))).equals(licence)).toBe(true);
    await service.answer('check.run', {});
    expect(await view()).toMatchObject({ lacking: false, attachments: [{ name: '执照.pdf' }] });
    expect((await service.answer('round.get', {})).rehearsal.lacking).toBe(0);
    const removal = { finding, sha256: sha256Of(licence) };
    expect(await service.answer('attachment.remove', removal)).toEqual({ attachments: [] });
    expect(await view()).toMatchObject({ lacking: true, attachments: [] });
    await refused(service.answer('attachment.remove', removal), 'attachment.absent');
    await refused(service.answer('attachment.fetch', removal), 'attachment.absent');
  });

  test('has each file once, whatever its name, also one that was removed before', async () => {
    await add({ '执照.pdf': licence, '扫描件.jpg': documentBytes('jpg', 'scan') });
    await add({ '又一份.pdf': licence });
    expect(await names()).toEqual(['执照.pdf', '扫描件.jpg']);
    expect((await service.answer('attachment.list', {})).attachments).toMatchObject([
      { name: '执照.pdf', finding, unit: oddUnit.id, unitName: oddUnit.name, return: 'JC101' },
      { name: '扫描件.jpg' },
    ]);
  });

  test('who added and removed what is in the log', () => {
    const store = openReadable(data);
    const log = acts(store, 2015).filter(({ act }) => act === 'attach' || act === 'detach');
    store.db.close();
    expect(log.map(({ act, unit, return: code, reason }) => [act, unit, code, reason])).toEqual([
      ['attach', oddUnit.id, 'JC101', `${oddRule} 执照.pdf`],
      ['detach', oddUnit.id, 'JC101', `${oddRule} 执照.pdf`],
      ['attach', oddUnit.id, 'JC101', `${oddRule} 执照.pdf`],
      ['attach', oddUnit.id, 'JC101', `${oddRule} 扫描件.jpg`],
    ]);
  });

  test('gives its file out as it came; one that was lost or altered on the disk is named, by the doctor too', async () => {
    const asked = { finding, sha256: sha256Of(licence) };
    const { file } = await service.answer('attachment.fetch', asked);
    expect(file).toMatchObject({ name: '执照.pdf', sha256: sha256Of(licence), size: licence.length });
    const out = path.join(folder, 'out');
    const saved = await saveMadeFile(service.tokens.take(file.token), path.join(out, '执照.pdf'));
    expect(readFileSync(saved).equals(licence)).toBe(true);
    writeFileSync(originalFile(data, sha256Of(licence)), 'another');
    const problem = await refused(service.answer('attachment.fetch', asked), 'attachment.damaged');
    await refused(service.answer('attachment.bundle', {}), 'attachment.damaged');
    expect(filesBelow(path.join(data, 'made'))).toEqual([]);
    expect(problemText(problem, 'zh')).toContain('“执照.pdf”');
    const failing = async () =>
      (await service.answer('care.doctor', {})).checks
        .filter(({ ok }) => !ok)
        .map(({ check, detail }) => [check, detail]);
    expect(await failing()).toEqual([['attachments', '执照.pdf']]);
    // The same file again puts it right.
    await add({ '执照.pdf': licence });
    expect(await failing()).toEqual([]);
  });

  test('gives it out under a name that every system takes, whatever the one was that it came under', async () => {
    const asked = { finding, sha256: sha256Of(licence) };
    await service.answer('attachment.remove', asked);
    await add({ '..\\执照:1.pdf': licence });
    expect((await service.answer('attachment.fetch', asked)).file.name).toBe('_执照_1.pdf');
    await service.answer('attachment.remove', asked);
    await add({ '执照.pdf': licence });
  });
});

describe('what is no document to attach', () => {
  const small = documentBytes('png', 'small');
  test.each<[string, string, Uint8Array, RegExp]>([
    [
      'a Word file that is called .pdf',
      '执照.pdf',
      Buffer.from('PK\u0003\u0004word'),
      /“执照\.pdf”不是 PDF、JPG 或 PNG/,
    ],
    ['a text', '说明.txt', Buffer.from('营业执照'), /“说明\.txt”不是/],
    ['an empty file', '空.jpg', Buffer.alloc(0), /“空\.jpg”不是/],
    [
      'one that is too large',
      '大.png',
      Buffer.concat([small, Buffer.alloc(mostAttachmentBytes)]),
      /“大\.png”有 10\.1 MB,超过 10\.0 MB/,
    ],
  ])(
    '%s is refused by name, nothing of the same act is attached, and it is not kept',
    async (_what, name, bytes, said) => {
      const before = await names();
      const code = bytes.length > mostAttachmentBytes ? 'attachment.size' : 'attachment.kind';
      const problem = await refused(add({ '好.png': small, [name]: bytes }), code);
      expect(problemText(problem, 'zh')).toMatch(said);
      expect(await names()).toEqual(before);
      expect(kept()).not.toContain(sha256Of(bytes));
    },
  );

  test('a file of exactly the limit is taken, the eleventh of one explanation is not', async () => {
    const whole = Buffer.concat([small, Buffer.alloc(mostAttachmentBytes - small.length)]);
    await add({ '整.png': whole });
    const pages = Array.from({ length: 7 }, (_, page) => [`${page}.jpg`, documentBytes('jpg', `${page}`)]);
    await add(Object.fromEntries(pages) as Record<string, Buffer>);
    expect(await names()).toHaveLength(10);
    const problem = await refused(add({ '多.jpg': documentBytes('jpg', 'more') }), 'attachment.count');
    expect(problemText(problem, 'zh')).toContain('“多.jpg”没有附上:一条说明最多附 10 个文件');
    expect(await names()).toHaveLength(10);
  });

  test('a finding that there is not, or that can’t be explained, takes none', async () => {
    await refused(add({ '执照.pdf': licence }, 'none'), 'finding.absent');
    const { findings } = await service.answer('findings.list', { class: 'D', limit: 1 });
    for (const { finding: hint } of findings)
      await refused(add({ '执照.pdf': licence }, hint.id), 'finding.class');
  });
});

test(
  'attachments stay in backups and over a restart; a file that nothing names is swept',
  { timeout: 120_000 },
  async () => {
    const orphan = documentBytes('pdf', 'orphan');
    await refused(add({ '孤.pdf': orphan }, 'none'), 'finding.absent');
    const { file } = await service.answer('care.backup', {});
    const backup = await saveMadeFile(
      service.tokens.take(file.token),
      path.join(folder, 'out', 'county.nbbak'),
    );
    const before = (await view()).attachments;

    await service.close();
    const stray = originalFile(data, sha256Of(orphan));
    mkdirSync(path.dirname(stray), { recursive: true });
    writeFileSync(stray, orphan);
    service = serviceOf(data);
    await service.open();
    expect((await view()).attachments).toEqual(before);
    expect(existsSync(stray)).toBe(false);
    // Nor is anything left of what came with files that were refused.
    expect(kept()).toEqual(before.map(({ sha256 }) => sha256).sort());

    const other = serviceOf(path.join(folder, 'restored'));
    await other.open();
    try {
      await other.answer('care.restore', { file: other.tokens.give(backup, 'county.nbbak') });
      const { findings } = await other.answer('findings.list', { rule: oddRule });
      expect(findings[0]?.attachments).toEqual(before);
      expect(await other.answer('care.doctor', {})).toMatchObject({ healthy: true });
    } finally {
      await other.close();
      rmSync(path.join(folder, 'restored'), { recursive: true, force: true });
    }
  },
);

test('nothing is added or removed once the year is signed', async () => {
  await service.answer('round.signoff', { role: 'statistics-head', name: '王统计' });
  await refused(add({ '执照.pdf': licence }), 'round.frozen');
  await refused(service.answer('attachment.remove', { finding, sha256: sha256Of(licence) }), 'round.frozen');
});

describe('a sealed package', { timeout: 120_000 }, () => {
  const out = path.join(folder, 'out');
  const sealed: { package: string; workbook: string; zip: string } = { package: '', workbook: '', zip: '' };
  const saved = async ({ token, name }: { readonly token: string; readonly name: string }) =>
    saveMadeFile(service.tokens.take(token), path.join(out, name));
  const verify = async (file: string, zip: string) =>
    service.answer('package.verify', {
      file: service.tokens.give(file, path.basename(file)),
      attachments: service.tokens.give(zip, path.basename(zip)),
    });
  const named = ({ attachments }: Awaited<ReturnType<typeof verify>>) =>
    (attachments?.named ?? []).map(({ name, found }) => [name, found]);

  beforeAll(async () => {
    await service.answer('round.signoff', { role: 'office-head', name: '李局长' });
    await service.answer('key.new', { passphrase });
    sealed.package = await saved((await service.answer('package.seal', { format: 'both', passphrase })).file);
    const { file, files } = await service.answer('attachment.bundle', {});
    sealed.zip = await saved(file);
    expect(files).toBe(10);
    sealed.workbook = path.join(out, 'inner.xlsx');
    const parts = unzipSync(readFileSync(sealed.package));
    writeFileSync(sealed.workbook, parts['220122-2015-001.xlsx'] ?? '');
  }, 120_000);

  test('names the attachments, and verifies; the zip beside it has every one of them', async () => {
    const parts = unzipSync(readFileSync(sealed.package));
    const findings = JSON.parse(strFromU8(parts['data/findings.json'] ?? new Uint8Array())) as {
      readonly id: string;
      readonly explanation: { readonly attachments?: readonly { readonly name: string }[] } | null;
    }[];
    const said = findings.filter(({ explanation: one }) => one?.attachments !== undefined);
    expect(said.map(({ id }) => id)).toEqual([finding]);
    expect(said[0]?.explanation?.attachments).toContainEqual({
      name: '执照.pdf',
      sha256: sha256Of(licence),
      size: licence.length,
    });
    const verdict = await verify(sealed.package, sealed.zip);
    expect(verdict).toMatchObject({ valid: true, attachments: { unnamed: [] } });
    expect(named(verdict)).toHaveLength(10);
    expect(named(verdict).every(([, found]) => found)).toBe(true);
    expect(named(await verify(sealed.workbook, sealed.zip)).sort()).toEqual(named(verdict).sort());
  });

  test('the zip has a list by hash, with each file under the name of its unit', () => {
    const entries = unzipSync(readFileSync(sealed.zip));
    const list = strFromU8(entries['附件清单.csv'] ?? new Uint8Array());
    expect(Object.keys(entries)).toContain(`${oddUnit.name}/执照.pdf`);
    expect(list.split('\r\n').filter((line) => line.includes(sha256Of(licence)))).toEqual([
      `${oddUnit.name},JC101,${oddRule},${finding},执照.pdf,${oddUnit.name}/执照.pdf,${licence.length},${sha256Of(licence)}`,
    ]);
  });

  test.each(['package', 'workbook'] as const)(
    'an attachment that was changed, left out or put in shows, by the hash in the %s',
    async (kind) => {
      const { [`${oddUnit.name}/执照.pdf`]: was, ...rest } = unzipSync(readFileSync(sealed.zip));
      expect(was).toBeDefined();
      const forged = path.join(out, 'forged.zip');
      writeFileSync(forged, zipSync({ ...rest, '执照.pdf': documentBytes('pdf', 'LICENCE') }));
      const verdict = await verify(sealed[kind], forged);
      expect(verdict.valid).toBe(true);
      expect(named(verdict).filter(([, found]) => found !== true)).toEqual([['执照.pdf', false]]);
      expect(verdict.attachments?.unnamed).toEqual(['执照.pdf']);
      writeFileSync(forged, 'no zip');
      await refused(verify(sealed[kind], forged), 'attachment.zip');
    },
  );
});
