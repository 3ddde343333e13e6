import { sign as signBytes } from 'node:crypto';
import { CompactSign } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import { canonicalBytes } from '#electron/sync/canonical.ts';
import { issue, keyOf, province, signerOf, type Province } from '#test/fixtures/certificates.ts';
import { build, faultsOf } from '#test/fixtures/sealed.ts';
import { Files } from '#test/fixtures/tampered.ts';

/** Each attack leaves a zip in the program's own form, so that only what was changed can tell. */
let jilin: Province;
let sealed: Buffer;
const name = '220122-2015-001.nbpkg';
const workbook = '220122-2015-001.xlsx';

beforeAll(async () => {
  jilin = await province();
  sealed = (await build('both', jilin.signer)).bytes;
});

const faults = (files: Files): Promise<string[]> => faultsOf(files.zip(), name, [jilin.root.pem]);
const opened = (): Files => new Files(sealed);

describe('who has no key cannot change a package', () => {
  test('an unchanged one, taken apart and put together, is the same', async () => {
    expect(opened().zip().equals(sealed)).toBe(true);
    expect(await faults(opened())).toEqual([]);
  });

  test.each([
    ['data/filings.json', '180400', '180401'],
    ['data/filings.json', 'accepted', 'exempt'],
    ['data/filings.json', '"C5"', '"C6"'],
    ['data/directory.json', '第1户', '第9户'],
    ['data/findings.json', '已核对', '未核对'],
    ['data/acts.json', '张三', '李四'],
    ['data/filings.json', 'M/1/2', 'M/3/2'],
    // White space and other spellings change no value, and are refused all the same.
    ['data/filings.json', '180400', '1.804E5'],
    ['data/filings.json', '[{', '[ {'],
    ['data/filings.json', '新材料', '\\u65b0材料'],
  ])('%s: %s → %s', async (file, from, to) => {
    expect(await faults(opened().replace(file, from, to))).toEqual([`file-changed ${file}`]);
  });

  test('nor add, remove, rename or swap a file', async () => {
    expect(await faults(opened().set('data/more.json', '[]'))).toEqual(['file-unlisted data/more.json']);
    expect(await faults(opened().set('readme.txt', ''))).toEqual(['file-unlisted readme.txt']);
    expect(await faults(opened().remove('data/acts.json'))).toEqual(['file-missing data/acts.json']);
    expect(await faults(opened().rename('data/acts.json', 'data/Acts.json'))).toEqual([
      'file-unlisted data/Acts.json',
      'file-missing data/acts.json',
    ]);
    const swapped = opened();
    swapped
      .set('data/acts.json', opened().bytes('data/findings.json'))
      .set('data/findings.json', opened().bytes('data/acts.json'));
    expect(await faults(swapped)).toEqual(['file-changed data/findings.json', 'file-changed data/acts.json']);
  });

  test('nor its manifest, its signature or both', async () => {
    expect(await faults(opened().remove('manifest.json'))).toEqual(['file-missing manifest.json']);
    expect(await faults(opened().remove('manifest.jws'))).toEqual(['unsigned manifest.jws']);
    expect(await faults(opened().replace('manifest.json', '"sequence":1', '"sequence":2'))).toEqual([
      'manifest-bytes manifest.json',
    ]);
    expect(await faults(opened().set('manifest.json', `${opened().text('manifest.json')}\n`))).toEqual([
      'manifest-bytes manifest.json',
    ]);
    // A manifest that was made to fit the changed file: what was signed still tells which file it is.
    const fitting = opened().replace('data/acts.json', '张三', '李四');
    const forged = fitting.bytes('manifest.json');
    fitting.resign(jilin.signer);
    fitting.set('manifest.jws', opened().bytes('manifest.jws'));
    expect(fitting.bytes('manifest.json').equals(forged)).toBe(false);
    expect(await faults(fitting)).toEqual(['manifest-bytes manifest.json', 'file-changed data/acts.json']);
  });

  test('a workbook that was changed inside is named down to the sheet', async () => {
    const book = new Files(opened().bytes(workbook)).replace(
      'xl/worksheets/sheet3.xml',
      '<v>180400</v>',
      '<v>180401</v>',
    );
    const changed = opened().set(workbook, book.zip());
    expect(await faults(changed)).toEqual([
      `file-changed ${workbook}`,
      `file-changed ${workbook}/xl/worksheets/sheet3.xml`,
    ]);
  });

  test('a signature of someone whom nobody trusts is no signature', async () => {
    const stranger = await issue({ name: '农安县统计局' });
    const faultsOfStranger = await faults(opened().resign(await signerOf(stranger)));
    expect(faultsOfStranger).toContain('untrusted manifest.jws');
    // With the county's certificate shown in place of the own one.
    const borrowed = await signerOf(stranger);
    const files = opened().resign({ ...borrowed, chain: jilin.signer.chain });
    expect(await faults(files)).toEqual(['signature manifest.jws']);
  });

  test('a neighbour whom the province trusts signs nothing for this county', async () => {
    const neighbour = await issue({ name: '德惠市统计局', issuer: jilin.office });
    const chain = await signerOf(neighbour, jilin.office);
    const bare = await build('json', chain);
    expect(await faultsOf(bare.bytes, name, [jilin.root.pem])).toEqual(['other-county manifest.jws']);
    const signed = await build('xlsx', chain);
    expect(await faultsOf(signed.bytes, workbook, [jilin.root.pem])).toEqual([
      'other-county _xmlsignatures/sig1.xml',
    ]);
    // Under this county's code, but with the neighbour's name.
    const renamed = { county: { code: '220122', name: '德惠市' } };
    const posing = await build('json', chain, renamed);
    expect(await faultsOf(posing.bytes, name, [jilin.root.pem])).toEqual([
      'manifest manifest.jws',
      'other-county manifest.jws',
    ]);
  });

  test('a county that changed its name signs with the certificate of the old one', async () => {
    const old = await issue({ name: '九台市统计局', issuer: jilin.office });
    const { bytes } = await build('json', await signerOf(old, jilin.office), {
      county: { code: '220113', name: '九台区' },
    });
    expect(await faultsOf(bytes, '220113-2015-001.nbpkg', [jilin.root.pem])).toEqual([]);
  });

  test('nor does an older package become a newer one by its name', async () => {
    const under = (file: string): Promise<string[]> => faultsOf(sealed, file, [jilin.root.pem]);
    expect(await under('220122-2015-002.nbpkg')).toEqual(['renamed 220122-2015-002.nbpkg']);
    expect(await under('220122-2016-001.nbpkg')).toEqual(['renamed 220122-2016-001.nbpkg']);
    // A name of the recipient's own claims nothing.
    expect(await under('农安县 上报包.nbpkg')).toEqual([]);
    expect(await under('220122-2015-001 (1).nbpkg')).toEqual([]);
  });

  test('a swapped certificate breaks the signature', async () => {
    const other = await issue({ name: '德惠市统计局', issuer: jilin.office });
    const jws = opened().text('manifest.jws').split('.');
    const header = JSON.parse(Buffer.from(jws[0] ?? '', 'base64url').toString()) as { x5c: string[] };
    header.x5c[0] = Buffer.from(other.certificate.rawData).toString('base64');
    jws[0] = Buffer.from(JSON.stringify(header)).toString('base64url');
    expect(await faults(opened().set('manifest.jws', jws.join('.')))).toEqual(['signature manifest.jws']);
  });
});

describe('the signature has one form', () => {
  const withJws = (change: (jws: string) => string): Promise<string[]> =>
    faults(opened().set('manifest.jws', change(opened().text('manifest.jws'))));

  const withHeader = (change: (header: Record<string, unknown>) => unknown): Promise<string[]> =>
    withJws((jws) => {
      const [first = '', ...rest] = jws.split('.');
      const header = JSON.parse(Buffer.from(first, 'base64url').toString()) as Record<string, unknown>;
      return [Buffer.from(JSON.stringify(change(header))).toString('base64url'), ...rest].join('.');
    });

  test.each([
    ['none', { alg: 'none' }],
    ['HS256', { alg: 'HS256' }],
    ['RS256', { alg: 'RS256' }],
    ['ES384', { alg: 'ES384' }],
    ['es256', { alg: 'es256' }],
    ['no algorithm', { alg: undefined }],
    ['an algorithm that is no text', { alg: ['ES256'] }],
  ])('algorithm %s is refused', async (_, changes) => {
    expect(await withHeader((header) => ({ ...header, ...changes }))).toEqual(['algorithm manifest.jws']);
  });

  test.each([
    ['another type', (header: Record<string, unknown>) => ({ ...header, typ: 'JWT' })],
    ['a critical header', (header: Record<string, unknown>) => ({ ...header, crit: ['b64'], b64: false })],
    ['its own key', (header: Record<string, unknown>) => ({ ...header, jwk: {} })],
    ['another order', ({ alg, typ, x5c }: Record<string, unknown>) => ({ typ, alg, x5c })],
    ['no certificates', (header: Record<string, unknown>) => ({ ...header, x5c: [] })],
    ['certificates that are none', (header: Record<string, unknown>) => ({ ...header, x5c: ['AAAA'] })],
    ['a certificate that is no text', (header: Record<string, unknown>) => ({ ...header, x5c: [1] })],
    ['certificates as a text', (header: Record<string, unknown>) => ({ ...header, x5c: 'AAAA' })],
    [
      'base64 with a line break',
      ({ x5c, ...header }: Record<string, unknown>) => ({
        ...header,
        x5c: (x5c as string[]).map((item) => `${item.slice(0, 64)}\n${item.slice(64)}`),
      }),
    ],
    ['a header that is no object', () => 'ES256'],
  ])('a header with %s is refused', async (_, change) => {
    expect(await withHeader(change)).toEqual(['signature manifest.jws']);
  });

  test.each([
    ['a line break behind it', (jws: string) => `${jws}\n`],
    ['a byte order mark', (jws: string) => `\ufeff${jws}`],
    ['padding', (jws: string) => `${jws}==`],
    ['a fourth piece', (jws: string) => `${jws}.AAAA`],
    ['two pieces', (jws: string) => jws.split('.').slice(0, 2).join('.')],
    ['no signature', (jws: string) => `${jws.split('.').slice(0, 2).join('.')}.`],
    ['a detached manifest', (jws: string) => jws.split('.').with(1, '').join('.')],
    ['spare bits in the last letter', (jws: string) => withSpareBits(jws)],
    ['nothing in it', () => ''],
    ['other bytes in it', () => '\u0000\u00ff.\u0001.\u0002'],
  ])('with %s it is refused', async (_, change) => {
    expect(await withJws(change)).toEqual(['signature manifest.jws']);
  });

  test('a manifest under another curve, or signed in DER, is refused', async () => {
    const wide = await issue({
      name: '农安县统计局',
      issuer: jilin.office,
      keyAlgorithm: { name: 'ECDSA', namedCurve: 'P-384' },
    });
    const p384 = await signerOf(wide, jilin.office);
    expect(await faults(opened().resign(p384))).toContain('signature manifest.jws');
    const rsa = await issue({
      name: '农安县统计局',
      issuer: jilin.office,
      keyAlgorithm: {
        name: 'RSASSA-PKCS1-v1_5',
        hash: 'SHA-256',
        modulusLength: 2048,
        publicExponent: new Uint8Array([1, 0, 1]),
      },
    });
    expect(await faults(opened().resign(await signerOf(rsa, jilin.office)))).toContain(
      'signature manifest.jws',
    );
    const key = await keyOf(jilin.county);
    const der = (bytes: Uint8Array): Buffer => signBytes('sha256', bytes, key);
    expect(await faults(opened().resign({ ...jilin.signer, sign: der }))).toContain('signature manifest.jws');
    const sha1 = (bytes: Uint8Array): Buffer => signBytes('sha1', bytes, { key, dsaEncoding: 'ieee-p1363' });
    expect(await faults(opened().resign({ ...jilin.signer, sign: sha1 }))).toContain(
      'signature manifest.jws',
    );
  });

  test('what another program signs with the right key is taken only in this form', async () => {
    const canonical = canonicalBytes(opened().manifest());
    const x5c = jilin.signer.chain.map((pem) => pem.replace(/-----[^-]+-----|\s/g, ''));
    const key = jilin.county.keys.privateKey;
    const signed = (header: { alg: string; typ?: string; x5c: string[] }): Promise<string> =>
      new CompactSign(canonical).setProtectedHeader(header).sign(key);
    const same = await signed({ alg: 'ES256', typ: 'stat-package+jws', x5c });
    expect(await faults(opened().set('manifest.jws', same))).toEqual([]);
    const untyped = await signed({ alg: 'ES256', x5c });
    expect(await faults(opened().set('manifest.jws', untyped))).toEqual(['signature manifest.jws']);
  });

  test('plain base64 is not base64url', async () => {
    const files = opened();
    // Most signatures have a letter in which the two differ.
    do files.resign(jilin.signer);
    while (!/[-_][^.]*$/.test(files.text('manifest.jws')));
    const jws = files.text('manifest.jws');
    const plain = jws.replace(/[-_]/g, (letter) => (letter === '-' ? '+' : '/'));
    expect(await faults(files)).toEqual([]);
    expect(await faults(files.set('manifest.jws', plain))).toEqual(['signature manifest.jws']);
  });

  /** The same 64 bytes, with the unused bits of the last base64 letter set. */
  function withSpareBits(jws: string): string {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    return jws.slice(0, -1) + (letters[letters.indexOf(jws.at(-1) ?? '') + 1] ?? '');
  }
});
