import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { contentSecurityPolicy } from '#electron/page.ts';
import { desktopFolder, endLater, install, open, openForm, type Opened } from './window.ts';

const folder = desktopFolder();
const screens = ['import', 'filing', 'review', 'totals', 'packages', 'home'] as const;

/** Listens on this computer for anything that tries to leave the page; nothing may come. */
interface Ear {
  readonly port: number;
  readonly heard: string[];
}

let opened: Opened;
let tcp: Ear;
let udp: Ear;

beforeAll(async () => {
  tcp = await listenTcp();
  udp = await listenUdp();
  // With a camera that is always there, so that it is the permission that fails.
  opened = await open(await install(folder), '--use-fake-device-for-media-stream');
  await opened.page.getByRole('button', { name: '打开示范县' }).click();
  await opened.page.locator('.frame').waitFor({ timeout: 120_000 });
});

async function listenTcp(): Promise<Ear> {
  const heard: string[] = [];
  const server = createServer((socket) => {
    heard.push('connection');
    socket.on('data', (chunk) => heard.push(chunk.toString('latin1').slice(0, 80)));
    socket.on('error', () => undefined);
    socket.end('HTTP/1.1 200 OK\r\ncontent-length: 0\r\naccess-control-allow-origin: *\r\n\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endLater(() => void server.close());
  return { port: (server.address() as AddressInfo).port, heard };
}

async function listenUdp(): Promise<Ear> {
  const heard: string[] = [];
  const socket = createSocket('udp4');
  socket.on('message', (message) => heard.push(message.toString('hex').slice(0, 40)));
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  endLater(() => void socket.close());
  return { port: socket.address().port, heard };
}

test('the page has the policy that we say, and keeps it on every screen but for one known style', async () => {
  const { page } = opened;
  await page.addInitScript(() => {
    const seen: string[] = [];
    Reflect.set(globalThis, 'violations', seen);
    document.addEventListener('securitypolicyviolation', (event) =>
      seen.push(`${event.effectiveDirective} ${event.blockedURI}`),
    );
    // Each style that comes without the nonce is one violation; by its text it is known whose.
    new MutationObserver((records) => {
      for (const node of records.flatMap((record) => [...record.addedNodes]))
        if (node instanceof HTMLStyleElement && node.nonce === '')
          seen.push(/^\s*#rc-scrollbar-measure-/.test(node.textContent) ? 'antd' : node.textContent);
    }).observe(document, { childList: true, subtree: true });
  });
  const [response] = await Promise.all([page.waitForResponse('app://nianbao/index.html'), page.reload()]);
  const nonce = await page.locator('meta[name=csp-nonce]').getAttribute('content');
  expect(nonce).toMatch(/^[\w+/]{22}==$/);
  expect(response.headers()['content-security-policy']).toBe(contentSecurityPolicy(nonce ?? ''));

  for (const screen of screens) {
    await page.locator(`[data-screen=${screen}]`).click();
    await page.locator('.screen-head').first().waitFor();
    await page.waitForLoadState('networkidle');
  }
  await openForm(page);
  const seen = await page.evaluate(() => Reflect.get(globalThis, 'violations') as string[]);
  const byAntd = seen.filter((item) => item === 'antd').length;
  expect(seen.filter((item) => item !== 'antd')).toEqual(Array(byAntd).fill('style-src-elem inline'));

  // The watch works: what the policy forbids is seen, and does not happen.
  const after = await page.evaluate(async () => {
    const style = document.createElement('style');
    style.textContent = 'body { --leak: 1 }';
    document.head.append(style);
    const script = document.createElement('script');
    script.textContent = 'globalThis.leak = 1';
    document.head.append(script);
    let evaluated = 'not tried';
    // Later, since what the test itself calls is exempt from the policy.
    setTimeout(() => {
      try {
        const made = Reflect.construct(Function, ['return 1 + 1']) as () => number;
        evaluated = String(made());
      } catch (error) {
        evaluated = (error as Error).name;
      }
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    const happened = [
      Reflect.get(globalThis, 'leak') ?? null,
      getComputedStyle(document.body).getPropertyValue('--leak'),
    ];
    return { evaluated, happened, seen: Reflect.get(globalThis, 'violations') as string[] };
  });
  expect(after.evaluated).toBe('EvalError');
  expect(after.happened).toEqual([null, '']);
  expect(after.seen.slice(seen.length)).toContain('style-src-elem inline');
  expect(after.seen.slice(seen.length)).toContain('script-src-elem inline');
});

test('every permission is denied', async () => {
  const answers = await opened.page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi'];
    const states = await Promise.all(
      names.map(async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state),
    );
    const refusal = (asked: Promise<unknown>): Promise<string> =>
      asked.then(
        () => 'granted',
        (error: unknown) => (error as Error).name,
      );
    return {
      states,
      notification: await Notification.requestPermission(),
      camera: await refusal(navigator.mediaDevices.getUserMedia({ video: true })),
      screen: await refusal(navigator.mediaDevices.getDisplayMedia()),
      clipboard: await refusal(navigator.clipboard.readText()),
      place: await new Promise<number | string>((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve('granted'),
          (error) => resolve(error.code),
        ),
      ),
    };
  });
  expect(answers).toEqual({
    states: Array(6).fill('denied'),
    notification: 'denied',
    camera: 'NotAllowedError',
    screen: 'NotAllowedError',
    clipboard: 'NotAllowedError',
    place: 1,
  });
});

test('the page copies text for the clerk, which is the one thing it may do with the clipboard', async () => {
  await opened.page.locator('body').click();
  await opened.page.evaluate(() => navigator.clipboard.writeText('请企业取消打开密码后重发'));
  expect(await opened.app.evaluate(({ clipboard }) => clipboard.readText())).toBe('请企业取消打开密码后重发');
});

test('the window stays where it is and opens no other', async () => {
  const { app, page } = opened;
  const away = `http://127.0.0.1:${tcp.port}/`;
  const here = page.url();
  const answers = await page.evaluate(async (address) => {
    const opener = window.open(address);
    const link = Object.assign(document.createElement('a'), { href: address, target: '_blank' });
    document.body.append(link);
    link.click();
    link.target = '';
    link.click();
    link.remove();
    const form = Object.assign(document.createElement('form'), { action: address, method: 'post' });
    document.body.append(form);
    form.submit();
    form.remove();
    window.location.href = address;
    window.location.href = 'file:///etc/passwd';
    window.location.href = 'app://nianbao/assets/';
    const frame = Object.assign(document.createElement('iframe'), { src: address });
    document.body.append(frame);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    frame.remove();
    return opener === null;
  }, away);
  expect(answers).toBe(true);
  expect(page.url()).toBe(here);
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  // Not even the shell itself could fetch from another address.
  const fetched = await app.evaluate(
    ({ BrowserWindow }, address) =>
      BrowserWindow.getAllWindows()[0]
        ?.webContents.session.fetch(address)
        .then(
          () => 'fetched',
          (error: unknown) => String(error),
        ),
    away,
  );
  expect(fetched).toContain('ERR_BLOCKED_BY_CLIENT');
  expect(tcp.heard).toEqual([]);
  // The page may open itself again, as it offers after an error.
  await page.evaluate(() => window.location.reload());
  await page.locator('.frame').waitFor();
});

test('no request leaves, whatever the page tries', async () => {
  const { app, page } = opened;
  await page.evaluate(
    async ({ tcpPort, udpPort }) => {
      const host = `127.0.0.1:${tcpPort}`;
      const quietly = async (act: () => unknown): Promise<void> => {
        try {
          await act();
        } catch {
          // Refused, as it should be; the server tells whether it was.
        }
      };
      await quietly(() => fetch(`http://${host}/fetch`, { mode: 'no-cors' }));
      await quietly(() => navigator.sendBeacon(`http://${host}/beacon`, 'x'));
      await quietly(() => new WebSocket(`ws://${host}/socket`));
      await quietly(() => new EventSource(`http://${host}/events`));
      await quietly(() => new Worker(`http://${host}/worker.js`));
      for (const [tag, attribute, rel] of [
        ['img', 'src'],
        ['script', 'src'],
        ['video', 'src'],
        ['link', 'href', 'stylesheet'],
        ['link', 'href', 'prefetch'],
        ['link', 'href', 'preconnect'],
        ['link', 'href', 'icon'],
      ] as const) {
        const element = document.createElement(tag);
        if (rel !== undefined) element.setAttribute('rel', rel);
        element.setAttribute(attribute, `http://${host}/${tag}-${rel ?? ''}`);
        document.head.append(element);
      }
      const call = new RTCPeerConnection({ iceServers: [{ urls: `stun:127.0.0.1:${udpPort}` }] });
      call.createDataChannel('leak');
      await call.setLocalDescription(await call.createOffer());
      await new Promise((resolve) => setTimeout(resolve, 3000));
      call.close();
    },
    { tcpPort: tcp.port, udpPort: udp.port },
  );
  expect({ tcp: tcp.heard, udp: udp.heard }).toEqual({ tcp: [], udp: [] });
  // Nor does the program have a connection to another computer open.
  const processes = await app.evaluate((electron) =>
    electron.app.getAppMetrics().map((metric) => metric.pid),
  );
  const peers = processes.map(remotePeers).filter((found) => found !== null);
  expect(peers.length).toBeGreaterThan(3);
  expect(peers.flat()).toEqual([]);
});

test('the page cannot reach Node, the disk or the shell', async () => {
  const { page } = opened;
  const reach = await page.evaluate(async () => {
    const bridge = Reflect.get(globalThis, 'nianbao') as { tokenFor: (file: File) => Promise<unknown> };
    const global = (name: string): string => typeof Reflect.get(globalThis, name);
    const make = bridge.tokenFor.constructor as (code: string) => () => string;
    const built = make('return typeof process')();
    return {
      globals: ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer'].map(global),
      bridge: Object.keys(bridge),
      frozen: Object.isFrozen(bridge),
      built,
      // A file that no person chose has no place on disk, whatever it is called.
      token: await bridge.tokenFor(new File(['x'], '/etc/passwd')),
      file: await fetch('file:///etc/passwd').then(
        () => 'read',
        () => 'refused',
      ),
      outside: (await fetch('app://nianbao/%2e%2e/main.js')).status,
      elsewhere: await fetch('app://other/index.html').then(
        (response) => response.status,
        () => 'refused',
      ),
    };
  });
  expect(reach).toEqual({
    globals: Array(7).fill('undefined'),
    bridge: ['tokenFor'],
    frozen: true,
    built: 'undefined',
    token: null,
    file: 'refused',
    outside: 404,
    elsewhere: 'refused',
  });
});

/** Addresses of other computers that a process of Linux is connected to; null when it has just ended. */
function remotePeers(pid: number): readonly string[] | null {
  try {
    const open = readdirSync(`/proc/${pid}/fd`).map((name) => linked(`/proc/${pid}/fd/${name}`));
    const sockets = new Set(open.map((target) => /^socket:\[(\d+)\]$/.exec(target)?.[1]));
    return ['tcp', 'tcp6', 'udp', 'udp6'].flatMap((table) =>
      readFileSync(`/proc/${pid}/net/${table}`, 'utf8')
        .split('\n')
        .slice(1)
        .map((line) => line.trim().split(/\s+/))
        .filter((columns) => columns[9] !== undefined && sockets.has(columns[9]))
        .map((columns) => columns[2] ?? '')
        .filter(
          (peer) => !/^0+:0000$/.test(peer) && !/^(0100007F|0{16}FFFF00000100007F|0{24}01000000):/.test(peer),
        ),
    );
  } catch {
    return null;
  }
}

/** What a link points to; a descriptor may be closed between listing and reading. */
function linked(file: string): string {
  try {
    return readlinkSync(file);
  } catch {
    return '';
  }
}
