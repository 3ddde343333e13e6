import { SaxesParser } from 'saxes';
import { Problem } from '#shared/contract/problem.ts';
import type { Zip } from './zip.ts';

/** What a reader wants of a part, by local names: a prefix (x:row) means the same as none. */
export interface Handlers {
  readonly open: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly close?: (name: string) => void;
  readonly text?: (text: string) => void;
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

/** Reads one XML part as it inflates. A DOCTYPE is refused: no workbook needs one, and entities are how bombs are made. */
export async function readXml(zip: Zip, part: string, handlers: Handlers): Promise<void> {
  const parser = new SaxesParser();
  parser.on('doctype', () => {
    throw new Problem('file.doctype', { file: zip.file, part });
  });
  parser.on('error', () => {
    throw new Problem('file.damaged', { file: zip.file, part });
  });
  parser.on('opentag', (tag) => handlers.open(localName(tag.name), tag.attributes));
  if (handlers.close !== undefined) {
    const { close } = handlers;
    parser.on('closetag', (tag) => close(localName(tag.name)));
  }
  if (handlers.text !== undefined) {
    parser.on('text', handlers.text);
    parser.on('cdata', handlers.text);
  }
  await zip.each(part, (piece) => {
    parser.write(piece);
  });
  parser.close();
}

/** An attribute by its local name, whatever prefix its namespace has here (r:id). */
export function attribute(attributes: Readonly<Record<string, string>>, name: string): string | undefined {
  const own = attributes[name];
  if (own !== undefined) return own;
  for (const key in attributes) if (key.endsWith(`:${name}`)) return attributes[key];
  return undefined;
}
