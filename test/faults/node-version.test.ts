import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { assertSuitableNode } from '#electron/threads/runtime.ts';
import { problemText } from '#shared/texts/problems.ts';
import { refusalOf } from '#test/fixtures/office.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

const folder = temporaryFolder();
const root = path.resolve(import.meta.dirname, '../..');

interface Run {
  readonly version: string;
  readonly run: (script: string, ...args: string[]) => { status: number | null; out: string };
}

/** The system's own Node.js where it is too old for us, else this one under another name. */
function unsuitable(): Run {
  for (const node of ['/usr/local/bin/node', '/usr/bin/node']) {
    const version = existsSync(node)
      ? spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim().slice(1)
      : '';
    const [major = 99] = version.split('.').map(Number);
    if (version !== '' && major < 22) return { version, run: (...words) => outcome(node, words) };
  }
  const wrapper = path.join(folder, 'other-version.mjs');
  writeFileSync(
    wrapper,
    "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2', napi: '9' } });\n",
  );
  return {
    version: '20.20.2',
    run: (...words) => outcome(process.execPath, ['--import', wrapper, ...words]),
  };
}

function outcome(node: string, words: readonly string[]): { status: number | null; out: string } {
  const { status, stdout, stderr } = spawnSync(node, [...words], { cwd: root, encoding: 'utf8' });
  return { status, out: stdout + stderr };
}

describe('a Node.js that does not suit', () => {
  const { version, run } = unsuitable();
  const data = path.join(folder, 'data');

  it.each(['electron/cli.ts', 'build/start.ts', 'build/test.ts'])(
    '%s ends with one sentence in both languages, and touches nothing',
    (script) => {
      const { status, out } = run('build/launch.js', script, 'init', '--county', '220122', '--data', data);
      expect(status).toBe(1);
      expect(out.trim().split('\n')).toHaveLength(2);
      expect(out).toContain(`Node.js ${version} 不适用,需要 22.18 或更高。请在项目文件夹中执行“npm ci”`);
      expect(out).toContain(`Node.js ${version} is not suitable`);
      expect(existsSync(data)).toBe(false);
    },
  );

  it('the built program says so, too, instead of crashing in the database', () => {
    const { status, out } = run('dist/cli.js', 'init', '--county', '220122', '--data', data, '--json');
    expect(status).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      problem: { code: 'workspace.node', details: { found: version } },
    });
    expect(existsSync(data)).toBe(false);
  });

  it('is told from one that suits by what the database needs of it', () => {
    expect(refusalOf(() => assertSuitableNode())).toBeNull();
    expect(refusalOf(() => assertSuitableNode({ node: '22.14.0', napi: '10' }))).toBeNull();
    // Electron brings a binding of its own.
    expect(
      refusalOf(() => assertSuitableNode({ node: '20.18.3', napi: '9', electron: '33.4.11' })),
    ).toBeNull();
    const refusal = refusalOf(() => assertSuitableNode({ node: '20.20.2', napi: '9' }));
    expect(refusal?.code).toBe('workspace.node');
    expect(refusal === null ? '' : problemText(refusal, 'zh')).toContain('npm ci');
  });
});
