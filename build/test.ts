import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { buildIfStale } from './build.ts';
import { startChecks } from './check.ts';

/**
 * `npm test`: types and format, then unit, journey and browser tests against a fresh build; lint goes on beside them.
 * `--long`: the long loops whole, with their seed printed. `--desktop`: real Electron; needs ELECTRON_OVERRIDE_DIST_PATH
 * or a downloaded Electron, and fails by name without.
 */
const root = path.resolve(import.meta.dirname, '..');
const long = process.argv.includes('--long');
const desktop = process.argv.includes('--desktop');

const projects = long ? ['long'] : desktop ? ['desktop'] : ['unit', 'journeys'];

const checks = long || desktop ? null : startChecks();
if (checks !== null && !(await checks.typesAndFormat)) {
  await checks.lint;
  process.exit(1);
}
await buildIfStale();
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
const linted = checks === null || (await checks.lint);
process.exitCode = linted ? (status ?? 1) : 1;
