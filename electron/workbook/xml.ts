import { SaxesParser } from 'saxes';
import { Problem } from '#shared/contract/problem.ts';
import { limits } from './limits.ts';
import { overBudget, type Zip } from './zip.ts';

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

/**
 * Reads one XML part as it inflates. A DOCTYPE is refused: no workbook needs one, and entities are how bombs are made.
 * The parser keeps what it has read since the last tag and the tags that are open; both have a budget.
 */
export async function readXml(zip: Zip, part: string, handlers: Handlers): Promise<void> {
  const parser = new SaxesParser();
  let depth = 0;
  let sinceTag = 0;
  parser.on('doctype', () => {
    throw new Problem('file.doctype', { file: zip.file, part });
  });
  parser.on('error', () => {
    throw new Problem('file.damaged', { file: zip.file, part });
  });
  parser.on('opentag', (tag) => {
    sinceTag = 0;
    depth += 1;
    if (depth > limits.depth) throw new Problem('file.damaged', { file: zip.file, part });
    handlers.open(localName(tag.name), tag.attributes);
  });
  parser.on('closetag', (tag) => {
    sinceTag = 0;
    depth -= 1;
    handlers.close?.(localName(tag.name));
  });
  if (handlers.text !== undefined) {
    parser.on('text', handlers.text);
    parser.on('cdata', handlers.text);
  }
  await zip.each(part, (piece) => {
    sinceTag += piece.length;
    parser.write(piece);
    if (sinceTag > limits.untagged) throw overBudget(zip.file, 'text', part);
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
