import { DOMParser } from '@xmldom/xmldom';
import { createHash } from 'node:crypto';
import { element, originType, relationships } from './xml.ts';

/** The parts of an OPC package by name, without a leading slash. */
export type Parts = ReadonlyMap<string, Uint8Array>;

export function digest(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('base64');
}

export function parseXml(bytes: Uint8Array) {
  const text = Buffer.from(bytes).toString('utf8');
  if (/<!DOCTYPE/i.test(text)) throw new Error('DOCTYPE');
  return new DOMParser({ onError: () => undefined }).parseFromString(text, 'text/xml');
}

/** Content types by part: Override, else Default by extension. */
export function contentTypes(parts: Parts): (name: string) => string | undefined {
  const bytes = parts.get('[Content_Types].xml');
  if (bytes === undefined) return () => undefined;
  const root = parseXml(bytes).documentElement;
  const overrides = new Map<string, string>();
  const defaults = new Map<string, string>();
  for (const node of [...(root?.getElementsByTagName('*') ?? [])]) {
    const type = node.getAttribute('ContentType') ?? '';
    if (node.localName === 'Override')
      overrides.set((node.getAttribute('PartName') ?? '').replace(/^\//, ''), type);
    if (node.localName === 'Default')
      defaults.set((node.getAttribute('Extension') ?? '').toLowerCase(), type);
  }
  return (name) => overrides.get(name) ?? defaults.get(name.slice(name.lastIndexOf('.') + 1).toLowerCase());
}

export interface Relationship {
  readonly id: string;
  readonly type: string;
  readonly target: string;
  readonly mode: string | null;
}

export function relationshipsOf(bytes: Uint8Array): readonly Relationship[] {
  const root = parseXml(bytes).documentElement;
  return [...(root?.getElementsByTagName('*') ?? [])]
    .filter((node) => node.localName === 'Relationship')
    .map((node) => ({
      id: node.getAttribute('Id') ?? '',
      type: node.getAttribute('Type') ?? '',
      target: node.getAttribute('Target') ?? '',
      mode: node.getAttribute('TargetMode'),
    }));
}

/** Relationships that a signature leaves out, as Office does: properties, thumbnail, the signature itself. */
const unsignedTypes = ['extended-properties', 'custom-properties', 'core-properties', 'thumbnail'];

export function isSignedType(type: string): boolean {
  return (
    type !== originType &&
    !unsignedTypes.some((name) => type.endsWith(`/${name}`) || type.endsWith(`/metadata/${name}`))
  );
}

/** Parts that a signature covers: all but content types, properties and the signatures themselves. */
export function isSignedPart(name: string): boolean {
  return (
    name !== '[Content_Types].xml' && !name.startsWith('docProps/') && !name.startsWith('_xmlsignatures/')
  );
}

/** What the RelationshipTransform and C14N make of the chosen relationships: sorted by Id, TargetMode always said. */
export function transformedRelationships(chosen: readonly Relationship[]): string {
  const sorted = [...chosen].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  return element(
    'Relationships',
    [['xmlns', relationships]],
    sorted.map((relation) =>
      element('Relationship', [
        ['Id', relation.id],
        ['Target', relation.target],
        ['TargetMode', relation.mode ?? 'Internal'],
        ['Type', relation.type],
      ]),
    ),
  );
}
