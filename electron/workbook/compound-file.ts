import { CFB } from '@e965/xlsx';
import { Problem } from '#shared/contract/problem.ts';
import { unsupported } from './sniff.ts';

/** The part of the library that is used here; it has no types of its own. */
interface CompoundFiles {
  readonly read: (bytes: Buffer, options: { readonly type: 'buffer' }) => CompoundFile;
}

interface CompoundFile {
  readonly FullPaths: readonly string[];
  readonly FileIndex: readonly { readonly size: number; readonly content?: Uint8Array }[];
}

const noStream = 0xffff_ffff;
const entrySize = 128;
/** Of an entry: 0 unused, 1 storage, 2 stream, 5 root. */
const kindOffset = 66;

/** The workbook's stream of a compound file (OLE, [MS-CFB]); what else comes in such files is refused by its name. */
export function workbookStream(bytes: Buffer, file: string): Buffer {
  if (!hasTreeOfEntries(bytes)) throw new Problem('file.damaged', { file, part: 'directory' });
  const container = opened(bytes, file);
  // Only what lies in the root: a workbook may have a Word document embedded in it.
  const streams = new Map(
    container.FullPaths.map((path, index) => [
      path.split('/').slice(1).join('/').toLowerCase(),
      container.FileIndex[index],
    ]),
  );
  if (streams.has('encryptedpackage')) throw new Problem('file.encrypted', { file });
  const stream = streams.get('workbook') ?? streams.get('book');
  if (stream === undefined) {
    if (streams.has('worddocument')) throw unsupported(file, 'word');
    if (streams.has('powerpoint document')) throw unsupported(file, 'powerpoint');
    throw unsupported(file, 'unknown');
  }
  const content = Buffer.from(stream.content ?? []);
  if (content.length < stream.size) throw new Problem('file.truncated', { file });
  return content.subarray(0, stream.size);
}

function opened(bytes: Buffer, file: string): CompoundFile {
  try {
    return (CFB as CompoundFiles).read(bytes, { type: 'buffer' });
  } catch {
    throw new Problem('file.truncated', { file });
  }
}

/**
 * Whether the directory of a compound file is a tree: each entry is named by one other at most, the root first ([MS-CFB]
 * 2.6.4). The library that reads it goes round in a circle until the memory is used up. True too where the table of
 * sectors goes on beyond the header (files of more than 7 MB), and where the chain ends early: of that the library
 * complains itself.
 */
function hasTreeOfEntries(bytes: Buffer): boolean {
  if (bytes.length < 512) return true;
  const size = 1 << Math.min(bytes.readUInt16LE(30), 16);
  const offset = (sector: number): number => (sector + 1) * size;
  const named = new Set<number>();
  let sector = bytes.readUInt32LE(48);
  const rootKind = bytes[offset(sector) + kindOffset];
  if (rootKind !== undefined && rootKind !== 5) return false;
  for (let chain = 0; chain * size < bytes.length && offset(sector) + size <= bytes.length; chain++) {
    for (let at = offset(sector); at + entrySize <= offset(sector) + size; at += entrySize) {
      const links = [68, 72, 76].map((link) => bytes.readUInt32LE(at + link));
      // An unused entry names nothing; some programs leave zeros in it. The library follows whatever else it holds.
      if (bytes[at + kindOffset] === 0 && links.every((to) => to === 0 || to === noStream)) continue;
      for (const to of links) {
        if (to === noStream) continue;
        if (named.has(to)) return false;
        named.add(to);
      }
    }
    const table = Math.floor(sector / (size / 4));
    if (table >= 109) return true;
    const place = offset(bytes.readUInt32LE(76 + 4 * table)) + (sector % (size / 4)) * 4;
    if (place + 4 > bytes.length) return true;
    sector = bytes.readUInt32LE(place);
  }
  return !named.has(0);
}
