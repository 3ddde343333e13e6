import { Problem } from '#shared/contract/problem.ts';
import { mostAttachmentBytes } from '#shared/values/attachments.ts';
import { entriesOf, extract, openZip } from '../store/zip-from-disk.ts';

/** The names of the files in a zip, by hash. One that is larger than any attachment is none, and is not unpacked. */
export async function hashesIn({
  path,
  name,
}: {
  readonly path: string;
  readonly name: string;
}): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  try {
    const zip = await openZip(path);
    try {
      for await (const entry of entriesOf(zip)) {
        if (entry.fileName.endsWith('/')) continue;
        const isTooLarge = entry.uncompressedSize > mostAttachmentBytes;
        const key = isTooLarge ? `too large ${entry.fileName}` : (await extract(zip, entry, null)).sha256;
        found.set(key, entry.fileName);
      }
    } finally {
      zip.close();
    }
  } catch {
    throw new Problem('attachment.zip', { file: name });
  }
  return found;
}
