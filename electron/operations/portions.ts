/** Work over many units that can be left off and gone on with, so that whoever asks meanwhile needn't wait for all of it. */
export class Portions {
  readonly total: number;
  done = 0;
  isDone = false;
  readonly #steps: Iterator<number>;

  /** `steps` says after each portion how many units it was; all together may be more than `total` where some are done again. */
  constructor(total: number, steps: Iterator<number>) {
    this.total = total;
    this.#steps = steps;
  }

  /** Goes on until all is done, or, looked at after each portion, it is time to leave off. */
  goOn(isOver: () => boolean): void {
    while (!this.isDone) {
      const next = this.#steps.next();
      if (next.done === true) this.isDone = true;
      else this.done = Math.min(this.total, this.done + next.value);
      if (isOver()) return;
    }
  }

  finish(): void {
    this.goOn(() => false);
  }
}

/** Items by so many, in their order. */
export function* inPortions<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
}
