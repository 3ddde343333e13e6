import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { Decrypter, Encrypter } from 'age-encryption';
import { createPrivateKey, createPublicKey, sign as signBytes, webcrypto, type KeyObject } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { Problem } from '#shared/contract/problem.ts';
import {
  certificateOf,
  demonstrationMark,
  describeCertificate,
  publicKey,
  signerPurposes,
  type Certificate,
} from './certificates.ts';
import { keyFiles, ownCertificate } from './own-certificate.ts';

/** Whoever signs: a software key today, a token later. ES256 signatures are r‖s. */
export interface Signer {
  /** Leaf first, PEM. */
  readonly chain: readonly string[];
  readonly sign: (bytes: Uint8Array) => Buffer;
}

export const leastPassphrase = 8;
/** scrypt work factor 2^17: half a second and 128 MB to try one passphrase. */
const workFactor = 17;
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** Makes a P-256 key, keeps it under the passphrase, and a self-signed certificate that says it is a demonstration. */
export async function createKey(
  folder: string,
  holder: { readonly county: string; readonly officer: string },
  passphrase: string,
  now: string,
  replaces = false,
): Promise<Certificate> {
  if ([...passphrase].length < leastPassphrase)
    throw new Problem('key.passphrase-weak', { least: leastPassphrase });
  const place = keyFiles(folder);
  const known = ownCertificate(folder);
  // One whose key is gone, or that is too old, signs nothing any more: a new pair takes its place.
  const isOfUse = known !== null && existsSync(place.key) && Date.parse(known.validUntil) > Date.parse(now);
  if (isOfUse && !replaces) throw new Problem('key.exists', { subject: known.subject });
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const from = new Date(now);
  const until = new Date(now);
  until.setUTCFullYear(until.getUTCFullYear() + 3);
  const name = new x509.Name([
    { C: ['CN'] },
    { ST: [asIs('吉林省')] },
    { O: [asIs(`${holder.county}统计局`)] },
    { OU: [asIs(demonstrationMark)] },
    { CN: [asIs(holder.officer === '' ? `${holder.county}年报通` : holder.officer)] },
  ]);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name,
    keys,
    notBefore: from,
    notAfter: until,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(
        x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.nonRepudiation,
        true,
      ),
      new x509.ExtendedKeyUsageExtension(signerPurposes),
    ],
  });
  const pem = certificate.toString('pem');
  const secret = new Uint8Array(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey));
  const encrypter = new Encrypter();
  encrypter.setScryptWorkFactor(workFactor);
  encrypter.setPassphrase(passphrase);
  if (known !== null) retire(place, known.fingerprint);
  keep(place.key, await encrypter.encrypt(secret), 0o600);
  secret.fill(0);
  keep(place.certificate, Buffer.from(`${pem}\n`), 0o644);
  return describeCertificate(pem);
}

/** Opens the key with the passphrase; a wrong one is `key.passphrase` and nothing else is said. */
export async function openSigner(folder: string, passphrase: string): Promise<Signer> {
  const place = keyFiles(folder);
  if (!existsSync(place.key) || !existsSync(place.certificate)) throw new Problem('key.absent', {});
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  let key: KeyObject;
  try {
    const secret = Buffer.from(await decrypter.decrypt(readFileSync(place.key)));
    key = createPrivateKey({ key: secret, format: 'der', type: 'pkcs8' });
    secret.fill(0);
  } catch {
    throw new Problem('key.passphrase', {});
  }
  const pem = readFileSync(place.certificate, 'utf8').trim();
  // The certificate may have been put back from another copy of the folder: what it would sign, nobody could verify.
  if (publicKey(certificateOf(pem))?.equals(createPublicKey(key)) !== true)
    throw new Problem('key.certificate', { why: 'signing.pem' });
  return { chain: [pem], sign: (bytes) => signBytes('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }) };
}

/** A plain string would be read as it is written in a name (RFC 4514): quotes and # have a meaning there. */
function asIs(text: string): { readonly utf8String: string } {
  return { utf8String: text };
}

/** A key is never deleted. */
function retire(place: ReturnType<typeof keyFiles>, fingerprint: string): void {
  for (const file of Object.values(place))
    if (existsSync(file)) renameSync(file, `${file}.${fingerprint.slice(0, 16)}`);
}

function keep(file: string, bytes: Uint8Array, mode: number): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const temporary = `${file}.part`;
  rmSync(temporary, { force: true });
  try {
    const handle = openSync(temporary, 'wx', mode);
    try {
      writeFileSync(handle, bytes);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
