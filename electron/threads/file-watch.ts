import type { Worker } from 'node:worker_threads';

/** What a file may cost the thread that reads it. */
export interface Watched {
  /** Processor time of the thread, and how long it may do nothing at all. */
  readonly timeoutMs: number;
  /** Its heap, and the buffers outside of it. */
  readonly memoryMb: number;
}

/** How often a thread is looked at. */
const lookMs = 500;
/** Processor time in which nothing is done: being looked at costs some. */
const nothingMs = 100;

/**
 * Looks at a busy thread until the returned function is called. What it was given to do is stuck once the thread has
 * worked on it for too long, or waits for something that never comes; the clock alone says nothing where other programs
 * have the processors. A runtime that can't tell what a thread costs is measured by the clock.
 */
export function watch(
  worker: Worker,
  { timeoutMs, memoryMb }: Watched,
  end: (why: 'stuck' | 'memory') => void,
): () => void {
  const work = new Work(worker, timeoutMs);
  let timers: readonly NodeJS.Timeout[] = [];
  let isOver = false;
  const stop = (): void => {
    isOver = true;
    timers.forEach(clearTimeout);
  };
  const look = async (): Promise<void> => {
    const [isStuck, held] = await Promise.all([work.isStuck(), heldMb(worker)]);
    if (isOver) return;
    timers.forEach(clearTimeout);
    if (isStuck || held > memoryMb) end(isStuck ? 'stuck' : 'memory');
    else wait();
  };
  const wait = (): void => {
    timers = [
      // One that ends meanwhile answers no more: whoever waits for it is told by its end.
      setTimeout(() => void look().catch(() => undefined), Math.min(lookMs, timeoutMs / 4)),
      // Within one long step of the runtime itself a thread can't be asked.
      setTimeout(() => end('stuck'), timeoutMs * 2),
    ];
  };
  wait();
  return stop;
}

/** What a thread has done since it was given something to do. */
class Work {
  readonly #worker: Worker;
  readonly #timeoutMs: number;
  readonly #from = performance.now();
  /** Of the thread, before it was given this. */
  readonly #before: Promise<number | null>;
  #workedMs = 0;
  /** When it was last seen to have done something. */
  #seen = performance.now();

  constructor(worker: Worker, timeoutMs: number) {
    this.#worker = worker;
    this.#timeoutMs = timeoutMs;
    // One that has not begun can't be asked yet.
    this.#before = processorMs(worker).catch(() => 0);
  }

  async isStuck(): Promise<boolean> {
    const before = await this.#before;
    const now = await processorMs(this.#worker);
    if (before === null || now === null) return performance.now() - this.#from > this.#timeoutMs;
    const worked = now - before;
    if (worked - this.#workedMs > nothingMs) {
      this.#workedMs = worked;
      this.#seen = performance.now();
    }
    return worked > this.#timeoutMs || performance.now() - this.#seen > this.#timeoutMs;
  }
}

/** Null where the runtime can't tell. */
async function processorMs(worker: Worker): Promise<number | null> {
  if (!('cpuUsage' in worker)) return null;
  const { user, system } = await worker.cpuUsage();
  return (user + system) / 1000;
}

async function heldMb(worker: Worker): Promise<number> {
  if (!('getHeapStatistics' in worker)) return 0;
  const { used_heap_size: heap, external_memory: outside } = await worker.getHeapStatistics();
  return (heap + outside) / 1024 / 1024;
}
