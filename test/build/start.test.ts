import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { downloadElectron } from '#build/electron.ts';
import { temporaryFolder } from '#test/fixtures/temporary.ts';

const root = path.resolve(import.meta.dirname, '../..');
const folder = temporaryFolder();

afterEach(() => vi.unstubAllEnvs());

/** A mirror of Electron's downloads that does as it is told. */
async function mirror(act: (request: IncomingMessage, response: ServerResponse) => void): Promise<void> {
  const server = createServer(act);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  vi.stubEnv('ELECTRON_MIRROR', `http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  vi.stubEnv('electron_config_cache', path.join(folder, `cache-${(server.address() as AddressInfo).port}`));
}

test.each<[string, (request: IncomingMessage, response: ServerResponse) => void]>([
  ['never answers', () => undefined],
  [
    'stops in the middle',
    (_request, response) => {
      response.writeHead(200, { 'content-length': 100_000_000 });
      response.write(Buffer.alloc(1_000_000));
    },
  ],
  ['has nothing', (_request, response) => void response.writeHead(404).end()],
  ['sends something else', (_request, response) => void response.writeHead(200).end('not Electron')],
])('a download that %s is given up', async (_what, act) => {
  await mirror(act);
  expect(await downloadElectron(500, () => undefined)).toBe(null);
});

test('npm start without a desktop says so and serves the page on the folder that was asked for', async () => {
  const data = path.join(folder, 'data');
  mkdirSync(data);
  const made = spawnSync(
    process.execPath,
    [path.join(root, 'dist/cli.js'), 'init', '--county', '220122', '--year', '2015', '--data', data],
    { encoding: 'utf8' },
  );
  expect(made.stderr).toBe('');
  const environment = { ...process.env };
  for (const name of ['DISPLAY', 'WAYLAND_DISPLAY']) delete environment[name];
  const child = spawn(process.execPath, ['build/launch.js', 'build/start.ts', '--data', data], {
    cwd: root,
    env: environment,
  });
  onTestFinished(() => void child.kill('SIGINT'));
  let said = '';
  child.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()));
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (bytes: Buffer) => resolve(bytes.toString().trim()));
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${said}`)));
  });
  expect(said).toContain('没有图形桌面,改用本机网页方式');
  expect(readFileSync(path.join(data, 'lock.json'), 'utf8')).toContain('年报通网页');

  // The address works once; then only for whoever is in.
  const first = await fetch(address, { redirect: 'manual' });
  expect(first.status).toBe(303);
  const cookie = first.headers.get('set-cookie')?.split(';')[0] ?? '';
  const page = await fetch(new URL('/', address), { headers: { cookie } });
  expect(await page.text()).toContain('<title>年报通</title>');
  expect((await fetch(address, { redirect: 'manual', headers: { cookie } })).status).toBe(303);
  const stranger = await fetch(address, { redirect: 'manual' });
  expect(stranger.status).toBe(403);
  expect(await stranger.text()).toContain('只能用一次');

  child.kill('SIGINT');
  expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(0);
});

test('an option that npm start does not have is refused, so that no other folder is opened', () => {
  const { status, stderr } = spawnSync(
    process.execPath,
    ['build/launch.js', 'build/start.ts', '--dat', folder],
    { cwd: root, encoding: 'utf8' },
  );
  expect(status).toBe(2);
  expect(stderr).toContain('npm start [-- --data');
});
