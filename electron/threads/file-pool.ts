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
      resourceLimits: { maxOldGenerationSizeMb: heapMb },
    });
    all.add(started);
    started.once('exit', () => all.delete(started));
    return started;
  }

  async function run(job: FileJob, signal?: AbortSignal): Promise<FileReply> {
    while (busy >= size) await new Promise<void>((resolve) => waiting.push(resolve));
    if (signal?.aborted === true) throw new Problem('request.cancelled', {});
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
      worker.removeAllListeners('message');
      worker.removeAllListeners('error');
      worker.removeListener('exit', onExit);
      signal?.removeEventListener('abort', onAbort);
      end();
    };
    const onExit = (): void => settle(() => reject(new Problem('file.reader-died', { file: job.name })));
    const onAbort = (): void => settle(() => reject(new Problem('request.cancelled', {})));
    const timer = setTimeout(
      () => settle(() => reject(new Problem('file.stuck', { file: job.name, seconds: timeoutMs / 1000 }))),
      timeoutMs,
    );
    worker.once('message', (reply: FileReply) => settle(() => resolve(reply)));
    worker.once('error', (cause) =>
      settle(() => reject(Object.assign(new Problem('file.reader-died', { file: job.name }), { cause }))),
    );
    worker.once('exit', onExit);
    signal?.addEventListener('abort', onAbort, { once: true });
    worker.postMessage(job);
  });
}
