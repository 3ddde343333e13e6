import type { Actor, Progress } from '#shared/contract/frames.ts';
import type { LoadedEdition } from '#shared/returns/edition.ts';
import type { ReadableStore, WritableStore } from '../store/open.ts';

/** What a handler of a `reads` operation gets beside its input. `now` is ISO time with zone. */
export interface ReadContext {
  readonly store: ReadableStore;
  readonly edition: LoadedEdition;
  readonly folder: string;
  readonly now: string;
  /** Whether the answer can wait: what takes long is then refused with `CountyUnready`, to be made ready in portions. */
  readonly mayWait?: boolean;
}

/** For operations that work without a workspace: `store` is null when there is none. */
export interface AnywhereContext extends Omit<ReadContext, 'store'> {
  readonly store: ReadableStore | null;
}

/** For `writes`: the handler runs within one transaction; throwing anything rolls it back. */
export interface WriteContext extends Omit<ReadContext, 'store'> {
  readonly store: WritableStore;
  readonly actor: Actor;
}

/** For steps of the exporter: long, asynchronous, on a connection that cannot write. */
export interface ExportContext extends ReadContext {
  readonly progress: (progress: Progress) => void;
  /** Throws `request.cancelled` once the caller has cancelled. */
  readonly checkCancelled: () => void;
}

/** What long work can see of the caller: whether it was cancelled, and how to say how far it is. */
export interface Watch {
  readonly signal: AbortSignal;
  readonly progress: (progress: Progress) => void;
}
