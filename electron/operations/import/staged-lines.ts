import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { FilingHead, Identity, Staged, StagedCell, StagedFiling } from '#shared/intake/staged.ts';
import { packCells, unpackCells } from '../../store/staged-cells.ts';

/**
 * A staged file on its way from the thread that read it to the one that commits it: JSON in UTF-8, two pieces for each
 * filing, its head and its cells, in deflated chunks. Only what is looked at is ever made into objects: a list of ten
 * thousand enterprises has a million cells.
 */
export interface StagedLines {
  readonly head: StagedHead;
  /** Whose filings they are, each once, as `packIdentities` has them: few files are asked for them. */
  readonly identities: Uint8Array<ArrayBuffer>;
  /** Where each filing stands: its chunk, where in it the head and the cells begin, and where the cells end. */
  readonly places: Uint32Array<ArrayBuffer>;
  readonly chunks: readonly Uint8Array<ArrayBuffer>[];
}

/** What was understood of a file as a whole. */
export type StagedHead = Omit<Staged<never>, 'filings' | 'identities'>;

/** A filing whose cells are made when they are asked for. */
export interface ReadFiling extends FilingHead {
  readonly cells: () => readonly StagedCell[];
}

/** Small enough to be inflated for one filing; so many hundred of a list. */
const chunkSize = 256 * 1024;
/** Numbers for each filing in `places`. */
const placeLength = 4;

/** Packs filings into chunks that can be handed over without copying. */
export class StagedWriter {
  readonly #encoder = new TextEncoder();
  readonly #chunks: Uint8Array<ArrayBuffer>[] = [];
  #open = new Uint8Array(chunkSize);
  #used = 0;
  #places = new Uint32Array(placeLength);
  #count = 0;

  /** Keeps a filing, and gives its number; nothing is handed over but what `lines` is given again. */
  pack({ cells, ...head }: StagedFiling): number {
    const texts = [JSON.stringify(head), packCells(cells)] as const;
    // At most three bytes for each UTF-16 unit.
    this.#makeRoom((texts[0].length + texts[1].length) * 3);
    const from = this.#used;
    const [middle, end] = [this.#write(texts[0]), this.#write(texts[1])];
    const at = this.#count * placeLength;
    if (at === this.#places.length) {
      const grown = new Uint32Array(at * 2);
      grown.set(this.#places);
      this.#places = grown;
    }
    this.#places.set([this.#chunks.length, from, middle, end], at);
    return this.#count++;
  }

  lines(head: StagedHead, identities: readonly Identity[], filings: readonly number[]): StagedLines {
    this.#close();
    const places = new Uint32Array(filings.length * placeLength);
    for (const [index, filing] of filings.entries()) {
      const at = filing * placeLength;
      places.set(this.#places.subarray(at, at + placeLength), index * placeLength);
    }
    return { head, identities: packIdentities(identities), places, chunks: this.#chunks };
  }

  #makeRoom(bytes: number): void {
    if (this.#used + bytes <= this.#open.length) return;
    this.#close();
    if (bytes > this.#open.length) this.#open = new Uint8Array(bytes);
  }

  /** Filings of a list are much alike: deflated they take a sixth, or a hundred thousand of them would fill the memory. */
  #close(): void {
    if (this.#used === 0) return;
    this.#chunks.push(deflated(this.#open.subarray(0, this.#used)));
    this.#used = 0;
  }

  #write(text: string): number {
    this.#used += this.#encoder.encodeInto(text, this.#open.subarray(this.#used)).written;
    return this.#used;
  }
}

/** In memory of its own, which can be handed over. */
function deflated(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(deflateRawSync(bytes, { level: 1 }));
}

export function packIdentities(identities: readonly Identity[]): Uint8Array<ArrayBuffer> {
  return deflated(Buffer.from(JSON.stringify(identities)));
}

export function unpackIdentities(packed: Uint8Array): readonly Identity[] {
  return JSON.parse(inflateRawSync(packed).toString('utf8')) as Identity[];
}

/** What can be handed over of a staged file. */
export function buffersOf({ chunks, places }: StagedLines): readonly ArrayBuffer[] {
  return [places.buffer, ...chunks.map(({ buffer }) => buffer)];
}

/** The filings of a staged file, with their cells still packed. */
export function filingsOf({ places, chunks }: StagedLines): readonly ReadFiling[] {
  const reader = new ChunkReader(chunks);
  return Array.from({ length: places.length / placeLength }, (_, index): ReadFiling => {
    const place = index * placeLength;
    const at = (offset: number): number => places[place + offset] ?? 0;
    const head = JSON.parse(reader.text(at(0), at(1), at(2))) as FilingHead;
    return { ...head, cells: () => unpackCells(reader.text(at(0), at(2), at(3)), head.sheet) };
  });
}

/** Reads pieces of chunks, of which the one that was read last stays inflated: filings are looked at in their order. */
class ChunkReader {
  readonly #chunks: StagedLines['chunks'];
  #last = -1;
  #bytes = Buffer.alloc(0);

  constructor(chunks: StagedLines['chunks']) {
    this.#chunks = chunks;
  }

  text(chunk: number, from: number, to: number): string {
    if (chunk !== this.#last) {
      this.#bytes = inflateRawSync(this.#chunks[chunk] ?? new Uint8Array());
      this.#last = chunk;
    }
    return this.#bytes.toString('utf8', from, to);
  }
}
