import { beforeAll, describe, expect, test } from 'vitest';
import { province, type Province } from '#test/fixtures/certificates.ts';
import { flipBytes } from '#test/fixtures/flips.ts';
import { seedOf } from '#test/fixtures/fuzz.ts';
import { build, faultsOf } from '#test/fixtures/sealed.ts';

let jilin: Province;
beforeAll(async () => {
  jilin = await province();
});

describe('a package that was damaged on its way', () => {
  test.each(['json', 'xlsx', 'both'] as const)('cut off at any 64th (%s) is incomplete', async (format) => {
    const { bytes, name } = await build(format, jilin.signer);
    for (let part = 1; part < 64; part++) {
      const cut = bytes.subarray(0, Math.floor((bytes.length * part) / 64));
      expect([part, await faultsOf(cut, name, [jilin.root.pem])]).toEqual([part, [`zip-cut ${name}`]]);
    }
    for (const less of [1, 2, 21, 22, 23]) {
      const cut = bytes.subarray(0, bytes.length - less);
      expect(await faultsOf(cut, name, [jilin.root.pem])).toEqual([`zip-cut ${name}`]);
    }
  });

  test('with a block of zeros in it is refused', async () => {
    const { bytes, name } = await build('both', jilin.signer);
    for (let from = 0; from < bytes.length; from += 512) {
      const copy = Buffer.from(bytes);
      copy.fill(0, from, Math.min(from + 512, copy.length));
      // The last block may be a few bytes that were zero before: the end of the directory's length, the missing comment's.
      if (copy.equals(bytes)) continue;
      const found = await faultsOf(copy, name, [jilin.root.pem]).catch(() => ['no zip']);
      expect(found.length).toBeGreaterThan(0);
    }
  });

  test('and is named by the file in it that was hit', async () => {
    const { bytes, name } = await build('both', jilin.signer);
    const at = bytes.indexOf('data/filings.json') + 40;
    const copy = Buffer.from(bytes);
    copy[at] = (copy[at] ?? 0) ^ 0x10;
    expect(await faultsOf(copy, name, [jilin.root.pem])).toEqual(['zip data/filings.json']);
  });

  test('in any one byte is refused, or changes nothing', async () => {
    const ends = await flipBytes(
      (size, chance) => Array.from({ length: 300 }, () => chance.whole(0, size - 1)),
      seedOf('flipped bytes'),
    );
    expect(Object.values(ends).reduce((sum, count) => sum + count, 0)).toBe(900);
    // The flips reach the content as well as the headers around it.
    for (const format of ['json', 'xlsx', 'both'])
      for (const code of ['zip', 'zip-form']) expect(ends[`${format} ${code}`]).toBeGreaterThan(2);
  }, 120_000);
});
