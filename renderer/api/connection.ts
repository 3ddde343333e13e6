import type { Input, OperationName, Output } from '#shared/contract/contract.ts';
import type {
  Actor,
  Progress,
  ReplyFrame,
  RequestFrame,
  ServiceEvent,
  ServiceFailure,
} from '#shared/contract/frames.ts';

/** A call that failed: a problem with its sentence, or a fault of the program with the log's reference. */
export class CallError extends Error {
  readonly failure: ServiceFailure;

  constructor(failure: ServiceFailure) {
    super('problem' in failure ? failure.problem.code : `bug ${failure.bug}`);
    this.name = 'CallError';
    this.failure = failure;
  }
}

export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly progress?: (progress: Progress) => void;
}

interface Pending {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: CallError) => void;
  readonly progress: ((progress: Progress) => void) | undefined;
}

/**
 * Calls and events over frames, whatever carries them. The client is derived from the contract: `call(name, input)` is
 * typed by it and no operation is named here.
 */
export class Connection {
  readonly #pending = new Map<number, Pending>();
  readonly #listeners = new Set<(event: ServiceEvent) => void>();
  #send: ((frame: RequestFrame) => void) | null = null;
  #waiting: RequestFrame[] = [];
  #next = 1;
  #actor: Actor | null = null;
  #ended = false;
  #lost = false;
  readonly #lostListeners = new Set<() => void>();

  /** Connects, or connects anew after a break: what was under way is then refused, and what is shown asked for again. */
  connect(send: (frame: RequestFrame) => void): void {
    const isAnew = this.#send !== null;
    if (isAnew) this.interrupt();
    this.#send = send;
    this.#setLost(false);
    if (isAnew) for (const listener of this.#listeners) listener({ kind: 'changed', by: '' });
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const frame of waiting) send(frame);
  }

  interrupt(): void {
    this.#refuse('request.interrupted');
  }

  /** The service is gone for good: every call is refused from now on, and what is on the screen asks again and says so. */
  end(): void {
    this.#ended = true;
    this.#refuse('request.ended');
    this.receive({ event: { kind: 'ended' } });
  }

  /** The program is gone, for now or for good. */
  lose(): void {
    this.interrupt();
    this.#setLost(true);
  }

  readonly isLost = (): boolean => this.#lost;

  readonly onLost = (listener: () => void): (() => void) => {
    this.#lostListeners.add(listener);
    return () => this.#lostListeners.delete(listener);
  };

  #setLost(lost: boolean): void {
    this.#lost = lost;
    for (const listener of this.#lostListeners) listener();
  }

  /** Who acts from now on. */
  actAs(actor: Actor | null): void {
    this.#actor = actor;
  }

  receive(frame: ReplyFrame): void {
    if ('hello' in frame) return;
    if ('event' in frame) {
      for (const listener of this.#listeners) listener(frame.event);
      return;
    }
    const call = this.#pending.get(frame.id);
    if (call === undefined) return;
    if ('progress' in frame) {
      call.progress?.(frame.progress);
      return;
    }
    this.#pending.delete(frame.id);
    if ('result' in frame) call.resolve(frame.result);
    else call.reject(new CallError('problem' in frame ? { problem: frame.problem } : { bug: frame.bug }));
  }

  listen(listener: (event: ServiceEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  call<N extends OperationName>(name: N, input: Input<N>, options: CallOptions = {}): Promise<Output<N>> {
    const id = this.#next++;
    return new Promise<unknown>((resolve, reject) => {
      this.#pending.set(id, { resolve, reject, progress: options.progress });
      options.signal?.addEventListener('abort', () => this.#post({ id, cancel: true }), { once: true });
      this.#post({ id, op: name, input, ...(this.#actor === null ? {} : { actor: this.#actor }) });
    }) as Promise<Output<N>>;
  }

  #refuse(code: 'request.interrupted' | 'request.ended'): void {
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    for (const call of pending) call.reject(new CallError({ problem: { code, details: {} } }));
  }

  #post(frame: RequestFrame): void {
    if (this.#ended) this.#refuse('request.ended');
    else if (this.#send === null) this.#waiting.push(frame);
    else this.#send(frame);
  }
}
