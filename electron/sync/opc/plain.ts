import { createHash } from 'node:crypto';
import type { Parts } from '../zip.ts';
import * as ns from './xml.ts';

/**
 * The plain form that a package is brought into before it is signed: relationships and content types are written in one way
 * only, and there are no document properties, which Office leaves outside its signatures. So nothing stays that a
 * signature doesn't cover, and a reader can compare bytes instead of trusting a lenient parser.
 */
export interface PlainPackage {
  /** All parts but the content types and the signature itself. */
  readonly parts: Parts;
  /** Content type of each part that is no relationship part. */
  readonly types: ReadonlyMap<string, string>;
}

export interface Relationship {
  readonly id: string;
  readonly type: string;
  readonly target: string;
}

export const typesPart = '[Content_Types].xml';
export const rootRelationships = '_rels/.rels';
export const signaturePart = '_xmlsignatures/sig1.xml';
const originPart = '_xmlsignatures/origin.sigs';
const originRelationships = '_xmlsignatures/_rels/origin.sigs.rels';
const origin: Relationship = { id: 'rIdSignatureOrigin', type: ns.originType, target: originPart };

export function digest(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('base64');
}

/** Brings the parts of a workbook that a library wrote into the plain form. */
export function plainPackage(written: Parts): PlainPackage {
  const said = writtenTypes(text(written, typesPart));
  const parts = new Map<string, Uint8Array>();
  const types = new Map<string, string>();
  for (const [name, bytes] of written) {
    if (name === typesPart || name.startsWith('docProps/')) continue;
    if (name.endsWith('.rels')) {
      const kept = readRelationships(text(written, name), 'any').filter(
        ({ target }) => !target.startsWith('docProps/'),
      );
      if (kept.length > 0) parts.set(name, Buffer.from(relationshipsPart(kept)));
      continue;
    }
    const type = said(name);
    if (type === undefined) throw new Error(`no content type for ${name}`);
    parts.set(name, bytes);
    types.set(name, type);
  }
  return { parts, types };
}

function text(parts: Parts, name: string): string {
  return Buffer.from(parts.get(name) ?? new Uint8Array()).toString('utf8');
}

/** Content types as a library wrote them: Override, else Default by extension. */
function writtenTypes(xml: string): (name: string) => string | undefined {
  const overrides = new Map<string, string>();
  const defaults = new Map<string, string>();
  for (const [tag, kind] of xml.matchAll(/<(Override|Default) [^>]*>/g)) {
    const type = attribute(tag, 'ContentType');
    if (kind === 'Override') overrides.set(attribute(tag, 'PartName').replace(/^\//, ''), type);
    else defaults.set(attribute(tag, 'Extension').toLowerCase(), type);
  }
  return (name) => overrides.get(name) ?? defaults.get(name.slice(name.lastIndexOf('.') + 1).toLowerCase());
}

function attribute(tag: string, name: string): string {
  return new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
}

/**
 * Relationships of a part. `plain` reads only what `relationshipsPart` writes and is for comparing; `any` refuses what the
 * plain form can't say: targets outside the package, names that need escaping.
 */
export function readRelationships(xml: string, form: 'plain' | 'any'): readonly Relationship[] {
  return [...xml.matchAll(/<Relationship [^>]*>/g)].map(([tag]) => {
    if (form === 'any' && (/[&<']/.test(tag.slice(1)) || /TargetMode="(?!Internal")/.test(tag))) {
      throw new Error(`a relationship that cannot be signed: ${tag}`);
    }
    return { id: attribute(tag, 'Id'), type: attribute(tag, 'Type'), target: attribute(tag, 'Target') };
  });
}

function byId(relations: readonly Relationship[]): readonly Relationship[] {
  return [...relations].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/** A relationship part in its one form. */
export function relationshipsPart(relations: readonly Relationship[]): string {
  const lines = byId(relations).map(
    ({ id, type, target }) => `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`,
  );
  return `${ns.declaration}<Relationships xmlns="${ns.relationships}">${lines.join('')}</Relationships>`;
}

/** What the RelationshipTransform and C14N make of relationships (ECMA-376 part 2, 13.2.4.24): sorted, TargetMode said. */
export function transformedRelationships(relations: readonly Relationship[]): string {
  return ns.element(
    'Relationships',
    [['xmlns', ns.relationships]],
    byId(relations).map(({ id, type, target }) =>
      ns.element('Relationship', [
        ['Id', id],
        ['Target', target],
        ['TargetMode', 'Internal'],
        ['Type', type],
      ]),
    ),
  );
}

/** The parts with the content types, the signature and the relationships that lead to it. */
export function withSignature(plain: PlainPackage, signature: string): Parts {
  const signed = new Map(plain.parts);
  const root = readRelationships(text(plain.parts, rootRelationships), 'plain');
  signed.set(typesPart, Buffer.from(typesText(plain.types)));
  signed.set(rootRelationships, Buffer.from(relationshipsPart([...root, origin])));
  signed.set(originPart, new Uint8Array());
  signed.set(
    originRelationships,
    Buffer.from(relationshipsPart([{ id: 'rId1', type: ns.signatureType, target: 'sig1.xml' }])),
  );
  signed.set(signaturePart, Buffer.from(signature));
  return signed;
}

function typesText(types: ReadonlyMap<string, string>): string {
  const overrides = [...types, [signaturePart, ns.signatureContent] as const]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, type]) => `<Override PartName="/${name}" ContentType="${type}"/>`);
  const defaults = [
    ['rels', ns.relationshipsContent],
    ['sigs', ns.originContent],
  ].map(([extension, type]) => `<Default Extension="${extension}" ContentType="${type}"/>`);
  return `${ns.declaration}<Types xmlns="${ns.contentTypes}">${defaults.join('')}${overrides.join('')}</Types>`;
}

/** What was signed, without what the signature added: the inverse of `withSignature` for a package that nobody touched. */
export function withoutSignature(signed: Parts, types: ReadonlyMap<string, string>): PlainPackage {
  const parts = new Map(signed);
  for (const name of [typesPart, originPart, originRelationships, signaturePart]) parts.delete(name);
  if (signed.has(rootRelationships)) {
    const root = readRelationships(text(signed, rootRelationships), 'plain');
    parts.set(
      rootRelationships,
      Buffer.from(relationshipsPart(root.filter(({ type }) => type !== ns.originType))),
    );
  }
  return { parts, types };
}
