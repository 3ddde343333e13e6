import type { Writable } from 'node:stream';
import type { Progress } from '#shared/contract/frames.ts';

/** Progress on standard error: one line that is written over, or, where that is no terminal, a line a second. */
export class ProgressLine {
  readonly #stream: Writable & { readonly isTTY?: boolean };
  #last = Number.NEGATIVE_INFINITY;
  #isShown = false;

  constructor(stream: Writable) {
    this.#stream = stream;
  }

  show({ done, total, on }: Progress): void {
    const text = `${done}/${total} ${on}`;
    if (this.#stream.isTTY === true) {
      this.#stream.write(`\r\u001b[K${text}`);
      this.#isShown = true;
      return;
    }
    const now = performance.now();
    if (now - this.#last < 1000) return;
    this.#last = now;
    this.#stream.write(`${text}\n`);
  }

  clear(): void {
    if (this.#isShown) this.#stream.write('\r\u001b[K');
  }
}
