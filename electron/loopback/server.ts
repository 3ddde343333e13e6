import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { loopbackTexts } from '#shared/texts/loopback.ts';
import { pageFile } from '../page.ts';
import type { Service } from '../threads/service.ts';
import { Uploads } from './uploads.ts';

const requestLimit = 4 * 1024 * 1024;

/**
 * Serves the page to one browser on this computer: 127.0.0.1 only, a random port, a one-time token that becomes an
 * HttpOnly SameSite=Strict cookie, Host and Origin checked on every request. Frames come by POST and go by one event
 * stream a page.
 */
export async function startLoopback(
  service: Service,
  root: string,
): Promise<{ url: string; close: () => Promise<void> }> {
  const invitation = { token: randomBytes(24).toString('base64url'), used: false };
  const secret = randomBytes(32).toString('base64url');
  const pages = new Map<
    string,
    { readonly receive: (written: unknown) => boolean; readonly end: () => void }
  >();
  const uploads = new Uploads(service.tokens);
  let host = '';
  let cookieName = '';

  const server = createServer((request, response) => {
    handle(request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', `http://${host}`);
    const origin = request.headers.origin;
    if (request.headers.host !== host || (origin !== undefined && origin !== `http://${host}`))
      return end(response, 403);
    const given = url.searchParams.get('token');
    if (request.method === 'GET' && url.pathname === '/' && given !== null) {
      // Whoever is in already may press the address again; anybody else is told that it is used up.
      const isIn = same(cookieOf(request, cookieName), secret);
      if (!isIn && (invitation.used || !same(given, invitation.token)))
        return end(response, 403, loopbackTexts.used);
      invitation.used = true;
      response.writeHead(303, {
        location: '/',
        'set-cookie': `${cookieName}=${secret}; HttpOnly; SameSite=Strict; Path=/`,
      });
      response.end();
      return;
    }
    if (!same(cookieOf(request, cookieName), secret)) return end(response, 403);
    if (request.method === 'GET' && url.pathname === '/events') return events(url, request, response);
    if (request.method === 'GET' && url.pathname.startsWith('/made/')) {
      return uploads.send(url.pathname.slice('/made/'.length), response);
    }
    if (request.method === 'GET') return page(url.pathname, response);
    // Everything that changes something comes from our own page: a cross-site form has no such Origin.
    if (request.method !== 'POST' || origin !== `http://${host}`) return end(response, 405);
    if (url.pathname === '/frames') return frames(url, request, response);
    if (url.pathname === '/files') return files(url, request, response);
    end(response, 404);
  }

  async function files(url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const given = (name: string): string => url.searchParams.get(name) ?? '';
    try {
      const token = await uploads.receive(given('folder'), given('name'), request);
      json(response, 200, { token });
    } catch (error) {
      // Nobody waits any more for a file that was broken off.
      if (!response.destroyed) json(response, 422, service.describe(error));
    }
  }

  async function page(pathname: string, response: ServerResponse): Promise<void> {
    const file = await pageFile(root, pathname);
    if (file === null) return end(response, 404);
    response.writeHead(200, file.headers);
    response.end(file.body);
  }

  function events(url: URL, request: IncomingMessage, response: ServerResponse): void {
    const id = url.searchParams.get('page') ?? '';
    if (!/^[\w-]{16,64}$/.test(id)) return end(response, 400);
    // The page comes back before the break of its old stream was noticed here.
    pages.get(id)?.end();
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    const { receive, detach } = service.attach((frame) =>
      response.write(`data: ${JSON.stringify(frame)}\n\n`),
    );
    const open = { receive, end: () => response.destroy() };
    pages.set(id, open);
    request.on('close', () => {
      if (pages.get(id) === open) pages.delete(id);
      detach();
    });
  }

  async function frames(url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const open = pages.get(url.searchParams.get('page') ?? '');
    if (open === undefined) return end(response, 409);
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of request) {
      size += (chunk as Buffer).length;
      if (size > requestLimit) return end(response, 413);
      chunks.push(chunk as Buffer);
    }
    end(response, open.receive(jsonOf(Buffer.concat(chunks))) ? 204 : 400);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  host = `127.0.0.1:${port}`;
  // A browser keeps one set of cookies for all ports of an address: the county to practise on may be open beside one's own.
  cookieName = `nianbao-${port}`;
  return {
    url: `http://${host}/?token=${invitation.token}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      uploads.clear();
    },
  };
}

function end(response: ServerResponse, status: number, text = ''): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' });
  response.end(text);
}

function json(response: ServerResponse, status: number, value: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
}

/** Undefined, which is no frame, for what is no JSON. */
function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}

function same(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function cookieOf(request: IncomingMessage, name: string): string {
  const cookies = (request.headers.cookie ?? '').split(/;\s*/);
  return cookies.find((cookie) => cookie.startsWith(`${name}=`))?.slice(name.length + 1) ?? '';
}
