import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { beforeAll, describe, expect, test } from 'vitest';
import { chainFaults, certificateOf, readChain } from '#electron/sync/certificates.ts';
import { issue, province, type Holder, type Province, type Wishes } from '#test/fixtures/certificates.ts';

let jilin: Province;
beforeAll(async () => {
  jilin = await province();
});

const signedAt = '2016-03-20T08:30:00Z';

async function codes(
  chain: readonly Holder[],
  trust: readonly Holder[],
  at: string | null = signedAt,
): Promise<string[]> {
  const found = await chainFaults(
    chain.map(({ certificate }) => certificate),
    trust.map(({ pem }) => pem),
    at,
    'here',
  );
  expect(found.every(({ where }) => where === 'here')).toBe(true);
  return found.map(({ code }) => code);
}

describe('a chain', () => {
  test('leads from the county over the office to the root', async () => {
    const { root, office, county } = jilin;
    expect(await codes([county, office, root], [root])).toEqual([]);
    expect(await codes([county, office], [root])).toEqual([]);
    expect(await codes([county], [office])).toEqual([]);
    expect(await codes([county], [county])).toEqual([]);
    // A certificate that is trusted ends the chain; what is shown behind it does not matter.
    expect(await codes([county, root], [county])).toEqual([]);
  });

  test('that has a gap, another order or another root is not trusted', async () => {
    const { root, office, county } = jilin;
    const other = await province();
    expect(await codes([county], [root])).toEqual(['untrusted']);
    expect(await codes([county, root], [root])).toEqual(['untrusted']);
    expect(await codes([county, office], [])).toEqual(['untrusted']);
    expect(await codes([county, office], [other.root, other.office])).toEqual(['untrusted']);
    expect(await codes([office, county], [root])).toEqual(['key-usage']);
    expect(await codes([], [root])).toEqual(['untrusted']);
  });

  test('of names alone is not trusted: each signature is checked', async () => {
    const falseOffice = await issue({ name: '吉林省统计局', ca: true });
    const falseCounty = await issue({ name: '农安县统计局', issuer: falseOffice });
    expect(await codes([falseCounty, jilin.office], [jilin.root])).toEqual(['untrusted']);
    expect(await codes([falseCounty, falseOffice], [jilin.root])).toEqual(['untrusted']);
  });

  test('through one that may not issue is not trusted', async () => {
    const { root, office, county } = jilin;
    const faults = async (wishes: Partial<Wishes>): Promise<string[]> => {
      const between = await issue({ name: '中间', issuer: root, ca: true, ...wishes });
      const leaf = await issue({ name: '某县', issuer: between });
      return codes([leaf, between], [root]);
    };
    expect(await faults({})).toEqual([]);
    expect(await faults({ ca: false })).toEqual(['untrusted']);
    expect(await faults({ usages: x509.KeyUsageFlags.digitalSignature })).toEqual(['untrusted']);
    const below = await issue({ name: '县下', issuer: county });
    expect(await codes([below, county, office], [root])).toEqual(['untrusted']);
    // The office may issue to counties (path length 0), not to other offices.
    const deeper = await issue({ name: '市局', issuer: office, ca: true });
    const leaf = await issue({ name: '某县', issuer: deeper });
    expect(await codes([leaf, deeper, office], [root])).toEqual(['untrusted']);
  });

  test('with an extension that must be understood and is not is not trusted', async () => {
    const { root, office } = jilin;
    const unknown = (critical: boolean): x509.Extension =>
      new x509.Extension('1.2.3.4.5', critical, new Uint8Array([5, 0]));
    const leaf = await issue({ name: '某县', issuer: office, extensions: [unknown(true)] });
    expect(await codes([leaf, office], [root])).toEqual(['untrusted']);
    const harmless = await issue({ name: '某县', issuer: office, extensions: [unknown(false)] });
    expect(await codes([harmless, office], [root])).toEqual([]);
    const limited = await issue({ name: '中间', issuer: root, ca: true, extensions: [unknown(true)] });
    const below = await issue({ name: '某县', issuer: limited });
    expect(await codes([below, limited], [root])).toEqual(['untrusted']);
  });

  test('signed with SHA-1 is not trusted', async () => {
    const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
      'sign',
      'verify',
    ]);
    const certificate = await x509.X509CertificateGenerator.create({
      subject: 'C=CN, O=某县',
      issuer: jilin.root.certificate.subject,
      notBefore: new Date('2015-01-01'),
      notAfter: new Date('2035-01-01'),
      publicKey: keys.publicKey,
      signingKey: jilin.root.keys.privateKey,
      signingAlgorithm: { name: 'ECDSA', hash: 'SHA-1' },
      extensions: [new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true)],
    });
    expect(await codes([{ keys, certificate, pem: certificate.toString('pem') }], [jilin.root])).toEqual([
      'untrusted',
    ]);
  });

  test('is judged by the time of signing, every certificate of it', async () => {
    const { root, office, county } = jilin;
    expect(await codes([county, office], [root], '2014-12-31T23:59:59Z')).toEqual([
      'expired',
      'expired',
      'expired',
    ]);
    expect(await codes([county, office], [root], '2035-01-01T00:00:01Z')).toHaveLength(3);
    expect(await codes([county, office], [root], '2015-01-01T00:00:00Z')).toEqual([]);
    expect(await codes([county, office], [root], null)).toContain('expired');
    expect(await codes([county, office], [root], 'yesterday')).toContain('expired');
    const old = await issue({ name: '某县', issuer: office, until: '2016-03-20T08:29:59Z' });
    expect(await codes([old, office], [root])).toEqual(['expired']);
    const oldOffice = await issue({ name: '旧省局', issuer: root, ca: true, until: '2016-01-01' });
    const leaf = await issue({ name: '某县', issuer: oldOffice });
    expect(await codes([leaf, oldOffice], [root])).toEqual(['expired']);
    expect(await codes([old], [], signedAt)).toEqual(['untrusted', 'expired']);
  });

  test('ends at a certificate for signing documents', async () => {
    const { root, office } = jilin;
    const faults = async (wishes: Partial<Wishes>): Promise<string[]> =>
      codes([await issue({ name: '某县', issuer: office, ...wishes }), office], [root]);
    expect(await faults({ purposes: [] })).toEqual([]);
    expect(await faults({ purposes: ['1.3.6.1.4.1.311.10.3.12'] })).toEqual([]);
    // A web server's, and one for encrypting.
    expect(await faults({ purposes: ['1.3.6.1.5.5.7.3.1'] })).toEqual(['key-usage']);
    expect(await faults({ usages: x509.KeyUsageFlags.keyEncipherment })).toEqual(['key-usage']);
  });
});

describe('certificates in a signature', () => {
  const base64 = ({ certificate }: Holder): string => Buffer.from(certificate.rawData).toString('base64');

  test('are plain base64 of exactly one certificate each', () => {
    const { county, office } = jilin;
    expect(readChain([base64(county), base64(office)])).toHaveLength(2);
    for (const bad of [
      [],
      [''],
      ['AAAA'],
      [`${base64(county)}\n`],
      [base64(county).replace(/=*$/, '')].filter((text) => text !== base64(county)),
      [Buffer.concat([Buffer.from(county.certificate.rawData), Buffer.from([0])]).toString('base64')],
      [county.pem],
      Array.from({ length: 9 }, () => base64(county)),
    ])
      expect(readChain(bad)).toBeNull();
  });

  test('a PEM that is none is a problem', () => {
    for (const text of ['', 'x', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'])
      expect(() => certificateOf(text)).toThrow(expect.objectContaining({ code: 'key.certificate' }));
  });
});
