import type { FilingHead, Staged, StagedCell, StagedFiling } from '#shared/intake/staged.ts';
import { packCells, unpackCells } from '../../store/staged-cells.ts';

/**
 * A staged file on its way from the thread that read it to the one that commits it: JSON in UTF-8, two pieces for each
 * filing, its head and its cells. Only what is looked at is ever made into objects: a list of ten thousand enterprises
 * has a million cells.
 */
export interface StagedLines {
  readonly head: Omit<Staged<never>, 'filings'>;
  readonly filings: readonly FilingPlace[];
  readonly chunks: readonly Uint8Array<ArrayBuffer>[];
}

/** Where a filing stands: its chunk, where in it the head and the cells begin, and where the cells end. */
export type FilingPlace = readonly [chunk: number, head: number, cells: number, end: number];

/** A filing whose cells are made when they are asked for. */
export interface ReadFiling extends FilingHead {
  readonly cells: () => readonly StagedCell[];
}

const chunkSize = 1024 * 1024;

/** Packs filings into chunks that can be handed over without copying. */
export class StagedWriter {
  readonly #encoder = new TextEncoder();
  readonly #chunks: Uint8Array<ArrayBuffer>[] = [];
  #used = 0;

  /** Keeps a filing; nothing is handed over but what `lines` is given again. */
  pack({ cells, ...head }: StagedFiling): FilingPlace {
    const texts = [JSON.stringify(head), packCells(cells)] as const;
    // At most three bytes for each UTF-16 unit.
    const chunk = this.#chunkFor((texts[0].length + texts[1].length) * 3);
    const from = this.#used;
    const [middle, end] = [this.#write(chunk, texts[0]), this.#write(chunk, texts[1])];
    return [this.#chunks.length - 1, from, middle, end];
  }

  lines(head: StagedLines['head'], filings: readonly FilingPlace[]): StagedLines {
    return { head, filings, chunks: this.#chunks };
  }

  #chunkFor(bytes: number): Uint8Array {
    const last = this.#chunks.at(-1);
    if (last !== undefined && this.#used + bytes <= last.length) return last;
    const chunk = new Uint8Array(Math.max(chunkSize, bytes));
    this.#chunks.push(chunk);
    this.#used = 0;
    return chunk;
  }

  #write(chunk: Uint8Array, text: string): number {
    this.#used += this.#encoder.encodeInto(text, chunk.subarray(this.#used)).written;
    return this.#used;
  }
}

/** The filings of a staged file, with their cells still packed. */
export function filingsOf({ filings, chunks }: StagedLines): readonly ReadFiling[] {
  return filings.map(([chunk, from, middle, end]) => {
    const { buffer, byteOffset, byteLength } = chunks[chunk] ?? new Uint8Array();
    const bytes = Buffer.from(buffer, byteOffset, byteLength);
    const head = JSON.parse(bytes.toString('utf8', from, middle)) as FilingHead;
    return { ...head, cells: () => unpackCells(bytes.toString('utf8', middle, end), head.sheet) };
  });
}
