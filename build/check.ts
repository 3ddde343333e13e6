import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/** `npm run check`: types, lint (every rule an error) and format. */
const root = path.resolve(import.meta.dirname, '..');
const tool = (name: string): string => path.join(root, 'node_modules', name);

interface Step {
  readonly name: string;
  readonly args: readonly string[];
}

const types: Step = { name: 'types', args: [tool('typescript/bin/tsc'), '-b'] };
const lint: Step = {
  name: 'lint',
  args: [tool('eslint/bin/eslint.js'), '-c', 'build/eslint.config.js', '--max-warnings', '0', '.'],
};
const format: Step = {
  name: 'format',
  args: [
    tool('prettier/bin/prettier.cjs'),
    '--config',
    'build/prettier.json',
    '--log-level',
    'warn',
    '--check',
    '.',
  ],
};

/** Says how it ended and how long it took. */
async function isSound({ name, args }: Step): Promise<boolean> {
  const from = performance.now();
  const [status] = (await once(
    spawn(process.execPath, [...args], { cwd: root, stdio: 'inherit' }),
    'exit',
  )) as [number | null];
  console.log(
    `${name}: ${status === 0 ? 'ok' : 'FAILED'} (${((performance.now() - from) / 1000).toFixed(1)} s)`,
  );
  return status === 0;
}

export interface Checks {
  /** The two that are done first. */
  readonly typesAndFormat: Promise<boolean>;
  /** Takes as long as those together: tests, which wait now and then, can go on beside it. */
  readonly lint: Promise<boolean>;
}

/** Format beside types, then lint: two of them at a time. */
export function startChecks(): Checks {
  const typed = isSound(types);
  const formatted = isSound(format);
  return {
    typesAndFormat: Promise.all([typed, formatted]).then((sound) => !sound.includes(false)),
    lint: formatted.then(() => isSound(lint)),
  };
}

if (process.argv[1] === import.meta.filename) {
  const checks = startChecks();
  const sound = [await checks.typesAndFormat, await checks.lint];
  process.exitCode = sound.includes(false) ? 1 : 0;
}
