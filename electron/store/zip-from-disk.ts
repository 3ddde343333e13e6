import { createHash } from 'node:crypto';
import { createWriteStream, mkdirSync } from 'node:fs';
import path from 'node:path';
import { Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import yauzl, { type Entry, type ZipFile } from 'yauzl';

/** A zip of any size, whose entries are read one after the other. */
export function openZip(file: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.open(file, { lazyEntries: true, autoClose: false, strictFileNames: true }, (error, zip) => {
      if (error !== null || zip === undefined) reject(error ?? new Error('no zip'));
      else resolve(zip);
    });
  });
}

export async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  for (;;) {
    const entry = await new Promise<Entry | null>((resolve, reject) => {
      const settle = (end: () => void): void => {
        zip.removeAllListeners();
        end();
      };
      zip.once('entry', (found: Entry) => settle(() => resolve(found)));
      zip.once('end', () => settle(() => resolve(null)));
      zip.once('error', (error: Error) => settle(() => reject(error)));
      zip.readEntry();
    });
    if (entry === null) return;
    yield entry;
  }
}

export function streamOf(zip: ZipFile, entry: Entry): Promise<NodeJS.ReadableStream> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) =>
      error !== null || stream === undefined ? reject(error ?? new Error('no stream')) : resolve(stream),
    );
  });
}

/** Measures an entry while it is unpacked; without a target it is only measured. */
export async function extract(
  zip: ZipFile,
  entry: Entry,
  target: string | null,
): Promise<{ size: number; sha256: string }> {
  const hash = createHash('sha256');
  let size = 0;
  const counted = new Transform({
    transform: (bytes: Buffer, _encoding, done) => {
      hash.update(bytes);
      size += bytes.length;
      done(null, bytes);
    },
  });
  if (target !== null) mkdirSync(path.dirname(target), { recursive: true });
  const end =
    target === null
      ? new Writable({ write: (_bytes, _encoding, done) => done() })
      : createWriteStream(target, { flush: true });
  await pipeline(await streamOf(zip, entry), counted, end);
  return { size, sha256: hash.digest('hex') };
}
