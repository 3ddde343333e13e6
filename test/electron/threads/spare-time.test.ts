import { expect, test } from 'vitest';
import { SpareTime } from '#electron/threads/spare-time.ts';

const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

test('what can wait is done step by step, and what comes in is answered in between', async () => {
  const done: string[] = [];
  const spare = new SpareTime(function* () {
    for (const step of ['one', 'two', 'three']) {
      done.push(step);
      if (step === 'one') setImmediate(() => done.push('a request'));
      yield;
    }
  }, 1);
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
  const failing = new SpareTime(steps, 1);
  failing.wait();
  while (done.length < 3) await soon();
  failing.wait();
  await soon();
  expect(done).toHaveLength(3);

  const stopped = new SpareTime(steps, 1);
  stopped.wait();
  stopped.stop();
  stopped.wait();
  await soon();
  expect(done).toHaveLength(3);
});
