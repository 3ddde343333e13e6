import { Worker } from 'node:worker_threads';
import { Problem } from '#shared/contract/problem.ts';
import { workerEntry } from './entries.ts';
import type { FileJob, FileReply } from './file-worker.ts';

export interface FilePool {
  /** Reads one file in a thread of its own heap; ends in `file.stuck`, `file.reader-died` or `request.cancelled` at worst. */
  readonly run: (job: FileJob, signal?: AbortSignal) => Promise<FileReply>;
  readonly close: () => Promise<void>;
}

interface Options {
  readonly size: number;
  readonly timeoutMs?: number;
  readonly heapMb?: number;
}

/** Left alone, the garbage of one large file stays in the memory for as long as the thread lives. */
const youngMb = 24;

/** Threads that read files and can be killed: a file that hangs or fills the memory costs its own import, never the program. */
export function createFilePool({ size, timeoutMs = 60_000, heapMb = 1024 }: Options): FilePool {
  const idle: Worker[] = [];
  const all = new Set<Worker>();
  const waiting: (() => void)[] = [];
  let busy = 0;

  function worker(): Worker {
    const kept = idle.pop();
    if (kept !== undefined) return kept;
    const started = new Worker(workerEntry('file-worker'), {
      resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: youngMb },
    });
    all.add(started);
    // One that dies between two files must be neither asked again nor the end of the program.
    started.on('error', () => undefined);
    started.once('exit', () => {
      all.delete(started);
      const at = idle.indexOf(started);
      if (at >= 0) idle.splice(at, 1);
    });
    return started;
  }

  async function run(job: FileJob, signal?: AbortSignal): Promise<FileReply> {
    while (busy >= size) await new Promise<void>((resolve) => waiting.push(resolve));
    if (signal?.aborted === true) {
      // Its turn goes to the next in line, or that one would wait for ever.
      waiting.shift()?.();
      throw new Problem('request.cancelled', {});
    }
    busy += 1;
    const own = worker();
    try {
      const reply = await ask(own, job, timeoutMs, signal);
      idle.push(own);
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

function ask(worker: Worker, job: FileJob, timeoutMs: number, signal?: AbortSignal): Promise<FileReply> {
  return new Promise((resolve, reject) => {
    const settle = (end: () => void): void => {
      clearTimeout(timer);
      worker.removeListener('message', onMessage);
      worker.removeListener('error', onError);
      worker.removeListener('exit', onExit);
      signal?.removeEventListener('abort', onAbort);
      end();
    };
    const onMessage = (reply: FileReply): void => settle(() => resolve(reply));
    const onError = (cause: unknown): void =>
      settle(() => reject(Object.assign(new Problem('file.reader-died', { file: job.name }), { cause })));
    const onExit = (): void => settle(() => reject(new Problem('file.reader-died', { file: job.name })));
    const onAbort = (): void => settle(() => reject(new Problem('request.cancelled', {})));
    const timer = setTimeout(
      () => settle(() => reject(new Problem('file.stuck', { file: job.name, seconds: timeoutMs / 1000 }))),
      timeoutMs,
    );
    worker.once('message', onMessage);
    worker.once('error', onError);
    worker.once('exit', onExit);
    signal?.addEventListener('abort', onAbort, { once: true });
    worker.postMessage(job);
  });
}
