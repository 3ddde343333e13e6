/** Work over many units that can be left off and gone on with, so that whoever asks meanwhile needn't wait for all of it. */
export class Portions<T = unknown> {
  readonly total: number;
  done = 0;
  isDone = false;
  readonly #steps: Iterator<number, T>;
  #result: T | undefined;

  /**
   * `steps` says after each portion how many units it was; all together may be more than `total` where some are done again.
   * What it returns is what it was all for.
   */
  constructor(total: number, steps: Iterator<number, T>) {
    this.total = total;
    this.#steps = steps;
  }

  /** Goes on until all is done, or, looked at after each portion, it is time to leave off. */
  goOn(isOver: () => boolean): void {
    while (!this.isDone) {
      const next = this.#steps.next();
      if (next.done === true) {
        this.isDone = true;
        this.#result = next.value;
      } else this.done = Math.min(this.total, this.done + next.value);
      if (isOver()) return;
    }
  }

  finish(): T {
    this.goOn(() => false);
    return this.#result as T;
  }
}

/** Items by so many, in their order. */
export function* inPortions<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
}
