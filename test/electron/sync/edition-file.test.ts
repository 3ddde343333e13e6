import { beforeAll, describe, expect, test } from 'vitest';
import { canonicalBytes, sha256 } from '#electron/sync/canonical.ts';
import { openEdition, packEdition } from '#electron/sync/edition-file.ts';
import { editionLimits } from '#electron/sync/edition-kinds.ts';
import { signManifest } from '#electron/sync/jws.ts';
import { unzipStrictly, zipParts } from '#electron/sync/zip.ts';
import { isProblem } from '#shared/contract/problem.ts';
import { problemText } from '#shared/texts/problems.ts';
import { issue, province, signerOf, type Province } from '#test/fixtures/certificates.ts';
import { madeUpEdition, madeUpSupplement } from '#test/fixtures/made-up-edition.ts';

const now = '2016-01-05T08:00:00.000Z';
let jilin: Province;
let whole: Buffer;
beforeAll(async () => {
  jilin = await province();
  whole = packEdition(madeUpEdition(), jilin.publisher, now);
});

/** `edition.signature manifest.jws`: the problem and the part that it names. */
async function refusal(
  bytes: Buffer,
  trust = [jilin.root.pem],
  own: readonly string[] = [],
): Promise<string> {
  try {
    await openEdition(bytes, '制度.nbed', { trust, own });
    return 'opened';
  } catch (error) {
    if (!isProblem(error)) throw error;
    expect(problemText(error.toMessage(), 'zh')).toMatch(/制度\.nbed.*(请|先)/);
    const details = error.details as { part?: string; why?: string; found?: string };
    return [error.code, details.part ?? details.why ?? details.found ?? ''].join(' ').trim();
  }
}

/** The file with a part replaced, taken out (undefined) or added. */
function changed(parts: Readonly<Record<string, Uint8Array | undefined>>): Buffer {
  const zip = unzipStrictly(whole, 'a');
  const kept = new Map([...(zip?.parts ?? []), ...Object.entries(parts)]);
  return zipParts(new Map([...kept].flatMap(([name, part]) => (part === undefined ? [] : [[name, part]]))));
}

/** Content that is signed as it is, whatever it is. */
function signed(content: Uint8Array, more: object = {}, name = 'made-up-1'): Buffer {
  const manifest = canonicalBytes({
    formatVersion: 1,
    type: 'nianbao-edition',
    kind: 'edition',
    name,
    created: '2016-01-05T08:00:00Z',
    files: [{ name: 'edition.json', size: content.length, sha256: sha256(content) }],
    ...more,
  });
  return zipParts(
    new Map<string, Uint8Array>([
      ['manifest.json', manifest],
      ['manifest.jws', Buffer.from(signManifest(manifest, jilin.publisher))],
      ['edition.json', content],
    ]),
  );
}

describe('an edition file', () => {
  test('comes back as it was packed, with who signed it', async () => {
    const opened = await openEdition(whole, '制度.nbed', { trust: [jilin.root.pem], own: [] });
    expect(opened).toMatchObject({ kind: 'edition', name: 'made-up-1', created: '2016-01-05T08:00:00Z' });
    expect(opened.content).toEqual(madeUpEdition());
    expect(opened.signer.subject).toContain('吉林省统计局');
  });

  test('that was cut off, or is none, is refused as such', async () => {
    for (const size of [10, 300, whole.length - 30, whole.length - 1])
      expect(await refusal(whole.subarray(0, size))).toMatch(/^edition\.damaged/);
    expect(await refusal(Buffer.from('PDF-1.4'))).toBe('edition.no-edition');
    expect(await refusal(changed({ 'edition.json': undefined }))).toBe('edition.no-edition');
  });

  test('whose content, manifest or signature was changed names the part', async () => {
    const other = canonicalBytes({ ...madeUpEdition(), demonstration: false });
    expect(await refusal(changed({ 'edition.json': other }))).toBe('edition.damaged edition.json');
    const manifest = unzipStrictly(whole, 'a')?.parts.get('manifest.json') ?? new Uint8Array();
    const renamed = Buffer.from(Buffer.from(manifest).toString().replace('made-up-1', 'made-up-2'));
    expect(await refusal(changed({ 'manifest.json': renamed }))).toBe('edition.signature manifest.json');
    expect(await refusal(changed({ 'manifest.jws': Buffer.from('a.b.c') }))).toBe(
      'edition.signature manifest.jws',
    );
    expect(await refusal(changed({ 'manifest.jws': undefined }))).toBe('edition.signature manifest.jws');
    expect(await refusal(changed({ 'more.json': Buffer.from('{}') }))).toBe('edition.damaged more.json');
  });

  test('of an unknown signer is refused; the county may sign its supplements and nothing else', async () => {
    const stranger = await issue({ name: '某局' });
    const foreign = packEdition(madeUpEdition(), await signerOf(stranger), now);
    expect(await refusal(foreign)).toBe('edition.signer unknown');
    expect(await refusal(foreign, [], [stranger.pem])).toBe('edition.signer unknown');
    const supplement = packEdition(madeUpSupplement(), await signerOf(stranger), now);
    expect(await refusal(supplement)).toBe('edition.signer unknown');
    expect(await refusal(supplement, [], [stranger.pem])).toBe('opened');
    const late = packEdition(madeUpEdition(), jilin.publisher, '2040-01-01T00:00:00.000Z');
    expect(await refusal(late)).toBe('edition.signer expired');
  });

  test('that a county signed is refused though the province vouches for it, but for its own supplement', async () => {
    const neighbour = await signerOf(
      await issue({ name: '德惠市统计局', issuer: jilin.office }),
      jilin.office,
    );
    for (const signer of [jilin.signer, neighbour])
      expect(await refusal(packEdition(madeUpEdition(), signer, now))).toBe('edition.issuer');
    const supplement = madeUpSupplement();
    expect(await refusal(packEdition(supplement, jilin.signer, now))).toBe('opened');
    expect(await refusal(packEdition(supplement, neighbour, now))).toBe('edition.issuer');
    expect(await refusal(packEdition(supplement, jilin.publisher, now))).toBe('opened');
    // The person chose that very certificate.
    expect(await refusal(packEdition(madeUpEdition(), jilin.signer, now), [jilin.county.pem])).toBe('opened');
  });

  test('of a newer format is refused before its content is looked at', async () => {
    expect(await refusal(signed(Buffer.from('!'), { formatVersion: 2 }))).toBe('edition.newer 2');
  });

  test('too deep, too large, not canonical or of another name is refused though the signature holds', async () => {
    const deep = `{"name":"made-up-1","x":${'['.repeat(editionLimits.depth)}${']'.repeat(editionLimits.depth)}}`;
    expect(await refusal(signed(Buffer.from(deep)))).toBe('edition.too-large');
    expect(await refusal(Buffer.alloc(editionLimits.packed + 1))).toBe('edition.too-large');
    expect(await refusal(signed(Buffer.alloc(editionLimits.unpacked + 1, 0x20)))).toMatch(
      /^edition\.damaged/,
    );
    expect(await refusal(signed(Buffer.from('{"name":"made-up-1", "x":1}')))).toBe('edition.damaged zip');
    expect(await refusal(signed(canonicalBytes(madeUpEdition()), {}, 'made-up-2'))).toBe(
      'edition.damaged manifest.json',
    );
  });
});
