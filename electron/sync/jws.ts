import type { X509Certificate } from '@peculiar/x509';
import { isSignedBy, readChain } from './certificates.ts';
import { fault, type PackageFault } from './fault.ts';
import type { Signer } from './keys.ts';

export const jwsFile = 'manifest.jws';
const type = 'stat-package+jws';

/** Compact JWS, ES256, with the certificate chain in x5c (RFC 7515). */
export function signManifest(canonical: Uint8Array, signer: Signer): string {
  const signed = `${header(signer.chain.map((pem) => pem.replace(/-----[^-]+-----|\s/g, '')))}.${Buffer.from(canonical).toString('base64url')}`;
  return `${signed}.${signer.sign(Buffer.from(signed, 'ascii')).toString('base64url')}`;
}

function header(x5c: readonly string[]): string {
  return Buffer.from(JSON.stringify({ alg: 'ES256', typ: type, x5c })).toString('base64url');
}

/**
 * The signature over the manifest. The file must be, byte for byte, what `signManifest` would have written with this chain
 * and this signature: no other header, no other spelling of the base64, no other algorithm. `payload`: what was signed,
 * when the signature holds.
 */
export function verifyManifest(
  jws: Uint8Array,
  manifest: Uint8Array,
): {
  readonly chain: readonly X509Certificate[] | null;
  readonly payload: Uint8Array | null;
  readonly faults: readonly PackageFault[];
} {
  const text = Buffer.from(jws).toString('latin1');
  const [first = '', second = '', third = ''] = text.split('.', 4);
  const said = readHeader(first);
  if (said !== null && said.alg !== 'ES256') {
    const algorithm = typeof said.alg === 'string' ? said.alg.slice(0, 40) : '';
    return { chain: null, payload: null, faults: [fault('algorithm', jwsFile, algorithm)] };
  }
  const x5c = Array.isArray(said?.x5c) ? said.x5c.filter((item) => typeof item === 'string') : [];
  const chain = readChain(x5c);
  const [leaf] = chain ?? [];
  const signature = Buffer.from(third, 'base64url');
  const signed = `${header(x5c)}.${second}`;
  if (
    leaf === undefined ||
    text !== `${signed}.${signature.toString('base64url')}` ||
    !isSignedBy(leaf, Buffer.from(signed, 'latin1'), signature)
  )
    return { chain, payload: null, faults: [fault('signature', jwsFile)] };
  const isSame = second === Buffer.from(manifest).toString('base64url');
  return {
    chain,
    payload: Buffer.from(second, 'base64url'),
    faults: isSame ? [] : [fault('manifest-bytes', 'manifest.json')],
  };
}

function readHeader(encoded: string): { readonly alg?: unknown; readonly x5c?: unknown } | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? value : null;
  } catch {
    return null;
  }
}
