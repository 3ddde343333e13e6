import type { Element, Node } from '@xmldom/xmldom';
import { escapeAttribute, escapeText } from './xml.ts';

/** Inclusive Canonical XML 1.0 without comments (W3C REC-xml-c14n-20010315) of an element and what it holds. */
export function canonicalXml(apex: Element): string {
  return write(apex, new Map(), inScope(apex.parentNode));
}

type Namespaces = ReadonlyMap<string, string>;

/** Namespaces declared on the ancestors: the apex carries those along. */
function inScope(node: Node | null): Namespaces {
  if (node === null || node.nodeType !== 1) return new Map();
  return new Map([...inScope(node.parentNode), ...declared(node as Element)]);
}

function declared(node: Element): Namespaces {
  const found = new Map<string, string>();
  for (const attribute of [...node.attributes]) {
    if (attribute.name === 'xmlns') found.set('', attribute.value);
    else if (attribute.name.startsWith('xmlns:')) found.set(attribute.name.slice(6), attribute.value);
  }
  return found;
}

function write(node: Element, rendered: Namespaces, above: Namespaces): string {
  const scope = new Map([...above, ...declared(node)]);
  const fresh = [...scope].filter(
    ([prefix, uri]) => rendered.get(prefix) !== uri && !(prefix === '' && uri === '' && !rendered.has('')),
  );
  const spaces = fresh
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([prefix, uri]) => ` ${prefix === '' ? 'xmlns' : `xmlns:${prefix}`}="${escapeAttribute(uri)}"`)
    .join('');
  const attributes = [...node.attributes]
    .filter(({ name }) => name !== 'xmlns' && !name.startsWith('xmlns:'))
    .sort(
      (a, b) =>
        compare(a.namespaceURI ?? '', b.namespaceURI ?? '') ||
        compare(a.localName ?? a.name, b.localName ?? b.name),
    )
    .map(({ name, value }) => ` ${name}="${escapeAttribute(value)}"`)
    .join('');
  const below = new Map([...rendered, ...fresh]);
  const children = [...node.childNodes]
    .map((child) => {
      if (child.nodeType === 1) return write(child as Element, below, scope);
      return child.nodeType === 3 || child.nodeType === 4 ? escapeText(child.nodeValue ?? '') : '';
    })
    .join('');
  return `<${node.tagName}${spaces}${attributes}>${children}</${node.tagName}>`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
