import { Worker } from 'node:worker_threads';
import { Problem } from '#shared/contract/problem.ts';
import { workerEntry } from './entries.ts';
import type { FileJob, FileReply } from './file-worker.ts';
import { watch, type Watched } from './file-watch.ts';

export interface FilePool {
  /** Reads one file in a thread of its own heap; ends in `file.stuck`, `file.reader-died` or `request.cancelled` at worst. */
  readonly run: (job: FileJob, signal?: AbortSignal) => Promise<FileReply>;
  readonly close: () => Promise<void>;
}

interface Options extends Partial<Watched> {
  readonly size: number;
  /** How long a thread without work is kept. */
  readonly idleMs?: number;
}

/** A thread without work: when it ends, and the file that it was last asked to show a part of. */
interface Idle {
  readonly timer: NodeJS.Timeout;
  readonly looked: string | null;
}

/** Left alone, the garbage of one large file stays in the memory for as long as the thread lives. */
const youngMb = 12;
/** Behind an import of this size a thread is not kept: it would wait with a heap that nobody needs. */
const largeBytes = 1024 * 1024;

/** Threads that read files and can be killed: a file that hangs or fills the memory costs its own import, never the program. */
export function createFilePool({
  size,
  timeoutMs = 60_000,
  memoryMb = 1024,
  idleMs = 20_000,
}: Options): FilePool {
  const idle = new Map<Worker, Idle>();
  const all = new Set<Worker>();
  const waiting: (() => void)[] = [];
  let busy = 0;

  function worker({ path }: FileJob): Worker {
    // The one that looked into the same file has it at hand.
    const kept = [...idle].find(([, { looked }]) => looked === path) ?? [...idle][0];
    if (kept !== undefined) {
      const [waiting, { timer }] = kept;
      clearTimeout(timer);
      idle.delete(waiting);
      return waiting;
    }
    const started = new Worker(workerEntry('file-worker'), {
      resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: youngMb },
    });
    all.add(started);
    // One that dies between two files must be neither asked again nor the end of the program.
    started.on('error', () => undefined);
    started.once('exit', () => {
      all.delete(started);
      clearTimeout(idle.get(started)?.timer);
      idle.delete(started);
    });
    return started;
  }

  async function letGo(own: Worker, job: FileJob, reply: FileReply): Promise<void> {
    const bytes = 'answer' in reply ? reply.answer.size : 'size' in reply ? reply.size : 0;
    const isLook = job.window !== undefined || job.preview !== undefined;
    if (bytes >= largeBytes && !isLook) {
      await own.terminate();
      return;
    }
    const timer = setTimeout(() => void own.terminate(), idleMs);
    timer.unref();
    idle.set(own, { timer, looked: isLook ? job.path : null });
  }

  async function run(job: FileJob, signal?: AbortSignal): Promise<FileReply> {
    while (busy >= size) await new Promise<void>((resolve) => waiting.push(resolve));
    if (signal?.aborted === true) {
      // Its turn goes to the next in line, or that one would wait for ever.
      waiting.shift()?.();
      throw new Problem('request.cancelled', {});
    }
    busy += 1;
    const own = worker(job);
    try {
      const reply = await ask(own, job, { timeoutMs, memoryMb }, signal);
      await letGo(own, job, reply);
      return reply;
    } catch (error) {
      await own.terminate();
      throw error;
    } finally {
      busy -= 1;
      waiting.shift()?.();
    }
  }

  return {
    run,
    close: async () => {
      await Promise.all([...all].map((each) => each.terminate()));
    },
  };
}

function ask(worker: Worker, job: FileJob, watched: Watched, signal?: AbortSignal): Promise<FileReply> {
  return new Promise((resolve, reject) => {
    const settle = (end: () => void): void => {
      unwatch();
      worker.removeListener('message', onMessage);
      worker.removeListener('error', onError);
      worker.removeListener('exit', onExit);
      signal?.removeEventListener('abort', onAbort);
      end();
    };
    const died = (cause?: unknown): Error =>
      Object.assign(
        new Problem('file.reader-died', { file: job.name }),
        cause === undefined ? {} : { cause },
      );
    const onMessage = (reply: FileReply): void => settle(() => resolve(reply));
    const onError = (cause: unknown): void => settle(() => reject(died(cause)));
    const onExit = (): void => settle(() => reject(died()));
    const onAbort = (): void => settle(() => reject(new Problem('request.cancelled', {})));
    const unwatch = watch(worker, watched, (why) =>
      settle(() =>
        reject(
          why === 'stuck'
            ? new Problem('file.stuck', { file: job.name, seconds: watched.timeoutMs / 1000 })
            : died(new Error(`a file thread held more than ${watched.memoryMb} MB`)),
        ),
      ),
    );
    worker.once('message', onMessage);
    worker.once('error', onError);
    worker.once('exit', onExit);
    signal?.addEventListener('abort', onAbort, { once: true });
    worker.postMessage(job);
  });
}
