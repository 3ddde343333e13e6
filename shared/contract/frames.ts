import type { ProblemMessage } from './problem.ts';
import type { Role } from '../values/states.ts';

/**
 * The messages between a page (or terminal) and the service: the same over a MessagePort, over POST and event stream,
 * and within one process. An `id` is chosen by the asker and names one call.
 */
export type RequestFrame =
  | { readonly id: number; readonly op: string; readonly input: unknown; readonly actor?: Actor }
  | { readonly id: number; readonly cancel: true };

export type ReplyFrame =
  | { readonly id: number; readonly progress: Progress }
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly problem: ProblemMessage }
  /** An error of the program itself; `bug` is the reference under which the log has it. */
  | { readonly id: number; readonly bug: string }
  | { readonly event: ServiceEvent }
  | { readonly hello: Hello };

/** Why a call failed: a problem with its sentence, or a fault of the program with the log's reference. */
export type ServiceFailure = { readonly problem: ProblemMessage } | { readonly bug: string };

/** Who acts, for the log of acts. Without one, the clerk of the workspace. */
export interface Actor {
  readonly name: string;
  readonly role: Role;
}

/** How far a long operation is: at most ten a second. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  /** What is being worked on: a file's name, a step. */
  readonly on: string;
}

export interface Hello {
  readonly build: string;
  readonly contract: number;
}

/**
 * `changed`: something was committed, mounted reads run again. `restarted`: the service came back after a fault. `ended`: it
 * did not, and whoever asks is told so.
 */
export type ServiceEvent =
  | { readonly kind: 'changed'; readonly by: string }
  | { readonly kind: 'restarted' }
  | { readonly kind: 'ended' };
