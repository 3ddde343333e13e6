import type { Element } from '@xmldom/xmldom';
import { createPublicKey, verify as verifyBytes } from 'node:crypto';
import { canonicalXml } from './canonical-xml.ts';
import {
  contentTypes,
  digest,
  isSignedPart,
  isSignedType,
  parseXml,
  relationshipsOf,
  transformedRelationships,
  type Parts,
} from './package.ts';
import * as ns from './xml.ts';

export interface OpcFault {
  readonly code:
    | 'signature-absent'
    | 'signature-form'
    | 'signature-algorithm'
    | 'signature-value'
    | 'part-changed'
    | 'part-unsigned'
    | 'part-missing'
    | 'relationship-unsigned';
  readonly where: string;
}

export interface OpcVerdict {
  readonly faults: readonly OpcFault[];
  /** Leaf first, PEM. */
  readonly chain: readonly string[];
  readonly time: string | null;
}

/**
 * Strict check of an OPC signature: exactly one, only the algorithms we use, and every part and every relationship
 * covered. (Programs that show signatures accept parts that were added unsigned; this does not.)
 */
export function verifyParts(parts: Parts): OpcVerdict {
  const faults: OpcFault[] = [];
  const fault = (code: OpcFault['code'], where: string): void => void faults.push({ code, where });
  const signatures = [...parts.keys()].filter((name) => /^_xmlsignatures\/.*\.xml$/i.test(name));
  const [name] = signatures;
  const bytes = name === undefined ? undefined : parts.get(name);
  if (name === undefined || bytes === undefined)
    return { faults: [{ code: 'signature-absent', where: '_xmlsignatures' }], chain: [], time: null };
  for (const extra of signatures.slice(1)) fault('signature-form', extra);
  let root: Element | null;
  try {
    root = parseXml(bytes).documentElement;
  } catch {
    return { faults: [{ code: 'signature-form', where: name }], chain: [], time: null };
  }
  if (root?.localName !== 'Signature' || root.namespaceURI !== ns.dsig)
    return { faults: [{ code: 'signature-form', where: name }], chain: [], time: null };
  const chain = elements(root, 'X509Certificate').map((node) => pem(node.textContent ?? ''));
  checkSignedInfo(root, chain, fault, name);
  checkManifest(root, parts, fault, name);
  const time = elements(root, 'Value').find((node) => node.namespaceURI === ns.mdssi)?.textContent ?? null;
  return { faults, chain, time };
}

type Fault = (code: OpcFault['code'], where: string) => void;

function elements(root: Element, localName: string): Element[] {
  return [...root.getElementsByTagName('*')].filter((node) => node.localName === localName);
}

function children(node: Element, localName: string): Element[] {
  return [...node.childNodes].filter(
    (child): child is Element => child.nodeType === 1 && (child as Element).localName === localName,
  );
}

function pem(base64: string): string {
  const lines = base64.replace(/\s/g, '').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----`;
}

function checkSignedInfo(root: Element, chain: readonly string[], fault: Fault, where: string): void {
  const [info, ...more] = children(root, 'SignedInfo');
  if (info === undefined || more.length > 0) return fault('signature-form', where);
  const algorithm = (node: string): string => elements(info, node)[0]?.getAttribute('Algorithm') ?? '';
  const method = algorithm('SignatureMethod');
  if (
    algorithm('CanonicalizationMethod') !== ns.c14n ||
    (method !== ns.ecdsaMethod && method !== ns.rsaMethod)
  )
    return fault('signature-algorithm', where);
  const value = Buffer.from(children(root, 'SignatureValue')[0]?.textContent ?? '', 'base64');
  const [leaf] = chain;
  if (leaf === undefined) return fault('signature-form', where);
  try {
    const key = createPublicKey(leaf);
    const options = method === ns.ecdsaMethod ? { key, dsaEncoding: 'ieee-p1363' as const } : { key };
    if (!verifyBytes('sha256', Buffer.from(canonicalXml(info), 'utf8'), options, value))
      fault('signature-value', where);
  } catch {
    fault('signature-value', where);
  }
  const references = children(info, 'Reference');
  const wanted = ['#idPackageObject', '#idOfficeObject', '#idSignedProperties'];
  if (
    references.length !== 3 ||
    !wanted.every((uri) => references.some((reference) => reference.getAttribute('URI') === uri))
  )
    return fault('signature-form', where);
  for (const reference of references) {
    const id = (reference.getAttribute('URI') ?? '').slice(1);
    const targets = [...root.getElementsByTagName('*')].filter((node) => node.getAttribute('Id') === id);
    const [target] = targets;
    const transforms = elements(reference, 'Transform').map((node) => node.getAttribute('Algorithm'));
    if (targets.length !== 1 || target === undefined) fault('signature-form', id);
    else if (
      elements(reference, 'DigestMethod')[0]?.getAttribute('Algorithm') !== ns.sha256Method ||
      transforms.some((item) => item !== ns.c14n)
    )
      fault('signature-algorithm', id);
    else if (digest(canonicalXml(target)) !== elements(reference, 'DigestValue')[0]?.textContent)
      fault('signature-value', id);
  }
}

function checkManifest(root: Element, parts: Parts, fault: Fault, where: string): void {
  const object = [...root.getElementsByTagName('*')].find(
    (node) => node.getAttribute('Id') === 'idPackageObject',
  );
  const manifest = object === undefined ? undefined : children(object, 'Manifest')[0];
  if (manifest === undefined) return fault('signature-form', where);
  const typeOf = contentTypes(parts);
  const covered = new Set<string>();
  for (const reference of children(manifest, 'Reference')) {
    const [name = '', type = ''] = (reference.getAttribute('URI') ?? '')
      .replace(/^\//, '')
      .split('?ContentType=');
    const bytes = parts.get(name);
    if (bytes === undefined) {
      fault('part-missing', name);
      continue;
    }
    if (covered.has(name)) fault('signature-form', name);
    covered.add(name);
    if (elements(reference, 'DigestMethod')[0]?.getAttribute('Algorithm') !== ns.sha256Method)
      fault('signature-algorithm', name);
    const said = elements(reference, 'DigestValue')[0]?.textContent ?? '';
    const transforms = elements(reference, 'Transform');
    if (name.endsWith('.rels')) checkRelationships(reference, transforms, bytes, said, name, fault);
    else if (transforms.length > 0) fault('signature-algorithm', name);
    else if (digest(bytes) !== said || typeOf(name) !== type) fault('part-changed', name);
  }
  for (const name of parts.keys()) {
    if (!isSignedPart(name) || covered.has(name)) continue;
    // A .rels part with nothing to sign is left out, and only such a one.
    const empty =
      name.endsWith('.rels') &&
      relationshipsOf(parts.get(name) ?? new Uint8Array()).every((relation) => !isSignedType(relation.type));
    if (!empty) fault('part-unsigned', name);
  }
}

function checkRelationships(
  reference: Element,
  transforms: readonly Element[],
  bytes: Uint8Array,
  said: string,
  name: string,
  fault: Fault,
): void {
  const algorithms = transforms.map((node) => node.getAttribute('Algorithm'));
  if (algorithms.length !== 2 || algorithms[0] !== ns.relationshipTransform || algorithms[1] !== ns.c14n)
    return fault('signature-algorithm', name);
  const ids = new Set(
    elements(reference, 'RelationshipReference').map((node) => node.getAttribute('SourceId')),
  );
  const all = relationshipsOf(bytes);
  if (new Set(all.map((relation) => relation.id)).size !== all.length) fault('signature-form', name);
  for (const relation of all)
    if (isSignedType(relation.type) && !ids.has(relation.id))
      fault('relationship-unsigned', `${name}#${relation.id}`);
  if (digest(transformedRelationships(all.filter((relation) => ids.has(relation.id)))) !== said)
    fault('part-changed', name);
}
