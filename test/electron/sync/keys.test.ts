import { createPrivateKey, verify } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Decrypter } from 'age-encryption';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  certificateOf,
  demonstrationMark,
  describeCertificate,
  type Certificate,
} from '#electron/sync/certificates.ts';
import { createKey, openSigner } from '#electron/sync/keys.ts';
import { keyFiles, ownCertificate } from '#electron/sync/own-certificate.ts';
import { issue } from '#test/fixtures/certificates.ts';
import { lightenKey } from '#test/fixtures/light-key.ts';
import { build, faultsOf } from '#test/fixtures/sealed.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

const folder = temporaryFolder();
const passphrase = '正确的口令 horse 9';
const now = '2016-03-01T08:00:00.000Z';
const holder = { county: '农安县', officer: '王统计' };
let made: Certificate;

const data = path.join(folder, 'data');
const keyFile = path.join(data, 'keys', 'signing.key.age');
/** The same key, whose passphrase is quick to try. */
const light = path.join(folder, 'light');
const coded = (code: string): unknown => expect.objectContaining({ code });

beforeAll(async () => {
  made = await createKey(data, holder, passphrase, now);
  cpSync(data, light, { recursive: true });
  await lightenKey(light, passphrase);
}, 60_000);

// Each try of a passphrase is meant to be slow.
describe('a key', { timeout: 120_000 }, () => {
  test('comes with a certificate that says it is a demonstration', () => {
    expect(made).toMatchObject({
      subject: 'C=CN, ST=吉林省, O=农安县统计局, OU=示范证书\\,不作为正式签名, CN=王统计',
      demonstration: true,
      validUntil: '2019-03-01T08:00:00.000Z',
    });
    expect(made.fingerprint).toMatch(/^[0-9a-f]{64}$/);
    expect(ownCertificate(data)).toEqual({ ...made, certificate: `${made.certificate}\n` });
    expect(ownCertificate(path.join(folder, 'nowhere'))).toBeNull();
  });

  test('names its officer letter by letter, signs of a distinguished name among them', async () => {
    for (const officer of ['王,丽', '王"丽"', '#王\\丽']) {
      const { certificate } = await createKey(
        path.join(folder, 'officers', encodeURIComponent(officer)),
        { ...holder, officer },
        passphrase,
        now,
      );
      expect(certificateOf(certificate).subjectName.getField('CN')).toEqual([officer]);
      expect(certificateOf(certificate).subjectName.getField('OU')).toEqual([demonstrationMark]);
    }
  });

  test('signs what its certificate verifies, and a package that is valid under it', async () => {
    const signer = await openSigner(data, passphrase);
    const [pem] = signer.chain;
    const signature = signer.sign(Buffer.from('text'));
    expect(signature).toHaveLength(64);
    expect(
      verify('sha256', Buffer.from('text'), { key: pem ?? '', dsaEncoding: 'ieee-p1363' }, signature),
    ).toBe(true);
    const { bytes, name } = await build('both', signer);
    expect(await faultsOf(bytes, name, [made.certificate])).toEqual([]);
  });

  test('lies on the disk as an age file under scrypt, for its owner alone, and nothing else with it', async () => {
    const bytes = readFileSync(keyFile);
    const [version, recipient = '', body, mac] = bytes.toString('latin1').split('\n');
    expect(version).toBe('age-encryption.org/v1');
    const [arrow, kind, salt, factor] = recipient.split(' ');
    expect([arrow, kind]).toEqual(['->', 'scrypt']);
    expect(Buffer.from(salt ?? '', 'base64')).toHaveLength(16);
    expect(Number(factor)).toBeGreaterThanOrEqual(17);
    expect(body).toMatch(/^[A-Za-z0-9+/]{43}$/);
    expect(mac).toMatch(/^--- /);
    if (process.platform !== 'win32') {
      expect(statSync(keyFile).mode & 0o777).toBe(0o600);
      expect(statSync(path.dirname(keyFile)).mode & 0o777).toBe(0o700);
    }
    expect(readdirSync(path.dirname(keyFile)).sort()).toEqual(['signing.key.age', 'signing.pem']);
    // Any other program that reads age files opens it with the passphrase, and finds a P-256 key in PKCS#8.
    const decrypter = new Decrypter();
    decrypter.addPassphrase(passphrase);
    const secret = Buffer.from(await decrypter.decrypt(bytes));
    const key = createPrivateKey({ key: secret, format: 'der', type: 'pkcs8' });
    expect(key.asymmetricKeyDetails?.namedCurve).toBe('prime256v1');
    // Neither the key nor the passphrase stands anywhere in the clear.
    const scalar = secret.subarray(36, 68);
    for (const file of readdirSync(data, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    )) {
      const content = readFileSync(path.join(file.parentPath, file.name));
      for (const secretBytes of [scalar, Buffer.from(scalar.toString('hex')), Buffer.from(passphrase)])
        expect(content.includes(secretBytes)).toBe(false);
    }
  });

  test('is not opened by another passphrase, however near', async () => {
    await expect(openSigner(data, `${passphrase}!`)).rejects.toEqual(coded('key.passphrase'));
    await openSigner(light, passphrase);
    for (const wrong of [
      '',
      ' ',
      '正确的口令 horse',
      `${passphrase} `,
      passphrase.toUpperCase(),
      made.certificate,
    ])
      await expect(openSigner(light, wrong)).rejects.toEqual(coded('key.passphrase'));
  });

  test('is not made a second time, and never under a weak passphrase', async () => {
    const before = readFileSync(keyFile);
    await expect(createKey(data, holder, passphrase, now)).rejects.toEqual(coded('key.exists'));
    expect(readFileSync(keyFile).equals(before)).toBe(true);
    const other = path.join(folder, 'other');
    for (const weak of ['', '1234567', '口令口令口令口'])
      await expect(createKey(other, holder, weak, now)).rejects.toEqual(coded('key.passphrase-weak'));
    expect(existsSync(other)).toBe(false);
  });

  test('that was damaged, or whose certificate is another one, signs nothing', async () => {
    const place = keyFiles(light);
    const [key, certificate] = [readFileSync(place.key), readFileSync(place.certificate)];
    try {
      // In the salt, the wrapped file key, the header's own code, and the encrypted key.
      const damages = [40, 70, key.indexOf('--- ') + 10, key.length - 20];
      for (const at of damages) {
        const damaged = Buffer.from(key);
        damaged[at] = (damaged[at] ?? 0) ^ 1;
        writeFileSync(place.key, damaged);
        await expect(openSigner(light, passphrase)).rejects.toEqual(coded('key.passphrase'));
      }
      writeFileSync(place.key, key.subarray(0, -1));
      await expect(openSigner(light, passphrase)).rejects.toEqual(coded('key.passphrase'));
      writeFileSync(place.key, key);
      writeFileSync(place.certificate, (await issue({ name: '德惠市统计局' })).pem);
      await expect(openSigner(light, passphrase)).rejects.toEqual(coded('key.certificate'));
      writeFileSync(place.certificate, 'no certificate');
      await expect(openSigner(light, passphrase)).rejects.toEqual(coded('key.certificate'));
    } finally {
      writeFileSync(place.key, key);
      writeFileSync(place.certificate, certificate);
    }
    await openSigner(light, passphrase);
  });

  test('that is gone is said to be absent, and can be made anew', async () => {
    const lost = path.join(folder, 'lost');
    await createKey(lost, holder, passphrase, now);
    rmSync(path.join(lost, 'keys', 'signing.key.age'));
    await expect(openSigner(lost, passphrase)).rejects.toEqual(coded('key.absent'));
    const anew = await createKey(lost, holder, passphrase, now);
    expect(
      describeCertificate(readFileSync(path.join(lost, 'keys', 'signing.pem'), 'utf8')).fingerprint,
    ).toBe(anew.fingerprint);
    rmSync(path.join(lost, 'keys', 'signing.pem'));
    await expect(openSigner(lost, passphrase)).rejects.toEqual(coded('key.absent'));
  });

  test('whose passphrase is forgotten gives way to another when that is asked for, and is kept beside it', async () => {
    const forgetful = path.join(folder, 'forgetful');
    const { fingerprint } = await createKey(forgetful, holder, passphrase, now);
    const another = await createKey(forgetful, holder, 'another horse 2', now, true);
    expect(another.fingerprint).not.toBe(fingerprint);
    await openSigner(forgetful, 'another horse 2');
    await expect(openSigner(forgetful, passphrase)).rejects.toEqual(coded('key.passphrase'));
    expect(readdirSync(path.join(forgetful, 'keys')).sort()).toEqual([
      'signing.key.age',
      `signing.key.age.${fingerprint.slice(0, 16)}`,
      'signing.pem',
      `signing.pem.${fingerprint.slice(0, 16)}`,
    ]);
  });
});
