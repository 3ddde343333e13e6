import type { ProblemMessage } from '#shared/contract/problem.ts';
import type { Actor, Progress } from '#shared/contract/frames.ts';

/** Messages between the service and one of its own worker threads. Never seen by a page. */
export type WorkerRequest = {
  readonly id: number;
  readonly name: string;
  readonly input: unknown;
  readonly now: string;
  readonly actor: Actor | null;
  /** One shared 32-bit integer: 1 once the caller has cancelled, looked at between steps. */
  readonly cancelled: Int32Array;
};

export type WorkerReply =
  | { readonly ready: true }
  | { readonly refused: ProblemMessage }
  | { readonly broken: string }
  | { readonly id: number; readonly progress: Progress }
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly problem: ProblemMessage }
  | { readonly id: number; readonly bug: string };

/** What a store worker is for. The writer is the only one that commits. */
export type WorkerRole = 'reader' | 'writer' | 'exporter';

export interface WorkerStart {
  readonly role: WorkerRole;
  readonly folder: string;
  readonly now: string;
  /** One shared 32-bit integer: how many requests wait for an answer of whichever thread. */
  readonly waiting: Int32Array;
}
