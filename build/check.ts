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
const lint: Step = { name: 'lint', args: [tool('oxlint/bin/oxlint'), '-c', 'build/oxlint.json', '.'] };
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

/** Types take one processor as long as lint and format take the other. */
export async function checked(): Promise<boolean> {
  const typed = isSound(types);
  const linted = await isSound(lint);
  const formatted = await isSound(format);
  return (await typed) && linted && formatted;
}

if (process.argv[1] === import.meta.filename) process.exitCode = (await checked()) ? 0 : 1;
