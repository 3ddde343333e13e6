import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { signedOff } from '#test/fixtures/sealable-county.ts';
import { problemOf, runCli } from '#test/fixtures/terminal.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

const work = temporaryFolder();
const cli = path.resolve(import.meta.dirname, '../../dist/cli.js');

const data = signedOff(work);

describe('a command', () => {
  test('whose output is no longer wanted ends quietly', async () => {
    const command = `"$0" "$1" cells --data "$2" | head -n 1; echo "\${PIPESTATUS[0]}"`;
    const child = spawn('bash', ['-c', command, process.execPath, cli, data]);
    const [out, err]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on('data', (bytes: Buffer) => out.push(bytes));
    child.stderr.on('data', (bytes: Buffer) => err.push(bytes));
    await new Promise((resolve) => child.on('close', resolve));
    const [first, status] = Buffer.concat(out).toString().trim().split('\n');
    expect(first).toMatch(/^\w+\/[A-Z]{2}\d{3}\t/);
    expect([status, Buffer.concat(err).toString()]).toEqual(['0', '']);
  });

  test('that another program holds off says who has the folder', async () => {
    const holder = spawn(process.execPath, [path.join(path.dirname(cli), 'browser.js'), '--data', data]);
    try {
      await new Promise((resolve) => holder.stdout.once('data', resolve));
      const ran = await runCli(['check', '--data', data, '--json']);
      expect([ran.code, problemOf(ran).code]).toEqual([1, 'workspace.locked']);
      expect(problemOf(ran).message).toMatch(/请先关闭它再打开。$/);
      // In the time of the computer, not in the one that is stored.
      const since = String(problemOf(ran).details['since']);
      const there = await runCli(['check', '--data', data], '', { TZ: 'Asia/Shanghai' });
      const shown = new Date(Date.parse(since) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
      expect(there.err).toContain(`(自 ${shown} 起)`);
      // What needs no workspace works all the same.
      expect((await runCli(['catalogue', '--data', data, '--json'])).code).toBe(0);
    } finally {
      holder.kill('SIGTERM');
      await new Promise((resolve) => holder.once('close', resolve));
    }
  });

  test('that meets an error of the program ends with 3 and the reference under which the log has it', async () => {
    const db = new Database(path.join(data, 'nianbao.db'));
    // What no program of ours has written: an open batch that can't be read.
    db.exec(`INSERT INTO batch (id, year, file, sha256, size, state, reading, answers, rows, at)
      SELECT 'odd', max(year), 'a.xlsx', '', 0, 'staged', '{no JSON', '{}', '{}', '' FROM round`);
    db.close();
    const ran = await runCli(['undo', 'odd', '--data', data, '--json']);
    expect(ran.code).toBe(3);
    const { code, message, details } = problemOf(ran);
    expect(code).toBe('internal');
    const reference = String(details['reference']);
    expect(reference.length).toBeGreaterThan(3);
    expect(message).toContain(reference);
    const logs = readdirSync(data, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.log'))
      .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'utf8'));
    expect(logs.join('')).toContain(reference);
    expect(ran.out + ran.err).not.toContain('JSON.parse');
    expect(ran.out + ran.err).not.toContain('SyntaxError');
  });
});
