import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { ownCertificate } from '#electron/sync/own-certificate.ts';
import { sha256 } from '#electron/sync/canonical.ts';
import { sha256Of } from '#electron/threads/save.ts';
import { Service } from '#electron/threads/service.ts';
import type { PackagedFiling } from '#shared/packages/content.ts';
import { faultsOf } from '#test/fixtures/sealed.ts';
import { copyOf, passphrase, sealable, sealedAt } from '#test/fixtures/sealable-county.ts';
import { Files } from '#test/fixtures/tampered.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

/** Sealing through the threads, on a small county that both heads have signed. */
let signed: string;
beforeAll(async () => {
  signed = await sealable(temporaryFolder());
});

const coded = (code: string, details: object = {}): unknown =>
  expect.objectContaining({ code, details: expect.objectContaining(details) as unknown });

/** Does something with a service on a folder, and closes it. */
async function within<T>(folder: string, act: (service: Service) => Promise<T>, now = sealedAt): Promise<T> {
  const service = new Service({ folder, program: 'test', build: 'test', now: () => now });
  await service.open();
  try {
    return await act(service);
  } finally {
    await service.close();
  }
}

const seal = (service: Service, format: 'json' | 'xlsx' | 'both' = 'json') =>
  service.answer('package.seal', { format, passphrase });
const stateOf = async (service: Service) => (await service.answer('round.get', {})).state;
const sequences = async (service: Service) =>
  (await service.answer('package.list', {})).packages.map(({ sequence }) => sequence);

function packagesIn(folder: string): string[] {
  return existsSync(path.join(folder, 'packages')) ? readdirSync(path.join(folder, 'packages')).sort() : [];
}

describe('sealing', { timeout: 120_000 }, () => {
  test('makes a package that is whole and valid, and that can be fetched while it is what was sealed', async () => {
    const folder = copyOf(signed);
    const kept = path.join(folder, 'packages', '220122-2015-001.nbpkg');
    await within(folder, async (service) => {
      const steps: string[] = [];
      const sealed = await service.answer(
        'package.seal',
        { format: 'both', passphrase },
        { progress: ({ done, total, on }) => steps.push(`${done}/${total} ${on}`) },
      );
      expect(steps[0]).toBe('0/4 汇集数据');
      const bytes = readFileSync(kept);
      expect(sealed).toMatchObject({
        sequence: 1,
        sha256: sha256(bytes),
        file: { name: '220122-2015-001.nbpkg', sha256: sha256(bytes), size: bytes.length },
      });
      expect(packagesIn(folder)).toEqual([path.basename(kept)]);
      const files = new Files(bytes);
      expect(files.manifest()).toMatchObject({
        kind: '正式',
        sequence: 1,
        previous: null,
        replaces: null,
        created: '2016-03-20T08:30:00Z',
        demonstration: true,
      });
      // Every filled cell leads to who gave it, and the table is the one that was signed off.
      const filings = files.json<PackagedFiling[]>('data/filings.json');
      expect(filings).toHaveLength(4);
      for (const { records } of filings)
        for (const { cells, sources } of records) expect(Object.keys(sources)).toEqual(Object.keys(cells));
      const report = await service.answer('report.get', { report: 'ZH301' });
      if (!('rows' in report)) throw new Error('ZH301 has no rows');
      expect(report.rows.length).toBeGreaterThan(10);
      const packed = files.json<{ report: string; rows?: unknown }[]>('data/reports.json');
      expect(packed.find((item) => item.report === 'ZH301')?.rows).toEqual(report.rows);
      const root = ownCertificate(folder)?.certificate ?? '';
      expect(await faultsOf(bytes, 'p.nbpkg', [root])).toEqual([]);

      const { file } = await service.answer('package.fetch', { sequence: 1 });
      expect(await sha256Of(service.tokens.take(file.token).path)).toBe(sealed.sha256);
      const fetch = (sequence: number) => service.answer('package.fetch', { sequence });
      await expect(fetch(2)).rejects.toEqual(coded('package.absent'));
      bytes[1000] = (bytes[1000] ?? 0) ^ 1;
      writeFileSync(kept, bytes);
      await expect(fetch(1)).rejects.toEqual(coded('package.damaged'));
      rmSync(kept);
      await expect(fetch(1)).rejects.toEqual(coded('package.damaged'));
    });
  });

  test('that fails seals nothing and uses no number; three at once make one package', async () => {
    const folder = copyOf(signed);
    await within(folder, async (service) => {
      const wrong = { format: 'json', passphrase: 'correct horse 8' } as const;
      await expect(service.answer('package.seal', wrong)).rejects.toEqual(coded('key.passphrase'));

      const abort = new AbortController();
      const given = { signal: abort.signal, progress: () => abort.abort() };
      await expect(service.answer('package.seal', { format: 'json', passphrase }, given)).rejects.toEqual(
        coded('request.cancelled'),
      );

      // Something else stands where packages are kept.
      rmSync(path.join(folder, 'packages'), { recursive: true, force: true });
      writeFileSync(path.join(folder, 'packages'), '');
      await expect(seal(service)).rejects.toThrow();
      rmSync(path.join(folder, 'packages'));
      expect([await stateOf(service), await sequences(service)]).toEqual(['signed-2', []]);

      const ends = await Promise.allSettled([seal(service), seal(service, 'both'), seal(service)]);
      expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const end of ends)
        if (end.status === 'rejected') expect(end.reason).toEqual(coded('round.state', { act: 'seal' }));
      expect(await sequences(service)).toEqual([1]);
      expect(packagesIn(folder)).toHaveLength(1);
      const { checks } = await service.answer('care.doctor', {});
      expect(checks.filter(({ ok }) => !ok)).toEqual([]);
    });
    const written = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    expect(written.some(({ name }) => name.endsWith('.log'))).toBe(true);
    for (const entry of written)
      expect(readFileSync(path.join(entry.parentPath, entry.name)).includes('correct horse')).toBe(false);
  });

  test('with a certificate that is too old or not valid yet says so; a new key can be made, the old is kept', async () => {
    const folder = copyOf(signed);
    const late = '2030-01-01T00:00:00.000Z';
    const notValid = (now: string) =>
      coded('key.not-valid', { from: '2016-03-20', until: '2019-03-20', now: now.slice(0, 10) });
    const early = '2015-06-01T00:00:00.000Z';
    await within(folder, (service) => expect(seal(service)).rejects.toEqual(notValid(early)), early);
    await within(
      folder,
      async (service) => {
        await expect(seal(service)).rejects.toEqual(notValid(late));
        expect(await stateOf(service)).toBe('signed-2');
        await service.answer('key.new', { passphrase: 'another horse 7' });
        await service.answer('package.seal', { format: 'json', passphrase: 'another horse 7' });
        expect(await stateOf(service)).toBe('sealed');
      },
      late,
    );
    expect(readdirSync(path.join(folder, 'keys'))).toHaveLength(4);
  });
});
