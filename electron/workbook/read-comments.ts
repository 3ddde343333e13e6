import { RichText } from './rich-text.ts';
import { readXml } from './xml.ts';
import type { Zip } from './zip.ts';

/** What is written to a cell, by its address. */
export interface CellComment {
  readonly ref: string;
  readonly text: string;
}

/** The comments of a sheet of an xlsx; none where it names no part for them. */
export async function readComments(zip: Zip, part: string | undefined): Promise<readonly CellComment[]> {
  const comments: CellComment[] = [];
  if (part === undefined || !zip.has(part)) return comments;
  const text = new RichText();
  let ref = '';
  await readXml(zip, part, {
    open: (name, attributes) => {
      if (name !== 'comment') return text.open(name, attributes);
      ref = attributes.get('ref') ?? '';
      text.begin();
    },
    text: (piece) => void text.add(piece),
    close: (name) => {
      text.close(name);
      if (name === 'comment') comments.push({ ref, text: text.whole });
    },
  });
  return comments;
}
