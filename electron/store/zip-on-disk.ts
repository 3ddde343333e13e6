import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, statSync, writeFileSync } from 'node:fs';

const chunk = 1024 * 1024;

/** A zip that is written piece by piece, so that nothing of it lies in the memory as a whole. */
export class ZipOnDisk {
  readonly #zip: Zip;
  #failure: Error | null = null;

  constructor(handle: number) {
    this.#zip = new Zip((error, data) => {
      if (error !== null) this.#failure = error;
      else writeFileSync(handle, data);
    });
  }

  /** Adds a file of the disk, and measures what went in. */
  addFile(name: string, source: string): { readonly size: number; readonly sha256: string } {
    // What is kept with it is packed already, or a picture.
    const entry = name.endsWith('.db') ? new ZipDeflate(name, { level: 6 }) : new ZipPassThrough(name);
    this.#zip.add(entry);
    const hash = createHash('sha256');
    let size = 0;
    eachChunk(source, (bytes, isLast) => {
      hash.update(bytes);
      size += bytes.length;
      entry.push(bytes, isLast);
    });
    return { size, sha256: hash.digest('hex') };
  }

  addBytes(name: string, bytes: Uint8Array): void {
    const entry = new ZipDeflate(name, { level: 6 });
    this.#zip.add(entry);
    entry.push(bytes, true);
  }

  end(): void {
    this.#zip.end();
    if (this.#failure !== null) throw this.#failure;
  }
}

function eachChunk(file: string, use: (bytes: Uint8Array, isLast: boolean) => void): void {
  const handle = openSync(file, 'r');
  try {
    const { size } = statSync(file);
    for (let at = 0; at < size || size === 0; at += chunk) {
      const bytes = new Uint8Array(Math.min(chunk, size - at));
      const read = readSync(handle, bytes, 0, bytes.length, at);
      use(bytes.subarray(0, read), at + chunk >= size);
      if (size === 0) break;
    }
  } finally {
    closeSync(handle);
  }
}
