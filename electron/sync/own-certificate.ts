import { X509Certificate } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Problem } from '#shared/contract/problem.ts';
import { localDay } from '#shared/values/moment.ts';
import type { Certificate } from './certificates.ts';

/** Where a workspace keeps its key, under the officer's passphrase, and the certificate of it. */
export function keyFiles(folder: string): { readonly key: string; readonly certificate: string } {
  return {
    key: path.join(folder, 'keys', 'signing.key.age'),
    certificate: path.join(folder, 'keys', 'signing.pem'),
  };
}

/**
 * The certificate of the workspace's key; null while there is none. Described as `describeCertificate` does, by what Node
 * brings along: every thread asks for it, and few of them sign or verify anything.
 */
export function ownCertificate(folder: string): Certificate | null {
  const { certificate } = keyFiles(folder);
  if (!existsSync(certificate)) return null;
  const pem = readFileSync(certificate, 'utf8');
  const read = readPem(pem);
  const subject = read.subject.split('\n').join(', ');
  return {
    subject,
    fingerprint: read.fingerprint256.replaceAll(':', '').toLowerCase(),
    certificate: pem,
    demonstration: subject.includes('示范证书'),
    validUntil: new Date(read.validTo).toISOString(),
  };
}

/** The certificates of the keys that the workspace has and had, as PEM: what was signed before a key gave way is its own too. */
export function ownCertificates(folder: string): readonly string[] {
  const { certificate } = keyFiles(folder);
  const keys = path.dirname(certificate);
  if (!existsSync(keys)) return [];
  return readdirSync(keys)
    .filter((name) => /^signing\.pem(?:\.[0-9a-f]{16})?$/.test(name))
    .sort()
    .map((name) => readFileSync(path.join(keys, name), 'utf8'));
}

/** Refuses to sign with a certificate that is not valid now: nobody would take what it signs. */
export function assertValidNow(folder: string, now: string): void {
  const { certificate } = keyFiles(folder);
  if (!existsSync(certificate)) throw new Problem('key.absent', {});
  const read = readPem(readFileSync(certificate, 'utf8'));
  const [notBefore, notAfter, at] = [new Date(read.validFrom), new Date(read.validTo), new Date(now)];
  // Signatures carry whole seconds.
  if (notBefore.getTime() - 1000 < at.getTime() && at.getTime() < notAfter.getTime()) return;
  const [from, until, today] = [notBefore, notAfter, at].map((time) => localDay(time.toISOString()));
  throw new Problem('key.not-valid', { from: from ?? '', until: until ?? '', now: today ?? '' });
}

function readPem(pem: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch {
    throw new Problem('key.certificate', { why: 'PEM' });
  }
}
