import { Worker } from 'node:worker_threads';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { watch, type Watched } from '#electron/threads/file-watch.ts';

const started: Worker[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((each) => each.terminate()));
});

/** Runs `work` in a thread, and says how the watch ended it; 'done' when it came to its end. */
async function endOf(work: string, watched: Watched): Promise<string> {
  const worker = new Worker(
    `const { parentPort } = require('node:worker_threads');
     const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
     const spin = (ms) => { for (const from = performance.now(); performance.now() - from < ms; ); };
     parentPort.once('message', async () => { ${work}; parentPort.postMessage('done'); });`,
    { eval: true },
  );
  started.push(worker);
  await once(worker, 'online');
  return new Promise((resolve) => {
    const unwatch = watch(worker, watched, resolve);
    worker.once('message', () => {
      unwatch();
      resolve('done');
    });
    worker.postMessage(null);
  });
}

describe('a thread that reads a file', () => {
  it('is ended once it has worked for too long', async () => {
    expect(await endOf('for (;;);', { timeoutMs: 400, memoryMb: 1024 })).toBe('stuck');
  });

  it('is ended when it waits for something that never comes', async () => {
    expect(await endOf('await sleep(600_000)', { timeoutMs: 400, memoryMb: 1024 })).toBe('stuck');
  });

  it('is not ended where it only gets little of the processor: its work counts, not the clock', async () => {
    const slowly = 'for (let turn = 0; turn < 12; turn++) { spin(150); await sleep(350); }';
    expect(await endOf(slowly, { timeoutMs: 3000, memoryMb: 1024 })).toBe('done');
  });

  it('is ended when it holds too much outside of its heap, which the limit of the heap does not see', async () => {
    const filling = 'const held = []; for (;;) { held.push(new Uint8Array(8e6).fill(1)); await sleep(20); }';
    expect(await endOf(filling, { timeoutMs: 60_000, memoryMb: 128 })).toBe('memory');
  });
});
