/** How long nobody has asked for anything before work that is not urgent begins. */
const quietMs = 2000;

/**
 * Does something step by step while a thread has nothing else to do, once; what comes in is answered between two steps. While
 * somebody waits for another thread it waits too: the processors are theirs.
 */
export class SpareTime {
  readonly #begin: () => Iterator<void>;
  readonly #quietMs: number;
  readonly #isWaitedFor: () => boolean;
  #steps: Iterator<void> | null = null;
  #isDone = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    begin: () => Iterator<void>,
    { quiet = quietMs, isWaitedFor }: { readonly quiet?: number; readonly isWaitedFor: () => boolean },
  ) {
    this.#begin = begin;
    this.#quietMs = quiet;
    this.#isWaitedFor = isWaitedFor;
  }

  /** To be called whenever the thread has done something. */
  wait(): void {
    clearTimeout(this.#timer);
    if (!this.#isDone) this.#timer = setTimeout(() => this.#step(), this.#quietMs).unref();
  }

  stop(): void {
    this.#isDone = true;
    clearTimeout(this.#timer);
  }

  #step(): void {
    if (this.#isWaitedFor()) {
      this.wait();
      return;
    }
    try {
      this.#steps ??= this.#begin();
      this.#isDone = this.#steps.next().done === true;
    } catch {
      // Whoever needs it is told what is wrong.
      this.#isDone = true;
    }
    if (!this.#isDone) this.#timer = setTimeout(() => this.#step(), 0).unref();
  }
}
