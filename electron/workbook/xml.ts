import { Problem } from '#shared/contract/problem.ts';
import { XmlScanner, type Handlers } from './xml-scanner.ts';
import { overBudget, type Zip } from './zip.ts';

/** Characters given to the scanner at a time. */
const pieceLength = 64 * 1024;

function scannerOf(file: string, part: string, handlers: Handlers): XmlScanner {
  return new XmlScanner(handlers, (fault) => {
    if (fault === 'untagged') return overBudget(file, 'text', part);
    return new Problem(fault === 'doctype' ? 'file.doctype' : 'file.damaged', { file, part });
  });
}

/** Reads one XML part as it inflates. */
export async function readXml(zip: Zip, part: string, handlers: Handlers): Promise<void> {
  const scanner = scannerOf(zip.file, part, handlers);
  await zip.each(part, (piece) => scanner.write(piece));
  scanner.close();
}

/** Reads a whole XML document that is a text already. */
export function readXmlText(text: string, file: string, part: string, handlers: Handlers): void {
  const scanner = scannerOf(file, part, handlers);
  for (let from = 0, to = 0; from < text.length; from = to) {
    to = from + pieceLength;
    // Not between the two halves of a character.
    if ((text.charCodeAt(to - 1) & 0xfc00) === 0xd800) to += 1;
    scanner.write(text.slice(from, to));
  }
  scanner.close();
}
