import { getHeapStatistics } from 'node:v8';

/** How long a thread has nothing to do before it is tidied up. */
const restMs = 1000;
/** What is worth it: a collection stops the thread for some milliseconds. */
const leastBytes = 8 * 1024 * 1024;

/**
 * Gives back what a thread used for its start, or for one large request, once it rests. Left alone it would keep that
 * much garbage until it happens to need the room, and three threads that hardly do anything keep a hundred megabytes.
 */
export class Rest {
  #timer: NodeJS.Timeout | undefined;
  /** What was held after the last collection. */
  #kept = 0;

  /** To be called whenever the thread has done something. */
  begin(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#collect(), restMs).unref();
  }

  /** To be called where a thread has begun: what its modules and the database left behind is twice what it goes on with. */
  started(): void {
    setTimeout(() => void this.#collect(), 0).unref();
  }

  async #collect(): Promise<void> {
    if (!process.features.inspector) return;
    if (getHeapStatistics().total_physical_size - this.#kept < leastBytes) return;
    // The one way to ask for it that needs no flag of the runtime.
    const { Session } = await import('node:inspector');
    const session = new Session();
    session.connect();
    session.post('HeapProfiler.collectGarbage', () => {
      this.#kept = getHeapStatistics().total_physical_size;
      // Within the answer itself, ending the session would wait for its own end for ever.
      setImmediate(() => session.disconnect());
    });
  }
}
