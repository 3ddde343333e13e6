import { z } from 'zod';
import { roles } from '../values/states.ts';
import type { ProblemMessage } from './problem.ts';

const actorSchema = z.strictObject({ name: z.string().max(100), role: z.enum(roles) });
/** Who acts, for the log of acts. Without one, the clerk of the workspace. */
export type Actor = Readonly<z.infer<typeof actorSchema>>;

const call = z.int();
/** What a page sends is looked at before anything is done with it; the input then against the schema of its operation. */
export const requestFrameSchema = z.union([
  z.strictObject({ id: call, cancel: z.literal(true) }),
  z.strictObject({ id: call, op: z.string(), input: z.unknown().optional(), actor: actorSchema.optional() }),
]);

/**
 * The messages between a page (or terminal) and the service: the same over a MessagePort, over POST and event stream,
 * and within one process. An `id` is chosen by the asker and names one call.
 */
export type RequestFrame = Readonly<z.infer<typeof requestFrameSchema>>;

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
