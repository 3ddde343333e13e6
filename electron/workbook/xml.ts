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

/** Characters given to the parser at a time. */
const pieceLength = 64 * 1024;

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

/** Takes XML piece by piece. */
interface XmlSink {
  readonly write: (piece: string) => void;
  readonly close: () => void;
}

/**
 * A DOCTYPE is refused: no workbook needs one, and entities are how bombs are made. The parser keeps what it has read
 * since the last tag and the tags that are open; both have a budget.
 */
function xmlSink(file: string, part: string, handlers: Handlers): XmlSink {
  const parser = new SaxesParser();
  let depth = 0;
  let sinceTag = 0;
  parser.on('doctype', () => {
    throw new Problem('file.doctype', { file, part });
  });
  parser.on('error', () => {
    throw new Problem('file.damaged', { file, part });
  });
  parser.on('opentag', (tag) => {
    sinceTag = 0;
    depth += 1;
    if (depth > limits.depth) throw new Problem('file.damaged', { file, part });
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
  return {
    write: (piece) => {
      sinceTag += piece.length;
      parser.write(piece);
      if (sinceTag > limits.untagged) throw overBudget(file, 'text', part);
    },
    close: () => {
      parser.close();
    },
  };
}

/** Reads one XML part as it inflates. */
export async function readXml(zip: Zip, part: string, handlers: Handlers): Promise<void> {
  const sink = xmlSink(zip.file, part, handlers);
  await zip.each(part, sink.write);
  sink.close();
}

/** Reads a whole XML document that is a text already. */
export function readXmlText(text: string, file: string, part: string, handlers: Handlers): void {
  const sink = xmlSink(file, part, handlers);
  for (let at = 0; at < text.length; at += pieceLength) sink.write(text.slice(at, at + pieceLength));
  sink.close();
}

/** An attribute by its local name, whatever prefix its namespace has here (r:id). */
export function attribute(attributes: Readonly<Record<string, string>>, name: string): string | undefined {
  const own = attributes[name];
  if (own !== undefined) return own;
  for (const key in attributes) if (key.endsWith(`:${name}`)) return attributes[key];
  return undefined;
}
