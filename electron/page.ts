import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** The policy of a page: its own scripts, styles with this load's nonce, no network, no frames, no forms. */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** One file of the built page, never outside its folder; null when there is none. The nonce is filled into the HTML. */
export async function pageFile(
  root: string,
  pathname: string,
): Promise<{ body: Buffer; headers: Record<string, string> } | null> {
  const wanted = decodeURIComponent(pathname === '/' ? '/index.html' : pathname);
  const file = path.resolve(root, `.${path.posix.normalize(wanted)}`);
  if (file !== root && !file.startsWith(root + path.sep)) return null;
  const type = types[path.extname(file)];
  if (type === undefined) return null;
  let body: Buffer;
  try {
    body = await readFile(file);
  } catch {
    return null;
  }
  const nonce = randomBytes(16).toString('base64');
  const headers: Record<string, string> = { 'content-type': type, 'x-content-type-options': 'nosniff' };
  if (path.extname(file) === '.html') {
    body = Buffer.from(body.toString('utf8').replaceAll('__NONCE__', nonce));
    headers['content-security-policy'] = contentSecurityPolicy(nonce);
    headers['cache-control'] = 'no-store';
    headers['referrer-policy'] = 'no-referrer';
  }
  return { body, headers };
}
