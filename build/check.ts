import { spawnSync } from 'node:child_process';
import path from 'node:path';

/** `npm run check`: types, lint (every rule an error) and format. */
const root = path.resolve(import.meta.dirname, '..');
const tool = (name: string): string => path.join(root, 'node_modules', name);

const steps: readonly [string, readonly string[]][] = [
  ['types', [tool('typescript/bin/tsc'), '-b']],
  ['lint', [tool('eslint/bin/eslint.js'), '-c', 'build/eslint.config.js', '--max-warnings', '0', '.']],
  [
    'format',
    [
      tool('prettier/bin/prettier.cjs'),
      '--config',
      'build/prettier.json',
      '--log-level',
      'warn',
      '--check',
      '.',
    ],
  ],
];

export function check(): boolean {
  let sound = true;
  for (const [name, args] of steps) {
    const from = performance.now();
    const { status } = spawnSync(process.execPath, [...args], { cwd: root, stdio: 'inherit' });
    console.log(
      `${name}: ${status === 0 ? 'ok' : 'FAILED'} (${((performance.now() - from) / 1000).toFixed(1)} s)`,
    );
    if (status !== 0) sound = false;
  }
  return sound;
}

if (process.argv[1] === import.meta.filename) process.exitCode = check() ? 0 : 1;
