import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { buildIfStale } from './build.ts';
import { checked } from './check.ts';

/**
 * `npm test`: types, lint and format, then unit, journey and browser tests against a fresh build.
 * `--long`: the long loops whole, with their seed printed. `--desktop`: real Electron; needs ELECTRON_OVERRIDE_DIST_PATH
 * or a downloaded Electron, and fails by name without.
 */
const root = path.resolve(import.meta.dirname, '..');
const long = process.argv.includes('--long');
const desktop = process.argv.includes('--desktop');

const projects = long ? ['long'] : desktop ? ['desktop'] : ['unit', 'journeys'];

// The build goes on beside the types, which take longest.
const [isSound] = await Promise.all([long || desktop ? true : checked(), buildIfStale()]);
if (!isSound) process.exit(1);
const tests = spawn(
  process.execPath,
  [
    path.join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--config',
    'build/vitest.config.ts',
    ...projects.flatMap((project) => ['--project', project]),
  ],
  { cwd: root, stdio: 'inherit' },
);
const [status] = (await once(tests, 'exit')) as [number | null];
process.exitCode = status ?? 1;
