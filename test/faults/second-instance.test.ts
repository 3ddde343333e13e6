import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { automaticBackup } from '#electron/store/automatic-backup.ts';
import { databaseFile } from '#electron/store/files.ts';
import { problemText } from '#shared/texts/problems.ts';
import type { ProblemMessage } from '#shared/contract/problem.ts';
import { localTime } from '#shared/values/moment.ts';
import { serviceOf } from '#test/fixtures/crash/base.ts';
import { refused } from '#test/fixtures/refusal.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

const data = path.join(temporaryFolder(), 'data');
const holders: ChildProcess[] = [];
afterAll(() => {
  for (const holder of holders) holder.kill('SIGKILL');
});

/** A second program on the data folder, and what it said. */
async function hold(): Promise<{ holder: ChildProcess; said: { open: number } | ProblemMessage }> {
  const holder = spawn(process.execPath, [path.resolve(import.meta.dirname, '../fixtures/holder.ts'), data], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  holders.push(holder);
  for await (const line of createInterface({ input: holder.stdout }))
    return { holder, said: JSON.parse(line) as { open: number } | ProblemMessage };
  throw new Error('the holder said nothing');
}

beforeAll(async () => {
  const service = serviceOf(data);
  await service.open();
  await service.answer('workspace.init', { county: '220122', year: 2015 });
  await service.close();
});

describe('a data folder that another program has', () => {
  it('is refused by name of who has it, also to a restore, and not a byte of it changes', async () => {
    const { holder, said } = await hold();
    expect(said).toEqual({ open: holder.pid });
    automaticBackup(data, '2016-03-01T08:00:00.000Z');
    const before = readFileSync(databaseFile(data));
    const second = serviceOf(data);
    await second.open();
    const problem = await refused(second.answer('workspace.get', {}), 'workspace.locked');
    expect(problem.details.program).toBe(`holder ${holder.pid}`);
    const sentence = problemText(problem, 'zh');
    expect(sentence).toContain(`正由“holder ${holder.pid}”使用`);
    expect(sentence).toContain(`自 ${localTime(problem.details.since)} 起`);
    expect(sentence).toContain('请先关闭它');
    for (const [name, input] of [
      ['units.add', { year: 2015, code: '91220122MA0100007X', name: '甲厂' }],
      ['workspace.init', { county: '220122', year: 2016 }],
      ['care.restore', { replace: true }],
      ['care.backup', {}],
    ] as const)
      await refused(second.answer(name, input), 'workspace.locked');
    const doctor = await second.answer('care.doctor', {});
    expect(doctor).toEqual({
      healthy: false,
      checks: [{ check: 'opens', ok: false, detail: 'workspace.locked' }],
    });
    await second.close();
    expect(readFileSync(databaseFile(data)).equals(before)).toBe(true);

    // Nothing of its lock is left, however it ends.
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    await second.open();
    expect((await second.answer('workspace.get', {})).county?.name).toBe('农安县');
    await second.close();
  });

  it('is had by one of those that start at the same moment', async () => {
    const started = await Promise.all([hold(), hold(), hold()]);
    const open = started.filter(({ said }) => 'open' in said);
    expect(open).toHaveLength(1);
    for (const { said } of started) if (!('open' in said)) expect(said.code).toBe('workspace.locked');
    for (const { holder } of started) {
      const ended = once(holder, 'exit');
      holder.stdin?.end();
      await ended;
    }
    const { holder, said } = await hold();
    expect('open' in said).toBe(true);
    holder.stdin?.end();
    await once(holder, 'exit');
  });
});
