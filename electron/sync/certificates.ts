import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import {
  createHash,
  createPublicKey,
  verify as verifyBytes,
  X509Certificate,
  type KeyObject,
} from 'node:crypto';
import { Problem } from '#shared/contract/problem.ts';
import { fault, type PackageFault } from './fault.ts';

export interface Certificate {
  readonly subject: string;
  /** SHA-256 of the DER, in hex. */
  readonly fingerprint: string;
  readonly certificate: string;
  readonly demonstration: boolean;
  readonly validUntil: string;
}

/** Document signing as RFC 9336 and as Microsoft name it. */
const documentSigning = ['1.3.6.1.5.5.7.3.36', '1.3.6.1.4.1.311.10.3.12'];
/** Without the protection of mail among its purposes, LibreOffice calls the certificate of a good signature invalid. */
export const signerPurposes = [...documentSigning, '1.3.6.1.5.5.7.3.4'];
export const demonstrationMark = '示范证书,不作为正式签名';
/** Basic constraints, key usage and extended key usage. */
const understood = ['2.5.29.19', '2.5.29.15', '2.5.29.37'];
/** Longer chains are not read: each certificate costs a check of a signature. */
const longestChain = 8;

/** The certificate of a PEM; anything else is `key.certificate`. */
export function certificateOf(pem: string): x509.X509Certificate {
  try {
    return new x509.X509Certificate(pem);
  } catch {
    throw new Problem('key.certificate', { why: 'PEM' });
  }
}

export function describeCertificate(pem: string): Certificate {
  const certificate = certificateOf(pem);
  return {
    subject: certificate.subject,
    fingerprint: createHash('sha256').update(der(certificate)).digest('hex'),
    certificate: pem,
    demonstration: certificate.subject.includes('示范证书'),
    validUntil: certificate.notAfter.toISOString(),
  };
}

/** Whether it is itself one of these, given as PEM. */
export function isAmong(certificate: x509.X509Certificate, pems: readonly string[]): boolean {
  return pems.some((pem) => der(certificateOf(pem)).equals(der(certificate)));
}

function der(certificate: x509.X509Certificate): Buffer {
  return Buffer.from(certificate.rawData);
}

/** Certificates, leaf first, as a signature carries them; null unless each is plain base64 of exactly one certificate. */
export function readChain(written: readonly string[]): readonly x509.X509Certificate[] | null {
  if (written.length === 0 || written.length > longestChain) return null;
  try {
    return written.map((base64) => {
      const bytes = Buffer.from(base64, 'base64');
      // Bytes behind the certificate are passed over by the one parser, and left out by the other.
      if (bytes.toString('base64') !== base64 || !new X509Certificate(bytes).raw.equals(bytes))
        throw new Error('not one certificate');
      return new x509.X509Certificate(bytes);
    });
  } catch {
    return null;
  }
}

/** ES256 and nothing else: ECDSA over SHA-256 with a key on P-256, the signature r‖s (RFC 7518, 3.4). */
export function isSignedBy(
  certificate: x509.X509Certificate,
  bytes: Uint8Array,
  signature: Uint8Array,
): boolean {
  const key = publicKey(certificate);
  if (
    key?.asymmetricKeyType !== 'ec' ||
    key.asymmetricKeyDetails?.namedCurve !== 'prime256v1' ||
    signature.length !== 64
  )
    return false;
  return verifyBytes('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }, signature);
}

export function publicKey(certificate: x509.X509Certificate): KeyObject | null {
  try {
    return createPublicKey({ key: Buffer.from(certificate.publicKey.rawData), format: 'der', type: 'spki' });
  } catch {
    return null;
  }
}

/**
 * Whether the signer is trusted (RFC 5280, 6.1, as far as an offline program can): the leaf is itself one of the trusted
 * certificates, or each certificate is issued by the next one, which may issue, up to a trusted one; all valid at the time
 * of signing; the leaf meant for signing documents.
 */
export async function chainFaults(
  chain: readonly x509.X509Certificate[],
  trust: readonly string[],
  signedAt: string | null,
  where: string,
): Promise<readonly PackageFault[]> {
  const [leaf] = chain;
  if (leaf === undefined) return [fault('untrusted', where)];
  const faults: PackageFault[] = [];
  const path = chain.every(isUnderstood) ? await pathToTrust(chain, trust.map(certificateOf)) : null;
  if (path === null) faults.push(fault('untrusted', where, leaf.subject));
  const at = signedAt === null ? NaN : Date.parse(signedAt);
  for (const certificate of path ?? [leaf]) {
    if (certificate.notBefore.getTime() <= at && at <= certificate.notAfter.getTime()) continue;
    faults.push(
      fault(
        'expired',
        where,
        `${certificate.subject}, ${certificate.notBefore.toISOString()} … ${certificate.notAfter.toISOString()}`,
      ),
    );
  }
  if (!isForDocuments(leaf)) faults.push(fault('key-usage', where, leaf.subject));
  return faults;
}

/** A critical extension limits what a certificate is good for: one that is not understood makes it good for nothing. */
function isUnderstood(certificate: x509.X509Certificate): boolean {
  return certificate.extensions.every(({ critical, type }) => !critical || understood.includes(type));
}

/** Leaf to trusted certificate, both included; null when it does not get there. */
async function pathToTrust(
  chain: readonly x509.X509Certificate[],
  roots: readonly x509.X509Certificate[],
): Promise<readonly x509.X509Certificate[] | null> {
  const path: x509.X509Certificate[] = [];
  for (const certificate of chain) {
    const below = path.at(-1);
    if (below !== undefined && !(await isIssuedBy(below, certificate, path.length - 1))) return null;
    path.push(certificate);
    if (roots.some((root) => der(root).equals(der(certificate)))) return path;
    for (const root of roots)
      if (await isIssuedBy(certificate, root, path.length - 1)) return [...path, root];
  }
  return null;
}

/** `between`: how many certificates that issue stand between the issuer and the leaf. */
async function isIssuedBy(
  certificate: x509.X509Certificate,
  issuer: x509.X509Certificate,
  between: number,
): Promise<boolean> {
  const constraints = issuer.getExtension(x509.BasicConstraintsExtension);
  const usage = issuer.getExtension(x509.KeyUsagesExtension);
  if (constraints?.ca !== true || between > (constraints.pathLength ?? longestChain)) return false;
  if (usage !== null && (usage.usages & x509.KeyUsageFlags.keyCertSign) === 0) return false;
  if (
    !Buffer.from(certificate.issuerName.toArrayBuffer()).equals(
      Buffer.from(issuer.subjectName.toArrayBuffer()),
    )
  )
    return false;
  const { hash } = certificate.signatureAlgorithm as { readonly hash: { readonly name: string } };
  if (!['SHA-256', 'SHA-384', 'SHA-512'].includes(hash.name)) return false;
  try {
    return await certificate.verify({ publicKey: issuer.publicKey, signatureOnly: true });
  } catch {
    return false;
  }
}

function isForDocuments(leaf: x509.X509Certificate): boolean {
  const usage = leaf.getExtension(x509.KeyUsagesExtension);
  if (usage === null || (usage.usages & x509.KeyUsageFlags.digitalSignature) === 0) return false;
  const extended = leaf.getExtension(x509.ExtendedKeyUsageExtension);
  return extended === null || extended.usages.some((use) => documentSigning.includes(String(use)));
}
