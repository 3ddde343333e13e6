import type { X509Certificate } from '@peculiar/x509';
import { isSignedBy, readChain } from '../certificates.ts';
import { fault, type PackageFault } from '../fault.ts';
import type { Parts } from '../zip.ts';
import {
  readRelationships,
  relationshipsPart,
  signaturePart,
  withoutSignature,
  withSignature,
} from './plain.ts';
import { partReferences, signatureOf } from './signature.ts';
import * as ns from './xml.ts';

/**
 * Strict check of the signature of a workbook. Programs that show signatures accept parts that were added unsigned, and XML
 * can be wrapped, commented and re-declared until two readers see two documents (Rohlmann et al., "Every Signature is
 * Broken", USENIX Security 2023). Here the package must be, byte for byte, the one that the recipe makes of its parts,
 * certificates and signature value: the XML is never parsed, only built again and compared.
 */
export function verifyParts(
  signed: Parts,
  said: { readonly time: string; readonly comments: string },
): { readonly chain: readonly X509Certificate[] | null; readonly faults: readonly PackageFault[] } {
  const bytes = signed.get(signaturePart);
  if (bytes === undefined) return { chain: null, faults: [fault('file-missing', signaturePart)] };
  const written = Buffer.from(bytes).toString('utf8');
  const references = writtenReferences(written);
  const types = new Map(
    [...references.values()]
      .filter(({ name }) => !name.endsWith('.rels'))
      .map(({ name, type }) => [name, type]),
  );
  const plain = withoutSignature(signed, types);
  const faults: PackageFault[] = [];

  const actual = partReferences(plain);
  for (const name of plain.parts.keys()) if (!references.has(name)) faults.push(fault('file-unlisted', name));
  for (const { name, text } of references.values()) {
    if (!plain.parts.has(name)) faults.push(fault('file-missing', name));
    else if (actual.get(name) !== text || !isPlain(plain.parts, name))
      faults.push(fault('file-changed', name));
  }

  const base64 = between(written, '<X509Certificate>', '</X509Certificate>');
  const chain = readChain(base64);
  const { signedInfo, document } = signatureOf(
    [...references.values()].map(({ text }) => text),
    {
      ...said,
      chain: base64,
      issuer: unescaped(between(written, '<X509IssuerName>', '</X509IssuerName>')[0] ?? ''),
      serial: between(written, '<X509SerialNumber>', '</X509SerialNumber>')[0] ?? '',
    },
  );
  const value = between(written, '<SignatureValue>', '</SignatureValue>')[0] ?? '';
  const [leaf] = chain ?? [];
  if (leaf === undefined) return { chain: null, faults: [...faults, fault('signature', signaturePart)] };
  const foreign = foreignAlgorithm(written);
  if (foreign !== undefined) faults.push(fault('algorithm', signaturePart, foreign));
  else if (document(value) !== written || !isSignedBy(leaf, Buffer.from(signedInfo, 'utf8'), exact(value)))
    faults.push(fault('signature', signaturePart));

  // What leads to the signature is not covered by it: it can only have one form.
  for (const [name, expected] of withSignature(plain, written)) {
    const found = signed.get(name);
    if (found === undefined) faults.push(fault('file-missing', name));
    else if (!Buffer.from(expected).equals(found)) faults.push(fault('file-changed', name));
  }
  return { chain, faults };
}

interface WrittenReference {
  readonly name: string;
  readonly type: string;
  /** The whole reference, to be compared. */
  readonly text: string;
}

/** References to parts by part name, in the order in which the signature has them. */
function writtenReferences(written: string): ReadonlyMap<string, WrittenReference> {
  const [manifest = ''] = between(written, '<Manifest>', '</Manifest>');
  const pieces = manifest.split('</Reference>').slice(0, -1);
  return new Map(
    pieces.map((piece) => {
      const [, name = '', type = ''] = /^<Reference URI="\/([^"?]*)\?ContentType=([^"]*)">/.exec(piece) ?? [];
      return [name, { name, type, text: `${piece}</Reference>` }];
    }),
  );
}

function isPlain(parts: Parts, name: string): boolean {
  if (!name.endsWith('.rels')) return true;
  const text = Buffer.from(parts.get(name) ?? new Uint8Array()).toString('utf8');
  const relations = readRelationships(text, 'plain');
  return (
    relationshipsPart(relations) === text && new Set(relations.map(({ id }) => id)).size === relations.length
  );
}

/** The texts between two marks; what is asked for holds no marks itself. */
function between(text: string, from: string, to: string): readonly string[] {
  return text
    .split(from)
    .slice(1)
    .map((piece) => piece.slice(0, Math.max(0, piece.indexOf(to))));
}

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#xD;', '\r')
    .replaceAll('&amp;', '&');
}

function exact(base64: string): Buffer {
  const bytes = Buffer.from(base64, 'base64');
  return bytes.toString('base64') === base64 ? bytes : Buffer.alloc(0);
}

/** An algorithm that the recipe doesn't have, to be named in the verdict. */
function foreignAlgorithm(written: string): string | undefined {
  const known: readonly string[] = [ns.c14n, ns.ecdsaMethod, ns.sha256Method, ns.relationshipTransform];
  return written
    .split(' Algorithm="')
    .slice(1)
    .map((piece) => piece.slice(0, Math.min(120, Math.max(0, piece.indexOf('"')))))
    .find((algorithm) => !known.includes(algorithm));
}
