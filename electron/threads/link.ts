import { Worker } from 'node:worker_threads';
import { Problem, type ProblemMessage } from '#shared/contract/problem.ts';
import type { Actor, Progress } from '#shared/contract/frames.ts';
import type { WorkerReply, WorkerRequest, WorkerStart } from './wire.ts';

/** An error of the program itself that a worker has already logged under a reference. */
export class LoggedBug extends Error {
  readonly reference: string;

  constructor(reference: string) {
    super(`logged as ${reference}`);
    this.name = 'LoggedBug';
    this.reference = reference;
  }
}

export interface CallOptions {
  readonly actor?: Actor | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly progress?: ((progress: Progress) => void) | undefined;
  /** Memory of the input that is handed over instead of copied. */
  readonly transfer?: readonly ArrayBuffer[];
}

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly progress: ((progress: Progress) => void) | undefined;
}

/** Left alone, the garbage of one large import stays in the memory for as long as the thread lives. */
const youngMb = 16;
/**
 * What the writer's heap may hold: ten times what it needs for a list of a hundred thousand enterprises. V8 lets a heap
 * without such a limit grow fourfold before it collects, so that half of what an import held was garbage; with half of this
 * a list of ten thousand took longer. The reader has none: it keeps the county.
 */
const writerMb = 2000;

/**
 * A store worker and the calls that wait for it. When the thread ends by itself every waiting call is refused with
 * `request.interrupted` and `onExit` is told; nothing is ever left unanswered.
 */
export class WorkerLink {
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending>();
  readonly #now: () => string;
  readonly #waiting: Int32Array;
  #next = 1;
  #closing = false;
  #ended = false;

  private constructor(worker: Worker, waiting: Int32Array, now: () => string, onExit: () => void) {
    this.#worker = worker;
    this.#waiting = waiting;
    this.#now = now;
    worker.on('message', (reply: WorkerReply) => this.#receive(reply));
    worker.on('exit', () => {
      this.#ended = true;
      for (const call of this.#pending.values()) call.reject(new Problem('request.interrupted', {}));
      this.#pending.clear();
      if (!this.#closing) onExit();
    });
    // An uncaught error ends the thread; 'exit' follows and answers the callers.
    worker.on('error', () => undefined);
  }

  /** Starts the thread and waits until its connection is open; a refusal (locked, damaged, newer …) is thrown. */
  static async start(
    entry: URL,
    start: WorkerStart,
    now: () => string,
    onExit: () => void,
  ): Promise<WorkerLink> {
    const worker = new Worker(entry, {
      workerData: start,
      resourceLimits: {
        maxYoungGenerationSizeMb: youngMb,
        ...(start.role === 'writer' ? { maxOldGenerationSizeMb: writerMb } : {}),
      },
    });
    await new Promise<void>((resolve, reject) => {
      worker.once('message', (reply: WorkerReply) => {
        if ('refused' in reply) reject(new Problem(reply.refused.code, reply.refused.details));
        else if ('broken' in reply) reject(new LoggedBug(reply.broken));
        else resolve();
      });
      worker.once('error', reject);
      worker.once('exit', () => reject(new Problem('request.interrupted', {})));
    });
    worker.removeAllListeners('error');
    worker.removeAllListeners('exit');
    return new WorkerLink(worker, start.waiting, now, onExit);
  }

  call(name: string, input: unknown, options: CallOptions = {}): Promise<unknown> {
    const id = this.#next++;
    const cancelled = new Int32Array(new SharedArrayBuffer(4));
    const onAbort = (): void => {
      Atomics.store(cancelled, 0, 1);
    };
    if (options.signal?.aborted) onAbort();
    options.signal?.addEventListener('abort', onAbort, { once: true });
    if (this.#ended) return Promise.reject(new Problem('request.interrupted', {}));
    const answer = new Promise<unknown>((resolve, reject) => {
      this.#pending.set(id, { resolve, reject, progress: options.progress });
    });
    const request: WorkerRequest = {
      id,
      name,
      input,
      now: this.#now(),
      actor: options.actor ?? null,
      cancelled,
    };
    this.#worker.postMessage(request, [...(options.transfer ?? [])]);
    Atomics.add(this.#waiting, 0, 1);
    return answer.finally(() => {
      Atomics.sub(this.#waiting, 0, 1);
      options.signal?.removeEventListener('abort', onAbort);
    });
  }

  async close(): Promise<void> {
    this.#closing = true;
    if (this.#ended) return;
    this.#worker.postMessage({ close: true });
    await new Promise<void>((resolve) => this.#worker.once('exit', () => resolve()));
  }

  #receive(reply: WorkerReply): void {
    if (!('id' in reply)) return;
    const call = this.#pending.get(reply.id);
    if (call === undefined) return;
    if ('progress' in reply) {
      call.progress?.(reply.progress);
      return;
    }
    this.#pending.delete(reply.id);
    if ('result' in reply) call.resolve(reply.result);
    else if ('problem' in reply) call.reject(problemOf(reply.problem));
    else call.reject(new LoggedBug(reply.bug));
  }
}

export function problemOf(message: ProblemMessage): Problem {
  return new Problem(message.code, message.details);
}
