import { CountyUnready, makeReady } from '../operations/county.ts';
import type { ReadContext } from '../operations/context.ts';
import type { WorkerRequest } from './wire.ts';

/** How long something is made ready before other requests are answered. */
const portionMs = 30;
const tellEveryMs = 100;
/** A request that has waited in vain so often, because everything was read anew meanwhile, is answered at once. */
const mostTries = 4;

interface Waiting {
  readonly request: WorkerRequest;
  readonly unready: CountyUnready;
  readonly tries: number;
}

export interface WaitingReadsOptions {
  /** Answers a request whole, or, where it may wait, throws `CountyUnready`. */
  readonly answer: (request: WorkerRequest, mayWait: boolean) => unknown;
  /** Does something at one moment of the data. */
  readonly within: <T>(request: WorkerRequest, work: (context: ReadContext) => T) => T;
  readonly answered: (request: WorkerRequest, result: unknown) => void;
  readonly failed: (request: WorkerRequest, error: unknown) => void;
  /** How much of what a request waits for is done, in parts of 1. */
  readonly progress: (request: WorkerRequest, share: number) => void;
  /** Calls back after what has come in meanwhile was answered. */
  readonly later: (work: () => void) => void;
}

/**
 * Answers requests of a thread that reads. What needs the county and finds it not in memory yet waits until that is made
 * ready, portion by portion, and everything else is answered in between.
 */
export class WaitingReads {
  readonly #options: WaitingReadsOptions;
  readonly #waiting: Waiting[] = [];
  #toldAt = 0;

  constructor(options: WaitingReadsOptions) {
    this.#options = options;
  }

  take(request: WorkerRequest): void {
    const isFirst = this.#waiting.length === 0;
    this.#try(request, 0);
    if (isFirst) this.#goOnLater();
  }

  #try(request: WorkerRequest, tries: number): void {
    const { answer, answered, failed } = this.#options;
    let result: unknown;
    try {
      result = answer(request, tries < mostTries);
    } catch (error) {
      if (error instanceof CountyUnready) this.#waiting.push({ request, unready: error, tries: tries + 1 });
      else failed(request, error);
      return;
    }
    answered(request, result);
  }

  #goOnLater(): void {
    if (this.#waiting.length > 0) this.#options.later(() => this.#goOn());
  }

  #goOn(): void {
    const [first] = this.#waiting;
    if (first === undefined) return;
    const { within, failed, progress } = this.#options;
    try {
      const end = performance.now() + portionMs;
      const share = within(first.request, (context) =>
        makeReady(context, first.unready, () => performance.now() > end),
      );
      if (share === null) {
        this.#waiting.shift();
        this.#try(first.request, first.tries);
      } else if (end - this.#toldAt > tellEveryMs) {
        this.#toldAt = end;
        for (const { request } of this.#waiting) progress(request, share);
      }
    } catch (error) {
      this.#waiting.shift();
      failed(first.request, error);
    }
    this.#goOnLater();
  }
}
