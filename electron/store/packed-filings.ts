import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { FilingHead, StagedCell } from '#shared/intake/staged.ts';
import { JsonBytes } from './json-bytes.ts';
import { packCells, unpackCells } from './staged-cells.ts';

/**
 * Filings as they cross between threads, and as a batch keeps them until it is committed: JSON in UTF-8, two pieces for
 * each, its head and its cells, in deflated chunks. Only what is looked at is ever made into objects: a list of ten
 * thousand enterprises has a million cells.
 */
export interface PackedFilings {
  /** Where each filing stands: its chunk, where in it the head and the cells begin, and where the cells end. */
  readonly places: Uint32Array<ArrayBuffer>;
  readonly chunks: readonly Uint8Array<ArrayBuffer>[];
}

/** Small enough to be inflated for one filing; so many hundred of a list. */
const chunkSize = 256 * 1024;
/** Room for the filings of a form: for those of a list it grows. */
const firstSize = 16 * 1024;
/** To deflate a chunk as small as that of a form takes three times as long as to write it and read it again. */
const mostStored = 16 * 1024;
/** Numbers for each filing in `places`. */
const placeLength = 4;

/** One for a thread: filings are packed one after the other. */
const json = new JsonBytes();

export class FilingPacker {
  readonly #chunks: Uint8Array<ArrayBuffer>[] = [];
  #open = new Uint8Array(firstSize);
  #used = 0;
  #places = new Uint32Array(placeLength);
  #count = 0;

  /** Keeps a filing, and gives its number; nothing comes of it but for what `packed` is given again. */
  pack({ cells, ...head }: FilingHead & { readonly cells: readonly StagedCell[] }): number {
    json.clear();
    json.json(head);
    const headEnd = json.written().length;
    packCells(cells, head.sheet, json);
    const written = json.written();
    this.#makeRoom(written.length);
    const from = this.#used;
    this.#open.set(written, from);
    this.#used += written.length;
    const at = this.#count * placeLength;
    if (at === this.#places.length) {
      const grown = new Uint32Array(at * 2);
      grown.set(this.#places);
      this.#places = grown;
    }
    this.#places.set([this.#chunks.length, from, from + headEnd, this.#used], at);
    // One that is larger than a whole chunk has one to itself.
    if (this.#open.length > chunkSize) {
      this.#close();
      this.#open = new Uint8Array(chunkSize);
    }
    return this.#count++;
  }

  packed(filings: readonly number[]): PackedFilings {
    this.#close();
    const places = new Uint32Array(filings.length * placeLength);
    for (const [index, filing] of filings.entries()) {
      const at = filing * placeLength;
      places.set(this.#places.subarray(at, at + placeLength), index * placeLength);
    }
    return { places, chunks: this.#chunks };
  }

  #makeRoom(bytes: number): void {
    if (this.#used + bytes <= this.#open.length) return;
    if (this.#used + bytes > chunkSize) this.#close();
    const size = Math.max(this.#used + bytes, Math.min(this.#open.length * 2, chunkSize));
    if (size <= this.#open.length) return;
    const grown = new Uint8Array(size);
    grown.set(this.#open.subarray(0, this.#used));
    this.#open = grown;
  }

  /** Filings of a list are much alike: deflated they take a sixth, or a hundred thousand of them would fill the memory. */
  #close(): void {
    if (this.#used === 0) return;
    this.#chunks.push(deflated(this.#open.subarray(0, this.#used)));
    this.#used = 0;
  }
}

/** In memory of its own, which can be handed over. Few bytes are stored as they are, which is a way of deflating, too. */
export function deflated(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  if (bytes.length > mostStored) return new Uint8Array(deflateRawSync(bytes, { level: 1 }));
  const stored = new Uint8Array(storedHead + bytes.length);
  const length = [bytes.length & 0xff, bytes.length >> 8];
  // The last block, stored; its length, and the complement of that.
  stored.set([1, ...length, ...length.map((byte) => byte ^ 0xff)]);
  stored.set(bytes, storedHead);
  return stored;
}

/** Bytes before those that a block stores. */
const storedHead = 5;

/** What a chunk holds; of one that is stored, the bytes that are in it. */
function inflated(chunk: Uint8Array): Buffer {
  if (chunk[0] === 1)
    return Buffer.from(chunk.buffer, chunk.byteOffset + storedHead, chunk.length - storedHead);
  return inflateRawSync(chunk, { chunkSize });
}

/** Each filing by its head, with what was kept beside it, and its cells, which are made when they are asked for. */
export function unpackFilings<Head extends FilingHead>(
  packed: PackedFilings,
): readonly (Head & { readonly cells: () => readonly StagedCell[] })[] {
  const reader = new PackedReader(packed);
  return Array.from({ length: packed.places.length / placeLength }, (_, index) => {
    const head = reader.head(index) as Head;
    return Object.assign(head, { cells: cellsOf(reader, index, head.sheet) });
  });
}

/** Made apart, so that it keeps nothing but these: there is one for each of a hundred thousand filings. */
function cellsOf(reader: PackedReader, index: number, sheet: string): () => readonly StagedCell[] {
  return () => unpackCells(reader.cells(index), sheet);
}

/** Reads filings, of which the chunk that was read last stays inflated: they are looked at in their order. */
class PackedReader {
  readonly #packed: PackedFilings;
  #last = -1;
  #bytes: Buffer = Buffer.alloc(0);

  constructor(packed: PackedFilings) {
    this.#packed = packed;
  }

  head(index: number): unknown {
    return JSON.parse(this.#text(index, 1, 2));
  }

  cells(index: number): string {
    return this.#text(index, 2, 3);
  }

  /** Of a filing, what stands between two numbers of its place. */
  #text(index: number, from: number, to: number): string {
    const { places, chunks } = this.#packed;
    const at = (offset: number): number => places[index * placeLength + offset] ?? 0;
    const chunk = at(0);
    if (chunk !== this.#last) {
      this.#bytes = inflated(chunks[chunk] ?? new Uint8Array());
      this.#last = chunk;
    }
    return this.#bytes.toString('utf8', at(from), at(to));
  }
}

/** The first byte of a blob of filings; SQLite's own JSON, which batches of earlier versions have, begins with no such byte. */
const blobMark = 0xff;

/** As one value of the database: the mark, how many filings and chunks, their places, and each chunk behind its length. */
export function blobOf({ places, chunks }: PackedFilings): Buffer {
  const head = Buffer.alloc(9);
  head.writeUInt8(blobMark, 0);
  head.writeUInt32LE(places.length, 1);
  head.writeUInt32LE(chunks.length, 5);
  const written = Buffer.alloc(places.length * 4);
  for (const [index, number] of places.entries()) written.writeUInt32LE(number, index * 4);
  const lengths = chunks.map(({ length }) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(length, 0);
    return bytes;
  });
  return Buffer.concat([head, written, ...chunks.flatMap((chunk, index) => [lengths[index] ?? head, chunk])]);
}

/** Null for a blob that `blobOf` did not make. */
export function ofBlob(blob: Buffer): PackedFilings | null {
  if (blob[0] !== blobMark) return null;
  const places = Uint32Array.from({ length: blob.readUInt32LE(1) }, (_, index) =>
    blob.readUInt32LE(9 + index * 4),
  );
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let at = 9 + places.length * 4;
  for (let left = blob.readUInt32LE(5); left > 0; left--) {
    const length = blob.readUInt32LE(at);
    chunks.push(new Uint8Array(blob.subarray(at + 4, at + 4 + length)));
    at += 4 + length;
  }
  return { places, chunks };
}
