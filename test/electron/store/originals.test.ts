import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { setBatchState } from '#electron/store/batches.ts';
import { keepOriginal, OriginalCopy, originalFile, sweepOriginals } from '#electron/store/originals.ts';
import { createFilePool } from '#electron/threads/file-pool.ts';
import { countyStore, filesBelow, importBatch } from '#test/fixtures/county-store.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';
import { rowsXml, xlsxOf } from '#test/fixtures/xlsx.ts';

const root = temporaryFolder();
const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('originals', () => {
  const folder = path.join(root, 'county');
  const store = countyStore(folder, ['U1']);
  afterAll(() => store.db.close());
  const kept = (): readonly string[] =>
    filesBelow(path.join(folder, 'originals')).map((file) => path.basename(file));
  /** Keeps an original that a batch names by the hash that the fixture makes of its id. */
  const keep = async (id: string): Promise<string> => {
    const sha256 = id.padEnd(64, '0');
    await keepOriginal(folder, Buffer.from(id), sha256);
    return sha256;
  };

  it('lie under their hash, once; one that was altered on the disk is put right when the file comes again', async () => {
    const bytes = Buffer.from('what the enterprise sent');
    const sha256 = sha256Of(bytes);
    await keepOriginal(folder, bytes, sha256);
    await keepOriginal(folder, bytes, sha256);
    expect(filesBelow(path.join(folder, 'originals'))).toEqual([path.join(sha256.slice(0, 2), sha256)]);
    writeFileSync(originalFile(folder, sha256), 'what the enterprise SENT');
    await keepOriginal(folder, bytes, sha256);
    expect(readFileSync(originalFile(folder, sha256)).equals(bytes)).toBe(true);
  });

  it('of a file that was not understood leave nothing, also where the disk took none of it', async () => {
    const bytes = Buffer.from('what nobody understood');
    await new OriginalCopy(folder, bytes, sha256Of(bytes)).drop();
    expect(kept().filter((name) => name.startsWith(sha256Of(bytes)))).toEqual([]);
    const noFolder = path.join(folder, 'a file');
    writeFileSync(noFolder, '');
    const copy = new OriginalCopy(noFolder, bytes, sha256Of(bytes));
    await expect(copy.keep()).rejects.toThrow(/ENOTDIR|EEXIST/);
    await copy.drop();
    await expect(keepOriginal(noFolder, bytes, sha256Of(bytes))).rejects.toThrow(/ENOTDIR|EEXIST/);
  });

  it('that no batch names are swept, halves too; those of a batch stay whatever becomes of it', async () => {
    const [used, undone, discarded] = await Promise.all(['aa1', 'bb2', 'cc3'].map(keep));
    for (const id of ['aa1', 'bb2', 'cc3']) importBatch(store, id, {});
    setBatchState(store, 'bb2', 'undone');
    setBatchState(store, 'cc3', 'discarded');
    const orphan = await keep('dd4');
    writeFileSync(`${originalFile(folder, orphan)}.123-0.part`, 'half');
    expect(kept()).toContain(orphan);
    expect(sweepOriginals(store)).toBe(3);
    expect([...kept()].sort()).toEqual([used, undone, discarded]);
  });

  it('are not swept once an older database was put back: the newer one beside it may name them', async () => {
    const orphan = await keep('ee5');
    writeFileSync(`${originalFile(folder, orphan)}.123-0.part`, 'half');
    mkdirSync(path.join(folder, 'replaced-20160301T080000'));
    expect(sweepOriginals(store)).toBe(1);
    expect(kept()).toContain(orphan);
  });
});

it('the same file under many names, read by several threads at once, is kept whole', async () => {
  const folder = path.join(root, 'threads');
  const sent = path.join(root, 'sent');
  mkdirSync(sent);
  const rows = Array.from({ length: 3000 }, (_, index) => [
    `9122012200000${String(10_000 + index)}`,
    `第${index}厂`,
    index,
    index,
    1,
  ]);
  const head = [
    ['2015年度,单位:千元'],
    ['统一社会信用代码', '单位名称', '工业总产值', '新产品产值', '从业人员'],
  ];
  const bytes = xlsxOf({ sheets: [{ rows: rowsXml([...head, ...rows]) }] });
  const readers = createFilePool({ size: 3 });
  try {
    const replies = await Promise.all(
      Array.from({ length: 9 }, (_, index) => {
        const file = path.join(sent, `${index}.xlsx`);
        writeFileSync(file, bytes);
        return readers.run({
          path: file,
          name: `${index}.xlsx`,
          stage: { year: 2015, answers: {}, keepIn: folder },
        });
      }),
    );
    for (const reply of replies) expect('answer' in reply).toBe(true);
  } finally {
    await readers.close();
  }
  const sha256 = sha256Of(bytes);
  expect(filesBelow(path.join(folder, 'originals'))).toEqual([path.join(sha256.slice(0, 2), sha256)]);
  expect(readFileSync(originalFile(folder, sha256)).equals(bytes)).toBe(true);
});
