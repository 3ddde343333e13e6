import canonicalizeJson from 'canonicalize';
import { createHash } from 'node:crypto';

/** RFC 8785 canonical JSON: the bytes that are hashed and signed. */
export function canonicalBytes(value: unknown): Buffer {
  const text = canonicalizeJson(value);
  if (text === undefined) throw new Error('nothing to canonicalise');
  return Buffer.from(text, 'utf8');
}

/** Whether the bytes are the canonical form of the value: JSON that says a key twice, or 1.0 for 1, is not. */
export function isCanonical(value: unknown, bytes: Uint8Array): boolean {
  try {
    return canonicalBytes(value).equals(bytes);
  } catch {
    // Half a surrogate pair has no canonical form.
    return false;
  }
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
