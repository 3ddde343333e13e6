import canonicalizeJson from 'canonicalize';
import { createHash } from 'node:crypto';

/** RFC 8785 canonical JSON: the bytes that are hashed and signed. */
export function canonicalBytes(value: unknown): Buffer {
  const text = canonicalizeJson(value);
  if (text === undefined) throw new Error('nothing to canonicalise');
  return Buffer.from(text, 'utf8');
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
