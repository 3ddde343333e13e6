import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { buildAll } from './build.ts';

/** `npm run package`: a fresh build, then the installers of this platform. Further arguments are electron-builder's. */
const root = path.resolve(import.meta.dirname, '..');

await buildAll();
const { status } = spawnSync(
  process.execPath,
  [
    path.join(root, 'node_modules/electron-builder/cli.js'),
    '--config',
    'electron-builder.yml',
    '--publish',
    'never',
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: 'inherit' },
);
process.exitCode = status ?? 1;
