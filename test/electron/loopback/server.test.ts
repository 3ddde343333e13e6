import { readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { startLoopback } from '#electron/loopback/server.ts';
import type { Service } from '#electron/threads/service.ts';
import { testService } from '#test/fixtures/service.ts';
import { noSmallDisk, SmallDisk } from '#test/fixtures/small-disk.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

const work = temporaryFolder();
const lacking = noSmallDisk();
const disk = lacking === null ? new SmallDisk(path.join(work, 'disk'), 2) : null;
const page = 'a-page-of-the-browser';
let service: Service;
let server: Awaited<ReturnType<typeof startLoopback>>;
let origin: string;
let cookie: string;

beforeAll(async () => {
  service = testService(path.join(work, 'data'), '2016-03-01T08:00:00.000Z');
  await service.open();
  server = await startLoopback(service, work);
  origin = new URL(server.url).origin;
  const entered = await fetch(server.url, { redirect: 'manual' });
  cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
});
afterAll(async () => {
  await server.close();
  await service.close();
});

const events = () => fetch(`${origin}/events?page=${page}`, { headers: { cookie } });
const send = (frame: unknown) =>
  fetch(`${origin}/frames?page=${page}`, {
    method: 'POST',
    headers: { cookie, origin, 'content-type': 'application/json' },
    body: JSON.stringify(frame),
  });

async function untilAnswer(stream: Response, id: number): Promise<string> {
  let text = '';
  for await (const chunk of stream.body ?? []) {
    text += Buffer.from(chunk as Uint8Array).toString('utf8');
    if (text.includes(`"id":${id},`)) return text;
  }
  return text;
}

test('a page that comes back takes the place of its stream whose break nobody noticed', async () => {
  const first = await events();
  expect(first.status).toBe(200);
  const ended = untilAnswer(first, 0).catch(() => 'broken');
  const second = await events();
  expect(second.status).toBe(200);
  expect(await ended).not.toContain('"id":0');
  expect((await send({ id: 7, op: 'workspace.get', input: {} })).status).toBe(204);
  expect(await untilAnswer(second, 7)).toContain('"exists":false');
});

test('an address is used up by who entered first, and nobody gets in from another page', async () => {
  expect((await fetch(server.url, { redirect: 'manual' })).status).toBe(403);
  expect((await fetch(`${origin}/events?page=${page}`)).status).toBe(403);
  const foreign = await fetch(`${origin}/frames?page=${page}`, {
    method: 'POST',
    headers: { cookie, origin: 'http://127.0.0.1:1' },
    body: '{}',
  });
  expect(foreign.status).toBe(403);
  expect((await events()).status).toBe(200);
});

test('what is no frame is refused before anything is done with it', async () => {
  const stream = await events();
  const call = { id: 11, op: 'workspace.get', input: {} };
  const actor = { name: '王敏', role: 'clerk' };
  for (const odd of [
    null,
    7,
    [],
    { id: 'x' },
    { id: 1.5, cancel: true },
    { id: 11, op: 3, input: {} },
    { ...call, more: 1 },
    { ...call, actor: { ...actor, role: 'root' } },
    { ...call, actor: { ...actor, name: {} } },
    { ...call, actor: { ...actor, name: '王'.repeat(101) } },
  ])
    expect([odd, (await send(odd)).status]).toEqual([odd, 400]);
  const unread = await fetch(`${origin}/frames?page=${page}`, {
    method: 'POST',
    headers: { cookie, origin },
    body: '{"id":',
  });
  expect(unread.status).toBe(400);
  expect((await send({ ...call, actor })).status).toBe(204);
  expect(await untilAnswer(stream, 11)).toContain('"exists":false');
});

test('a browser that has two counties open is let into both', async () => {
  const other = await startLoopback(service, work);
  try {
    const entered = await fetch(other.url, { redirect: 'manual', headers: { cookie } });
    const jar = new Map([cookie, entered.headers.get('set-cookie')?.split(';')[0] ?? ''].map(parts));
    const both = [...jar].map((one) => one.join('=')).join('; ');
    for (const address of [origin, new URL(other.url).origin])
      expect((await fetch(`${address}/events?page=${page}`, { headers: { cookie: both } })).status).toBe(200);
  } finally {
    await other.close();
  }
});

describe('a file from the browser', () => {
  const upload = (name: string, body: string) =>
    fetch(`${origin}/files?${new URLSearchParams({ name }).toString()}`, {
      method: 'POST',
      headers: { cookie, origin },
      body,
    });

  test.each(['../../x.xlsx', '..', '甲:乙?.xlsx', `${'甲'.repeat(120)}.xlsx`, 'CON'])(
    'is kept under a name that the system takes, and known by its own, such as %s',
    async (name) => {
      const answer = await upload(name, 'abc');
      expect(answer.status).toBe(200);
      const { token } = (await answer.json()) as { token: string };
      const kept = service.tokens.take(token);
      expect(kept.name).toBe(path.basename(name));
      expect(path.dirname(path.dirname(kept.path))).toMatch(/nianbao-\w{6}$/);
      expect(readFileSync(kept.path, 'utf8')).toBe('abc');
    },
  );

  test('that was broken off leaves nothing', async () => {
    const begun = connect(Number(new URL(origin).port), '127.0.0.1');
    const head = ['POST /files?name=cut.xlsx HTTP/1.1', `Host: ${new URL(origin).host}`, `Origin: ${origin}`];
    begun.write([...head, `Cookie: ${cookie}`, 'Content-Length: 300', '', 'abc'].join('\r\n'));
    await expect.poll(() => uploaded('cut.xlsx')).toBe(1);
    begun.destroy();
    await expect.poll(() => uploaded('cut.xlsx')).toBe(0);
  });

  test('that the disk has no room for says so, and leaves nothing', async ({ skip }) => {
    skip(disk === null, lacking ?? '');
    vi.stubEnv('TMPDIR', disk?.folder);
    const other = await startLoopback(service, work).finally(() => vi.unstubAllEnvs());
    try {
      const entered = await fetch(other.url, { redirect: 'manual' });
      const own = new URL(other.url).origin;
      const answer = await fetch(`${own}/files?name=a.xlsx`, {
        method: 'POST',
        headers: { cookie: entered.headers.get('set-cookie')?.split(';')[0] ?? '', origin: own },
        body: Buffer.alloc(8 * 1024 * 1024),
      });
      expect(answer.status).toBe(422);
      expect(await answer.json()).toMatchObject({ problem: { code: 'workspace.disk-full' } });
      expect(readdirSync(disk?.folder ?? '', { recursive: true })).toHaveLength(1);
    } finally {
      await other.close();
    }
  });
});

/** How many files of that name the running pages keep. */
function uploaded(name: string): number {
  return readdirSync(tmpdir())
    .filter((folder) => /^nianbao-\w{6}$/.test(folder))
    .flatMap((folder) => readdirSync(path.join(tmpdir(), folder), { recursive: true, encoding: 'utf8' }))
    .filter((file) => path.basename(file) === name).length;
}

/** A cookie as a browser keeps it: one of each name for an address, whatever its port. */
function parts(text: string): readonly [name: string, value: string] {
  const at = text.indexOf('=');
  return [text.slice(0, at), text.slice(at + 1)];
}
