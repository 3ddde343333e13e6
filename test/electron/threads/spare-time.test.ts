import { expect, test } from 'vitest';
import { SpareTime } from '#electron/threads/spare-time.ts';

const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

const quick = { quiet: 1, isWaitedFor: () => false };

test('what can wait is done step by step, and what comes in is answered in between', async () => {
  const done: string[] = [];
  const spare = new SpareTime(function* () {
    for (const step of ['one', 'two', 'three']) {
      done.push(step);
      if (step === 'one') setImmediate(() => done.push('a request'));
      yield;
    }
  }, quick);
  spare.wait();
  expect(done).toEqual([]);
  while (!done.includes('three')) await soon();
  expect(done.indexOf('a request')).toBeLessThan(done.indexOf('three'));
  // Once and for all.
  spare.wait();
  await soon();
  expect(done.filter((step) => step === 'one')).toHaveLength(1);
});

test('it ends with the thread, and with a step that fails', async () => {
  const done: string[] = [];
  const steps = function* (): Generator<void> {
    for (;;) {
      done.push('step');
      yield;
      if (done.length === 3) throw new Error('no such year');
    }
  };
  const failing = new SpareTime(steps, quick);
  failing.wait();
  while (done.length < 3) await soon();
  failing.wait();
  await soon();
  expect(done).toHaveLength(3);

  const stopped = new SpareTime(steps, quick);
  stopped.wait();
  stopped.stop();
  stopped.wait();
  await soon();
  expect(done).toHaveLength(3);
});

test('it waits while somebody waits for another thread, between two steps too', async () => {
  const done: string[] = [];
  let isWaitedFor = true;
  const spare = new SpareTime(
    function* () {
      for (const step of ['one', 'two']) {
        done.push(step);
        isWaitedFor = step === 'one';
        yield;
      }
    },
    { quiet: 1, isWaitedFor: () => isWaitedFor },
  );
  spare.wait();
  await soon();
  await soon();
  expect(done).toEqual([]);
  isWaitedFor = false;
  while (done.length === 0) await soon();
  await soon();
  await soon();
  expect(done).toEqual(['one']);
  isWaitedFor = false;
  while (done.length === 1) await soon();
  expect(done).toEqual(['one', 'two']);
});
