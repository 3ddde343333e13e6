import { parentPort, workerData } from 'node:worker_threads';
import { Problem, type ProblemMessage } from '#shared/contract/problem.ts';
import type { Progress } from '#shared/contract/frames.ts';
import type { LoadedEdition } from '#shared/returns/edition.ts';
import {
  exporterHandlers,
  readerHandlers,
  readerPreparations,
  writerHandlers,
} from '../operations/handlers.ts';
import type { ReadContext } from '../operations/context.ts';
import { preparing } from '../operations/prepared.ts';
import { editionFor, editionLater } from '../operations/year-edition.ts';
import { noteChange } from '../store/changes.ts';
import { asProblem } from '../store/faults.ts';
import { logBug } from '../store/log.ts';
import { openReadable, openWritable, type ReadableStore, type WritableStore } from '../store/open.ts';
import { clerkOf } from '../store/settings.ts';
import { Rest } from './rest.ts';
import { SpareTime } from './spare-time.ts';
import { WaitingReads } from './waiting-reads.ts';
import type { WorkerReply, WorkerRequest, WorkerStart } from './wire.ts';

/**
 * The entry of a store worker. One thread, one connection: the reader and the exporter can't write, the writer runs each
 * `writes` operation and each writing step within one transaction.
 */
const start = workerData as WorkerStart;
if (parentPort === null) throw new Error('store-worker runs as a worker thread only');
const port = parentPort;

function send(reply: WorkerReply): void {
  port.postMessage(reply);
}

function failure(error: unknown): { problem: ProblemMessage } | { bug: string } {
  const problem = asProblem(error, start.folder);
  return problem === null ? { bug: logBug(start.folder, error) } : { problem: problem.toMessage() };
}

function open(): ReadableStore | WritableStore | null {
  try {
    return start.role === 'writer'
      ? openWritable(start.folder, { now: start.now })
      : openReadable(start.folder);
  } catch (error) {
    const failed = failure(error);
    send('problem' in failed ? { refused: failed.problem } : { broken: failed.bug });
    return null;
  }
}

function throttled(id: number): (progress: Progress) => void {
  let last = 0;
  return (progress) => {
    const now = performance.now();
    if (now - last < 100 && progress.done < progress.total) return;
    last = now;
    send({ id, progress });
  };
}

async function answer(store: ReadableStore | WritableStore, request: WorkerRequest): Promise<unknown> {
  const { folder } = start;
  const { now } = request;
  if (start.role === 'writer') {
    const handler = writerHandlers[request.name];
    if (handler === undefined) throw new Error(`the writer has no ${request.name}`);
    const writable = store as WritableStore;
    const actor = request.actor ?? { name: clerkOf(writable), role: 'clerk' };
    // As it is before the request changes what the year is under.
    const edition = editionLater(store, request.input);
    const context = {
      folder,
      now,
      store: writable,
      actor,
      get edition() {
        return edition();
      },
    };
    return writable.db.transaction(() => handler(context, request.input as never)).immediate();
  }
  const handler = exporterHandlers[request.name];
  if (handler === undefined) throw new Error(`the exporter has no ${request.name}`);
  const watch = {
    progress: throttled(request.id),
    checkCancelled: () => {
      if (Atomics.load(request.cancelled, 0) === 1) throw new Problem('request.cancelled', {});
    },
  };
  return handler(Object.assign(reading(store, request), watch), request.input as never);
}

/** One moment of the data for the whole answer: what is committed meanwhile is in it as a whole, or not at all. */
function atOneMoment<T>(store: ReadableStore, request: WorkerRequest, work: (context: ReadContext) => T): T {
  return store.db.transaction(() => work(reading(store, request))).deferred();
}

function answerReading(store: ReadableStore, request: WorkerRequest, mayWait: boolean): unknown {
  const handler = readerHandlers[request.name];
  if (handler === undefined) throw new Error(`the reader has no ${request.name}`);
  return atOneMoment(store, request, (context) =>
    handler(Object.assign(context, { mayWait }), request.input as never),
  );
}

/** What a thread that only reads answers a request with. Its edition is bound when it is asked for: many requests need none. */
function reading(store: ReadableStore, request: WorkerRequest): ReadContext {
  let edition: LoadedEdition | undefined;
  return {
    store,
    folder: start.folder,
    now: request.now,
    get edition() {
      return (edition ??= editionFor(store, request.input));
    },
  };
}

function readings(store: ReadableStore, rest: Rest): WaitingReads {
  return new WaitingReads({
    answer: (request, mayWait) => answerReading(store, request, mayWait),
    within: (request, work) => atOneMoment(store, request, work),
    answered: ({ id }, result) => send({ id, result }),
    failed: ({ id }, error) => failed(store, id, error),
    progress: ({ id }, share) =>
      send({ id, progress: { done: Math.round(share * 100), total: 100, on: '' } }),
    later: (work) =>
      void setImmediate(() => {
        if (!store.db.open) return;
        work();
        rest.begin();
      }),
  });
}

function spareTime(store: ReadableStore, rest: Rest): SpareTime {
  const begin = function* (): Generator<void> {
    const context = { store, folder: start.folder, now: start.now, edition: editionFor(store, {}) };
    const steps = preparing(context);
    while (steps.next().done !== true) {
      yield;
      rest.begin();
    }
  };
  return new SpareTime(begin, { isWaitedFor: () => Atomics.load(start.waiting, 0) > 0 });
}

function failed(store: ReadableStore, id: number, error: unknown): void {
  noteChange(store, 'all');
  send({ id, ...failure(error) });
}

const store = open();
if (store !== null) {
  // One request after the other: the exporter's handlers are asynchronous and must not overlap.
  let queue: Promise<void> = Promise.resolve();
  const rest = new Rest();
  rest.started();
  const waiting = start.role === 'reader' ? readings(store, rest) : null;
  const spare = start.role === 'writer' ? spareTime(store, rest) : null;
  spare?.wait();
  port.on('message', (message: WorkerRequest | { close: true }) => {
    queue = queue.then(async () => {
      if ('close' in message) {
        spare?.stop();
        store.db.close();
        port.close();
        return;
      }
      try {
        if (waiting !== null) {
          await readerPreparations[message.name]?.(message.input as never);
          waiting.take(message);
        } else send({ id: message.id, result: await answer(store, message) });
      } catch (error) {
        failed(store, message.id, error);
      }
      rest.begin();
      spare?.wait();
    });
  });
  send({ ready: true });
}
