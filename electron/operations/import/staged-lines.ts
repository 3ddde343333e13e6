import { inflateRawSync } from 'node:zlib';
import type { FilingHead, Identity, Staged, StagedCell, StagedFiling } from '#shared/intake/staged.ts';
import { deflated, FilingPacker, unpackFilings, type PackedFilings } from '../../store/packed-filings.ts';

/** A staged file on its way from the thread that read it to the one that commits it. */
export interface StagedLines extends PackedFilings {
  readonly head: StagedHead;
  /** Whose filings they are, each once, as `packIdentities` has them: few files are asked for them. */
  readonly identities: Uint8Array<ArrayBuffer>;
}

/** What was understood of a file as a whole. */
export type StagedHead = Omit<Staged<never>, 'filings' | 'identities'>;

/** A filing whose cells are made when they are asked for. */
export interface ReadFiling extends FilingHead {
  readonly cells: () => readonly StagedCell[];
}

/** Packs filings so that they can be handed over without copying. */
export class StagedWriter {
  readonly #packer = new FilingPacker();

  /** Keeps a filing, and gives its number; nothing is handed over but what `lines` is given again. */
  pack(filing: StagedFiling): number {
    return this.#packer.pack(filing);
  }

  lines(head: StagedHead, identities: readonly Identity[], filings: readonly number[]): StagedLines {
    return { head, identities: packIdentities(identities), ...this.#packer.packed(filings) };
  }
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
export function filingsOf(lines: StagedLines): readonly ReadFiling[] {
  return unpackFilings<FilingHead>(lines);
}
