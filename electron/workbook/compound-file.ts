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

/** The workbook's stream of a compound file (OLE, [MS-CFB]); what else comes in such files is refused by its name. */
export function workbookStream(bytes: Buffer, file: string): Buffer {
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
