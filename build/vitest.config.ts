import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { isFresh } from './build.ts';

/** The program starts threads and processes of its own in many tests; each would compile it anew. */
const env = {
  NODE_COMPILE_CACHE: path.resolve(import.meta.dirname, '../node_modules/.cache/compiled'),
  ...(isFresh() ? { NIANBAO_BUILT_THREADS: path.resolve(import.meta.dirname, '../dist') } : {}),
};

/**
 * One project for each kind of test, so that `npm test` can run the quick ones together and the slow ones alone.
 * Everything runs in forks: better-sqlite3, worker threads and child processes are real.
 */
export default defineConfig({
  test: {
    root: '.',
    // One short of the processors would be one of two.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: [
            'test/build/**',
            'test/journeys/**',
            'test/browser/**',
            'test/desktop/**',
            'test/faults/**',
            'test/long/**',
          ],
          pool: 'forks',
          isolate: false,
          env,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'journeys',
          include: [
            'test/build/**/*.test.ts',
            'test/journeys/**/*.test.ts',
            'test/browser/**/*.test.ts',
            'test/faults/**/*.test.ts',
          ],
          pool: 'forks',
          isolate: false,
          env,
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'long',
          include: ['test/long/**/*.test.ts'],
          pool: 'forks',
          env,
          fileParallelism: false,
          testTimeout: 2_400_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'desktop',
          include: ['test/desktop/**/*.test.ts'],
          pool: 'forks',
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
