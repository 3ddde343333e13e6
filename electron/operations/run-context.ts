import type { Actor, Progress } from '#shared/contract/frames.ts';
import type { Problem } from '#shared/contract/problem.ts';
import type { LoadedEdition } from '#shared/returns/edition.ts';
import type { FileTokens } from '../threads/file-tokens.ts';
import type { OpenWorkspace } from '../threads/open-workspace.ts';

/** What a `runs` operation gets: the threads to do its steps in, and the caller's signal and progress. */
export interface RunContext {
  readonly workspace: OpenWorkspace;
  readonly tokens: FileTokens;
  readonly edition: LoadedEdition;
  readonly folder: string;
  readonly now: () => string;
  readonly actor: Actor | null;
  readonly signal: AbortSignal;
  readonly progress: (progress: Progress) => void;
  /** Tells every page that something was committed. */
  readonly changed: () => void;
  /** Opens the workspace anew, after another one was put in its place. */
  readonly open: () => Promise<void>;
  /** Why the workspace could not be opened; null when it is open or absent. */
  readonly refusal: () => Problem | null;
}
